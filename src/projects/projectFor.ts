/** Which project a person means by where they speak. */
import type { Place } from '../kernel/chat.ts';
import { type Refusal, refuse } from '../kernel/errors.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { ProjectLookup } from './lookup.ts';
import type { Project } from './project.ts';

/** The project that is meant: the place's, or in a 1:1 chat the person's only one or the one they chose. */
export function makeProjectFor(
  lookup: ProjectLookup,
): (place: Place, personId: PersonId) => Promise<Project | Refusal> {
  return async (place, personId) => {
    const linked = await lookup.byPlace(place);
    if (linked !== null) return linked;
    if (place.kind !== 'personal') {
      return refuse('no-project', 'This conversation is linked to no project yet; say `setup` to link it.');
    }
    const mine = await lookup.ofPerson(place.tenantId, personId);
    const [only] = mine;
    if (only !== undefined && mine.length === 1) return only;
    const chosen = mine.length === 0 ? null : await lookup.chosenBy(place.tenantId, personId);
    const meant = mine.find(({ id }) => id === chosen);
    if (meant !== undefined) return meant;
    return refuse(
      'which-project',
      mine.length === 0
        ? 'You are in no project that I know; ask in its channel.'
        : `You are in several projects (${mine.map(({ name }) => name).join(', ')}); say for example \`project ${only?.name}\`, and I remember it for this chat.`,
    );
  };
}
