import assert from 'node:assert/strict';
import { atLeisure, inHaste, makeTurns } from '../../../../src/adapters/storage/turns.ts';

describe('makeTurns', () => {
  /** Work that notes its name in the order in which the turns came. */
  const startTurns = () => {
    const order: string[] = [];
    const takeTurn = makeTurns();
    const take = (name: string) => takeTurn(async () => void order.push(name));
    return { order, take, takeTurn };
  };

  it('lets those go first for whom somebody waits, in their order', async () => {
    const { order, take } = startTurns();
    await Promise.all([
      take('first'),
      take('patient'),
      inHaste(() => take('hasty 1')),
      inHaste(() => take('hasty 2')),
    ]);
    assert.deepEqual(order, ['first', 'hasty 1', 'hasty 2', 'patient']);
  });

  it('takes what was started at leisure for patient, although somebody in haste started it', async () => {
    const { order, take } = startTurns();
    await Promise.all([
      take('first'),
      inHaste(() => atLeisure(() => take('follow-up'))),
      inHaste(() => take('hasty')),
    ]);
    assert.deepEqual(order, ['first', 'hasty', 'follow-up']);
  });

  it('keeps nobody waiting for ever while more and more come in haste', async () => {
    const { order, take } = startTurns();
    const patient = take('first').then(() => undefined);
    const hasty = Array.from({ length: 20 }, (_, number) => inHaste(() => take(`hasty ${number}`)));
    await Promise.all([patient, take('patient'), ...hasty]);
    const place = order.indexOf('patient');
    assert.ok(place > 0 && place < 10, order.join(', '));
  });

  it('goes on after work that failed, and tells whoever wanted it', async () => {
    const { order, take, takeTurn } = startTurns();
    const failing = takeTurn(() => Promise.reject(new Error('broken')));
    await assert.rejects(failing, /broken/);
    await take('next');
    assert.deepEqual(order, ['next']);
  });
});
