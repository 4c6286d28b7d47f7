/** How the cells of a file are read. */
import type { Speaking } from '../commands/speaking.ts';
import type { CellReading } from './readCell.ts';
import type { GivenTable } from './readTable.ts';
import { orderOf, orderOfLocale } from './sheetDay.ts';

/** The columns decide how days are read where they can; else the project's language does. */
export function cellReading({ reading, project }: Speaking, table: GivenTable): CellReading {
  const said = table.columns.flatMap(
    (_column, at) => orderOf(table.rows.map(({ cells }) => cells[at] ?? null)) ?? [],
  );
  const [only] = new Set(said);
  const isAgreed = new Set(said).size === 1;
  const dayOrder = isAgreed && only !== undefined ? only : orderOfLocale(project.locale);
  return { context: reading, dayOrder, currency: 'EUR' };
}
