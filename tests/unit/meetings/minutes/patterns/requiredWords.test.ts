import assert from 'node:assert/strict';
import { requiredWords } from '../../../../../src/meetings/minutes/patterns/requiredWords.ts';

describe('requiredWords', () => {
  it('names a word of each way in which a pattern can match', () => {
    assert.deepEqual(requiredWords(/\b(?:send|forward) \w+ minutes\b/i), ['minutes']);
    assert.deepEqual(requiredWords(/\b(?:agreed|decided)\b/i), ['agreed', 'decided']);
    assert.deepEqual(requiredWords(/^(?:so |and )*action for \w+/i), ['action for']);
  });

  it('takes two words that stand together for one, as they come together less often', () => {
    assert.deepEqual(requiredWords(/\bI(?:'ll| will) (?:also )?\w+/i), ["i'll", 'i will']);
    assert.deepEqual(requiredWords(/\bgoing to be\b/i), ['going to']);
  });

  it('takes the beginning of a word that may go on', () => {
    assert.deepEqual(requiredWords(/\bdecid\w+/i), ['decid*']);
    assert.deepEqual(requiredWords(/\bpostponement/i), ['postp*']);
  });

  it('takes a mark where there is no word', () => {
    assert.deepEqual(requiredWords(/\?$/), ['?']);
    assert.deepEqual(requiredWords(/@\d+ and @\d+/), ['0']);
  });

  it('looks into what stands beside a match, and not into what must not', () => {
    assert.deepEqual(requiredWords(/(?<=the )\w+(?= register\b)/i), ['register']);
    assert.equal(requiredWords(/(?!register)\w+/i), null);
  });

  it('knows nothing of what may begin or end anywhere, of what may be left out, and of very common words', () => {
    assert.equal(requiredWords(/ing/), null);
    assert.equal(requiredWords(/(?:register)?/), null);
    assert.equal(requiredWords(/(?:register)*\w/), null);
    assert.equal(requiredWords(/[^a-z]/), null);
    assert.equal(requiredWords(/^register$/m), null);
    assert.equal(requiredWords(/\b(?:register|\w+ing)\b/), null);
  });
});
