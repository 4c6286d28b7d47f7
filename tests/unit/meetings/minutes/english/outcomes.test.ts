import assert from 'node:assert/strict';
import {
  isSupport,
  offersChoice,
  readOutcome,
} from '../../../../../src/meetings/minutes/english/outcomeRules.ts';
import { itemsOf, readTalk } from '../talk.ts';

describe('conclusions in English', () => {
  it('reads what a discussion comes to', () => {
    for (const sentence of [
      'Very well, September it is.',
      'So contractors come later.',
      'Right, no 3.2 then, straight to 3.3.',
      'Okay, photographs first, maps second.',
      'Forty-four ten passes.',
      "Okay, that's a no.",
      'Then English only.',
      'No more Fridays.',
      'The rollback is your call and nobody else is asked.',
      'No money this year, so lane four stays with the old one.',
    ])
      assert.notEqual(readOutcome(sentence), null, sentence);
  });

  it('reads none in questions, doubts, the past and talk about the meeting', () => {
    for (const sentence of [
      'So contractors come later?',
      'So contractors might come later.',
      'Then we went with the old one.',
      'So, a quick recap and then you can go.',
      'Okay, no problem.',
      'If you export it, then everything moves one column to the right.',
      "So I'll be off on Friday.",
      'Good question.',
    ])
      assert.equal(readOutcome(sentence), null, sentence);
  });

  it('tells a choice and support from other talk', () => {
    assert.ok(offersChoice('Could we live with September?', true));
    assert.ok(offersChoice('My feeling is that we should keep it simple.', false));
    assert.ok(!offersChoice('The build is where we said.', false));
    assert.ok(isSupport('So would I.') && isSupport('None at all.') && isSupport('Nor do I.'));
    assert.ok(!isSupport("I don't agree with that.") && !isSupport('The boat broke.'));
  });

  it('takes a conclusion for a decision where others were for it, and for none where nothing was on the table', async () => {
    const decisions = async (lines: readonly string[]) =>
      itemsOf(await readTalk(lines), 'decision').map(({ text }) => text);
    assert.deepEqual(
      await decisions([
        'Amara: There is a long discussion on contractors. Could we leave them out of phase one?',
        "Tomasz: I'd support that.",
        'Priya: So would I.',
        'Amara: So contractors come later.',
      ]),
      ['Contractors come later'],
    );
    assert.deepEqual(
      await decisions(['Amara: The train is at nine.', 'Tomasz: So the bus comes later.']),
      [],
    );
  });
});
