import assert from 'node:assert/strict';
import { makeAwaitedContributor } from '../../../src/approvals/awaitedInDigest.ts';
import type { DigestSection } from '../../../src/kernel/digestSection.ts';
import type { Person } from '../../../src/kernel/people.ts';
import { asInstant, asZoneName, dayOf } from '../../../src/kernel/time.ts';
import { onEachDatabase } from '../../support/databases.ts';
import {
  amara,
  approve,
  ingrid,
  lucia,
  makePolicy,
  makeStage,
  NOW,
  priya,
  seat,
  tomasz,
} from '../../support/makeApproval.ts';
import { startApprovals } from '../../support/startApprovals.ts';
import { TENANT_A } from '../../support/startStores.ts';

const ZONE = asZoneName('Europe/Madrid');

onEachDatabase('what waits for a decision, in the morning digest', (start) => {
  it('is told to who is awaited and to their deputy, not to others nor to who has decided', async () => {
    const { approvals, ports, project, request } = await startApprovals(await start());
    const stage = makeStage({ seats: [seat(tomasz), seat(ingrid)], deadline: { workingDays: 2 } });
    const { id } = await request(makePolicy({ stages: [stage] }));
    await approvals.run(project, id, approve(tomasz));
    const delegation = {
      from: ingrid,
      to: priya,
      startsAt: NOW,
      endsAt: asInstant('2026-11-27T00:00:00Z'),
    };
    await approvals.run(project, id, { type: 'delegate', by: ingrid, ...delegation });
    const gathered = await makeAwaitedContributor(ports).gather(TENANT_A, NOW);
    const sectionsFor = (person: Person, locale = 'en-GB'): Promise<readonly DigestSection[]> =>
      gathered.sections({
        personId: person.id,
        locale,
        zone: ZONE,
        now: NOW,
        today: dayOf(NOW, ZONE),
        since: NOW,
        leads: [],
      });
    assert.deepEqual([...gathered.readers].sort(), [ingrid.id, priya.id].sort());
    for (const person of [ingrid, priya]) {
      const [section] = await sectionsFor(person);
      assert.equal(section?.heading, 'For you to decide');
      assert.deepEqual(section?.lines, [
        {
          key: 'CR-7',
          text: 'Move the cutover by one week',
          facts: `${project.name} · due Fri 27 Nov, 10:00`,
        },
      ]);
    }
    assert.equal((await sectionsFor(ingrid, 'de-DE'))[0]?.heading, 'Ihre Entscheidung steht aus');
    for (const person of [tomasz, amara, lucia]) assert.deepEqual((await sectionsFor(person))[0]?.lines, []);
  });
});
