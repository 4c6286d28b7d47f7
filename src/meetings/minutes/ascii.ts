/** Nearly all talk in English is plain ASCII, for which patterns without Unicode classes do, in half the time. */

export const isAscii = (text: string): boolean => IS_ASCII.test(text);

const IS_ASCII = /^[\0-\x7f]*$/;

/** What the Unicode classes of letters, marks and numbers hold of ASCII. */
const OF_CLASS: Readonly<Record<string, string>> = { L: 'A-Za-z', Lu: 'A-Z', Ll: 'a-z', M: '', N: '\\d' };

/**
 * Of the expression and what is the same for plain text, the one to be used on a text. Throws RangeError for a Unicode class
 * other than letters, marks and numbers.
 */
export function formFor(expression: RegExp): (text: string) => RegExp {
  const ascii = new RegExp(inAscii(expression.source), expression.flags.replace('u', ''));
  return (text) => (isAscii(text) ? ascii : expression);
}

/** Escaped characters are read whole; within brackets a class is written without its own. */
function inAscii(source: string): string {
  let isInBrackets = false;
  return source.replace(/\\p\{(\w+)\}|\\.|[[\]]/g, (part, name?: string) => {
    if (part === '[' || part === ']') isInBrackets = part === '[';
    if (name === undefined) return part;
    const letters = OF_CLASS[name];
    if (letters === undefined) throw new RangeError(`There is no plain form of ${part} in ${source}.`);
    return isInBrackets ? letters : `[${letters}]`;
  });
}
