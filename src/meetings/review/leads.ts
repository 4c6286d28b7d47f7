/** Who may change, publish and discard minutes. */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import type { Person } from '../../kernel/people.ts';
import type { Project } from '../../projects/index.ts';
import { reviewTexts } from '../texts.ts';

/** Null for the coordinator and the project manager. */
export function refuseUnlessLead(project: Project, person: Person): Refusal | null {
  if (person.id === project.coordinatorId || person.id === project.projectManagerId) return null;
  return refuse(
    'publish-not-allowed',
    reviewTexts(project.locale)('refused.notLead', { project: project.name }),
  );
}
