import assert from 'node:assert/strict';
import { readLoosePromise } from '../../../../../src/meetings/minutes/english/loosePromises.ts';

describe('what may be a promise in English, whatever its words', () => {
  it('lets in somebody who does something, a day and an order', () => {
    for (const [sentence, hasDay] of [
      ['The licence sheet, I check that one.', false],
      ['On Friday the old queue is emptied.', true],
      ['Move the probes to the second rack.', false],
      ["@0's checking the cabinet.", false],
    ] as const)
      assert.notEqual(readLoosePromise(sentence, hasDay), null, sentence);
  });

  it('keeps out what asks, and what tells of no work and no day', () => {
    assert.equal(readLoosePromise('Will you check the licence sheet?', false), null);
    assert.equal(readLoosePromise('I was in the corridor.', false), null);
  });

  it('says who is meant by it', () => {
    const doerOf = (sentence: string) => readLoosePromise(sentence, true)?.doer;
    assert.deepEqual(doerOf('Pencil me in for the rack.'), { by: 'speaker', withMentions: [] });
    assert.deepEqual(doerOf('@0 and I sort the rack.'), { by: 'speaker', withMentions: [0] });
    assert.deepEqual(doerOf('So @1, the rack, by noon.'), { by: 'mentions', mentions: [1] });
    assert.deepEqual(doerOf('You have the rack then.'), { by: 'addressee', mentions: [] });
    assert.deepEqual(doerOf("They're moving the rack."), { by: 'pronoun', word: 'They' });
  });

  it('takes the work that is to come before what is over or going on', () => {
    const bodyOf = (sentence: string) => readLoosePromise(sentence, false)?.body;
    assert.equal(bodyOf("I rang the plant and @0's promised to check the valve."), 'check the valve.');
    assert.equal(bodyOf('I label the racks.'), 'label the racks.');
    assert.equal(bodyOf('I labelled the racks.'), undefined);
  });

  it('tells taking something on from naming it', () => {
    assert.equal(readLoosePromise('Put me down for the tenth.', true)?.isPointing, true);
    assert.equal(readLoosePromise("That one's mine to write.", false)?.isPointing, true);
    assert.equal(readLoosePromise('I write the note.', false)?.isPointing, false);
  });
});
