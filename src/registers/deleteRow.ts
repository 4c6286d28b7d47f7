/** Deletes and restores rows; the key stays theirs. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { DAY_MS, millisecondsBetween } from '../kernel/time.ts';
import { type Acting, editorOf, refuseAct } from './acting.ts';
import { type FoundRow, findRow } from './changeRow.ts';
import type { RegisterPorts, RegisterStores } from './ports.ts';
import { sendWriteJob } from './sendWriteJob.ts';
import type { HistoryKind, RegisterRow, WriteKind } from './store.ts';

/** As long as SharePoint Online's recycle bin, in days, for what Docket promises. */
export const RESTORABLE_DAYS = 30;

/** Deletes a row in the mirror and the list. `allowed` skips the question of permission (undo of one's own row). */
export async function deleteRow(
  ports: RegisterPorts,
  acting: Acting,
  key: string,
  { allowed = false, undoes = null }: { readonly allowed?: boolean; readonly undoes?: number | null } = {},
): Promise<RegisterRow | Refusal> {
  const denied = allowed ? null : await refuseAct(ports, acting, 'delete');
  if (denied !== null) return denied;
  return ports.transact(acting.project.tenantId, async (stores) => {
    const found = await findRow(stores, acting, key);
    if (isRefusal(found)) return found;
    const at = ports.clock.now();
    const patch = { deletedAt: at, changedAt: at, changedBy: editorOf(acting) };
    await stores.registers.updateRow(found.row.rowId, patch);
    await queue(stores, ports, acting, found, 'delete', undoes === null ? 'deleted' : 'undone', undoes);
    return { ...found.row, ...patch };
  });
}

/** Makes a deleted row anew in the list, with its key, for 30 days. */
export async function restoreRow(
  ports: RegisterPorts,
  acting: Acting,
  key: string,
  { undoes = null }: { readonly undoes?: number | null } = {},
): Promise<RegisterRow | Refusal> {
  const denied = await refuseAct(ports, acting, 'delete');
  if (denied !== null) return denied;
  return ports.transact(acting.project.tenantId, async (stores) => {
    const found = await findRow(stores, acting, key, { deleted: true });
    if (isRefusal(found)) return found;
    const { row } = found;
    if (row.deletedAt === null) return refuse('row-not-deleted', `${row.key} is not deleted.`);
    const at = ports.clock.now();
    if (millisecondsBetween(row.deletedAt, at) > RESTORABLE_DAYS * DAY_MS) {
      return refuse('row-too-old', `${row.key} was deleted more than ${RESTORABLE_DAYS} days ago.`);
    }
    const patch = { deletedAt: null, listed: null, changedAt: at, changedBy: editorOf(acting) };
    await stores.registers.updateRow(row.rowId, { ...patch, state: 'saving' });
    await queue(stores, ports, acting, found, 'create', undoes === null ? 'restored' : 'undone', undoes);
    return { ...row, ...patch, state: 'saving' as const };
  });
}

async function queue(
  { registers, jobs }: RegisterStores,
  { clock }: RegisterPorts,
  acting: Acting,
  { row }: FoundRow,
  kind: WriteKind,
  noted: HistoryKind,
  undoes: number | null,
): Promise<void> {
  const common = {
    projectId: row.projectId,
    register: row.register,
    rowId: row.rowId,
    at: clock.now(),
    by: editorOf(acting),
    source: acting.source,
  };
  const changes = kind === 'create' ? row.values : {};
  const [write] = await Promise.all([
    registers.addWrite({ ...common, kind, changes, base: {} }),
    registers.addHistory({ ...common, key: row.key, kind: noted, changes: [], text: null, undoes }),
  ]);
  await sendWriteJob(jobs, acting.project.tenantId, write);
}
