/** Changes a row: in the mirror at once, in the list through the queue of writes. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asRowKey } from '../kernel/ids.ts';
import { type Acting, editorOf, refuseChangeOf, refuseFields, todayOf } from './acting.ts';
import { checkValues } from './checkValues.ts';
import type { RegisterDefinition, RowValues } from './definition.ts';
import { registerOfKey } from './findRegister.ts';
import { followChanges } from './followChanges.ts';
import { refuseUnlessAllowed } from './permissions.ts';
import type { RegisterPorts, RegisterStores } from './ports.ts';
import { sendWriteJob } from './sendWriteJob.ts';
import type { HistoryEntry, HistoryKind, RegisterRow } from './store.ts';
import { changedFields, pickValues } from './values.ts';

export interface ChangedRow {
  readonly definition: RegisterDefinition;
  readonly row: RegisterRow;
  /** Null when the row already was so. */
  readonly entry: HistoryEntry | null;
}

/** What to change, worked out from the row as it is now; a refusal changes nothing. */
export type Changing = (row: RegisterRow, definition: RegisterDefinition) => RowValues | Refusal;

export interface ChangeNotes {
  readonly kind?: HistoryKind;
  readonly text?: string;
  readonly undoes?: number;
}

/** Changes fields of a row by its key. Refuses unknown and deleted rows, bad values, and people who may not. */
export async function changeRow(
  ports: RegisterPorts,
  acting: Acting,
  key: string,
  changes: RowValues | Changing,
  notes: ChangeNotes = {},
): Promise<ChangedRow | Refusal> {
  const role = await ports.projects.roleOf(acting.project, acting.person.id);
  return ports.transact(acting.project.tenantId, async (stores) => {
    const found = await findRow(stores, acting, key);
    if (isRefusal(found)) return found;
    const denied =
      notes.kind === 'commented'
        ? refuseUnlessAllowed(role, 'comment')
        : refuseChangeOf(role, acting.person.id, found.definition, found.row);
    if (denied !== null) return denied;
    const wanted = typeof changes === 'function' ? changes(found.row, found.definition) : changes;
    if (isRefusal(wanted)) return wanted;
    const notAllowed = refuseFields(role, found.definition, wanted);
    return notAllowed ?? changeRowIn(stores, ports, acting, found, wanted, notes);
  });
}

export interface FoundRow {
  readonly definition: RegisterDefinition;
  readonly row: RegisterRow;
}

/** The row of a key, locked unless it is only shown; refuses keys that name no row, and deleted rows. */
export async function findRow(
  { registers }: Pick<RegisterStores, 'registers'>,
  { project }: Pick<Acting, 'project'>,
  key: string,
  { deleted = false, lock = true }: { readonly deleted?: boolean; readonly lock?: boolean } = {},
): Promise<FoundRow | Refusal> {
  const definition = registerOfKey(key);
  if (definition === null) return refuse('key-unknown', `No register has keys like ${key}.`);
  const row = await registers.rowByKey(project.id, asRowKey(key), { lock });
  if (row === null) return refuse('row-unknown', `There is no ${key.toUpperCase()} in ${project.name}.`);
  if (row.deletedAt !== null && !deleted) {
    return refuse('row-deleted', `${row.key} was deleted; \u201crestore ${row.key}\u201d brings it back.`);
  }
  return { definition, row };
}

/** The same in the caller's transaction, without asking for permission: the caller has. `found.row` is locked. */
export async function changeRowIn(
  { registers, jobs }: Pick<RegisterStores, 'registers' | 'jobs'>,
  ports: Pick<RegisterPorts, 'clock'>,
  acting: Acting,
  { definition, row }: FoundRow,
  changes: RowValues,
  { kind = 'changed', text, undoes }: ChangeNotes = {},
): Promise<ChangedRow | Refusal> {
  const checked = checkValues(definition, changes, { required: false });
  if (isRefusal(checked)) return checked;
  const values = followChanges(
    definition,
    row.values,
    { ...row.values, ...checked },
    todayOf(ports, acting.project),
  );
  const fieldChanges = changedFields(definition.fields, row.values, values);
  if (fieldChanges.length === 0) return { definition, row, entry: null };
  const names = fieldChanges.map(({ field }) => field);
  const at = ports.clock.now();
  const common = {
    projectId: row.projectId,
    register: row.register,
    rowId: row.rowId,
    at,
    by: editorOf(acting),
    source: acting.source,
  };
  const patch = { values, state: 'saving', refusal: null, changedAt: at, changedBy: common.by } as const;
  await registers.updateRow(row.rowId, patch);
  const [write, entry] = await Promise.all([
    registers.addWrite({
      ...common,
      kind: 'change',
      changes: pickValues(values, names),
      base: pickValues(row.values, names),
    }),
    registers.addHistory({
      ...common,
      key: row.key,
      kind,
      changes: fieldChanges,
      text: text ?? null,
      undoes: undoes ?? null,
    }),
  ]);
  await sendWriteJob(jobs, acting.project.tenantId, write);
  return { definition, row: { ...row, ...patch }, entry };
}
