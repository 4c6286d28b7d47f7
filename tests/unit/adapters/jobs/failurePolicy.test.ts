import assert from 'node:assert/strict';
import { type NextStep, whatNext } from '../../../../src/adapters/jobs/failurePolicy.ts';
import {
  AccessError,
  ConflictError,
  ContractError,
  InputError,
  IntegrityError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../../../../src/kernel/errors.ts';

describe('whatNext', () => {
  const CASES: readonly (readonly [string, unknown, NextStep])[] = [
    ['a missing permission', new AccessError('c', 'm'), { kind: 'again', afterMs: 3_600_000 }],
    ['throttling', new ThrottledError('c', 'm', 7_000), { kind: 'again', afterMs: 7_000 }],
    ['an outage', new UnavailableError('c', 'm'), { kind: 'retry' }],
    ['an unknown outcome', new UnavailableError('c', 'm', { outcomeUnknown: true }), { kind: 'retry' }],
    ['what is gone', new NotFoundError('c', 'm'), { kind: 'dead' }],
    ['bad input', new InputError('c', 'm'), { kind: 'dead' }],
    ['a broken contract', new ContractError('c', 'm'), { kind: 'dead' }],
    ['a conflict that no use case took', new ConflictError('c', 'm'), { kind: 'dead' }],
    ['a record that is not whole', new IntegrityError('c', 'm'), { kind: 'dead' }],
    ['a bug', new TypeError('m'), { kind: 'retry' }],
    ['something that is no error', 'text', { kind: 'retry' }],
  ];
  for (const [what, error, wanted] of CASES) {
    it(`answers ${what} with ${JSON.stringify(wanted)}`, () => {
      assert.deepEqual(whatNext(error), wanted);
    });
  }
});
