import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asRowKey, type PersonId, type TenantId } from '../../../src/kernel/ids.ts';
import { asDay, asZoneName } from '../../../src/kernel/time.ts';
import { workingCalendarOf } from '../../../src/projects/index.ts';
import { workingDaysLate } from '../../../src/registers/reminders/findNudges.ts';
import { nudgePeople } from '../../../src/registers/reminders/nudgePeople.ts';
import {
  amara,
  click,
  type FakeRegisters,
  lucia,
  makeProject,
  priya,
  say,
  startFakeRegisters,
  textOfCard,
  tomasz,
} from '../../support/fakeRegisters.ts';

const mentions = [priya, lucia].map(({ name, teamsId = '', id }) => ({ name, teamsId, personId: id }));

describe('nudgePeople', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });

  const tell = async (text: string): Promise<void> => {
    assert.equal(isRefusal(await say(world, amara, text, { mentions })), false, text);
  };
  /** Text of the reminder of each person, by first name. */
  const nudged = async (): Promise<Record<string, string>> => {
    const before = world.store.committed(world.project.tenantId).posts.length;
    await nudgePeople(world.ports, world.project.tenantId);
    const posts = world.store.committed(world.project.tenantId).posts.slice(before);
    const people = [amara, tomasz, priya, lucia];
    return Object.fromEntries(
      posts.map(({ to, reply }) => {
        const person = people.find(({ id }) => 'personId' in to && to.personId === id);
        return [person?.givenName ?? '?', textOfCard(reply.card)];
      }),
    );
  };

  it('reminds owners two working days before, on the day and while it is late', async () => {
    await tell('add action Order switches @[0] due 2026-11-27');
    assert.match((await nudged()).Priya ?? '', /A-1\*\* Order switches\ndue in 2 working days/);
    for (const [at, words] of [
      ['2026-11-27T09:00:00Z', 'due today'],
      ['2026-11-30T09:00:00Z', '1 working day late'],
    ] as const) {
      world.setTime(at);
      assert.match((await nudged()).Priya ?? '', new RegExp(words));
    }
    world.setTime('2026-11-26T09:00:00Z');
    assert.deepEqual(Object.keys(await nudged()), []);
  });

  it('reminds nobody of closed rows and of rows without a date', async () => {
    await tell('add action Order switches @[0] due 2026-11-25');
    await tell('add action Book the room @[0]');
    await tell('done A-1');
    assert.deepEqual(await nudged(), {});
  });

  it('reminds a person once a day, of all rows together', async () => {
    await tell('add action Order switches @[0] due 2026-11-25');
    await tell('add risk Late switches @[0] due 2026-11-25');
    const text = (await nudged()).Priya ?? '';
    assert.ok(text.includes('A-1') && text.includes('R-1'));
    world.setTime('2026-11-25T13:00:00Z');
    assert.deepEqual(await nudged(), {});
  });

  it('leaves those alone who are told of their rows today in another way', async () => {
    await tell('add action Order switches @[0] due 2026-11-25');
    const asked: string[] = [];
    const ports = {
      ...world.ports,
      toldOtherwise: async (_tenantId: TenantId, ids: readonly PersonId[]) => {
        asked.push(...ids);
        return new Set(ids);
      },
    };
    await nudgePeople(ports, world.project.tenantId);
    assert.deepEqual(world.store.committed(world.project.tenantId).posts, []);
    assert.deepEqual(asked, [priya.id]);
  });

  it('keeps quiet out of working hours and on free days, by the person\u2019s own zone', async () => {
    await tell('add action Order switches @[0] due 2026-11-25');
    for (const at of ['2026-11-25T07:59:00Z', '2026-11-25T16:00:00Z', '2026-11-28T10:00:00Z']) {
      world.setTime(at);
      assert.deepEqual(await nudged(), {}, at);
    }
    world.setTime('2026-11-27T16:30:00Z');
    const ports = { ...world.ports, zoneOf: async () => asZoneName('America/New_York') };
    await nudgePeople(ports, world.project.tenantId);
    assert.equal(world.store.committed(world.project.tenantId).posts.length, 1);
  });

  it('takes late rows to the coordinator after three working days and to the project manager after seven', async () => {
    await tell('add action Order switches @[0] due 2026-11-25');
    world.setTime('2026-11-27T10:00:00Z');
    assert.deepEqual(Object.keys(await nudged()), ['Priya']);
    world.setTime('2026-11-30T10:00:00Z');
    const third = await nudged();
    assert.deepEqual(Object.keys(third).sort(), ['Amara', 'Priya']);
    assert.match(third.Amara ?? '', /A-1\*\* Order switches · 3 working days late, Priya Raman/);
    world.setTime('2026-12-04T10:00:00Z');
    assert.deepEqual(Object.keys(await nudged()).sort(), ['Amara', 'Priya', 'Tomasz']);
  });

  it('takes high risks without a response and late issues to the project manager at once', async () => {
    await tell('add risk Switches come late probability 4 impact 5');
    await tell('add risk Rack too small probability 1 impact 5');
    await tell('add issue Firewall blocks the load due 2026-11-24');
    const { Tomasz: told = '' } = await nudged();
    assert.ok(told.includes('R-1') && told.includes('I-1') && !told.includes('R-2'), told);
  });

  it('tells the coordinator of late rows that nobody owns', async () => {
    await tell('add action Order switches due 2026-11-24');
    assert.match((await nudged()).Amara ?? '', /nobody owns it/);
  });

  it('names a place and a mention for people without the app', async () => {
    await tell('add action Order *switches* @[0] due 2026-11-25');
    await nudged();
    const [post] = world.store.committed(world.project.tenantId).posts;
    assert.match(
      post?.otherwise?.reply.text ?? '',
      /^<at>Priya Raman<\/at>, a reminder:\n- \*\*A-1\*\* Order \\\*switches\\\*: due today/,
    );
    assert.deepEqual(post?.otherwise?.reply.mentions, [{ name: 'Priya Raman', teamsId: '29:3' }]);
  });

  describe('answers', () => {
    beforeEach(async () => {
      await tell('add action Order switches @[0] @[1] due 2026-11-25');
      await tell('add action Book the room @[0] due 2026-11-25');
    });
    const row = async (key: string) => {
      const found = await world.ports.transact(world.project.tenantId, ({ registers }) =>
        registers.rowByKey(world.project.id, asRowKey(key)),
      );
      assert.ok(found !== null);
      return found;
    };
    const answer = async (key: string, given: string, more: Record<string, string> = {}): Promise<string> => {
      const result = await click(world, priya, 'registers.nudge', {
        key,
        answer: given,
        keys: 'A-1,A-2',
        ...more,
      });
      assert.ok('card' in result);
      return textOfCard(result.card);
    };

    it('closes the row and keeps the others on the card', async () => {
      const shown = await answer('A-1', 'done');
      assert.match(shown, /A-1\*\* Order switches: Done/);
      assert.ok(shown.includes('A-2'));
      assert.equal((await row('A-1')).values.status, 'Done');
    });

    it('moves the date, counts the slip and keeps the reason', async () => {
      await answer('A-1', 'later', { at: '0', day0: '2026-12-04', reason0: 'Supplier is late' });
      const { due, slips, notes } = (await row('A-1')).values;
      assert.deepEqual(
        [due, slips, notes],
        ['2026-12-04', 1, '2026-11-25 Priya Raman: needs more time, Supplier is late'],
      );
      assert.match(await answer('A-2', 'later', { at: '1', day1: '2026-11-20' }), /from today on/);
    });

    it('takes the person off the owners and asks the coordinator', async () => {
      await answer('A-1', 'not-mine');
      const owners = (await row('A-1')).values.owners;
      assert.deepEqual(owners, [{ personId: lucia.id, name: lucia.name, mail: lucia.mail }]);
      const post = world.store.committed(world.project.tenantId).posts.at(-1);
      assert.match(
        post?.reply.text ?? '',
        /^<at>Amara Okafor<\/at>: Priya Raman says that \*\*A-1\*\* Order switches is not theirs/,
      );
      assert.match(await answer('A-1', 'not-mine'), /not yours any more/);
    });
  });
});

describe('workingDaysLate', () => {
  const calendar = workingCalendarOf(makeProject({ holidays: [asDay('2026-12-08')] }));
  const cases: readonly (readonly [string, string, number])[] = [
    ['2026-11-25', '2026-11-25', 0],
    ['2026-11-26', '2026-11-25', -1],
    ['2026-11-27', '2026-11-28', 0],
    ['2026-11-27', '2026-11-30', 1],
    ['2026-11-28', '2026-11-30', 1],
    ['2026-12-07', '2026-12-08', 0],
    ['2026-12-07', '2026-12-09', 1],
  ];
  for (const [due, today, days] of cases) {
    it(`is ${days} on ${today} for ${due}`, () => {
      assert.equal(workingDaysLate(calendar, asDay(due), asDay(today)), days);
    });
  }
});
