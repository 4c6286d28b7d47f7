/** Test sessions of a UAT cycle: slots by the testers' free and busy times, an invitation, a line in the register. */

import type { ApprovalStores } from '../approvals/index.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { deterministicId } from '../kernel/deterministicId.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { escapeHtml } from '../kernel/html.ts';
import type { RosterMember } from '../kernel/people.ts';
import { type Day, dayPlus, type Instant, isDay, startOfDay } from '../kernel/time.ts';
import { type Project, workingCalendarOf } from '../projects/index.ts';
import {
  findRowOf,
  peopleOf,
  type RegisterRow,
  refuseUnlessAllowed,
  type Speaking,
  textOf,
  withLine,
} from '../registers/index.ts';
import { findSlots, lastDayOf, momentAt, type Slot, slotAt, type TesterTimes } from './findSlots.ts';
import type { UatPorts } from './ports.ts';
import { readCycle } from './readCycle.ts';
import { readSessionWish, type SessionWish } from './readSessionWish.ts';
import { sessionText } from './sessionText.ts';

interface Session {
  readonly project: Project;
  readonly cycle: RegisterRow;
  readonly testers: readonly RosterMember[];
  /** Named as testers, without an address. */
  readonly unreachable: readonly string[];
}

/** Without a moment it proposes three; with one it invites. */
export async function scheduleSession<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  speaking: Speaking,
  key: string,
  rest: string,
): Promise<Reply | Refusal> {
  const { project, role } = speaking;
  const denied = refuseUnlessAllowed(role, 'scheduleUat');
  if (denied !== null) return denied;
  const session = await findSession(ports, speaking, key);
  if (isRefusal(session)) return session;
  const { values } = session.cycle;
  const days = { start: dayIn(values.start), end: dayIn(values.end) };
  const wish = readSessionWish(rest, speaking.reading, days);
  if (isRefusal(wish)) return wish;
  return wish.at === null
    ? propose(ports, speaking, session, wish)
    : invite(ports, speaking, session, wish, momentAt(wish.at.day, wish.at.minute, project));
}

const dayIn = (value: unknown): Day | null => (typeof value === 'string' && isDay(value) ? value : null);

/** The testers are those whom the cycle's test cases and the cycle itself name. */
async function findSession<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  { project, roster }: Speaking,
  key: string,
): Promise<Session | Refusal> {
  const found = await ports.transact(project.tenantId, async (stores) => {
    const row = await findRowOf(stores, project, 'uat cycles', key, 'UAT-1');
    return isRefusal(row) ? row : readCycle(stores, project, row);
  });
  if (isRefusal(found)) return found;
  const { row, cases } = found;
  if (['Signed off', 'Cancelled'].includes(textOf(row.values.status)))
    return refuse('cycle-closed', `${row.key} is ${textOf(row.values.status).toLowerCase()} already.`);
  const named = [row, ...cases].flatMap(({ values }) => peopleOf(values.owners));
  const ids = new Set(named.flatMap(({ personId }) => (personId === null ? [] : [personId])));
  if (ids.size === 0)
    return refuse(
      'no-testers',
      `Nobody tests in ${row.key} yet; name testers in its test cases, such as \`set TC-4 tester @PERSON\`.`,
    );
  const testers = roster.filter(({ id, mail }) => ids.has(id) && mail !== undefined);
  const reached = new Set<string>(testers.map(({ id }) => id));
  const unreachable = named.filter(({ personId }) => personId === null || !reached.has(personId));
  return { project, cycle: row, testers, unreachable: [...new Set(unreachable.map(({ name }) => name))] };
}

const timesOf = <Stores extends ApprovalStores>(
  { calendar }: UatPorts<Stores>,
  { acting }: Speaking,
  { project, testers }: Session,
  from: Instant,
  to: Instant,
): Promise<readonly TesterTimes[]> =>
  calendar(project.tenantId).schedules(
    acting.person.id,
    testers.flatMap(({ mail }) => mail ?? []),
    from,
    to,
  );

async function propose<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  speaking: Speaking,
  session: Session,
  wish: SessionWish,
): Promise<Reply | Refusal> {
  const { project, cycle } = session;
  const end = startOfDay(dayPlus(lastDayOf(wish), 1), project.zone);
  const times = await timesOf(ports, speaking, session, startOfDay(wish.from, project.zone), end);
  const calendar = workingCalendarOf(project);
  const slots = findSlots({ ...wish, calendar, now: ports.clock.now() }, times);
  if (slots.length === 0)
    return refuse(
      'no-slot',
      `There is no working time of ${wish.minutes} minutes between ${wish.from} and ${wish.until}; name other days, such as \`uat schedule ${cycle.key} from Monday until Friday\`.`,
    );
  const [first] = slots;
  const lines = slots.map((slot) => `- ${sessionText(session, slot)}`);
  const say =
    first === undefined
      ? ''
      : `\n\nSay \`uat schedule ${cycle.key} at ${typedMoment(project, first)} for ${wish.minutes} minutes\` to invite them, or another moment.`;
  return {
    text: `Times for **${cycle.key}** (${escapeMarkdown(textOf(cycle.values.title))}), ${wish.minutes} minutes:\n${lines.join('\n')}${unknownText(session, times)}${say}`,
  };
}

async function invite<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  speaking: Speaking,
  session: Session,
  { minutes }: SessionWish,
  start: Instant,
): Promise<Reply | Refusal> {
  const { project, cycle, testers } = session;
  const { acting } = speaking;
  if (start <= ports.clock.now())
    return refuse('moment-over', 'That moment is over; name one that is still to come.');
  const slot = slotAt(start, minutes, []);
  const times = await timesOf(ports, speaking, session, slot.start, slot.end);
  const title = textOf(cycle.values.title);
  // The same session is made once, however often it is asked for.
  const made = await ports.calendar(project.tenantId).createEvent(acting.person.id, {
    transactionId: deterministicId('uat-session', project.id, cycle.rowId, start, String(minutes)),
    subject: `UAT: ${title} (${cycle.key})`,
    html: `<p>Test session of ${escapeHtml(`${cycle.key}, ${title}`)} in ${escapeHtml(project.name)}.</p><p>${escapeHtml(textOf(cycle.values.scope))}</p><p>Record results in Teams: <code>passed TC-1</code>, <code>failed TC-1 because ...</code></p>`,
    start: slot.start,
    end: slot.end,
    zone: project.zone,
    attendees: testers.flatMap(({ mail, name }) => (mail === undefined ? [] : [{ mail, name }])),
    isOnline: true,
  });
  const moment = typedMoment(project, slot);
  const noted = await ports.transact(project.tenantId, async (stores) => {
    const row = await findRowOf(stores, project, 'uat cycles', cycle.key, 'UAT-1');
    if (isRefusal(row)) return row;
    const line = `Test session on ${moment} for ${minutes} minutes${made.webLink === null ? '' : `: ${made.webLink}`}`;
    if (textOf(row.values.notes).includes(line)) return row;
    const notes = withLine(row, ports.clock, acting, line);
    return ports.registers.changeRowIn(stores, acting, row.key, { notes });
  });
  if (isRefusal(noted)) return noted;
  const where = made.joinUrl === null ? '' : ` [Join](${made.joinUrl})`;
  return {
    text: `Invited to **${cycle.key}**: ${sessionText(session, slotAt(start, minutes, times))}.${where}${unknownText(session, times)}`,
  };
}

/** As it is typed again: `2026-12-07 09:30`. */
function typedMoment(project: Project, { start }: Pick<Slot, 'start'>): string {
  const text = new Intl.DateTimeFormat('sv-SE', {
    timeZone: project.zone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(start));
  return text;
}

function unknownText({ unreachable }: Session, times: readonly TesterTimes[]): string {
  const problems = times.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  const without =
    unreachable.length === 0 ? [] : [`Without a mail address, so not invited: ${unreachable.join(', ')}.`];
  return [...problems, ...without].map((line) => `\n\n${escapeMarkdown(line)}`).join('');
}
