/** Messages of change control: to the project's place, and to people in their 1:1 chat. */
import type { Card } from '../kernel/cards.ts';
import { asPersonId } from '../kernel/ids.ts';
import type { Project } from '../projects/index.ts';
import type { ChangeStores } from './ports.ts';

type Speaking = Pick<ChangeStores, 'outbox'>;

export async function tellPlace(
  { outbox }: Speaking,
  project: Project,
  key: string,
  said: string | Card,
): Promise<void> {
  const [place] = project.places;
  if (place === undefined) return;
  await outbox.post({ key, to: place, reply: typeof said === 'string' ? { text: said } : { card: said } });
}

/** Whoever cannot be reached has read it in the project's place. */
export async function tell(
  { outbox }: Speaking,
  people: readonly string[],
  key: string,
  text: string,
): Promise<void> {
  for (const id of people) {
    await outbox.post({ key: `${key}:${id}`, to: { personId: asPersonId(id) }, reply: { text } });
  }
}
