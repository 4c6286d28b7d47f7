/** Reading and writing the rows that change control touches, in the caller's transaction. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asRowKey } from '../kernel/ids.ts';
import type { Project } from '../projects/index.ts';
import {
  type Acting,
  mayDo,
  type RegisterRow,
  type RowValues,
  textOf,
  withLine,
} from '../registers/index.ts';
import {
  type ChangeControl,
  type ChangeStatus,
  changesRegister,
  keysOf,
  newControl,
} from './changeRequest.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import type { BaselineRow } from './rebaseline.ts';

export interface FoundChange {
  readonly row: RegisterRow;
  readonly control: ChangeControl;
}

/** The change request of a key with its control; refuses other keys and deleted rows. */
export async function findChange(
  stores: ChangeStores,
  project: Project,
  key: string,
): Promise<FoundChange | Refusal> {
  if (!/^CR-\d{1,9}$/i.test(key.trim()))
    return refuse('key-missing', 'Say which change request by its key, such as CR-7.');
  const row = await stores.registers.rowByKey(project.id, asRowKey(key.trim()), { lock: true });
  if (row === null || row.deletedAt !== null || row.register !== changesRegister.name)
    return refuse('row-unknown', `There is no ${key.trim().toUpperCase()} in ${project.name}.`);
  return { row, control: await controlOf(stores, row) };
}

/** A row that was never moved on by Docket stands where its status says. */
async function controlOf(stores: ChangeStores, row: RegisterRow): Promise<ChangeControl> {
  const known = await stores.changes.control(row.rowId);
  if (known !== null) return known;
  const fresh = newControl(row.rowId, row.projectId, row.key);
  return { ...fresh, status: textOf(row.values.status) as ChangeStatus };
}

/** Rows that the change names: milestones, the budget line, documents. */
export async function rowsNamed(
  { registers }: Pick<ChangeStores, 'registers'>,
  project: Project,
  values: RowValues,
): Promise<readonly BaselineRow[]> {
  const keys = [values.milestones, values.budgetLine, values.documents].flatMap(keysOf);
  const rows: BaselineRow[] = [];
  for (const key of new Set(keys)) {
    const row = await registers.rowByKey(project.id, asRowKey(key), { lock: true });
    if (row !== null && row.deletedAt === null)
      rows.push({ key: row.key, register: row.register, values: row.values });
  }
  return rows;
}

/** Moves a change on: its row and its control together. */
export async function moveChange(
  { registers, clock }: Pick<ChangePorts, 'registers' | 'clock'>,
  stores: ChangeStores,
  acting: Acting,
  { row, control }: FoundChange,
  status: ChangeStatus,
  {
    values = {},
    note,
    control: more = {},
  }: {
    readonly values?: RowValues;
    /** A line for the row's notes. */
    readonly note?: string;
    readonly control?: Partial<ChangeControl>;
  } = {},
): Promise<ChangeControl | Refusal> {
  const notes = note === undefined ? {} : { notes: withLine(row, clock, acting, note) };
  const changed = await registers.changeRowIn(stores, acting, row.key, { ...values, ...notes, status });
  if (isRefusal(changed)) return changed;
  const next = { ...control, ...more, status };
  await stores.changes.saveControl(next);
  return next;
}

/**
 * Works on the change of a key for a person who may move it. Who they are is asked outside the transaction, since that
 * may ask Graph; the change is then read again under its lock.
 */
export async function workOnChange<Stores extends ChangeStores, Result>(
  ports: Pick<ChangePorts<Stores>, 'transact' | 'lookup'>,
  acting: Acting,
  key: string,
  work: (stores: Stores, found: FoundChange) => Promise<Result | Refusal>,
  { mayAnyone = false }: { readonly mayAnyone?: boolean } = {},
): Promise<Result | Refusal> {
  const { project } = acting;
  const looked = await ports.transact(project.tenantId, (stores) => findChange(stores, project, key));
  if (isRefusal(looked)) return looked;
  const denied = mayAnyone ? null : await refuseMove(ports, acting, looked.row);
  if (denied !== null) return denied;
  return ports.transact(project.tenantId, async (stores) => {
    const found = await findChange(stores, project, key);
    return isRefusal(found) ? found : work(stores, found);
  });
}

/** Refuses unless the person raised or owns it, or leads the project. */
async function refuseMove(
  { lookup }: Pick<ChangePorts, 'lookup'>,
  { project, person }: Acting,
  row: RegisterRow,
): Promise<Refusal | null> {
  const people = [row.values.owners, row.values.requester].flatMap((value) =>
    Array.isArray(value) ? value : [],
  );
  const isOwn =
    row.addedBy.personId === person.id ||
    people.some((each) => typeof each === 'object' && each !== null && each.personId === person.id);
  const role = await lookup.roleOf(project, person.id);
  return isOwn || mayDo(role, 'submitChange')
    ? null
    : refuse(
        'not-allowed',
        `You may not move ${row.key} on; its requester, its owner, the coordinator and the project manager may.`,
        'its requester, its owner, the coordinator and the project manager',
      );
}
