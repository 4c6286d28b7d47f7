/** Finds the command that a message means. */
import type { Command } from '../kernel/capability.ts';
import type { IncomingMessage } from '../kernel/chat.ts';

export interface FoundCommand {
  readonly command: Command;
  /** What stands after the command's words, as typed. */
  readonly rest: string;
}

/**
 * The command whose words the text begins with; of several the longest. Blanks of any kind, letter case and a colon or
 * comma after the words do not matter. Null for a text that begins with no command.
 */
export function findCommand(commands: readonly Command[], text: string): FoundCommand | null {
  const line = text.trim();
  let best: (FoundCommand & { readonly length: number }) | null = null;
  for (const command of commands) {
    for (const words of command.words) {
      const rest = restAfter(line, words);
      if (rest !== null && words.length > (best?.length ?? 0)) best = { command, rest, length: words.length };
    }
  }
  if (best !== null) return best;
  const matching = commands.find((command) => command.matches?.(line) === true);
  return matching === undefined ? null : { command: matching, rest: line };
}

const BLANKS = /^[\s\u00a0]+/u;

function restAfter(line: string, words: string): string | null {
  let rest = line;
  for (const word of words.split(' ')) {
    rest = rest.replace(BLANKS, '');
    if (rest.slice(0, word.length).toLowerCase() !== word.toLowerCase()) return null;
    rest = rest.slice(word.length);
    if (rest !== '' && !/^[\s\u00a0:,]/u.test(rest)) return null;
  }
  // `add: a line` and `done, A-3` are written by people too.
  return rest.replace(BLANKS, '').replace(/^[:,]/u, '').replace(BLANKS, '');
}

/** What is meant by files without a word: tables are imported, all else is read as a transcript. */
export const wordFor = (files: IncomingMessage['files']): string =>
  files.some(({ name }) => /\.(?:xlsx|xlsm|xls|csv|tsv)$/i.test(name)) ? 'import' : 'minutes';
