import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Stores } from '../../../src/adapters/storage/transact.ts';
import { usualChoice } from '../../../src/digests/choice.ts';
import { makePromiseContributor } from '../../../src/digests/morning/promiseSections.ts';
import { makeRegisterContributor } from '../../../src/digests/morning/registerSections.ts';
import { type MorningPorts, sendMorningDigests } from '../../../src/digests/morning/sendMorningDigests.ts';
import { beginPromise } from '../../../src/digests/promise/promise.ts';
import type { DigestContributor } from '../../../src/kernel/digestSection.ts';
import { asMeetingId, asProjectId, type PersonId } from '../../../src/kernel/ids.ts';
import { asInstant, asZoneName, type Instant } from '../../../src/kernel/time.ts';
import type { Project } from '../../../src/projects/index.ts';
import type { Registers } from '../../../src/registers/index.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { type FakeClock, fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { amara, general, makeProject, priya, tomasz } from '../../support/fakeRegisters.ts';
import { makeMeeting } from '../../support/makeMeeting.ts';
import { type StartedStores, startStores, TENANT_A } from '../../support/startStores.ts';

/** Stands for every capability: who has something to do, and since when each digest looked. */
interface Matters {
  readonly busy: Set<PersonId>;
  readonly since: Instant[];
  /** Priya changed a row in every project. */
  isChanged: boolean;
}

onEachDatabase('the morning job', (start) => {
  let clock: FakeClock;
  let stores: StartedStores;
  let matters: Matters;
  let ports: MorningPorts;
  const atlas = makeProject({ id: asProjectId('atlas'), name: 'Atlas', coordinatorId: amara.id });
  const borealis = makeProject({ id: asProjectId('borealis'), name: 'Borealis', coordinatorId: amara.id });

  beforeEach(async () => {
    clock = fakeClock('2026-11-25T00:00:00Z');
    stores = startStores(await start(), clock);
    matters = { busy: new Set(), since: [], isChanged: false };
    ports = portsOf(stores, clock, matters);
  });

  const choose = (personId: PersonId, more: object) =>
    stores.in(({ choices }) => choices.save({ ...usualChoice(personId), ...more }));
  /** The job as the clock runs it, every ten minutes from one moment to another. */
  const run = async (from: string, until: string): Promise<void> => {
    clock.set(from);
    while (clock.now() <= asInstant(until)) {
      await sendMorningDigests(ports, TENANT_A);
      clock.pass(10 * 60_000);
    }
  };
  const sent = (personId: PersonId): Promise<readonly { readonly at: string; readonly card: string }[]> =>
    stores.in(async ({ outgoing }) => {
      const found = [];
      for (;;) {
        const message = await outgoing.claim(`person:${personId}`, clock.now(), clock.now());
        if (message === null) return found;
        const due = message.key.replace(`morning:${personId}:`, '');
        found.push({ at: due, card: JSON.stringify(message.reply.card) });
        await outgoing.sent(message.key, general, { messageId: 'm' }, clock.now());
      }
    });
  const times = async (personId: PersonId) => (await sent(personId)).map(({ at }) => at);

  it('greets each at eight of their own clock on working days, and nobody for whom there is nothing', async () => {
    await stores.in(({ people }) =>
      people.seen([{ ...priya, zone: asZoneName('America/New_York'), locale: 'de-DE' }, tomasz], clock.now()),
    );
    matters.busy.add(priya.id);
    await run('2026-11-27T00:00:00Z', '2026-11-30T23:00:00Z');
    const digests = await sent(priya.id);
    assert.deepEqual(
      digests.map(({ at }) => at),
      ['2026-11-27T13:00:00.000Z', '2026-11-30T13:00:00.000Z'],
    );
    assert.match(digests[0]?.card ?? '', /Guten Morgen, Priya/);
    assert.deepEqual(await times(tomasz.id), [], 'There was nothing for Tomasz.');
  });

  it('keeps to the weekdays and the hour that were chosen, and leaves alone who wants none', async () => {
    matters.busy.add(priya.id).add(amara.id);
    await choose(priya.id, { weekdays: [2, 4], atMinute: 6 * 60 + 30 });
    await choose(amara.id, { morning: false });
    await run('2026-11-23T00:00:00Z', '2026-11-27T23:00:00Z');
    assert.deepEqual(await times(priya.id), ['2026-11-24T05:30:00.000Z', '2026-11-26T05:30:00.000Z']);
    assert.deepEqual(await times(amara.id), []);
  });

  it('tells a coordinator of all projects: minutes at risk, and what changed since the last digest', async () => {
    matters.isChanged = true;
    await stores.in((each) => meetAt(each, 'atlas', '2026-11-24T12:00:00Z'));
    await stores.in((each) => meetAt(each, 'borealis', '2026-11-24T15:00:00Z'));
    await run('2026-11-25T06:30:00Z', '2026-11-25T09:00:00Z');
    const [digest, ...more] = await sent(amara.id);
    assert.deepEqual(more, []);
    assert.match(digest?.card ?? '', /Minutes at risk[\s\S]*Weekly of atlas[\s\S]*Weekly of borealis/);
    const changed = /Changed since the last digest[\s\S]*Changed in Atlas[\s\S]*Changed in Borealis/;
    assert.match(digest?.card ?? '', changed);
    assert.deepEqual([...new Set(matters.since)], ['2026-11-24T07:00:00.000Z'], 'The day before.');
  });

  describe('over clock changes (case H19)', () => {
    const H19 = JSON.parse(
      readFileSync('tests/fixtures/cases/H19-weekly-report-across-clock-change.json', 'utf8'),
    ) as { readonly input: readonly string[]; readonly expected: { readonly sentAtUtc: readonly string[] } };
    beforeEach(async () => {
      const zone = asZoneName('Europe/Berlin');
      await stores.in(({ people }) => people.seen([{ ...priya, zone }], clock.now()));
      await choose(priya.id, { weekdays: [1], atMinute: 9 * 60 });
      matters.busy.add(priya.id);
    });

    it('is at the same hour of the local clock, once each, also where two processes run', async () => {
      for (const day of H19.input) {
        clock.set(`${day}T06:30:00Z`);
        while (clock.now() < asInstant(`${day}T09:00:00Z`)) {
          await Promise.all([sendMorningDigests(ports, TENANT_A), sendMorningDigests(ports, TENANT_A)]);
          clock.pass(10 * 60_000);
        }
      }
      assert.deepEqual(
        await times(priya.id),
        H19.expected.sentAtUtc.map((at) => asInstant(at)),
      );
    });

    it('comes once after a stop over its time, and each tells of the time since the one before', async () => {
      await run('2027-03-22T07:30:00Z', '2027-03-22T08:30:00Z');
      await run('2027-03-29T07:20:00Z', '2027-03-29T09:00:00Z');
      assert.deepEqual(await times(priya.id), ['2027-03-22T08:00:00.000Z', '2027-03-29T07:00:00.000Z']);
      const [, since] = [...new Set(matters.since)];
      assert.equal(since, '2027-03-22T08:00:00.000Z', 'No hour twice, none left out.');
    });
  });

  function portsOf({ transact }: StartedStores, { now }: FakeClock, { busy, since }: Matters): MorningPorts {
    const projects = [atlas, borealis];
    const lookup = {
      byPlace: async () => null,
      byId: async () => null,
      lastRoster: async () => [amara, priya],
      roleOf: async () => 'coordinator' as const,
      ofPerson: async () => projects,
      ofTenant: async () => projects,
    };
    const registers = {
      nudges: async () => [],
      changedRows: async ({ name }: Project, from: Instant) => {
        if (!matters.isChanged) return [];
        since.push(from);
        const values = { title: `Changed in ${name}`, status: 'Open' };
        return [{ register: 'actions', key: 'A-7', values, changedBy: { personId: priya.id } }];
      },
      markReminded: async () => undefined,
    } as unknown as Registers;
    const own: DigestContributor = {
      gather: async () => ({
        readers: [...busy],
        sections: async (request) => {
          if (!busy.has(request.personId)) return [];
          since.push(request.since);
          return [{ heading: 'Due today', lines: [{ key: 'A-1', text: 'Order it', facts: 'Atlas' }] }];
        },
      }),
    };
    const partial = { clock: { now }, logger: fakeLogger(), transact, registers, lookup };
    return {
      ...partial,
      projects: { get: async () => null, mentionOf: async () => null },
      documents: { write: async () => assert.fail('No document is written.') },
      library: () => assert.fail('No library is asked.'),
      contributors: () => [makeRegisterContributor(partial), makePromiseContributor(partial), own],
    };
  }
});

/** A meeting whose minutes nobody has confirmed yet. */
async function meetAt({ meetings, promises }: Stores, project: string, end: string): Promise<void> {
  const meeting = makeMeeting({
    id: asMeetingId(`m-${project}`),
    onlineMeetingId: `o-${project}`,
    projectId: asProjectId(project),
    subject: `Weekly of ${project}`,
    state: 'proposed',
    end: asInstant(end),
  });
  await meetings.save(meeting);
  await promises.save(beginPromise(meeting, asInstant(end)));
}
