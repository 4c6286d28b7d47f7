import assert from 'node:assert/strict';
import { AccessError, ThrottledError, UnavailableError } from '../../../src/kernel/errors.ts';
import type { RosterMember } from '../../../src/kernel/people.ts';
import { DAY_MS, type Instant, MINUTE_MS } from '../../../src/kernel/time.ts';
import type { ProjectPorts, ProjectStores } from '../../../src/projects/ports.ts';
import { makeRosters } from '../../../src/projects/rosters.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { amara, general, kenji, makeProject, tomasz } from '../../support/fakeRegisters.ts';

const DOWN = new UnavailableError('service-unavailable', 'Microsoft Graph does not answer.');

describe('rosters', () => {
  const project = makeProject({ places: [{ ...general, groupId: 'g' }] });

  const open = () => {
    const clock = fakeClock('2026-11-25T09:00:00Z');
    const state: { answer: readonly RosterMember[] | Error; asked: number } = {
      answer: [amara, tomasz],
      asked: 0,
    };
    let kept: { readonly members: readonly RosterMember[]; readonly readAt: Instant } | null = null;
    const stores = {
      rosters: {
        keep: async (_id: string, members: readonly RosterMember[], readAt: Instant) => {
          kept = { members, readAt };
        },
        get: async () => kept,
      },
    } as unknown as ProjectStores;
    const ports = {
      clock,
      logger: fakeLogger(),
      transact: async (_tenantId, work) => work(stores),
      roster: () => ({
        async members() {
          state.asked += 1;
          if (state.answer instanceof Error) throw state.answer;
          return state.answer;
        },
        people: async () => [],
      }),
    } as Partial<ProjectPorts> as ProjectPorts;
    return { clock, state, restart: () => makeRosters(ports) };
  };

  it('are asked for again after five minutes', async () => {
    const { clock, state, restart } = open();
    const rosters = restart();
    await rosters.current(project);
    state.answer = [amara, tomasz, kenji];
    assert.deepEqual(await rosters.current(project), [amara, tomasz]);
    clock.pass(5 * MINUTE_MS);
    assert.deepEqual(await rosters.current(project), [amara, tomasz, kenji]);
    assert.equal(state.asked, 2);
  });

  for (const error of [DOWN, new ThrottledError('throttled', 'Too many requests.', 60_000)])
    it(`are those that were read last while Graph answers ${error.code}, over a restart too`, async () => {
      const { clock, state, restart } = open();
      await restart().current(project);
      clock.pass(3 * 3_600_000);
      state.answer = error;
      const rosters = restart();
      assert.deepEqual(await rosters.current(project), [amara, tomasz]);
      assert.deepEqual(await rosters.current(project), [amara, tomasz]);
      assert.equal(state.asked, 2, 'A directory that does not answer is not asked by every click.');
      state.answer = [amara];
      clock.pass(MINUTE_MS);
      assert.deepEqual(await rosters.current(project), [amara]);
    });

  it('older than a day give names, and say of nobody what they may do', async () => {
    const { clock, state, restart } = open();
    await restart().current(project);
    clock.pass(DAY_MS + 1);
    state.answer = DOWN;
    const rosters = restart();
    await assert.rejects(rosters.current(project), UnavailableError);
    assert.deepEqual(await rosters.lastKnown(project), [amara, tomasz]);
  });

  it('that Docket may not read any more are not replaced by old ones', async () => {
    const { clock, state, restart } = open();
    await restart().current(project);
    clock.pass(5 * MINUTE_MS);
    state.answer = new AccessError('permission-missing', 'TeamMember.Read.All is missing.');
    await assert.rejects(restart().current(project), AccessError);
    await assert.rejects(restart().lastKnown(project), AccessError);
  });
});
