import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makePacer } from '../../../../src/adapters/teams/makePacer.ts';
import {
  CONVERSATION_PACE,
  type PaceWindow,
  paceAfter,
  paceDelay,
  TENANT_PACE,
} from '../../../../src/adapters/teams/pace.ts';
import { asTenantId } from '../../../../src/kernel/ids.ts';
import { asInstant } from '../../../../src/kernel/time.ts';
import { makePlace } from '../../../support/teamsActivities.ts';

/** Sends after each gap, waiting as told; gives the moments of sending. */
function sendAll(gaps: readonly number[], windows: readonly PaceWindow[]): readonly number[] {
  const times: number[] = [];
  let sent: readonly number[] = [];
  let now = 0;
  for (const gap of gaps) {
    now += gap;
    now += paceDelay(sent, now, windows);
    assert.equal(paceDelay(sent, now, windows), 0);
    sent = paceAfter(sent, now, windows);
    times.push(now);
  }
  return times;
}

function expectWithin(times: readonly number[], windows: readonly PaceWindow[]): void {
  for (const { most, spanMs } of windows) {
    times.forEach((first, index) => {
      const next = times[index + most];
      if (next !== undefined)
        assert.ok(next - first >= spanMs, `${most + 1} messages within ${next - first} ms`);
    });
  }
}

describe('paceDelay', () => {
  it('lets seven messages go at once and holds the eighth for a second', () => {
    const sent = Array.from({ length: 7 }, () => 1_000);
    assert.equal(paceDelay(sent.slice(1), 1_000, CONVERSATION_PACE), 0);
    assert.equal(paceDelay(sent, 1_000, CONVERSATION_PACE), 1_000);
    assert.equal(paceDelay(sent, 1_400, CONVERSATION_PACE), 600);
  });

  it('never waits longer than the longest window', () => {
    const sent = Array.from({ length: 1_800 }, (_, index) => index);
    assert.equal(paceDelay(sent, 1_800, CONVERSATION_PACE), 3_600_000 - 1_800);
  });

  it('keeps to every window of a conversation for any sequence of messages', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 700 }), { maxLength: 200 }), (gaps) => {
        expectWithin(sendAll(gaps, CONVERSATION_PACE), CONVERSATION_PACE);
      }),
    );
  });

  it('keeps to the window of a tenant for any sequence of messages', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { maxLength: 200 }), (gaps) => {
        expectWithin(sendAll(gaps, TENANT_PACE), TENANT_PACE);
      }),
    );
  });

  it('keeps to 1,800 messages an hour over a long run', () => {
    const gaps = Array.from({ length: 2_500 }, () => 0);
    expectWithin(sendAll(gaps, CONVERSATION_PACE), CONVERSATION_PACE);
  });

  it('remembers no more than an hour', () => {
    assert.deepEqual(paceAfter([0, 10], 3_600_010, CONVERSATION_PACE), [3_600_010]);
  });
});

describe('makePacer', () => {
  const at = asInstant('2026-11-25T09:00:00Z');
  const placeOf = (conversationId: string, tenant = 't-1') =>
    makePlace('http://127.0.0.1:1/', { conversationId, tenantId: asTenantId(tenant) });

  it('counts only messages that may go, each conversation for itself', () => {
    const pacer = makePacer();
    const delays = Array.from({ length: 9 }, () => pacer.delayBefore(placeOf('a'), at));
    assert.deepEqual(delays, [0, 0, 0, 0, 0, 0, 0, 1_000, 1_000]);
    assert.equal(pacer.delayBefore(placeOf('b'), at), 0);
    // Two seconds later the window of eight in two seconds is empty as well: refused attempts did not count.
    assert.equal(pacer.delayBefore(placeOf('a'), asInstant('2026-11-25T09:00:01Z')), 0);
  });

  it('holds a tenant to thirty messages a second over all conversations, and no other tenant', () => {
    const pacer = makePacer();
    for (let index = 0; index < 30; index += 1) pacer.delayBefore(placeOf(`c${index}`), at);
    assert.equal(pacer.delayBefore(placeOf('one-more'), at), 1_000);
    assert.equal(pacer.delayBefore(placeOf('elsewhere', 't-2'), at), 0);
  });
});
