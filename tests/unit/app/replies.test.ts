import assert from 'node:assert/strict';
import { helpReply, unknownReply } from '../../../src/app/helpReply.ts';
import { nearestWords } from '../../../src/app/nearestWords.ts';
import type { Command } from '../../../src/kernel/capability.ts';

const makeCommand = (words: readonly string[], help: string, menu = false): Command => ({
  words,
  help,
  usage: `${words[0]} KEY`,
  ...(menu ? { menu } : {}),
  run: async () => undefined,
});

const COMMANDS = [
  makeCommand(['actions'], 'List the actions.', true),
  makeCommand(['minutes status', 'meetings'], 'The last meetings.', true),
  makeCommand(['re-date', 'postpone'], 'Move the due date of rows.'),
];

describe('helpReply', () => {
  it('shows the commands of the menu, and how to see the rest', () => {
    const { text = '' } = helpReply(COMMANDS, '');
    assert.match(text, /- `actions` List the actions\./);
    assert.doesNotMatch(text, /re-date/);
    assert.match(text, /help all/);
  });

  it('shows everything, and everything about a word, with how it is written', () => {
    assert.match(helpReply(COMMANDS, 'all').text ?? '', /- `re-date KEY` Move the due date/);
    const { text = '' } = helpReply(COMMANDS, ' DUE ');
    assert.match(text, /re-date/);
    assert.doesNotMatch(text, /actions/);
  });

  it('falls back to the menu for a word that it does not know', () => {
    assert.equal(helpReply(COMMANDS, 'weather').text, helpReply(COMMANDS, '').text);
  });

  it('ends also when no command is in the menu', () => {
    assert.match(helpReply([makeCommand(['x'], 'y')], '').text ?? '', /help all/);
  });
});

describe('nearestWords', () => {
  const CASES: readonly (readonly [string, string | null])[] = [
    ['actoins', 'actions'],
    ['ACTION', 'actions'],
    ['minutes statsu', 'minutes status'],
    ['metings please', 'meetings'],
    ['postpne A-3', 'postpone'],
    ['weather', null],
    ['', null],
    ['x', null],
  ];
  for (const [typed, wanted] of CASES) {
    it(`takes “${typed}” for ${wanted ?? 'nothing'}`, () => {
      assert.equal(nearestWords(COMMANDS, typed), wanted);
    });
  }
});

describe('unknownReply', () => {
  it('quotes what was typed as it was typed, shortened, with a hint', () => {
    assert.deepEqual(unknownReply('*actoins*', 'actions'), {
      text: 'I do not know “\\*actoins\\*”. Did you mean `actions`? Say `help` for what I do.',
    });
    assert.match(unknownReply('x'.repeat(100), null).text ?? '', /^I do not know “x{59}…”\. Say/);
  });
});
