/** Keys of rows at the beginning of what was typed. Pure. */
import { registerOfKey } from '../findRegister.ts';

export interface WithKeys {
  /** Upper case, each once. */
  readonly keys: readonly string[];
  /** What follows the keys, as typed. */
  readonly rest: string;
}

/** `A-3, a-4 and R-1 because ...`; a message may say more keys than one. */
export function takeKeys(text: string): WithKeys {
  const keys: string[] = [];
  let rest = text.trim();
  while (true) {
    const match =
      /^(?:(?:,|;|&|and\b)[\s\u00a0]*)?([a-z]{1,4}-\d{1,9})(?![\w-])[\s\u00a0]*[,;:]?[\s\u00a0]*/i.exec(rest);
    const key = match?.[1]?.toUpperCase();
    if (match === null || key === undefined || registerOfKey(key) === null) break;
    if (!keys.includes(key)) keys.push(key);
    rest = rest.slice(match[0].length);
  }
  return { keys, rest: rest.trim() };
}

/** True for a message that is one key and nothing else, such as `A-12`. */
export function isKeyAlone(text: string): boolean {
  const { keys, rest } = takeKeys(text.replace(/[.!?]$/, ''));
  return keys.length === 1 && rest === '';
}
