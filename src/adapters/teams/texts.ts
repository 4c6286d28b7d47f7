/** What is said at Teams' door, by locale. */
import { makeTexts } from '../../kernel/texts.ts';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import es from './messages/es.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

export const doorTexts = makeTexts<keyof typeof en>({ en, de, fr, es });
