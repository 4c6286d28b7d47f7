/** Builds request paths in which every value is encoded. */

/**
 * Tag for a path template: `graphPath\`/users/${id}/onlineMeetings\``. Each value is encoded as one segment; quotes in it
 * are doubled where the template has it inside `'...'`.
 */
export function graphPath(texts: TemplateStringsArray, ...values: readonly string[]): string {
  return texts.reduce((path, text, index) => {
    const value = values[index];
    if (value === undefined) return path + text;
    const literal = text.endsWith("'") ? value.replaceAll("'", "''") : value;
    return path + text + encodeSegment(literal);
  }, '');
}

/** Commas stay: site ids have them, and they mean nothing else in a path. */
const encodeSegment = (text: string): string =>
  encodeURIComponent(text).replaceAll("'", '%27').replaceAll('%2C', ',');

/** A text literal of an OData filter, quotes doubled. */
export const odataText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Query options as text, values encoded, names as they are; undefined ones are left out. */
export function queryText(query: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(query)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}
