/** The job that reminds people: one message a working day at most for each, in their working hours. */
import { DateTime } from 'luxon';
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import type { PersonId, TenantId } from '../../kernel/ids.ts';
import { type Day, dayOf, type Instant, type ZoneName } from '../../kernel/time.ts';
import { isWorkingDay, workingDayPlus } from '../../kernel/workingCalendar.ts';
import { type Project, workingCalendarOf } from '../../projects/index.ts';
import { nudgeCard } from '../cards/nudgeView.ts';
import { registerDefinitions } from '../definitions/index.ts';
import { risks } from '../definitions/risks.ts';
import type { RegisterPorts, RegisterStores } from '../ports.ts';
import { OPEN } from '../readRows.ts';
import { textOf } from '../values.ts';
import { type DueRow, findNudges, lateWords, type Nudge, REMIND_DAYS_BEFORE } from './findNudges.ts';

/** Nobody is reminded before and after these hours of their own clock. */
const FIRST_HOUR = 9;
const LAST_HOUR = 17;
/** Rows of one register that are looked at; more are late than anybody can be told. */
const MOST_ROWS = 1_000;

/** What one person is told, over all projects. */
export interface PersonsNudge {
  readonly personId: PersonId;
  readonly groups: readonly { readonly project: Project; readonly nudge: Nudge }[];
}

/** Reminds everybody of a tenant whose working hours it is and who neither was nor will be told otherwise today. */
export async function nudgePeople(ports: RegisterPorts, tenantId: TenantId): Promise<void> {
  const projects = [...(await ports.projects.ofTenant(tenantId))]
    .filter(({ places }) => places.length > 0)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const people = new Map<PersonId, { project: Project; nudge: Nudge }[]>();
  for (const project of projects) {
    for (const nudge of await nudgesOf(ports, project)) {
      if (nudge.mine.length + nudge.late.length + nudge.risky.length === 0) continue;
      people.set(nudge.personId, [...(people.get(nudge.personId) ?? []), { project, nudge }]);
    }
  }
  const told = (await ports.toldOtherwise?.(tenantId, [...people.keys()])) ?? new Set();
  for (const [personId, groups] of people) {
    if (!told.has(personId)) await nudgeOne(ports, projects, { personId, groups });
  }
}

/** Whom to remind of which rows of the project today, from the mirror. */
export async function nudgesOf(ports: RegisterPorts, project: Project): Promise<readonly Nudge[]> {
  const today = dayOf(ports.clock.now(), project.zone);
  const rows = await ports.transact(project.tenantId, ({ registers }) => dueRows(registers, project, today));
  return findNudges(project, rows, today);
}

/** Open rows that are due within the days of notice, and every high risk. */
async function dueRows(
  registers: RegisterStores['registers'],
  project: Project,
  today: Day,
): Promise<readonly Omit<DueRow, 'daysLate'>[]> {
  const until = workingDayPlus(workingCalendarOf(project), today, REMIND_DAYS_BEFORE + 1);
  const found: Omit<DueRow, 'daysLate'>[] = [];
  for (const definition of registerDefinitions) {
    const { dueField, name } = definition;
    if (dueField === undefined) continue;
    const isRisks = name === risks.name;
    const where = [OPEN, ...(isRisks ? [] : [{ field: dueField, days: { to: until } }])];
    const query = { projectId: project.id, registers: [name], where, sort: [], offset: 0, limit: MOST_ROWS };
    const { rows } = await registers.findRows(query);
    found.push(...rows.map((row) => ({ definition, row, due: dueOf(textOf(row.values[dueField])) })));
  }
  return found;
}

const dueOf = (text: string): Day | null => (text === '' ? null : (text as Day));

/** Notes that a person was told of their rows today in another way, so that they are not reminded again. */
export async function markReminded(
  { registers }: Pick<RegisterStores, 'registers'>,
  all: readonly Project[],
  personId: PersonId,
  day: Day,
): Promise<void> {
  const marking = markingProject(all);
  if (marking !== undefined) await registers.markNudge(marking.id, { personId, day });
}

/** The tenant's first project keeps the mark, so that a person of several projects is reminded once. */
const markingProject = (all: readonly Project[]): Project | undefined =>
  [...all].filter(({ places }) => places.length > 0).sort((one, other) => (one.id < other.id ? -1 : 1))[0];

async function nudgeOne(ports: RegisterPorts, all: readonly Project[], person: PersonsNudge): Promise<void> {
  const [first] = person.groups;
  const marking = markingProject(all);
  if (first === undefined || marking === undefined) return;
  const { project } = first;
  const zone = (await ports.zoneOf?.(project.tenantId, person.personId)) ?? project.zone;
  const now = ports.clock.now();
  if (!isWorkingTime(project, zone, now)) return;
  const day = dayOf(now, zone);
  const [place] = project.places;
  const mention = await ports.projects.mentionOf(project, person.personId);
  await ports.transact(project.tenantId, async ({ registers, outbox }) => {
    if (!(await registers.markNudge(marking.id, { personId: person.personId, day }))) return;
    await outbox.post({
      key: `nudge/${person.personId}/${day}`,
      to: { personId: person.personId },
      reply: { card: nudgeCard(person) },
      ...(place === undefined ? {} : { otherwise: { to: place, reply: channelReply(person, mention) } }),
    });
  });
}

function isWorkingTime(project: Project, zone: ZoneName, now: Instant): boolean {
  const { hour } = DateTime.fromISO(now, { zone });
  return hour >= FIRST_HOUR && hour < LAST_HOUR && isWorkingDay(workingCalendarOf(project), dayOf(now, zone));
}

/** For a person without the app in a 1:1 chat: their own rows, with a mention, in the project's channel. */
function channelReply(
  { groups }: PersonsNudge,
  mention: { readonly name: string; readonly teamsId: string } | null,
): Reply {
  const rows = groups.flatMap(({ nudge }) => [...nudge.mine, ...nudge.risky, ...nudge.late]).slice(0, 10);
  const lines = rows.map((due) => {
    const title = escapeMarkdown(textOf(due.row.values[due.definition.titleField]));
    return `- **${due.row.key}** ${title}: ${lateWords(due)}`;
  });
  const name = mention === null ? 'To their owner' : `<at>${mention.name}</at>`;
  const hint = 'Say \u201cdone KEY\u201d, \u201cre-date KEY DAY\u201d or \u201ccomment KEY \u2026\u201d.';
  const text = [`${name}, a reminder:`, ...lines, hint].join('\n');
  return mention === null ? { text } : { text, mentions: [mention] };
}
