/** The sign-off of a UAT cycle: asked for with the exit criteria as they are, frozen into the record, and taken back. */

import {
  type Approval,
  type ApprovalStores,
  conditionText,
  makeSubject,
  type Policy,
  type PolicyPlan,
  type Subject,
} from '../approvals/index.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import { deterministicId } from '../kernel/deterministicId.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asPersonId } from '../kernel/ids.ts';
import { dayOf } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import {
  type Acting,
  byDocket,
  findRowOf,
  mayDo,
  peopleOf,
  type RegisterRow,
  textOf,
  withLine,
} from '../registers/index.ts';
import { isOpenDefect } from './exitCriteria.ts';
import type { UatPorts } from './ports.ts';
import { type Cycle, readCycle } from './readCycle.ts';

export const SIGN_OFF_KIND = 'uat-sign-off';
const OPEN_TITLE = 'Open defects';
const DECISION_DAYS = 3;

/** The exit criteria as they are; the same state makes the same revision. */
export function signOffSubject({ row, report }: Cycle): Subject {
  return makeSubject({
    kind: SIGN_OFF_KIND,
    id: row.rowId,
    key: row.key,
    title: `Sign-off of ${textOf(row.values.title)}`,
    facts: [
      { title: 'Exit criteria', value: report.isMet ? 'All are met' : 'Not all are met' },
      ...report.criteria.map(({ title, isMet, found }) => ({
        title,
        value: `${isMet ? 'Met' : 'Not met'}: ${found}`,
      })),
      { title: OPEN_TITLE, value: report.openDefects.length === 0 ? 'none' : report.openDefects.join(', ') },
    ],
    ...(textOf(row.values.scope) === '' ? {} : { text: textOf(row.values.scope) }),
  });
}

function planFor({ values }: RegisterRow): PolicyPlan {
  const people = peopleOf(values.signOffBy).flatMap(({ personId }) =>
    personId === null ? [] : [{ kind: 'person', personId: asPersonId(personId) } as const],
  );
  const named = people.length > 0;
  return {
    name: 'UAT sign-off',
    stages: [
      {
        name: 'UAT sign-off',
        approvers: named ? people : [{ kind: 'role', role: 'sponsor' }],
        rule: named ? { kind: 'all' } : { kind: 'any' },
        deadline: { workingDays: DECISION_DAYS },
      },
    ],
  };
}

export async function requestSignOff<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  acting: Acting,
  key: string,
): Promise<{ readonly cycle: Cycle; readonly approval: Approval } | Refusal> {
  const { project, person } = acting;
  const role = await ports.lookup.roleOf(project, person.id);
  const looked = await ports.transact(project.tenantId, (stores) =>
    findRowOf(stores, project, 'uat cycles', key, 'UAT-1'),
  );
  if (isRefusal(looked)) return looked;
  const isOwner = peopleOf(looked.values.owners).some(({ personId }) => personId === person.id);
  if (!isOwner && !mayDo(role, 'scheduleUat'))
    return refuse(
      'not-allowed',
      `The sign-off of ${looked.key} is asked for by its test manager, the coordinator or the project manager.`,
    );
  if (['Signed off', 'Cancelled'].includes(textOf(looked.values.status)))
    return refuse('cycle-closed', `${looked.key} is ${textOf(looked.values.status).toLowerCase()} already.`);
  const policy = await ports.approvals.resolvePolicy(project, planFor(looked));
  return ports.transact(project.tenantId, (stores) => askIn(ports, stores, acting, looked.key, policy));
}

async function askIn<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  stores: Stores,
  acting: Acting,
  key: string,
  policy: Policy,
): Promise<{ readonly cycle: Cycle; readonly approval: Approval } | Refusal> {
  const { project, person } = acting;
  const row = await findRowOf(stores, project, 'uat cycles', key, 'UAT-1');
  if (isRefusal(row)) return row;
  const cycle = await readCycle(stores, project, row);
  const approval = await ports.approvals.requestIn(stores, {
    project,
    subject: signOffSubject(cycle),
    policy,
    by: person,
  });
  return isRefusal(approval) ? approval : { cycle, approval };
}

/** In the transaction of the decision: what was signed must still be so. */
export async function applySignOff<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  stores: Stores,
  project: Project,
  approval: Approval,
): Promise<void> {
  const row = await findRowOf(stores, project, 'uat cycles', approval.subject.key, 'UAT-1');
  if (isRefusal(row)) return;
  const acting = byDocket(project);
  if (approval.status !== 'approved') {
    const note = withLine(row, ports.clock, acting, `Sign-off ${approval.status}: ${approval.closedBecause}`);
    await write(ports, stores, acting, row, { notes: note });
    return;
  }
  const cycle = await readCycle(stores, project, row);
  if (signOffSubject(cycle).revision !== approval.subject.revision) {
    const text = `**${row.key}** is not signed off: its exit criteria have changed since the sign-off was asked for. Say \`sign off ${row.key}\` to ask with what is so now.`;
    await tellPlace(stores, project, `uat:${approval.id}:moved`, text);
    return;
  }
  await write(ports, stores, acting, row, {
    status: 'Signed off',
    signedOffOn: dayOf(ports.clock.now(), project.zone),
    conditions: approval.conditions.map(conditionText).join('\n') || null,
    notes: withLine(
      row,
      ports.clock,
      acting,
      `Signed off (revision ${approval.subject.revision.slice(0, 8)}).`,
    ),
  });
}

/** Why a sign-off that was given does not hold any more; null while it does. Pure but for the rows that it is given. */
export function findReasonToReopen(
  { defects, report }: Pick<Cycle, 'defects' | 'report'>,
  approval: Approval,
  conditionRows: readonly (RegisterRow | null)[],
  today: string,
  /** Keys of defects that were known at the sign-off and have become worse since. */
  worse: readonly string[] = [],
): string | null {
  const known = approval.subject.facts.find(({ title }) => title === OPEN_TITLE)?.value.split(', ') ?? [];
  const later = report.openDefects.filter((key) => !known.includes(key) || worse.includes(key));
  if (later.length > 0) {
    const named = later.map((key) => {
      const row = defects.find((each) => each.key === key);
      return `${key} (severity ${String(row?.values.severity ?? 'unknown')})`;
    });
    return `${named.join(', ')} ${later.length === 1 ? 'was' : 'were'} raised, reopened or found to be more severe after the sign-off.`;
  }
  const late = approval.conditions.flatMap(({ text, due }, index) => {
    const row = conditionRows[index];
    const isMet = row != null && row.deletedAt === null && row.values.status === 'Done';
    // The day that was agreed with the sign-off; another day in the action log does not lengthen it.
    const until = due ?? (textOf(row?.values.due ?? null) || null);
    return !isMet && until !== null && until < today ? [`“${text}” was to be met by ${until}`] : [];
  });
  return late.length === 0 ? null : `A condition of the sign-off was not met: ${late.join('; ')}.`;
}

/** Open defects that were closed and opened again, or given a higher severity, since the sign-off. */
async function findWorse(
  { registers }: Pick<ApprovalStores, 'registers'>,
  { defects }: Pick<Cycle, 'defects'>,
  { closedAt }: Approval,
): Promise<readonly string[]> {
  const worse: string[] = [];
  for (const row of defects.filter(isOpenDefect)) {
    if (closedAt === null || row.changedAt <= closedAt) continue;
    const later = (await registers.historyOf(row.rowId)).filter(({ at }) => at > closedAt);
    const isWorse = later.some(({ changes }) =>
      changes.some(({ field, from, to }) =>
        field === 'severity'
          ? Number(to) < Number(from ?? 0)
          : field === 'status' && !isOpenDefect({ values: { status: from } }),
      ),
    );
    if (isWorse) worse.push(row.key);
  }
  return worse;
}

export async function reopenIfNeeded<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  stores: Stores,
  project: Project,
  row: RegisterRow,
): Promise<void> {
  const approval = await ports.approvals.stateIn(stores, project, { kind: SIGN_OFF_KIND, id: row.rowId });
  if (approval?.status !== 'approved') return;
  const rows: (RegisterRow | null)[] = [];
  for (const [index] of approval.conditions.entries()) {
    rows.push(
      await stores.registers.rowById(deterministicId('approval-condition', approval.id, String(index))),
    );
  }
  const cycle = await readCycle(stores, project, row);
  const worse = await findWorse(stores, cycle, approval);
  const reason = findReasonToReopen(cycle, approval, rows, dayOf(ports.clock.now(), project.zone), worse);
  if (reason === null) return;
  const voided = await ports.approvals.voidIn(stores, project, approval.id, reason);
  if (isRefusal(voided)) {
    ports.logger.error('A sign-off could not be taken back.', { code: voided.code });
    return;
  }
  const acting = byDocket(project);
  const notes = withLine(row, ports.clock, acting, `The sign-off is void: ${reason}`);
  await write(ports, stores, acting, row, { status: 'In progress', signedOffOn: null, notes });
  await tellPlace(
    stores,
    project,
    `uat:${approval.id}:void`,
    `The sign-off of **${row.key}** (${escapeMarkdown(textOf(row.values.title))}) is void and the cycle is open again. ${escapeMarkdown(reason)}`,
  );
}

async function write<Stores extends ApprovalStores>(
  { registers, logger }: UatPorts<Stores>,
  stores: Stores,
  acting: Acting,
  row: RegisterRow,
  changes: Parameters<typeof registers.changeRowIn>[3],
): Promise<void> {
  const changed = await registers.changeRowIn(stores, acting, row.key, changes);
  if (isRefusal(changed))
    logger.error('A UAT cycle could not be moved on.', { key: row.key, code: changed.code });
}

async function tellPlace(
  { outbox }: Pick<ApprovalStores, 'outbox'>,
  { places: [place] }: Project,
  key: string,
  text: string,
): Promise<void> {
  if (place !== undefined) await outbox.post({ key, to: place, reply: { text } });
}
