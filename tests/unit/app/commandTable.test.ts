import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findCommand } from '../../../src/app/commandTable.ts';
import type { Command } from '../../../src/kernel/capability.ts';

const makeCommand = (words: readonly string[], matches?: Command['matches']): Command => ({
  words,
  usage: words[0] ?? '',
  help: '',
  ...(matches === undefined ? {} : { matches }),
  run: async () => undefined,
});

const COMMANDS = [
  makeCommand(['minutes']),
  makeCommand(['minutes status', 'meetings']),
  makeCommand(['done', 'close']),
  makeCommand(['show'], (text) => /^a-\d+$/i.test(text)),
];

const find = (text: string): readonly [string, string] | null => {
  const found = findCommand(COMMANDS, text);
  return found === null ? null : [found.command.words[0] ?? '', found.rest];
};

describe('findCommand', () => {
  const CASES: readonly (readonly [string, readonly [string, string] | null])[] = [
    ['minutes', ['minutes', '']],
    ['  MINUTES  ', ['minutes', '']],
    ['minutes status', ['minutes status', '']],
    ['minutes\u00a0 Status now', ['minutes status', 'now']],
    ['minutes statuses', ['minutes', 'statuses']],
    ['Meetings', ['minutes status', '']],
    ['done A-1', ['done', 'A-1']],
    ['done: A-1, checked', ['done', 'A-1, checked']],
    ['close, A-1', ['done', 'A-1']],
    ['done\nA-1', ['done', 'A-1']],
    ['done A-1   keeps   blanks', ['done', 'A-1   keeps   blanks']],
    ['a-12', ['show', 'a-12']],
    ['donetime', null],
    ['undo', null],
    ['', null],
    ['a-12 and more', null],
  ];
  for (const [text, wanted] of CASES) {
    it(`reads ${JSON.stringify(text)} as ${wanted === null ? 'no command' : wanted.join(' + ')}`, () => {
      assert.deepEqual(find(text), wanted);
    });
  }

  it('finds what was typed after any command, in any letters and with any blanks', () => {
    const rest = fc.stringMatching(/^[a-z0-9][a-z0-9 -]{0,20}[a-z0-9]$/);
    const words = fc.constantFrom(...COMMANDS.flatMap((command) => command.words));
    const blank = fc.constantFrom(' ', '  ', '\u00a0', '\n', ' \u00a0 ');
    fc.assert(
      fc.property(words, rest, blank, fc.boolean(), (word, typed, between, isLoud) => {
        const written = word.replaceAll(' ', between);
        const found = findCommand(COMMANDS, `${isLoud ? written.toUpperCase() : written}${between}${typed}`);
        assert.ok(found);
        // A longer command may begin with these words.
        const whole = [
          found.command.words.find((each) => `${word} ${typed}`.startsWith(each)) ?? '',
          found.rest,
        ];
        assert.equal(whole.join(' ').trim(), `${word} ${typed}`);
      }),
    );
  });

  it('never fails, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = findCommand(COMMANDS, text);
        assert.ok(found === null || COMMANDS.includes(found.command));
      }),
    );
  });
});
