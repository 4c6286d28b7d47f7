/** What follows from the decision on a change: baseline, actions, documents, notes; in the transaction of the decision. */
import { type Approval, conditionText, hashOf } from '../approvals/index.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import { deterministicId } from '../kernel/deterministicId.ts';
import { isRefusal } from '../kernel/errors.ts';
import { dayOf } from '../kernel/time.ts';
import { type Project, workingCalendarOf } from '../projects/index.ts';
import {
  type Acting,
  actions,
  byDocket,
  peopleOf,
  type RegisterRow,
  type RowToAdd,
  textOf,
  withLine,
} from '../registers/index.ts';
import { contentOf } from './changeRequest.ts';
import type { Baseline, ChangePorts, ChangeStores } from './ports.ts';
import type { ImplementationTask } from './readTasks.ts';
import { type BaselineLine, type BaselineRow, rebaseline } from './rebaseline.ts';
import { type FoundChange, findChange, moveChange, rowsNamed } from './rowWork.ts';
import { lineText } from './showBaseline.ts';
import { tell, tellPlace } from './tell.ts';
import { CHANGE_LOG_JOB } from './writeChangeLog.ts';

export async function applyOutcome<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  stores: Stores,
  project: Project,
  approval: Approval,
): Promise<void> {
  const found = await findChange(stores, project, approval.subject.key);
  if (isRefusal(found) || found.row.rowId !== approval.subject.id) {
    ports.logger.warn('A change request was decided that is not there any more.', {
      approvalId: approval.id,
    });
    return;
  }
  const acting = byDocket(project);
  if (approval.status === 'approved') await approve(ports, stores, acting, found, approval);
  else await turnDown(ports, stores, acting, found, approval);
  await stores.jobs.send(CHANGE_LOG_JOB, { projectId: project.id }, { key: project.id });
}

async function approve<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  stores: Stores,
  acting: Acting,
  found: FoundChange,
  approval: Approval,
): Promise<void> {
  const { project } = acting;
  const { row, control } = found;
  const content = contentOf(row.values);
  // Edited since it was asked for: what was approved is not what stands there, so it is asked for again.
  if (control.asked === null) return;
  if (hashOf(content) !== control.asked.hash) {
    await stores.changes.saveControl({ ...control, asked: { ...control.asked, hash: '' } });
    return;
  }
  const rows = await rowsNamed(stores, project, row.values);
  const { lines, problems } = rebaseline(content, rows, workingCalendarOf(project));
  const baseline = await moveBaseline(ports, stores, acting, row, rows, lines);
  const tasks = await addTasks(ports, stores, acting, row, control.asked.tasks);
  const documents = await flagDocuments(ports, stores, acting, row);
  const today = dayOf(ports.clock.now(), project.zone);
  const isRatification = control.status === 'To be ratified' || control.implementedBy !== null;
  const status = control.implementedBy === null ? 'Approved' : 'Implemented';
  const names = approvers(approval);
  const moved = await moveChange(ports, stores, acting, found, status, {
    values: { decidedOn: today, conditions: conditionsText(approval) },
    note: `${isRatification ? 'Ratified' : 'Approved'} by ${names} (revision ${approval.subject.revision.slice(0, 8)})${baseline === null ? '' : `; makes baseline ${baseline.number}`}.`,
    control: { isRatified: true, baseline: baseline?.number ?? null },
  });
  if (isRefusal(moved)) {
    ports.logger.error('An approved change request could not be moved on.', { code: moved.code });
    return;
  }
  const told = [
    `**${row.key}** (${escapeMarkdown(textOf(row.values.title))}) is ${isRatification ? 'ratified' : 'approved'} by ${escapeMarkdown(names)}.`,
    ...(baseline === null ? [] : [`Baseline ${baseline.number}:`]),
    ...lines.map((line) => `- ${escapeMarkdown(lineText(line, project.locale))}`),
    ...problems.map((problem) => `- Not moved: ${escapeMarkdown(problem)}`),
    ...(tasks.length === 0 ? [] : [`Actions: ${tasks.join(', ')}.`]),
  ].join('\n');
  await tellPlace(stores, project, `change:${approval.id}:approved`, told);
  await tell(
    stores,
    stakeholdersOf([row, ...rows, ...documents], approval),
    `change:${approval.id}:told`,
    told,
  );
}

async function moveBaseline<Stores extends ChangeStores>(
  { registers, clock, logger }: ChangePorts<Stores>,
  stores: Stores,
  acting: Acting,
  row: RegisterRow,
  rows: readonly BaselineRow[],
  lines: readonly BaselineLine[],
): Promise<Baseline | null> {
  if (lines.length === 0) return null;
  const { project } = acting;
  const baseline = await stores.changes.addBaseline(project.id, {
    at: clock.now(),
    changeKey: row.key,
    lines: lines.map(({ key, title, from, to }) => ({ key, title, from, to })),
  });
  for (const line of lines) {
    const values = rows.find(({ key }) => key === line.key)?.values ?? {};
    const note = withLine(
      { values },
      clock,
      acting,
      `Baseline ${baseline.number} by ${row.key}: ${lineText(line, project.locale)}.`,
    );
    const changed = await registers.changeRowIn(stores, acting, line.key, { ...line.changes, notes: note });
    if (isRefusal(changed))
      logger.error('A baseline could not be moved.', { key: line.key, code: changed.code });
  }
  return baseline;
}

/** Actions for the tasks; without tasks, one for the owners to carry it out. */
async function addTasks<Stores extends ChangeStores>(
  { registers, logger }: ChangePorts<Stores>,
  stores: Stores,
  acting: Acting,
  row: RegisterRow,
  tasks: readonly ImplementationTask[],
): Promise<readonly string[]> {
  const { values } = row;
  const wanted: readonly ImplementationTask[] =
    tasks.length > 0
      ? tasks
      : [{ text: `Carry out ${row.key}: ${textOf(values.title)}`, owners: [], due: null }];
  const rows = wanted.map(
    ({ text, owners, due }, index): RowToAdd => ({
      definition: actions,
      rowId: deterministicId('change-task', row.rowId, String(index)),
      values: {
        title: text,
        owners: owners.length > 0 ? owners : peopleOf(values.owners),
        due: due ?? (textOf(values.plannedFor) || null),
        source: 'Chat',
        related: [row.key],
        notes: `Implementation of ${row.key} (${textOf(values.title)}).`,
      },
    }),
  );
  const added = await registers.addRowsIn(stores, acting, rows);
  if (!isRefusal(added)) return added.map(({ key }) => key);
  logger.error('The tasks of a change request could not be made actions.', { code: added.code });
  return [];
}

/** Documents that the change touches are to be looked at again; gives them. */
async function flagDocuments<Stores extends ChangeStores>(
  { registers, clock, logger }: ChangePorts<Stores>,
  stores: Stores,
  acting: Acting,
  row: RegisterRow,
): Promise<readonly BaselineRow[]> {
  const named = await rowsNamed(stores, acting.project, { documents: row.values.documents ?? null });
  const documents = named.filter(({ register }) => register === 'documents');
  for (const document of documents) {
    const notes = withLine(document, clock, acting, `To be brought up to date with ${row.key}.`);
    const status = document.values.status === 'Approved' ? { status: 'In review' } : {};
    const changed = await registers.changeRowIn(stores, acting, document.key, { ...status, notes });
    if (isRefusal(changed))
      logger.error('A document could not be flagged.', { key: document.key, code: changed.code });
  }
  return documents;
}

async function turnDown<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  stores: Stores,
  acting: Acting,
  found: FoundChange,
  approval: Approval,
): Promise<void> {
  const { project } = acting;
  const { row, control } = found;
  const wasEmergency = control.status === 'To be ratified';
  const because = approval.closedBecause === '' ? '' : `: ${approval.closedBecause}`;
  const words = { rejected: 'Rejected', withdrawn: 'Withdrawn', expired: 'Not decided in time' } as const;
  const what = words[approval.status as keyof typeof words] ?? 'Sent back for changes';
  const status =
    approval.status === 'rejected' ? 'Rejected' : approval.status === 'withdrawn' ? 'Withdrawn' : 'Raised';
  const moved = await moveChange(ports, stores, acting, found, status, {
    values: status === 'Rejected' ? { decidedOn: dayOf(ports.clock.now(), project.zone) } : {},
    note: `${what}${because}`,
  });
  if (isRefusal(moved)) {
    ports.logger.error('A change request could not be moved on.', { code: moved.code });
    return;
  }
  if (!wasEmergency || status !== 'Rejected') return;
  const added = await ports.registers.addRowsIn(stores, acting, [
    {
      definition: actions,
      rowId: deterministicId('change-rollback', row.rowId, approval.id),
      values: {
        title: `Roll back ${row.key}: ${textOf(row.values.title)}`,
        owners: peopleOf(row.values.owners),
        priority: 'Critical',
        source: 'Chat',
        related: [row.key],
        notes: `The change board did not ratify it${because}\nRollback plan: ${textOf(row.values.rollback)}`,
      },
    },
  ]);
  const action = isRefusal(added) ? '' : ` ${added.map(({ key }) => key).join('')} says to roll it back.`;
  await tellPlace(
    stores,
    project,
    `change:${approval.id}:not-ratified`,
    `**${row.key}** was carried out as an emergency and is not ratified${escapeMarkdown(because)}.${action}`,
  );
}

const conditionsText = ({ conditions }: Approval): string | null =>
  conditions.length === 0 ? null : conditions.map(conditionText).join('\n');

function approvers({ stages }: Approval): string {
  const names = stages.flatMap(({ seats }) =>
    seats.flatMap(({ answer }) => (answer?.decision === 'approve' ? [answer.by.name] : [])),
  );
  return [...new Set(names)].join(', ');
}

/** Owners of the change, of what it moves and of the documents it touches; the requester is told by the approval. */
function stakeholdersOf(rows: readonly Pick<RegisterRow, 'values'>[], approval: Approval): readonly string[] {
  const people = rows.flatMap(({ values }) => peopleOf(values.owners));
  const ids = people.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  return [...new Set(ids)].filter((id) => id !== approval.requester.id);
}
