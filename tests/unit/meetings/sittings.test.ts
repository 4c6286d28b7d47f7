import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asInstant, instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import type { TranscriptRef } from '../../../src/meetings/ports.ts';
import { groupSittings } from '../../../src/meetings/sittings.ts';
import { makeRef } from '../../support/makeMeeting.ts';

const idsOf = (sittings: readonly (readonly TranscriptRef[])[]): string[][] =>
  sittings.map((sitting) => sitting.map(({ transcriptId }) => transcriptId));

const at = (start: string, end: string | null, callId: string | null = null) => ({
  createdAt: asInstant(`2026-11-25T${start}:00Z`),
  endedAt: end === null ? null : asInstant(`2026-11-25T${end}:00Z`),
  callId,
});

describe('groupSittings', () => {
  it('makes one sitting of a recording that was stopped and started again, oldest first', () => {
    const refs = [makeRef('b', at('09:35', '09:58')), makeRef('a', at('09:02', '09:31'))];
    assert.deepEqual(idsOf(groupSittings(refs)), [['a', 'b']]);
  });

  it('tells occurrences of a series apart', () => {
    const later = {
      createdAt: asInstant('2026-12-02T09:00:00Z'),
      endedAt: asInstant('2026-12-02T10:00:00Z'),
    };
    assert.deepEqual(idsOf(groupSittings([makeRef('b', later), makeRef('a')])), [['a'], ['b']]);
  });

  it('keeps a lunch break of one call together and parts two calls of one day', () => {
    const morning = makeRef('a', at('09:00', '11:00', 'call-1'));
    const afternoon = at('14:00', '15:00');
    assert.deepEqual(idsOf(groupSittings([morning, makeRef('b', { ...afternoon, callId: 'call-1' })])), [
      ['a', 'b'],
    ]);
    assert.deepEqual(idsOf(groupSittings([morning, makeRef('b', { ...afternoon, callId: 'call-2' })])), [
      ['a'],
      ['b'],
    ]);
  });

  it('counts the pause from the start where no end is known', () => {
    const open = makeRef('a', at('09:00', null));
    assert.deepEqual(idsOf(groupSittings([open, makeRef('b', at('10:30', '10:40'))])), [['a', 'b']]);
    assert.deepEqual(idsOf(groupSittings([open, makeRef('b', at('10:31', '10:40'))])), [['a'], ['b']]);
  });

  it('goes by the call where no times are known', () => {
    const timeless = { createdAt: null, endedAt: null };
    const refs = [
      makeRef('a', { ...timeless, callId: 'call-1' }),
      makeRef('b', { ...timeless, callId: 'call-1' }),
      makeRef('c', { ...timeless, callId: null }),
    ];
    assert.deepEqual(idsOf(groupSittings(refs)), [['a', 'b'], ['c']]);
  });

  it('keeps every transcript once and in order, whatever order they come in', () => {
    const ref = fc.record({
      minute: fc.integer({ min: 0, max: 10_000 }),
      length: fc.integer({ min: 1, max: 180 }),
      callId: fc.constantFrom(null, 'call-1', 'call-2'),
    });
    fc.assert(
      fc.property(fc.array(ref, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (drawn, seeds) => {
        const refs = drawn.map(({ minute, length, callId }, index) => {
          const createdAt = instantPlus(asInstant('2026-11-01T00:00:00Z'), minute * MINUTE_MS);
          return makeRef(`t${index}`, {
            createdAt,
            endedAt: instantPlus(createdAt, length * MINUTE_MS),
            callId,
          });
        });
        const shuffled = refs
          .map((each) => ({ each, by: seeds.next().value as number }))
          .sort((one, other) => one.by - other.by)
          .map(({ each }) => each);
        const sittings = groupSittings(shuffled);
        assert.deepEqual(sittings, groupSittings(refs));
        const flat = sittings.flat();
        assert.deepEqual(new Set(flat), new Set(refs));
        assert.equal(flat.length, refs.length);
        const starts = flat.map(({ createdAt }) => createdAt ?? '');
        assert.deepEqual(starts, [...starts].sort());
      }),
    );
  });
});
