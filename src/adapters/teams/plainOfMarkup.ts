/** From the formatting of a message, as it comes with text pasted from a mail, a page or a document, to plain lines. */

/** Elements that begin and end a line. */
const BLOCK =
  'p|div|br|ul|ol|li|table|thead|tbody|tr|h[1-6]|blockquote|pre|hr|section|article|header|footer|figure';
/** Elements within a line; only these go, so that `<5` or `<name>` of a text stays. */
const INLINE =
  'span|b|strong|i|em|u|s|strike|del|ins|a|font|code|sub|sup|small|mark|img|emoji|attachment|codeblock|tt|o:p|td|th|colgroup|col|label';

const LINES = new RegExp(`(?:</?(?:${BLOCK})(?:\\s[^<>]*)?/?>[^\\S\\u00a0]*)+`, 'gi');
const CELLS = /<\/t[dh]\s*>/gi;
const WITHIN = new RegExp(`</?(?:${INLINE})(?:\\s[^<>]*)?/?>`, 'gi');

/** Entities stay as they are. Blocks that touch give one line break, cells of a row one blank. */
export function plainOfMarkup(html: string): string {
  return html.replace(LINES, '\n').replace(CELLS, ' ').replace(WITHIN, '');
}
