/** The line that help has for a command, in the reader's language. English is the command's own declaration. */
import type { Command } from '../kernel/capability.ts';
import { languageOf } from '../kernel/texts.ts';
import de from './help/de.json' with { type: 'json' };
import es from './help/es.json' with { type: 'json' };
import fr from './help/fr.json' with { type: 'json' };

/** By the first words of the command. A test holds that each command has its line, and no line is without one. */
export const TRANSLATED_HELP: Readonly<Record<'de' | 'fr' | 'es', Readonly<Record<string, string>>>> = {
  de,
  fr,
  es,
};

export function helpIn({ words, help }: Command, locale: string): string {
  const language = languageOf(locale);
  return (language === 'en' ? undefined : TRANSLATED_HELP[language][words[0] ?? '']) ?? help;
}
