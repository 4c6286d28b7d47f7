import assert from 'node:assert/strict';
import { listCommands } from '../../../src/app/commands.ts';
import { TRANSLATED_HELP } from '../../../src/app/helpIn.ts';
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
    const { text = '' } = helpReply(COMMANDS, '', 'en');
    assert.match(text, /- `actions` List the actions\./);
    assert.doesNotMatch(text, /re-date/);
    assert.match(text, /help all/);
  });

  it('shows everything, and everything about a word, with how it is written', () => {
    assert.match(helpReply(COMMANDS, 'all', 'en').text ?? '', /- `re-date KEY` Move the due date/);
    const { text = '' } = helpReply(COMMANDS, ' DUE ', 'en');
    assert.match(text, /re-date/);
    assert.doesNotMatch(text, /actions/);
  });

  it('falls back to the menu for a word that it does not know', () => {
    assert.equal(helpReply(COMMANDS, 'weather', 'en').text, helpReply(COMMANDS, '', 'en').text);
  });

  it('ends also when no command is in the menu', () => {
    assert.match(helpReply([makeCommand(['x'], 'y')], '', 'en').text ?? '', /help all/);
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
    assert.deepEqual(unknownReply('*actoins*', 'actions', 'en'), {
      text: 'I do not know “\\*actoins\\*”. Did you mean `actions`? Say `help` for what I do.',
    });
    assert.match(unknownReply('x'.repeat(100), null, 'en').text ?? '', /^I do not know “x{59}…”\. Say/);
  });
});

describe('help in other languages', () => {
  const commands = listCommands();
  const known = commands.map(({ words }) => words[0] ?? '');
  for (const [language, lines] of Object.entries(TRANSLATED_HELP)) {
    it(`has a line in ${language} for each command, and none for what is no command`, () => {
      assert.deepEqual(Object.keys(lines).sort(), [...new Set(known)].sort());
      const same = commands.filter(({ words, help }) => lines[words[0] ?? ''] === help);
      assert.deepEqual(same, []);
      assert.deepEqual(
        Object.entries(lines).filter(([, line]) => !/^[^\s].*\.$/u.test(line)),
        [],
      );
    });
  }

  it('is shown in the reader’s, and found by its words and by the English ones', () => {
    const { text = '' } = helpReply(commands, '', 'de-AT');
    assert.match(text, /^Das kann ich:[\s\S]*`minutes status` Wo die Protokolle[\s\S]*Sagen Sie `help all`/);
    for (const topic of ['Protokoll', 'proposed minutes'])
      assert.match(helpReply(commands, topic, 'de').text ?? '', /`publish` Den Protokollvorschlag/, topic);
    assert.match(helpReply(commands, '', 'nl').text ?? '', /^Here is what I do:/);
    assert.equal(
      unknownReply('actoins', 'actions', 'fr').text,
      'Je ne connais pas «\u00a0actoins\u00a0». Vouliez-vous dire `actions` ? Dites `help` pour voir ce que je fais.',
    );
  });
});
