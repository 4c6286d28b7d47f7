/** Keys of register rows said aloud. */

const UNITS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const TENS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const NUMBER_WORD = [...Object.keys(TENS), ...Object.keys(UNITS), 'oh', 'zero', 'hundred'].join('|');
const ROW_KEY = new RegExp(
  String.raw`\b(?:(A|R|I|D|CR)[- ]?|(?:[Ii]tem|[Aa]ction)(?: number)? )(?:(\d{1,5})\b|((?:${NUMBER_WORD})(?:(?:[- ]|,? and )(?:${NUMBER_WORD}))*)\b)`,
  'g',
);

/** `A 31`, `A fifty-five`, `A two oh three` or `a fourteen` at the start of an answer, as `A-31`, `A-55`, `A-203`, `A-14`. */
export function rowKeyIn(sentence: string): string | null {
  if (!/\b(?:[ARID]|CR|[Ii]tem|[Aa]ction)\b|^a \w|[.?!] a \w/.test(sentence)) return null;
  const text = sentence
    .replace(/^a (?=\w+teen\b|\w+ty\b)/, 'A ')
    .replace(/(?<=[.?!] )a (?=\w+teen\b|\w+ty\b)/g, 'A ');
  for (const [, register = 'A', digits, said] of text.matchAll(ROW_KEY)) {
    const number = digits === undefined ? saidNumber(said ?? '') : Number(digits);
    if (number > 0) return `${register}-${number}`;
  }
  return null;
}

/** "Two hundred and three" and "two oh three" are both 203. */
function saidNumber(said: string): number {
  const words = said
    .toLowerCase()
    .split(/[\s,-]+/)
    .filter((word) => word !== 'and');
  const hundred = words.indexOf('hundred');
  if (hundred > 0)
    return (
      saidNumber(words.slice(0, hundred).join(' ')) * 100 + saidNumber(words.slice(hundred + 1).join(' '))
    );
  let digits = '';
  for (let at = 0; at < words.length; at++) {
    const tens = TENS[words[at] ?? ''];
    const unit = UNITS[words[at + 1] ?? ''];
    if (tens !== undefined && unit !== undefined && unit < 10) {
      digits += String(tens + unit);
      at += 1;
    } else digits += String(tens ?? UNITS[words[at] ?? ''] ?? (hundred === 0 ? '' : 0));
  }
  return Number(digits);
}
