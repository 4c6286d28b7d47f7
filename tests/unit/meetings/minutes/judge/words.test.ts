import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeWordsReader, nameWords, readWordRuns } from '../../../../../src/meetings/minutes/judge/words.ts';
import type { Sentence } from '../../../../../src/meetings/minutes/sentences/sentence.ts';

const makeSentences = (texts: readonly string[]): Sentence[] =>
  texts.map((text, index) => ({ index, turn: index, speaker: null, text, cueIds: [], startMs: 0, endMs: 0 }));

const sentenceAt = (sentences: readonly Sentence[], at: number): Sentence => sentences[at] as Sentence;

const TALK = makeSentences(['Who sends the plan?', "I'll send it.", 'Thanks.', 'Next point.', 'Fine.']);

describe('the words of a sentence', () => {
  it('are its runs, and of two on either side by themselves', () => {
    const runs = readWordRuns(sentenceAt(TALK, 1), TALK);
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
    const runs = readWordRuns(sentenceAt(TALK, 1), TALK);
    const of = (name: string) => runs.get(name) ?? 0;
    const isNear = (got: number, wanted: number) =>
      assert.ok(Math.abs(got - wanted) < 1e-9, `${got} ${wanted}`);
    isNear(read('one', sentenceAt(TALK, 1), TALK), 0.5 + 2 * of('own will send') + 3 * of('before plan'));
    isNear(read('other', sentenceAt(TALK, 1), TALK), -1 + 4 * of('after thank'));
    isNear(read('one', sentenceAt(TALK, 4), TALK), 0.5);
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
          const sentence = sentenceAt(sentences, place % sentences.length);
          const runs = readWordRuns(sentence, sentences);
          const learnt = [...runs.keys()].map(
            (name, at) => [name, weights[at % weights.length] as number] as const,
          );
          const wanted = learnt.reduce((sum, [name, weight]) => sum + weight * (runs.get(name) ?? 0), 0.25);
          const got = makeWordsReader({ only: nameWords(0.25, learnt) })('only', sentence, sentences);
          assert.ok(Math.abs(got - wanted) < 1e-6, `${got} is not ${wanted}`);
        },
      ),
    );
  });
});
