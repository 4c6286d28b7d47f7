/** Who of some people still gets a morning digest today: it tells them of their rows, so that nothing else must. */
import type { PersonId, TenantId } from '../../kernel/ids.ts';
import type { DigestPorts } from '../ports.ts';
import { isDueToday } from './morningDue.ts';
import { readerIn } from './morningReader.ts';

export async function awaitsDigest(
  { clock, transact, lookup }: Pick<DigestPorts, 'clock' | 'transact' | 'lookup'>,
  tenantId: TenantId,
  personIds: readonly PersonId[],
): Promise<ReadonlySet<PersonId>> {
  const now = clock.now();
  const projects = (await lookup.ofTenant(tenantId)).filter(({ places }) => places.length > 0);
  const { choices, people } = await transact(tenantId, async (stores) => ({
    choices: await stores.choices.of(personIds),
    people: await stores.people.find(personIds),
  }));
  const awaiting = choices.filter((choice) => {
    const person = people.find(({ id }) => id === choice.personId);
    const reader = readerIn(projects, choice.personId, person);
    return reader !== null && isDueToday(choice, reader.zone, now);
  });
  return new Set(awaiting.map(({ personId }) => personId));
}
