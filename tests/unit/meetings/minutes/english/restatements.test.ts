import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expectActions, inOneLine, itemsOf, readTalk } from '../talk.ts';

/** Nothing in it is an action, and it is long enough for the closing part to be told by its place. */
const SMALL_TALK = Array.from({ length: 60 }, (_, at) => `Tomasz: Slide ${at + 1} was about the budget.`);

const WORK = [
  { promise: "I'll draft the rollback plan by Friday.", again: 'the rollback plan on Friday' },
  { promise: "I'll run the trial load by Thursday.", again: 'the trial load on Thursday' },
  { promise: "I'll order the spare switches by Monday.", again: 'the switches on Monday' },
  { promise: "I'll test the label printers by Wednesday.", again: 'the printers, Wednesday' },
] as const;
const PEOPLE = ['Priya', 'Yusuf', 'Kenji', 'Lucía'] as const;

describe('makeRulesEngine, restatements', () => {
  it('makes one item of a promise and of what its owner says again in the closing round, in any order', () =>
    fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }), async (order) => {
        const promised = [0, 1, 2, 3].map((at) => `${PEOPLE[at]}: ${WORK[at]?.promise}`);
        const closing = order.map((at) => `${PEOPLE[at]}: I'm doing ${WORK[at]?.again}.`);
        const lines = [...promised, ...SMALL_TALK, 'Amara: What is everybody taking home?', ...closing];
        const before = itemsOf(await readTalk([...promised, ...SMALL_TALK]), 'action').map(inOneLine);
        assert.deepEqual(itemsOf(await readTalk(lines), 'action').map(inOneLine), before);
      }),
      { numRuns: 5 },
    ));

  it('takes the day that is put right in the closing part, with the first in the history', async () => {
    const [item] = await expectActions(
      [
        "Priya: I'll draft the rollback plan by Friday.",
        ...SMALL_TALK,
        "Priya: I'll draft the rollback plan by Monday then.",
      ],
      ['committed: Draft the rollback plan (Priya Raman, 2027-03-15)'],
    );
    assert.deepEqual(
      item?.history.map(({ what, from, to }) => [what, from, to]),
      [['due', '2027-03-12', '2027-03-15']],
    );
  });

  it('makes one item of what one person does in one breath by one day', () =>
    expectActions(
      ["Priya: I'll write a statement, I'll run it past legal, and you'll have it by Wednesday."],
      ['committed: Write a statement (Priya Raman, 2027-03-10)'],
    ));

  it('keeps apart what is said to be one more', () =>
    expectActions(
      [
        "Priya: I'll draft the rollback plan by Friday.",
        "Priya: And I'll also order the spare switches by Friday.",
      ],
      [
        'committed: Draft the rollback plan (Priya Raman, 2027-03-12)',
        'committed: Order the spare switches (Priya Raman, 2027-03-12)',
      ],
    ));

  it('keeps apart what two people do, though it is alike', () =>
    expectActions(
      [
        "Priya: I'll test the label printers by Friday.",
        ...SMALL_TALK,
        "Yusuf: I'll test the label printers of the second hall by Friday.",
      ],
      [
        'committed: Test the label printers (Priya Raman, 2027-03-12)',
        'committed: Test the label printers of the second hall (Yusuf Demir, 2027-03-12)',
      ],
    ));
});
