/** Which project is meant, who is in it, and what they may do there. */
import type { Place } from '../kernel/chat.ts';
import { AccessError, DocketError, NotFoundError } from '../kernel/errors.ts';
import { asProjectId, type PersonId, type ProjectId, type TenantId } from '../kernel/ids.ts';
import type { Person, RosterMember } from '../kernel/people.ts';
import type { ProjectPorts } from './ports.ts';
import type { Project } from './project.ts';
import { makeRosters } from './rosters.ts';

export type ProjectRole = 'project manager' | 'coordinator' | 'approver' | 'member' | 'viewer';

export interface ProjectLookup {
  byPlace(place: Place): Promise<Project | null>;
  byId(tenantId: TenantId, projectId: ProjectId): Promise<Project | null>;
  ofPerson(tenantId: TenantId, personId: PersonId): Promise<readonly Project[]>;
  /** The project that a person chose for their 1:1 chat. */
  chosenBy(tenantId: TenantId, personId: PersonId): Promise<ProjectId | null>;
  ofTenant(tenantId: TenantId): Promise<readonly Project[]>;
  /** Every project of every tenant that has a place. */
  all(): Promise<readonly Project[]>;
  /** While Graph or Teams do not answer: as it was read last, at most a day ago. */
  roster(project: Project): Promise<readonly RosterMember[]>;
  /** For names: however long ago it was read, while Graph or Teams do not answer. */
  lastRoster(project: Project): Promise<readonly RosterMember[]>;
  /** Whose meetings may be one of the tenant's linked projects: those who lead it, then its members; guests are not of the tenant. */
  organisers(tenantId: TenantId): Promise<readonly PersonId[]>;
  /**
   * Project manager and coordinator are named in the set-up. An owner of the team has the coordinator's rights: the
   * lists are theirs in SharePoint anyway, and somebody must be able to name new leads when both have left.
   */
  roleOf(project: Project, personId: PersonId): Promise<ProjectRole>;
  /** How a person is mentioned; null when neither the bot nor the project's chat knows them. */
  mentionOf(
    project: Project,
    personId: PersonId,
  ): Promise<{ readonly name: string; readonly teamsId: string } | null>;
}

export const isLead = (role: ProjectRole | null): boolean =>
  role === 'project manager' || role === 'coordinator';

export function makeProjectLookup(ports: ProjectPorts): ProjectLookup {
  const rosters = makeRosters(ports);
  /** A project whose people cannot be read now does not keep a person from the others. */
  const rosterOrNone = async (project: Project): Promise<readonly RosterMember[]> => {
    try {
      return await rosters.current(project);
    } catch (error) {
      if (!(error instanceof DocketError)) throw error;
      ports.logger.warn('The people of a project cannot be read.', { projectId: project.id, error });
      return [];
    }
  };
  const ofTenant = (tenantId: TenantId): Promise<readonly Project[]> =>
    ports.transact(tenantId, ({ projects }) => projects.all());

  return {
    byPlace: (place) =>
      ports.transact(place.tenantId, ({ projects }) => projects.byConversation(place.conversationId)),
    byId: (tenantId, projectId) => ports.transact(tenantId, ({ projects }) => projects.get(projectId)),
    ofTenant,
    async ofPerson(tenantId, personId) {
      const mine: Project[] = [];
      for (const project of await ofTenant(tenantId)) {
        if (leads(project, personId) || (await rosterOrNone(project)).some(({ id }) => id === personId))
          mine.push(project);
      }
      return mine.sort((a, b) => a.name.localeCompare(b.name));
    },
    async chosenBy(tenantId, personId) {
      const id = await ports.transact(tenantId, ({ marks }) => marks.get(chosenMark(personId)));
      return id === null ? null : asProjectId(id);
    },
    async all() {
      const lists = await Promise.all((await ports.tenants()).map(ofTenant));
      return lists.flat().filter((project) => project.places.length > 0);
    },
    roster: rosters.current,
    lastRoster: rosters.lastKnown,
    async organisers(tenantId) {
      const linked = (await ofTenant(tenantId)).filter(({ places }) => places.length > 0);
      const teams = await Promise.all(linked.map(rosterOrNone));
      const leaders = linked.flatMap(({ coordinatorId, projectManagerId }) => [
        coordinatorId,
        projectManagerId,
      ]);
      const members = teams.flat().filter(({ isGuest }) => isGuest !== true);
      return [...new Set([...leaders, ...members.map(({ id }) => id)])];
    },
    async roleOf(project, personId) {
      if (project.projectManagerId === personId) return 'project manager';
      if (project.coordinatorId === personId) return 'coordinator';
      const isApprover = project.changeBoard.includes(personId);
      const members = await (isApprover ? rosterOrNone(project) : rosters.current(project));
      const member = members.find(({ id }) => id === personId);
      if (member?.isOwner === true) return 'coordinator';
      if (isApprover) return 'approver';
      return member === undefined || member.isGuest === true ? 'viewer' : 'member';
    },
    async mentionOf(project, personId) {
      const known = await findTeamsId(ports, project, personId);
      if (known !== null) return known;
      const [place] = project.places;
      if (place === undefined) return null;
      const people = await membersOrNone(ports, place);
      await ports.transact(project.tenantId, (stores) => stores.people.seen(people, ports.clock.now()));
      return findTeamsId(ports, project, personId);
    },
  };
}

/** Name of the mark that keeps which project a person means in their 1:1 chat. */
export const chosenMark = (personId: PersonId): string => `chosen-project:${personId}`;

function leads(project: Project, personId: PersonId): boolean {
  return project.projectManagerId === personId || project.coordinatorId === personId;
}

/** Nobody when Teams does not tell: a message without a mention is better than none. */
async function membersOrNone({ messenger, logger }: ProjectPorts, place: Place): Promise<readonly Person[]> {
  try {
    return await messenger.members(place);
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof NotFoundError)) throw error;
    logger.info('The members of a conversation cannot be read.', { error });
    return [];
  }
}

async function findTeamsId(
  { transact }: ProjectPorts,
  { tenantId }: Project,
  personId: PersonId,
): Promise<{ readonly name: string; readonly teamsId: string } | null> {
  const [person] = await transact(tenantId, ({ people }) => people.find([personId]));
  return person?.teamsId === undefined ? null : { name: person.name, teamsId: person.teamsId };
}
