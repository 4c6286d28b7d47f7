/** Adaptive Cards: JSON templates bound to data, with user text that stays text. */
import { Template } from 'adaptivecards-templating';

/** A bound Adaptive Card, schema 1.5. */
export interface Card {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  readonly body: readonly Record<string, unknown>[];
  readonly actions?: readonly Record<string, unknown>[];
  readonly refresh?: Record<string, unknown>;
  readonly msteams?: Record<string, unknown>;
  readonly [more: string]: unknown;
}

/** Reading a template's expressions costs far more than filling it in, so each is read once. */
const known = new WeakMap<object, Template>();

/** Binds a JSON template to data. Data is read once and never as a template: `${...}` in user text stays. */
export function bindCard(template: object, data: object): Card {
  const read = known.get(template) ?? new Template(template);
  known.set(template, read);
  return read.expand({ $root: data }) as Card;
}

/** U+2060 WORD JOINER: no width, no break; parts the marks that a client would read as more than text. */
const JOINER = '\u2060';

/**
 * User text for a TextBlock or a fact: Markdown marks are escaped, `{{DATE(...)}}` and `<at>` are parted, so the
 * client shows exactly what was typed. Every view passes user text through here; the register keeps the original.
 */
export function plainText(text: string): string {
  return escapeMarkdown(text)
    .replaceAll('{{', `{${JOINER}{`)
    .replace(/<(?=\/?at\b)/gi, `<${JOINER}`);
}

/** User text inside a Markdown message: emphasis, links, lists and code show as typed. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]~|]/g, '\\$&')
    .replace(/^(\s*)([#>+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s)/gm, '$1\\$2');
}

/** A link in a TextBlock; the text is shown as it is. `url` is an absolute address. */
export const markdownLink = (text: string, url: string): string =>
  `[${plainText(text)}](${markdownAddress(url)})`;

/** An address inside a Markdown link: blanks and brackets would end it. */
export const markdownAddress = (url: string): string =>
  url.replace(/[\s()<>]/g, (mark) => `%${mark.charCodeAt(0).toString(16).padStart(2, '0')}`);

/** Text cut to a length for a card, at a word where possible, with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  const space = cut.lastIndexOf(' ');
  return `${(space > length * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}
