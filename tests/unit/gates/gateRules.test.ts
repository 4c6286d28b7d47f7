import assert from 'node:assert/strict';
import { readGateRules } from '../../../src/gates/gateRules.ts';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asDay } from '../../../src/kernel/time.ts';
import { gatePolicyOf } from '../../../src/projects/index.ts';
import { CALENDAR, ingrid, tomasz } from '../../support/makeApproval.ts';

const USUAL = gatePolicyOf({});
const context = {
  today: asDay('2026-11-25'),
  locale: 'en-GB',
  calendar: CALENDAR,
  milestones: [],
  roster: [ingrid, tomasz],
  mentions: [],
  me: { personId: 'me', name: 'Me' },
};

describe('readGateRules', () => {
  const read: readonly (readonly [string, object])[] = [
    ['risks 12', { riskAppetite: 12 }],
    ['severity 2 3', { sev2Allowed: 3 }],
    ['budget 5 %', { mostOverrun: 5 }],
    ['decide within 5 working days', { decisionDays: 5 }],
    [
      'board Ingrid Solheim and Tomasz Zielinski',
      {
        board: [
          { personId: ingrid.id, name: ingrid.name },
          { personId: tomasz.id, name: tomasz.name },
        ],
      },
    ],
    ['change board', { board: [] }],
  ];
  for (const [text, change] of read)
    it(`reads “${text}”`, () =>
      assert.deepEqual(readGateRules(USUAL, text, context), { ...USUAL, ...change }));

  for (const text of ['risks 26', 'decide within 0 days', 'board Nobody Known', 'whatever', 'budget much'])
    it(`refuses “${text}”`, () => assert.ok(isRefusal(readGateRules(USUAL, text, context))));
});
