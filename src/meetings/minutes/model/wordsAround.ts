/** The words shortly before and after each piece of speech; nearer words weigh more. */

/** How many pieces before and after count as around. */
const REACH = 6;

/** Words around the pieces of one meeting. Names are numbered once, so that a reader looks each up only once. */
export interface WordsAround {
  /** Feature names: `p word` (before) and `n word` (after). */
  readonly names: readonly string[];
  /** Calls `use` with the number of each name around the piece at `index` and its value, each name once. */
  visit(index: number, use: (name: number, value: number) => void): void;
}

export function gatherWordsAround(pieces: readonly { readonly words: readonly string[] }[]): WordsAround {
  const names: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    const number = names.length;
    names.push(`p ${word}`, `n ${word}`);
    numbers.set(word, number);
    return number;
  };
  const numbered = pieces.map(({ words }) => words.map(numberOf));
  const values = new Float64Array(names.length);
  return {
    names,
    visit(index, use) {
      const touched: number[] = [];
      const touch = (piece: number, side: number, value: number): void => {
        for (const word of numbered[piece] ?? []) {
          const name = word + side;
          if (values[name] === 0) touched.push(name);
          values[name] = value;
        }
      };
      for (let distance = REACH; distance >= 1; distance -= 1) {
        const value = 1 - (distance - 1) / (REACH + 1);
        touch(index - distance, 0, value);
        touch(index + distance, 1, value);
      }
      const share = 1.5 / Math.sqrt(Math.max(8, touched.length));
      for (const name of touched) {
        use(name, (values[name] as number) * share);
        values[name] = 0;
      }
    },
  };
}
