/** Work that two or three take on together, and words that only sound so. */
import assert from 'node:assert/strict';
import { itemsOf, ownerNames, readTalk } from '../talk.ts';

const AMARA = 'Amara Okafor';
const KENJI = 'Kenji Mori';
const PRIYA = 'Priya Raman';
const TOMASZ = 'Tomasz Zielinski';

const TABLE: readonly (readonly [lines: readonly string[], owners: readonly string[]])[] = [
  [['Amara: Then you and I get the meeting organised, Priya, by Friday.'], [AMARA, PRIYA]],
  [['Amara: Priya, you and I will sit down with the operators by Friday.'], [AMARA, PRIYA]],
  [
    ['Kenji: The failover is not tested.', 'Amara: Then you and me will test the failover by Friday.'],
    [AMARA, KENJI],
  ],
  [['Amara: Kenji and myself will write the test plan by Friday.'], [AMARA, KENJI]],
  [["Amara: Kenji and myself have that in hand, I'll send the reply on Tuesday."], [AMARA, KENJI]],
  [['Amara: Then the two of us will test the load, Kenji and me, by Friday.'], [AMARA, KENJI]],
  [
    ['Kenji: We have to run the load test.', 'Amara: Both of us will run the load test by Friday.'],
    [AMARA, KENJI],
  ],
  [
    ['Amara: Could you two, Kenji and Priya, write the fallback plan by Friday?', 'Kenji: We can, yeah.'],
    [KENJI, PRIYA],
  ],
  [
    [
      'Kenji: It is late.',
      'Priya: Very late.',
      'Amara: Can the two of you settle the invoice by Friday?',
      'Priya: We can.',
    ],
    [KENJI, PRIYA],
  ],
  [['Amara: Priya and I will draft the schedule by Friday.'], [AMARA, PRIYA]],
  [['Amara: I and Priya will draft the schedule by Friday.'], [AMARA, PRIYA]],
  // Words that only sound so.
  [['Kenji: Good.', "Amara: I'll send the draft to both of you by Friday."], [AMARA]],
  [['Kenji: Good.', "Amara: Between you and me, I'll rewrite the plan by Friday."], [AMARA]],
  [["Amara: Kenji and I talked yesterday, I'll send the notes by Friday."], [AMARA]],
  [["Tomasz: I'll tell Kenji and Priya by Friday."], [TOMASZ]],
  [['Kenji: Good.', 'Priya: Good.', "Tomasz: I'll send the two of you the price list by Friday."], [TOMASZ]],
];

describe('people who do something together', () => {
  for (const [lines, owners] of TABLE)
    it(`${lines.join(' / ')}: ${owners.join(' and ')}`, async () => {
      const actions = itemsOf(await readTalk(lines), 'action').filter(({ due }) => due !== null);
      assert.ok(actions.length > 0, 'no action was found');
      assert.deepEqual(ownerNames(actions[0]?.owners ?? []).sort(), owners);
    });
});
