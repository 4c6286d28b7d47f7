/** The people of each project: as the directory tells them now, and while it does not answer, as they were read last. */
import { ThrottledError, UnavailableError } from '../kernel/errors.ts';
import type { PersonId, ProjectId } from '../kernel/ids.ts';
import type { RosterMember } from '../kernel/people.ts';
import { DAY_MS, type Instant, instantPlus, MINUTE_MS } from '../kernel/time.ts';
import type { ProjectPorts } from './ports.ts';
import type { Project } from './project.ts';

export interface Rosters {
  /** Good for saying who may do what: at most a day old while Graph or Teams do not answer. */
  current(project: Project): Promise<readonly RosterMember[]>;
  /** Good for names: however old while Graph or Teams do not answer. */
  lastKnown(project: Project): Promise<readonly RosterMember[]>;
}

/** People join and leave teams seldom; a roster this old is asked for again. */
const FRESH_MS = 5 * MINUTE_MS;
/** After a failure the directory is left alone for so long: what was read last answers at once. */
const ASK_AGAIN_MS = MINUTE_MS;
/** Who left the team during a longer outage would still be let in. */
const STILL_VALID_MS = DAY_MS;

interface Held {
  readonly until: Instant;
  readonly members: Promise<readonly RosterMember[]>;
}

type RosterPorts = Pick<ProjectPorts, 'clock' | 'logger' | 'transact' | 'messenger' | 'roster'>;

export function makeRosters(ports: RosterPorts): Rosters {
  const { clock, logger, transact } = ports;
  const held = new Map<ProjectId, Held>();

  const current = (project: Project): Promise<readonly RosterMember[]> => {
    const now = clock.now();
    const known = held.get(project.id);
    if (known !== undefined && known.until > now) return known.members;
    const members = read(project);
    held.set(project.id, { until: instantPlus(now, FRESH_MS), members });
    members.catch(() => held.delete(project.id));
    return members;
  };
  const read = async (project: Project): Promise<readonly RosterMember[]> => {
    try {
      const members = await readRoster(ports, project);
      await transact(project.tenantId, ({ rosters }) => rosters.keep(project.id, members, clock.now()));
      return members;
    } catch (error) {
      const kept = isPassing(error) ? await keptOf(project) : null;
      if (kept === null || kept.readAt < instantPlus(clock.now(), -STILL_VALID_MS)) throw error;
      logger.warn('The people of a project cannot be read; they are taken as they were read last.', {
        projectId: project.id,
        readAt: kept.readAt,
        error,
      });
      const members = Promise.resolve(kept.members);
      held.set(project.id, { until: instantPlus(clock.now(), ASK_AGAIN_MS), members });
      return members;
    }
  };
  const keptOf = ({ tenantId, id }: Project) => transact(tenantId, ({ rosters }) => rosters.get(id));

  return {
    current,
    async lastKnown(project) {
      try {
        return await current(project);
      } catch (error) {
        const kept = isPassing(error) ? await keptOf(project) : null;
        if (kept === null) throw error;
        return kept.members;
      }
    },
  };
}

/** Asked later, the other side answers. A permission that was taken away, or a team that is gone, is an answer. */
const isPassing = (error: unknown): boolean =>
  error instanceof UnavailableError || error instanceof ThrottledError;

/** The team's members as the directory knows them; in a group chat, the chat's. */
async function readRoster(
  { messenger, roster }: Pick<ProjectPorts, 'messenger' | 'roster'>,
  project: Project,
): Promise<readonly RosterMember[]> {
  const members = new Map<PersonId, RosterMember>();
  for (const place of project.places) {
    const groupId =
      place.kind === 'channel' ? (place.groupId ?? (await messenger.describe(place)).groupId) : undefined;
    const found =
      groupId === undefined
        ? await messenger.members(place)
        : await roster(project.tenantId).members(groupId);
    for (const member of found) members.set(member.id, member);
  }
  const missing = [project.coordinatorId, project.projectManagerId, ...project.changeBoard].filter(
    (id) => !members.has(id),
  );
  if (missing.length > 0) {
    for (const person of await roster(project.tenantId).people([...new Set(missing)])) {
      members.set(person.id, person);
    }
  }
  return [...members.values()];
}
