/** Who may change, publish and discard minutes. */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import type { Person } from '../../kernel/people.ts';
import type { Project } from '../../projects/index.ts';

/** Null for the coordinator and the project manager. */
export function refuseUnlessLead(project: Project, person: Person): Refusal | null {
  if (person.id === project.coordinatorId || person.id === project.projectManagerId) return null;
  return refuse(
    'publish-not-allowed',
    `The minutes of ${project.name} are changed, published or discarded by its coordinator or its project manager.`,
    'coordinator, project manager',
  );
}
