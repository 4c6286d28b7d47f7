/** Prints the benchmark's lines and keeps its figures by name. */
import type { Agreement } from './measure.ts';

export interface Report {
  /** Shares in 0..1, milliseconds or counts, by a dotted name. */
  readonly figures: Record<string, number>;
  readonly print: (line: string) => void;
  readonly agreement: (name: string, agreement: Agreement) => void;
  /** A title over columns of agreement. */
  readonly heading: (title: string) => void;
}

const NAME_WIDTH = 62;

export function makeReport(write: (text: string) => void): Report {
  const figures: Record<string, number> = {};
  const print = (line: string): void => write(`${line}\n`);
  const percent = (share: number): string => (100 * share).toFixed(1).padStart(6);
  return {
    figures,
    print,
    heading: (title) => print(`\n${title.padEnd(NAME_WIDTH)}     P     R    F1 proposed  wanted`),
    agreement: (name, { precision, recall, f1, proposed, wanted }) => {
      print(
        `${name.padEnd(NAME_WIDTH)}${percent(precision)}${percent(recall)}${percent(f1)}${String(proposed).padStart(9)}${String(wanted).padStart(8)}`,
      );
      const key = keyOf(name);
      figures[`${key}.precision`] = precision;
      figures[`${key}.recall`] = recall;
      figures[`${key}.f1`] = f1;
    },
  };
}

export const keyOf = (name: string): string => name.replaceAll(/[ ,-]+/g, '.').toLowerCase();
