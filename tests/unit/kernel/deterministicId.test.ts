import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deterministicId } from '../../../src/kernel/deterministicId.ts';

describe('deterministicId', () => {
  it('stays the same over releases', () => {
    assert.equal(deterministicId('tenant', 'meeting', 't-1'), deterministicId('tenant', 'meeting', 't-1'));
    assert.equal(deterministicId('a', 'b'), '0473ef2d-c0d3-84ab-a59d-3580c1134e9d');
  });

  it('is a GUID of version 8', () => {
    assert.match(
      deterministicId('x'),
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('differs for other parts, and for the same letters parted elsewhere', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        assert.equal(deterministicId(...one) === deterministicId(...other), isSame);
      }),
    );
    assert.notEqual(deterministicId('ab', 'c'), deterministicId('a', 'bc'));
  });
});
