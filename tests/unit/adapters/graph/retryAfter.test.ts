import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRetryAfter } from '../../../../src/adapters/graph/http/retryAfter.ts';

const NOW = Date.parse('2026-12-01T09:00:00Z');

describe('readRetryAfter', () => {
  const table: readonly (readonly [string | null, number | null])[] = [
    ['120', 120_000],
    ['0.249', 249],
    ['0.2491', 250],
    [' 3 ', 3_000],
    ['0', 0],
    ['Tue, 01 Dec 2026 09:00:30 GMT', 30_000],
    ['Tue, 01 Dec 2026 08:59:00 GMT', 0],
    [null, null],
    ['', null],
    ['soon', null],
    ['-5', null],
    ['1e9', null],
  ];
  for (const [text, wanted] of table) {
    it(`reads ${JSON.stringify(text)} as ${wanted}`, () => assert.equal(readRetryAfter(text, NOW), wanted));
  }

  it('never asks for less than the seconds say, nor a millisecond more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600_000_000 }), (micros) => {
        const ms = readRetryAfter((micros / 1_000_000).toFixed(6), NOW);
        assert.ok(ms !== null && ms >= micros / 1000 - 1e-6 && ms < micros / 1000 + 1.000001);
      }),
    );
  });
});
