/**
 * What people did to change requests by hand, in the chat or in SharePoint: a pending one that was edited is asked for
 * again, a status that was set by hand is put back, an edit after the approval is told.
 */
import { hashOf } from '../approvals/index.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import { isRefusal } from '../kernel/errors.ts';
import type { TenantId } from '../kernel/ids.ts';
import { DAY_MS, instantPlus } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { byDocket, type RegisterRow, rowsOf, textOf } from '../registers/index.ts';
import { changeCard } from './cards/changeView.ts';
import { CHANGE_KIND, type ChangeControl, contentOf, isClosedChange, newControl } from './changeRequest.ts';
import { diffContent, diffText } from './diffContent.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import { USUAL_RULES } from './routeChange.ts';
import { moveChange } from './rowWork.ts';
import { routeOf, submitChange } from './submitChange.ts';
import { tellPlace } from './tell.ts';

/** A row that is older and was never moved on by Docket is somebody's history, not a new request. */
const NEW_FOR_MS = DAY_MS;

export async function watchChanges<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  tenantId: TenantId,
): Promise<void> {
  for (const project of await ports.lookup.ofTenant(tenantId)) {
    const rows = await ports.transact(tenantId, (stores) => rowsOf(stores, project, ['changes']));
    for (const row of rows) await watchOne(ports, project, row);
  }
}

async function watchOne<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  project: Project,
  seen: RegisterRow,
): Promise<void> {
  const edited = await ports.transact(project.tenantId, async (stores) => {
    const row = await stores.registers.rowById(seen.rowId, { lock: true });
    if (row === null || row.deletedAt !== null) return null;
    const control = await stores.changes.control(row.rowId);
    if (control === null) {
      await welcome(ports, stores, project, row);
      return null;
    }
    const stands = await putBack(ports, stores, project, row, control);
    return { row, control: stands, isEdited: isEdited(row, stands) };
  });
  if (edited === null || !edited.isEdited) return;
  const { row, control } = edited;
  const isPending = control.status === 'Submitted' || control.status === 'To be ratified';
  if (isPending) await askAgain(ports, project, row, control);
  else await tellOfEdit(ports, project, row, control);
}

const isEdited = (row: RegisterRow, { asked }: ChangeControl): boolean =>
  asked !== null && hashOf(contentOf(row.values)) !== asked.hash;

/** A new request gets its card with what comes next, wherever it was added. */
async function welcome<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  stores: Stores,
  project: Project,
  row: RegisterRow,
): Promise<void> {
  if (row.values.status !== 'Raised' || row.addedAt < instantPlus(ports.clock.now(), -NEW_FOR_MS)) return;
  const control = newControl(row.rowId, project.id, row.key);
  await stores.changes.saveControl(control);
  const rules = (await stores.changes.rules(project.id)) ?? USUAL_RULES;
  const route = routeOf(project, row.addedBy.personId ?? '', contentOf(row.values), rules);
  await tellPlace(
    stores,
    project,
    `change:${row.rowId}:raised`,
    changeCard({ project, row, control, route }),
  );
}

async function putBack<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  stores: Stores,
  project: Project,
  row: RegisterRow,
  control: ChangeControl,
): Promise<ChangeControl> {
  const byHand = textOf(row.values.status);
  if (byHand === control.status) return control;
  const moved = await moveChange(ports, stores, byDocket(project), { row, control }, control.status, {
    note: `The status was set to ${byHand} by hand and put back to ${control.status}.`,
  });
  if (isRefusal(moved)) return control;
  await tellPlace(
    stores,
    project,
    `change:${row.rowId}:put-back:${row.changedAt}`,
    `${escapeMarkdown(row.changedBy.name)} set **${row.key}** to ${escapeMarkdown(byHand)} by hand. Its status follows from its approval, so it is ${control.status} again.`,
  );
  return moved;
}

async function askAgain<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  project: Project,
  row: RegisterRow,
  { asked, status }: ChangeControl,
): Promise<void> {
  if (asked === null) return;
  const acting = { ...byDocket(project), person: asked.by };
  const again = await submitChange(ports, acting, row.key, { again: true });
  if (!isRefusal(again)) return;
  // It cannot be decided as it is now: what was asked is over.
  await ports.transact(project.tenantId, async (stores) => {
    const control = await stores.changes.control(row.rowId);
    const fresh = await stores.registers.rowById(row.rowId, { lock: true });
    if (control === null || fresh === null || control.status !== status) return;
    await ports.approvals.supersedeIn(stores, project, { kind: CHANGE_KIND, id: row.rowId }, again.reason);
    await moveChange(ports, stores, byDocket(project), { row: fresh, control }, 'Raised', {
      note: again.reason,
    });
    await tellPlace(
      stores,
      project,
      `change:${row.rowId}:taken-back:${fresh.changedAt}`,
      `**${row.key}** was edited and is not put to a decision any more. ${escapeMarkdown(again.reason)}`,
    );
  });
}

async function tellOfEdit<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  project: Project,
  row: RegisterRow,
  { asked, status }: ChangeControl,
): Promise<void> {
  const isDecided = ['Approved', 'Implemented', 'Verified'].includes(status);
  if (!isDecided || asked === null) return;
  const content = contentOf(row.values);
  const hash = hashOf(content);
  await ports.transact(project.tenantId, async (stores) => {
    const control = await stores.changes.control(row.rowId);
    if (control === null || control.toldOf === hash || isClosedChange(control)) return;
    await stores.changes.saveControl({ ...control, toldOf: hash });
    const changed = diffText(diffContent(asked.content, content, project.locale));
    await tellPlace(
      stores,
      project,
      `change:${row.rowId}:edited:${hash}`,
      `**${row.key}** was edited after its approval, which does not cover this:\n${escapeMarkdown(changed)}\nRaise another change for it.`,
    );
  });
}
