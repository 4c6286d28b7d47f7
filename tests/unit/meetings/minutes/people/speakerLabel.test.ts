import assert from 'node:assert/strict';
import { namesPerson } from '../../../../../src/meetings/minutes/people/speakerLabel.ts';

describe('namesPerson', () => {
  for (const label of ['全員', 'All', 'Everyone', 'Alle', 'Tous', 'Todos', 'Iedereen', 'Multiple speakers'])
    it(`takes ${label} for several voices, nobody who was present under this name`, () =>
      assert.equal(namesPerson(label), false));

  for (const label of ['Alle Johansson', 'Allen', '田中 一郎', 'Tous Hassan'])
    it(`takes ${label} for a person`, () => assert.equal(namesPerson(label), true));
});
