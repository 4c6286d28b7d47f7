/** Which project and which approval a person means, and what their words may depend on. */
import type { IncomingMessage, Mention, Place } from '../kernel/chat.ts';
import { DocketError, isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asPersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { dayOf } from '../kernel/time.ts';
import { type Project, workingCalendarOf } from '../projects/index.ts';
import { type ReadingContext, readPeople } from '../registers/index.ts';
import { type Approval, type Condition, isOpen } from './approval.ts';
import { loadApproval } from './ledger/record.ts';
import type { ApprovalPorts } from './ports.ts';
import { readConditions } from './readConditions.ts';

type Asked = Pick<ApprovalPorts, 'clock' | 'transact' | 'projects' | 'projectFor' | 'registers'>;

export interface Meant {
  readonly project: Project;
  readonly approval: Approval;
}

/** `CR-7`, `AP-3`, `GATE-1`. */
export const KEY = '[A-Za-z]{1,8}-\\d{1,9}';

/**
 * The approval that a key names: of the place's project, in a 1:1 chat of any project in which the person has part.
 * A pending one before those that are decided.
 */
export async function findApproval(
  ports: Asked,
  { place, from }: Pick<IncomingMessage, 'place' | 'from'>,
  key: string,
): Promise<Meant | Refusal> {
  const projects = await projectsOf(ports, place, from);
  if (isRefusal(projects)) return projects;
  const found: Meant[] = [];
  for (const project of projects) {
    const approval = await newestByKey(ports, project, key);
    if (approval !== null && (place.kind !== 'personal' || hasPart(approval, from)))
      found.push({ project, approval });
  }
  const open = found.filter(({ approval }) => isOpen(approval));
  const meant = open.length > 0 ? open : found;
  const [only] = meant;
  if (only === undefined) {
    return refuse(
      'approval-unknown',
      `There is no request for approval of ${key.toUpperCase()}; say \`approvals\` to see all.`,
    );
  }
  if (meant.length === 1) return only;
  const names = meant.map(({ project }) => project.name).join(', ');
  return refuse(
    'which-project',
    `${key.toUpperCase()} is asked for in several projects (${names}); say it in the channel of the one you mean.`,
  );
}

async function newestByKey({ transact }: Asked, project: Project, key: string): Promise<Approval | null> {
  return transact(project.tenantId, async (stores) => {
    const ids = await stores.approvals.byKey(project.id, key);
    let newest: Approval | null = null;
    for (const id of ids) {
      const approval = await loadApproval(stores, id);
      if (approval !== null && isOpen(approval)) return approval;
      newest ??= approval;
    }
    return newest;
  });
}

/** In a channel its project; in a 1:1 chat every project of the tenant, since an approver need not be on a roster. */
async function projectsOf(ports: Asked, place: Place, from: Person): Promise<readonly Project[] | Refusal> {
  if (place.kind === 'personal') return ports.projects.ofTenant(place.tenantId);
  const project = await ports.projectFor(place, from.id);
  return isRefusal(project) ? project : [project];
}

export function hasPart(approval: Approval, { id }: Pick<Person, 'id'>): boolean {
  return (
    approval.requester.id === id ||
    approval.delegations.some(({ to }) => to.id === id) ||
    approval.stages.some(({ seats }) => seats.some(({ person }) => person.id === id))
  );
}

export async function readingOf(
  { clock, projects, registers }: Asked,
  project: Project,
  from: Person,
  mentions: readonly Mention[],
): Promise<ReadingContext> {
  const [roster, milestones] = await Promise.all([projects.roster(project), registers.milestones(project)]);
  return {
    today: dayOf(clock.now(), project.zone),
    locale: project.locale,
    calendar: workingCalendarOf(project),
    milestones,
    roster,
    mentions,
    me: { personId: from.id, name: from.name },
  };
}

/**
 * Whose conditions they are and by when depends on the project's people and milestones, which may be asked of Graph.
 * While Graph does not tell, they are refused: whoever decides keeps what was typed and nothing is decided without them.
 */
export async function conditionsIn(
  ports: Asked & Pick<ApprovalPorts, 'logger'>,
  project: Project,
  from: Person,
  text: string,
  mentions: readonly Mention[] = [],
): Promise<readonly Condition[] | Refusal> {
  if (text.trim() === '') return [];
  try {
    return readConditions(text, await readingOf(ports, project, from, mentions));
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    ports.logger.warn('Conditions cannot be read without the people of the project.', {
      projectId: project.id,
      error,
    });
    return refuse(
      'people-unavailable',
      'Nothing is decided yet: Microsoft 365 does not tell at the moment who is in the project, so the owners of the conditions are not known; try again in a few minutes.',
    );
  }
}

/** People with an identity; refuses a name that only words stand for. */
export function readIdentified(text: string, context: ReadingContext): readonly Person[] | Refusal {
  const people = readPeople(text, context);
  if (isRefusal(people)) return people;
  const identified: Person[] = [];
  for (const { personId, name } of people) {
    if (personId === null) {
      return refuse(
        'person-unknown',
        `${name} cannot be found in the directory; mention somebody of the organisation.`,
      );
    }
    const id = asPersonId(personId);
    const member = context.roster.find((each) => each.id === id);
    identified.push({
      id,
      name: member?.name ?? name,
      ...(member?.isGuest === true ? { isGuest: true } : {}),
      ...(member?.mail === undefined ? {} : { mail: member.mail }),
    });
  }
  return identified;
}
