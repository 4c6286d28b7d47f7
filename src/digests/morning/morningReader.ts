/** For whom a morning digest is written, in which language and by which clock. Pure. */
import type { PersonId } from '../../kernel/ids.ts';
import type { Person } from '../../kernel/people.ts';
import type { ZoneName } from '../../kernel/time.ts';
import type { Project } from '../../projects/index.ts';

export interface MorningReader {
  readonly name: string;
  readonly locale: string;
  readonly zone: ZoneName;
  readonly teamsId: string | null;
  /** Where they are mentioned when neither chat nor mail reaches them. */
  readonly project: Project;
}

/** Their own zone and language where Teams told them, else those of a project that they lead, else of the first. */
export function readerIn(
  projects: readonly Project[],
  personId: PersonId,
  person: Person | undefined,
): MorningReader | null {
  const project = projects.find((each) => isLead(each, personId)) ?? projects[0];
  if (project === undefined) return null;
  return {
    name: person?.name ?? '',
    locale: person?.locale ?? project.locale,
    zone: person?.zone ?? project.zone,
    teamsId: person?.teamsId ?? null,
    project,
  };
}

export const isLead = ({ coordinatorId, projectManagerId }: Project, personId: PersonId): boolean =>
  coordinatorId === personId || projectManagerId === personId;
