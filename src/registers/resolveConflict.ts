/** What a person decides where two values met in one field. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import type { Acting } from './acting.ts';
import { type ChangedRow, changeRow, findRow } from './changeRow.ts';
import type { RegisterPorts } from './ports.ts';
import { sameValue } from './values.ts';

export interface Decision {
  readonly key: string;
  /** Number of the entry in the history. */
  readonly entry: number;
  /** Fields that take the value that was not written. */
  readonly ours: readonly string[];
}

/** Takes the other value from the history. Refuses when the row has moved on since. */
export async function resolveConflict(
  ports: RegisterPorts,
  acting: Acting,
  { key, entry, ours }: Decision,
): Promise<ChangedRow | Refusal> {
  const found = await ports.transact(acting.project.tenantId, async (stores) => {
    const row = await findRow(stores, acting, key);
    if (isRefusal(row)) return row;
    const history = await stores.registers.historyOf(row.row.rowId);
    return history.find(({ seq, kind }) => seq === entry && kind === 'conflict') ?? null;
  });
  if (found !== null && isRefusal(found)) return found;
  if (found === null) return refuse('conflict-unknown', `Nothing is to be decided about ${key} any more.`);
  const wanted = found.changes.filter(({ field }) => ours.includes(field));
  return changeRow(ports, acting, key, (row) => {
    const moved = wanted.find(
      ({ field, from, to }) => !sameValue(row.values[field], from) && !sameValue(row.values[field], to),
    );
    if (moved !== undefined) {
      return refuse(
        'changed-since',
        `${row.key} was changed again since, so it stays as it is; \u201chistory ${row.key}\u201d shows by whom.`,
      );
    }
    return Object.fromEntries(wanted.map(({ field, to }) => [field, to]));
  });
}
