/** An issues log of 200 rows as somebody keeps it: own columns, own words, a banner above, in Excel and as CSV. */
import exceljs from 'exceljs';

export const LOG_COLUMNS = [
  'Issue #',
  'Summary',
  'Details',
  'Severity',
  'Assigned To',
  'Date Raised',
  'Target Resolution Date',
  'Current Status',
  'Area',
  'Comments',
  'Cost centre',
] as const;

const PEOPLE = ['Priya Raman', 'Fernández, Lucía', 'kenji.mori@harbour.example', 'Wanjiru Kamau (AcmeNet)'];
const AREAS = ['Data migration', 'Infrastructure', 'Finance', 'Training'];
const SEVERITIES = ['Sev 1', '2 - High', 'Medium', 'P4'];
const STATES = ['New', 'WIP', 'Blocked', 'Fixed'];

export type LogCell = string | number | Date | null;

/** Row `n` of the log, from 1. Raised on days of October, due on days of December. */
export function logRow(n: number): readonly LogCell[] {
  const pick = <T>(from: readonly T[]): T => from[n % from.length] as T;
  return [
    n,
    `Interface ${n} rejects vendor records`,
    `Seen in rehearsal ${n % 3}.\nThe file, "as sent", has ${n} lines; see the log.`,
    pick(SEVERITIES),
    pick(PEOPLE),
    new Date(Date.UTC(2026, 9, 1 + (n % 28))),
    new Date(Date.UTC(2026, 11, 1 + (n % 28))),
    pick(STATES),
    pick(AREAS),
    n % 5 === 0 ? `=HYPERLINK("http://evil.example/${n}")` : null,
    `CC-${n}`,
  ];
}

export const logRows = (count = 200): readonly (readonly LogCell[])[] =>
  Array.from({ length: count }, (_each, at) => logRow(at + 1));

/** With a title above the header, as reports have it. */
export async function logWorkbook(rows = logRows()): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Issue log');
  sheet.addRow(['Atlas ERP migration: issues']);
  sheet.addRow([]);
  sheet.addRow([...LOG_COLUMNS]);
  for (const row of rows) sheet.addRow([...row]);
  for (const column of [6, 7]) sheet.getColumn(column).numFmt = 'dd/mm/yyyy';
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Semicolons, a byte order mark, days as people of most countries write them. */
export function logCsv(rows = logRows(), encoding: 'utf8' | 'utf16le' = 'utf8'): Uint8Array {
  const cell = (value: LogCell): string => {
    if (value === null) return '';
    if (!(value instanceof Date)) return `"${String(value).replaceAll('"', '""')}"`;
    const [year, month, day] = value.toISOString().slice(0, 10).split('-');
    return `${day}/${month}/${year}`;
  };
  const lines = [LOG_COLUMNS, ...rows].map((row) => row.map(cell).join(';'));
  return Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`, encoding);
}

/** Attached as the 1:1 chat attaches it, with its content in the address. */
export const attached = (name: string, content: Uint8Array) => ({
  name,
  contentType: 'application/octet-stream',
  downloadUrl: `data:application/octet-stream;base64,${Buffer.from(content).toString('base64')}`,
});
