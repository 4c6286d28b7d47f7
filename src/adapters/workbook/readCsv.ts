/** Reads text with separators: comma, semicolon, tab or bar, in any encoding, quoted as RFC 4180 says. */
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from '../../kernel/decodeText.ts';
import { InputError } from '../../kernel/errors.ts';
import type { GivenSheet } from '../../registers/sheets.ts';
import { fileText, textOfCsv } from './cellText.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Lines that decide on the separator. */
const SAMPLE_LINES = 30;

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

export function readCsv({ name, content }: { name: string; content: Uint8Array }): GivenSheet {
  const text = fileText(decodeText(content)).replace(/^\ufeff/, '');
  // Excel's own hint, which it writes into no file but reads in all.
  const hint = /^sep=(.)\r?\n/i.exec(text);
  const body = hint === null ? text : text.slice(hint[0].length);
  const parsed = parseText(name, body, hint?.[1] ?? separatorOf(body));
  const offset = hint === null ? 0 : 1;
  const rows = parsed.map(({ record, info }) => ({
    number: info.lines + offset,
    cells: record.map((cell) => textOfCsv(cell.trim()) || null),
  }));
  return {
    name: name.replace(/\.[^.]+$/, ''),
    rows: rows.filter(({ cells }) => cells.some((cell) => cell !== null)),
  };
}

function parseText(name: string, text: string, delimiter: string): readonly Parsed[] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? ` near line ${error.lines}` : '';
    const why =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a quotation mark is opened and not closed'
        : 'it is no table of cells';
    throw new InputError('file-not-read', `${name} cannot be read${line}: ${why}.`, { cause: error });
  }
}

/** The separator that parts most lines into the same number of cells, of at least two. */
function separatorOf(text: string): string {
  const lines = unquoted(text)
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  let best: { separator: string; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    const usual = mostFrequent(counts);
    const score = counts.filter((count) => count === usual).length * Math.min(usual, 40);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/** Text between quotation marks may hold separators and line ends that part nothing. */
const unquoted = (text: string): string => text.slice(0, 100_000).replace(/"(?:[^"]|"")*"/g, '""');

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  return [...times].sort((one, other) => other[1] - one[1] || other[0] - one[0])[0]?.[0] ?? 0;
}
