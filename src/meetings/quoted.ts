/** Words that somebody said, between the quotation marks of a language. */
import { reviewTexts } from './texts.ts';

export const quoted = (locale: string, words: string): string => reviewTexts(locale)('quote', { words });
