import assert from 'node:assert/strict';
import { digestKey } from '../../../src/digests/digestKeys.ts';
import type { DigestPorts } from '../../../src/digests/ports.ts';
import { keepPromises } from '../../../src/digests/promise/keepPromises.ts';
import { asInstant, HOUR_MS, instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import type { Meeting } from '../../../src/meetings/index.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { type FakeClock, fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { amara, general, makeProject, tomasz } from '../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from '../../support/makeMeeting.ts';
import { type StartedStores, startStores, TENANT_A } from '../../support/startStores.ts';

/** Step of the clock: the job looks every five minutes, which no moment here depends on. */
const STEP_MS = 30 * MINUTE_MS;

onEachDatabase('the promise of a meeting that nobody confirms', (start) => {
  let clock: FakeClock;
  let stores: StartedStores;
  let ports: DigestPorts;

  beforeEach(async () => {
    clock = fakeClock('2026-01-01T00:00:00Z');
    stores = startStores(await start(), clock);
    ports = portsOf(stores, clock);
  });

  /** When each digest of the meeting was written, two processes looking at the same moments for 26 hours. */
  async function sentAt(
    end: string,
    more: Partial<Meeting> = {},
  ): Promise<readonly (readonly [string, string])[]> {
    const over = asInstant(end);
    const meeting = makeMeeting({
      start: instantPlus(over, -HOUR_MS),
      end: over,
      state: 'proposed',
      ...more,
    });
    await stores.in(async ({ meetings }) => {
      await meetings.save(meeting);
      await meetings.propose(meeting.id, makeMinutes([makeItem()]));
    });
    const found = new Map<string, string>();
    for (clock.set(over); clock.now() <= instantPlus(over, 26 * HOUR_MS); clock.pass(STEP_MS)) {
      await Promise.all([keepPromises(ports, TENANT_A), keepPromises(ports, TENANT_A)]);
      for (const { key } of await stores.in(({ outgoing }) => outgoing.under(digestKey(meeting.id))))
        if (!found.has(key)) found.set(key, clock.now());
    }
    return [...found].filter(([key]) => key === digestKey(meeting.id) || !key.includes('/to:'));
  }

  for (const [what, end, expected] of [
    ['after midnight', '2026-11-25T23:20:00Z', '2026-11-26T22:20:00.000Z'],
    ['before the clock goes forward', '2027-03-27T17:00:00Z', '2027-03-28T16:00:00.000Z'],
    ['before the clock goes back', '2027-10-30T16:00:00Z', '2027-10-31T15:00:00.000Z'],
  ] as const)
    it(`goes out once, 23 hours after an end ${what}`, async () => {
      const { id } = makeMeeting();
      assert.deepEqual(await sentAt(end), [[digestKey(id), expected]]);
    });

  it('goes out for each occurrence of a series by its own end', async () => {
    const first = await sentAt('2026-11-18T10:00:00Z');
    const id = 'meeting-2' as Meeting['id'];
    const second = await sentAt('2026-11-25T10:00:00Z', { id });
    assert.deepEqual(first, [[digestKey(makeMeeting().id), '2026-11-19T09:00:00.000Z']]);
    assert.deepEqual(second, [[digestKey(id), '2026-11-26T09:00:00.000Z']]);
  });

  it('asks nothing of a meeting that was cancelled', async () => {
    assert.deepEqual(await sentAt('2026-11-25T10:00:00Z', { state: 'cancelled' }), []);
  });
});

function portsOf({ transact }: StartedStores, clock: FakeClock): DigestPorts {
  const project = makeProject({ places: [general] });
  const never = (): never => assert.fail('A look at promises asks nobody else.');
  return {
    clock,
    logger: fakeLogger(),
    transact,
    registers: {} as DigestPorts['registers'],
    lookup: {
      byPlace: async () => null,
      byId: async () => project,
      lastRoster: async () => [amara, tomasz],
      roleOf: async () => 'coordinator',
      ofPerson: async () => [],
      ofTenant: async () => [project],
    },
    projects: { get: async () => project, mentionOf: async () => null },
    documents: { write: never },
    library: never,
  };
}
