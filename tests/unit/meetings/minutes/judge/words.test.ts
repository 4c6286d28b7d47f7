import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeWordsReader, nameWords, readWordRuns } from '../../../../../src/meetings/minutes/judge/words.ts';
import type { Draft } from '../../../../../src/meetings/minutes/pipeline/draft.ts';
import type { Sentence } from '../../../../../src/meetings/minutes/sentences/sentence.ts';

const makeSentences = (texts: readonly string[]): Sentence[] =>
  texts.map((text, index) => ({ index, turn: index, speaker: null, text, cueIds: [], startMs: 0, endMs: 0 }));

/** The words are all that is read of a draft. */
const draftAt = (sentences: readonly Sentence[], at: number): Draft =>
  ({ sentence: sentences[at] }) as unknown as Draft;

const TALK = makeSentences(['Who sends the plan?', "I'll send it.", 'Thanks.', 'Next point.', 'Fine.']);

describe('the words of a draft', () => {
  it('are the runs of its sentence, and of two on either side by themselves', () => {
    const runs = readWordRuns(draftAt(TALK, 1), { sentences: TALK });
    for (const name of [
      'own i',
      'own will send it',
      'own ^ i will',
      'before the plan ?',
      'after thank',
      'after next point',
    ])
      assert.ok((runs.get(name) ?? 0) > 0, name);
    for (const name of ['own thank', 'before thank', 'after fine', 'after thank next'])
      assert.equal(runs.get(name), undefined, name);
  });

  it('count by each model’s own weights', () => {
    const read = makeWordsReader({
      one: nameWords(0.5, [
        ['own will send', 2],
        ['before plan', 3],
      ]),
      other: nameWords(-1, [['after thank', 4]]),
    });
    const runs = readWordRuns(draftAt(TALK, 1), { sentences: TALK });
    const of = (name: string) => runs.get(name) ?? 0;
    const surroundings = { sentences: TALK };
    const isNear = (got: number, wanted: number) =>
      assert.ok(Math.abs(got - wanted) < 1e-9, `${got} ${wanted}`);
    isNear(
      read('one', draftAt(TALK, 1), surroundings),
      0.5 + 2 * of('own will send') + 3 * of('before plan'),
    );
    isNear(read('other', draftAt(TALK, 1), surroundings), -1 + 4 * of('after thank'));
    isNear(read('one', draftAt(TALK, 4), surroundings), 0.5);
  });

  it('come to what the learnt runs add up to, whatever is said', () => {
    const word = fc.constantFrom('send', 'sends', 'the', 'plan', 'I', "I'll", 'no', 'Friday', '?', '12');
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (texts, place, weights) => {
          const sentences = makeSentences(texts);
          const draft = draftAt(sentences, place % sentences.length);
          const runs = readWordRuns(draft, { sentences });
          const learnt = [...runs.keys()].map(
            (name, at) => [name, weights[at % weights.length] as number] as const,
          );
          const wanted = learnt.reduce((sum, [name, weight]) => sum + weight * (runs.get(name) ?? 0), 0.25);
          const got = makeWordsReader({ only: nameWords(0.25, learnt) })('only', draft, { sentences });
          assert.ok(Math.abs(got - wanted) < 1e-6, `${got} is not ${wanted}`);
        },
      ),
    );
  });
});
