import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findBeginnings, isQuestionByForm } from '../../../../../src/meetings/minutes/english/bareSpeech.ts';
import { expectActions } from '../talk.ts';

const cut = (run: string): string[] => {
  const at = [0, ...findBeginnings(run), run.length];
  return at.slice(1).map((end, index) => run.slice(at[index], end).trim());
};

describe('findBeginnings', () => {
  const RUNS: readonly (readonly string[])[] = [
    ['so we walked the floor last week', "and there's three dead spots by the dock"],
    ["wednesday's rough", "i'm at the other site", 'how about friday'],
    ["yeah that's on me", "i'll get that set up by the end of the month"],
    ['i think we can have it on friday'],
    ['the guy said that it would be ready'],
  ];
  for (const pieces of RUNS)
    it(`cuts "${pieces.join(' ')}" in ${pieces.length}`, () =>
      assert.deepEqual(cut(pieces.join(' ')), pieces));

  it('takes time in proportion to the words', () => {
    const run = 'so we walked the floor and i think you can order it '.repeat(4_000);
    assert.ok(findBeginnings(run).length > 3_000);
  });
});

describe('isQuestionByForm', () => {
  for (const text of [
    'so can you get those ordered',
    '@0 where are we at',
    'and when do they go up',
    "you're gonna swap that out right",
  ])
    it(`takes "${text}" for a question`, () => assert.equal(isQuestionByForm(text), true));
  for (const text of ['what i can do is send it', 'i can send it', 'when the data is back i test it'])
    it(`takes "${text}" for none`, () => assert.equal(isQuestionByForm(text), false));
});

describe('makeRulesEngine, without punctuation', () => {
  it('reads a request, its answer and the day', () =>
    expectActions(
      [
        'Amara: okay folks can everybody hear me all right so we have got the roll out to get through and the freeze is near',
        'Priya: so we walked the floor last week and the loading dock needs two more access points that is for sure by the way',
        'Amara: okay so priya can you order the two access points and while you are at it how was the train ride to the site',
        'Priya: the train ride was fine and yeah i will order the access points on friday i just need the part number',
        'Kenji: thanks priya we had the same thing in the other building last year and it took us a month to see it',
      ],
      ['committed: Order the two access points (Priya Raman, 2027-03-12)'],
    ));
});
