/** Who may change, publish and discard minutes: the one table's word, said in the project's language. */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import type { Person } from '../../kernel/people.ts';
import type { Project, ProjectLookup } from '../../projects/index.ts';
import { refuseUnlessAllowed } from '../../registers/index.ts';
import { reviewTexts } from '../texts.ts';

/** Null for whoever has a role that may. */
export async function refuseUnlessLead(
  { roleOf }: Pick<ProjectLookup, 'roleOf'>,
  project: Project,
  person: Person,
): Promise<Refusal | null> {
  const denied = refuseUnlessAllowed(await roleOf(project, person.id), 'publishMinutes');
  if (denied === null) return null;
  // The sentence says who may.
  return refuse(denied.code, reviewTexts(project.locale)('refused.notLead', { project: project.name }));
}
