import assert from 'node:assert/strict';
import { NotFoundError } from '../../../src/kernel/errors.ts';
import { makeProjectLookup, type ProjectPorts } from '../../../src/projects/index.ts';
import type { ProjectStores } from '../../../src/projects/ports.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { amara, general, kenji, lucia, makeProject, priya, tomasz } from '../../support/fakeRegisters.ts';

describe('roleOf', () => {
  const project = makeProject({ changeBoard: [lucia.id, priya.id], places: [{ ...general, groupId: 'g' }] });
  const lookup = (members: ProjectPorts['roster']) =>
    makeProjectLookup({
      clock: fakeClock('2026-11-25T09:00:00Z'),
      logger: fakeLogger(),
      transact: async (_tenantId, work) =>
        work({ rosters: { keep: async () => undefined, get: async () => null } } as unknown as ProjectStores),
      roster: members,
    } as Partial<ProjectPorts> as ProjectPorts);
  const team = [{ ...priya, isOwner: true }, lucia, { ...kenji, isGuest: true }, amara, tomasz];
  const inTeam = lookup(() => ({ members: async () => team, people: async () => [] }));

  it('follows the set-up, then the ownership of the team, then the change board and the team', async () => {
    const roles = await Promise.all(
      [tomasz, amara, priya, lucia, kenji].map(({ id }) => inTeam.roleOf(project, id)),
    );
    assert.deepEqual(roles, ['project manager', 'coordinator', 'coordinator', 'approver', 'viewer']);
    assert.equal(await inTeam.roleOf(makeProject({ ...project, changeBoard: [] }), lucia.id), 'member');
  });

  it('of leads and approvers is known while the team cannot be read, nobody else’s', async () => {
    const gone = lookup(() => ({
      members: () => Promise.reject(new NotFoundError('not-found', 'The team is not there.')),
      people: async () => [],
    }));
    assert.equal(await gone.roleOf(project, tomasz.id), 'project manager');
    assert.equal(await gone.roleOf(project, priya.id), 'approver');
    await assert.rejects(gone.roleOf(project, kenji.id), NotFoundError);
  });
});
