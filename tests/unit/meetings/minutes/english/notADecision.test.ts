import assert from 'node:assert/strict';
import { itemsOf, readTalk } from '../talk.ts';

const NEGATIVES: readonly string[] = [
  'Tomasz: Should we go with option B?',
  'Tomasz: Have we decided that?',
  "Tomasz: It's settled now.",
  "Tomasz: Okay, let's come back to that next time.",
  'Tomasz: Okay, no decision on that then.',
  'Tomasz: So, from the eighth of March then.',
  "Tomasz: We haven't decided yet.",
  'Tomasz: We need to decide by Friday.',
  'Tomasz: Last year we decided to keep the old system.',
  'Tomasz: That was agreed at the steering committee in August.',
  'Tomasz: I decided to have pizza last night.',
  'Tomasz: If we go with option B, it costs more.',
  'Tomasz: They decided to leave.',
  'Tomasz: Okay, no decision on that then.',
  'Kenji: We could go with option B.',
  'Kenji: We use the old system every day.',
  'Kenji: Imagine we go with option B.',
  'Kenji: If the load test fails we go with the old scanner.',
  "Kenji: Let's lock that, if nobody minds waiting.",
  "Amara: Let's move on.",
  'Amara: Is that agreed?',
];

describe('makeRulesEngine, what is no decision', () => {
  for (const line of NEGATIVES) {
    it(`finds none in "${line}"`, async () => {
      const decisions = itemsOf(await readTalk([line]), 'decision');
      assert.deepEqual(
        decisions.map(({ text }) => text),
        [],
      );
    });
  }
});
