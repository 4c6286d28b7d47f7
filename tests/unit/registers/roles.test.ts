import assert from 'node:assert/strict';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { changes } from '../../../src/registers/definitions/changes.ts';
import {
  amara,
  click,
  type FakeRegisters,
  kenji,
  priya,
  say,
  startFakeRegisters,
  tomasz,
} from '../../support/fakeRegisters.ts';

describe('roles in the registers', () => {
  let world: FakeRegisters;
  beforeEach(async () => {
    world = await startFakeRegisters();
  });
  const code = async (from: typeof amara, text: string): Promise<string> => {
    const reply = await say(world, from, text);
    return isRefusal(reply) ? reply.code : 'done';
  };

  it('of guests and members follow the Stakeholders register', async () => {
    assert.equal(await code(kenji, 'add action Look at the link'), 'not-allowed');
    await say(world, amara, 'add stakeholder Kenji Mori person: Kenji Mori, role: Team member');
    assert.equal(await code(kenji, 'add action Look at the link'), 'done');
    await say(world, amara, 'add stakeholder Priya Raman person: Priya Raman, role: Viewer');
    assert.equal(await code(priya, 'add action Look at the link'), 'not-allowed');
    await say(world, amara, 'done S-2');
    assert.equal(await code(priya, 'add action Look at the link'), 'done');
  });

  it('are raised no further by it, since every member of the team can edit the list', async () => {
    await say(world, priya, 'add stakeholder Priya Raman person: Priya Raman, role: Project manager');
    await say(world, amara, 'add action Order switches');
    assert.equal(await code(priya, 'delete A-1'), 'not-allowed');
  });

  it('give nobody the right to type a decision on a change request', async () => {
    for (const text of [
      'add change request Move the go-live status: Approved',
      'set CR-1 status: approved',
      'done CR-1 as Rejected',
      'bulk changes all: set status approved',
    ]) {
      if (text.startsWith('set')) await say(world, amara, 'add change request Move the go-live');
      const reply = await say(world, tomasz, text);
      if (!isRefusal(reply)) {
        const data = { register: changes.name, keys: 'CR-1', values: JSON.stringify({ status: 'Approved' }) };
        const refused = await click(world, tomasz, 'registers.bulk', data);
        assert.ok(isRefusal(refused) && refused.code === 'field-controlled', text);
        continue;
      }
      assert.equal(reply.code, 'field-controlled', text);
      assert.match(reply.reason, /say `submit`, `implemented`/, text);
    }
    assert.equal(await code(tomasz, 'done CR-1'), 'field-controlled');
  });

  it('let those who may delete see what was deleted, for 30 days', async () => {
    await say(world, amara, 'add action Order *switches*');
    await say(world, amara, 'delete A-1');
    const shown = await say(world, amara, 'deleted');
    assert.match(
      String(shown !== undefined && 'text' in shown && shown.text),
      /\*\*A-1\*\* Order \\\*switches\\\*, deleted 2026-11-25 by Amara Okafor/,
    );
    world.setTime('2026-12-26T09:00:00Z');
    const later = await say(world, amara, 'deleted');
    assert.match(
      String(later !== undefined && 'text' in later && later.text),
      /Nothing was deleted in the last 30 days/,
    );
    assert.equal(await code(amara, 'restore A-1'), 'row-too-old');
  });
});
