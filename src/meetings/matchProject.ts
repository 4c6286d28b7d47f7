/** Which project a meeting belongs to. */
import type { PersonId } from '../kernel/ids.ts';
import type { Project } from '../projects/project.ts';

export interface MeetingSigns {
  readonly subject: string;
  readonly threadId: string | null;
  readonly organiserId: PersonId;
  readonly attendeeIds: readonly PersonId[];
}

export interface ProjectCandidate {
  readonly project: Project;
  readonly rosterIds: readonly PersonId[];
}

/**
 * The project of a meeting, or null when none or several fit. A meeting of a linked channel or chat is its project's;
 * else the subject must name the project, or the coordinator or project manager must have called it for people of the
 * roster.
 */
export function matchProject(meeting: MeetingSigns, candidates: readonly ProjectCandidate[]): Project | null {
  const byThread = candidates.filter(({ project }) =>
    project.places.some((place) => place.conversationId === meeting.threadId),
  );
  if (byThread.length === 1) return byThread[0]?.project ?? null;
  const byName = candidates.filter(({ project }) => namesProject(meeting.subject, project.name));
  if (byName.length === 1) return byName[0]?.project ?? null;
  const pool = byName.length > 1 ? byName : candidates;
  const byPeople = pool.filter((candidate) => isCalledForRoster(meeting, candidate));
  return byPeople.length === 1 ? (byPeople[0]?.project ?? null) : null;
}

/** The whole name, or its first word when that is a name rather than a common word. */
function namesProject(subject: string, projectName: string): boolean {
  const words = wordsOf(subject);
  const name = wordsOf(projectName);
  const [first] = name;
  if (first === undefined) return false;
  const isWhole = words.some((_, index) => name.every((word, offset) => words[index + offset] === word));
  return isWhole || (first.length >= 4 && !COMMON_FIRST_WORDS.has(first) && words.includes(first));
}

const COMMON_FIRST_WORDS = new Set([
  'project',
  'programme',
  'program',
  'migration',
  'data',
  'network',
  'cloud',
  'office',
  'weekly',
  'team',
  'digital',
  'system',
  'systems',
  'customer',
  'global',
  'new',
  'service',
  'phase',
  'rollout',
  'upgrade',
  'infrastructure',
]);

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Called by one of the two who lead it, and at least half of those invited are on the roster. */
function isCalledForRoster(meeting: MeetingSigns, { project, rosterIds }: ProjectCandidate): boolean {
  if (meeting.organiserId !== project.coordinatorId && meeting.organiserId !== project.projectManagerId)
    return false;
  if (meeting.attendeeIds.length === 0) return false;
  const roster = new Set(rosterIds);
  const known = meeting.attendeeIds.filter((id) => roster.has(id)).length;
  return known * 2 >= meeting.attendeeIds.length;
}
