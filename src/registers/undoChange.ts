/** Takes back the last change of a person, for a short while. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { instantPlus, MINUTE_MS } from '../kernel/time.ts';
import type { Acting } from './acting.ts';
import { changeRow } from './changeRow.ts';
import type { RowValues } from './definition.ts';
import { deleteRow, restoreRow } from './deleteRow.ts';
import type { RegisterPorts } from './ports.ts';
import type { FieldChange, HistoryEntry, RegisterRow } from './store.ts';
import { sameValue } from './values.ts';

const UNDO_MS = 15 * MINUTE_MS;

export interface Undone {
  readonly row: RegisterRow;
  readonly entry: HistoryEntry;
}

/**
 * Takes back what the person changed last in the project, within 15 minutes. Refuses when there is nothing, and when
 * somebody has changed the same field since.
 */
export async function undoChange(ports: RegisterPorts, acting: Acting): Promise<Undone | Refusal> {
  const { project, person } = acting;
  const since = instantPlus(ports.clock.now(), -UNDO_MS);
  const entry = await ports.transact(project.tenantId, ({ registers }) =>
    registers.lastChangeBy(project.id, person.id, since),
  );
  if (entry === null) {
    return refuse('nothing-to-undo', 'You changed nothing here in the last 15 minutes.');
  }
  const row = await takeBack(ports, acting, entry);
  return isRefusal(row) ? row : { row, entry };
}

async function takeBack(
  ports: RegisterPorts,
  acting: Acting,
  entry: HistoryEntry,
): Promise<RegisterRow | Refusal> {
  if (entry.kind === 'added') {
    return deleteRow(ports, acting, entry.key, { allowed: true, undoes: entry.seq });
  }
  if (entry.kind === 'deleted') return restoreRow(ports, acting, entry.key, { undoes: entry.seq });
  const undo = (row: RegisterRow): RowValues | Refusal => {
    const other = entry.changes.find(({ field, to }) => !sameValue(row.values[field], to));
    if (other !== undefined) {
      return refuse(
        'changed-since',
        `${entry.key} was changed again since, so it stays as it is; \u201chistory ${entry.key}\u201d shows by whom.`,
      );
    }
    return Object.fromEntries(entry.changes.map(({ field, from }: FieldChange) => [field, from]));
  };
  const changed = await changeRow(ports, acting, entry.key, undo, { kind: 'undone', undoes: entry.seq });
  return isRefusal(changed) ? changed : changed.row;
}
