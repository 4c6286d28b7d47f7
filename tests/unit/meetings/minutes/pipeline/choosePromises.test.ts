import assert from 'node:assert/strict';
import { asDay } from '../../../../../src/kernel/time.ts';
import type { Due } from '../../../../../src/meetings/minutes/minutes.ts';
import { choosePromises } from '../../../../../src/meetings/minutes/pipeline/choosePromises.ts';
import { beginDraft, type Draft } from '../../../../../src/meetings/minutes/pipeline/draft.ts';

const dueOn = (day: string): Due => ({ phrase: day, day: asDay(day), needsConfirmation: false });

function makeDraft(index: number, weight: number, more: Partial<Draft> = {}): Draft {
  const sentence = {
    index,
    turn: 1,
    speaker: 'Priya Raman',
    text: `Sentence ${index}.`,
    cueIds: [`c${index}`],
    startMs: index,
    endMs: index + 1,
  };
  const draft = beginDraft(sentence, null, {
    kind: 'action',
    rule: 'test',
    act: 'commitment',
    text: '',
    verb: '',
    keys: [],
    owners: [],
    due: null,
    standing: 'committed',
    weight,
    loose: {
      text: '',
      answer: null,
      doer: 'speaker',
      verb: '',
      isKnown: false,
      isCalled: false,
      hasOpenPointer: false,
    },
  });
  return Object.assign(draft, more);
}

describe('what is made of promises in no known form', () => {
  it('takes the surest sentence of a promise, with the day and the words of the others', () => {
    const [vague, sure] = [makeDraft(1, 0.2, { due: dueOn('2027-03-12') }), makeDraft(2, 0.9)];
    choosePromises([vague, sure], []);
    assert.ok(vague.weight < 0);
    assert.equal(sure.weight, 0.9);
    assert.equal(sure.due?.day, '2027-03-12');
    assert.deepEqual(sure.heard, [2, 1]);
  });

  it('keeps two of one breath that are due on different days', () => {
    const drafts = [
      makeDraft(1, 0.2, { due: dueOn('2027-03-12') }),
      makeDraft(2, 0.9, { due: dueOn('2027-03-15') }),
    ];
    choosePromises(drafts, []);
    assert.deepEqual(
      drafts.map(({ weight }) => weight),
      [0.2, 0.9],
    );
  });

  it('makes none of words that a shown action rests on, nor of those that a rule knows', () => {
    const shown = Object.assign(makeDraft(1, 2), { heard: [1, 4] });
    const loose = makeDraft(4, 3);
    const known = makeDraft(9, 3);
    Object.assign(known, { loose: { ...known.loose, isKnown: true } });
    choosePromises([loose, known], [shown]);
    assert.ok(loose.weight < 0);
    assert.ok(known.weight < 0);
  });
});
