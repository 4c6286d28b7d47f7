import assert from 'node:assert/strict';
import { deliveredAt, lastDeliveries } from '../../../../src/digests/promise/deliveredAt.ts';
import { asInstant } from '../../../../src/kernel/time.ts';
import type { Delivery, DeliveryState } from '../../../../src/kernel/transaction.ts';
import { general } from '../../../support/fakeRegisters.ts';

const delivery = (key: string, state: DeliveryState, hour = 12): Delivery => ({
  key,
  to: general,
  state,
  problem: null,
  sentAt: state === 'sent' ? asInstant(`2026-11-25T${hour}:00:00Z`) : null,
  postedIn: null,
});

describe('deliveredAt', () => {
  it('is when the last recipient had it', () => {
    const all = [delivery('digest:m', 'sent', 11), delivery('digest:m/to:p', 'sent', 13)];
    assert.equal(deliveredAt(all), '2026-11-25T13:00:00.000Z');
  });

  it('is not yet while a person waits, nor while nobody has it', () => {
    assert.equal(deliveredAt([delivery('digest:m', 'sent'), delivery('digest:m/to:p', 'waiting')]), null);
    assert.equal(deliveredAt([delivery('digest:m', 'sent'), delivery('digest:m/to:p', 'unknown')]), null);
    assert.equal(deliveredAt([delivery('digest:m', 'waiting')]), null);
    assert.equal(deliveredAt([delivery('digest:m', 'refused')]), null);
    assert.equal(deliveredAt([]), null);
  });

  it('does not wait for a channel that Teams does not serve once every person has it by mail', () => {
    const all = [
      delivery('digest:m', 'waiting'),
      delivery('digest:m/to:p', 'refused'),
      delivery('digest:m/to:p/otherwise', 'sent', 14),
    ];
    assert.equal(deliveredAt(all), '2026-11-25T14:00:00.000Z');
  });

  it('goes by the last way that was tried for each person', () => {
    const last = lastDeliveries([
      delivery('digest:m/to:p', 'refused'),
      delivery('digest:m/to:p/otherwise', 'refused'),
      delivery('digest:m/to:p/otherwise/otherwise', 'unknown'),
    ]);
    assert.deepEqual(
      [...last].map(([who, { state }]) => [who, state]),
      [['p', 'unknown']],
    );
  });
});
