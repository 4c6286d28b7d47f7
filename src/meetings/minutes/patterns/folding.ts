/** How characters are compared by what looks before patterns are tried: coarser than any pattern does, whichever its flags. */

export const SPACE = 0x20;
const DIGIT = 0x30;
const CONTROL = 0x02;
/** All that is not ASCII. */
export const BEYOND = 0x80;

/** Long s and the sign for kelvin are letters of ASCII for a pattern with the flags `i` and `u`, and for no other. */
export const isAsciiToSome = (code: number): boolean => code === 0x17f || code === 0x212a;

const FOLDED = Uint8Array.from({ length: 0x80 }, (_, code) => {
  const char = String.fromCharCode(code).toLowerCase();
  if (/\s/.test(char)) return SPACE;
  if (/\d/.test(char)) return DIGIT;
  return code < SPACE || code === 0x7f ? CONTROL : char.charCodeAt(0);
});

/** Letters in lower case, any digit as 0, any space as one, and all beyond ASCII as one. */
export function foldedCode(code: number): number {
  if (code < 0x80) return FOLDED[code] as number;
  return /\s/.test(String.fromCharCode(code)) ? SPACE : BEYOND;
}

export const foldedChar = (code: number): string => String.fromCharCode(foldedCode(code));

/** Letters make words, and `_` does as for `\b`; `folded` is a folded code. */
export const isLetter = (folded: number): boolean => (folded >= 0x61 && folded <= 0x7a) || folded === 0x5f;

/** What `\b` takes for a part of a word. */
export const isWordChar = (folded: number): boolean => isLetter(folded) || folded === DIGIT;

/** Other characters than letters and spaces are looked for one by one. */
export const isMark = (folded: number): boolean => folded !== SPACE && !isLetter(folded);
