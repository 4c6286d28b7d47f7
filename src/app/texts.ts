/** What the app says of itself, by locale. */
import { makeTexts } from '../kernel/texts.ts';
import de from './messages/de.json' with { type: 'json' };
import en from './messages/en.json' with { type: 'json' };
import es from './messages/es.json' with { type: 'json' };
import fr from './messages/fr.json' with { type: 'json' };

export const appTexts = makeTexts<keyof typeof en>({ en, de, fr, es });
