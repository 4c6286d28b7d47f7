/** The registers' commands: one list for each register, and the words that work on rows of all of them. */
import type { Command } from '../../kernel/capability.ts';
import type { IncomingMessage, Reply } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { RegisterDefinition } from '../definition.ts';
import { registerDefinitions } from '../definitions/index.ts';
import { exportRegisters } from '../exporting/exportRegisters.ts';
import { wordsFor } from '../findRegister.ts';
import { takeImport } from '../importing/takeImport.ts';
import type { RegisterPorts } from '../ports.ts';
import { addFromText, setFromText } from './addFromText.ts';
import {
  assignFromText,
  cancelFromText,
  closeFromText,
  commentFromText,
  deleteFromText,
  redateFromText,
  reopenFromText,
  restoreFromText,
  undoFromText,
} from './changeFromText.ts';
import { previewMany } from './changeMany.ts';
import { isKeyAlone, takeKeys } from './keys.ts';
import { listDeleted, listRows, searchRows, showHistory, showRow } from './listRows.ts';
import { showRaid } from './showRaid.ts';
import { type Speaking, speakingIn } from './speaking.ts';

type OnText = (
  ports: RegisterPorts,
  speaking: Speaking,
  text: string,
  message: IncomingMessage,
) => Promise<Reply | Refusal>;

/** In the manifest's menu, which has room for ten commands of all capabilities. */
const IN_MENU = ['actions', 'risks', 'issues', 'milestones'];

export function makeCommands(ports: RegisterPorts): readonly Command[] {
  const on = (act: OnText) => async (message: IncomingMessage, rest: string) => {
    const speaking = await speakingIn(ports, message);
    return isRefusal(speaking) ? speaking : act(ports, speaking, rest, message);
  };
  const lists = registerDefinitions.map((definition) => listCommand(definition, on));
  const words = WORDS.map(({ act, ...command }): Command => ({ ...command, run: on(act) }));
  return [...lists, ...words];
}

/** The word `meetings` alone belongs to the minutes. */
const listWords = (definition: RegisterDefinition): readonly string[] =>
  definition.name === 'meetings' ? ['meetings register', 'meeting register'] : wordsFor(definition);

function listCommand(definition: RegisterDefinition, on: (act: OnText) => Command['run']): Command {
  const words = listWords(definition);
  return {
    words,
    usage: `${words[0]} [mine | overdue | all | owner NAME | FIELD VALUE | top 5 | sort FIELD | page 2]`,
    help: `List the ${definition.title.toLowerCase()} of the project.`,
    ...(IN_MENU.includes(definition.name) ? { menu: true } : {}),
    reads: true,
    run: on((ports, speaking, rest) =>
      isKeyAlone(rest) ? showRow(ports, speaking, keyOf(rest)) : listRows(ports, speaking, definition, rest),
    ),
  };
}

const keyOf = (text: string): string => takeKeys(text).keys[0] ?? text;

const withKey =
  (act: OnText, example: string): OnText =>
  async (ports, speaking, text, message) => {
    const [key] = takeKeys(text).keys;
    return key === undefined
      ? refuse('key-missing', `Say which row by its key, such as \u201c${example}\u201d.`)
      : act(ports, speaking, key, message);
  };

const WORDS: readonly (Omit<Command, 'run'> & { readonly act: OnText })[] = [
  {
    words: ['show'],
    matches: isKeyAlone,
    usage: 'show KEY',
    help: 'Show one row; its key alone does the same.',
    reads: true,
    act: withKey((ports, speaking, key) => showRow(ports, speaking, key), 'show A-3'),
  },
  {
    words: ['add', 'new'],
    usage: 'add REGISTER TEXT @PERSON due DAY',
    help: 'Add a row, or open its form when only the register is said.',
    menu: true,
    act: addFromText,
  },
  {
    words: ['set', 'edit', 'update'],
    usage: 'set KEY FIELD VALUE',
    help: 'Change fields of a row, or open its form when only the key is said.',
    act: setFromText,
  },
  {
    words: ['done', 'complete', 'close'],
    usage: 'done KEY [as STATUS] [COMMENT]',
    help: 'Close rows, with a comment if you like.',
    menu: true,
    act: closeFromText,
  },
  {
    words: ['cancel'],
    usage: 'cancel KEY',
    help: 'Close rows that are not needed any more.',
    act: cancelFromText,
  },
  { words: ['reopen'], usage: 'reopen KEY', help: 'Open closed rows again.', act: reopenFromText },
  {
    words: ['assign'],
    usage: 'assign KEY to @PERSON',
    help: 'Name the owner of rows; with a text instead of a key, add an action for somebody.',
    act: assignFromText,
  },
  {
    words: ['re-date', 'redate', 'reschedule', 'postpone'],
    usage: 're-date KEY DAY',
    help: 'Move the due date of rows.',
    act: redateFromText,
  },
  {
    words: ['comment', 'note'],
    usage: 'comment KEY TEXT',
    help: 'Add a comment to rows.',
    act: commentFromText,
  },
  {
    words: ['history'],
    usage: 'history KEY',
    help: 'Who changed what in a row, when, and from which meeting.',
    reads: true,
    act: withKey(showHistory, 'history A-3'),
  },
  {
    words: ['bulk'],
    usage: 'bulk REGISTER FILTER: set FIELD VALUE',
    help: 'Change many rows at once; what would change is shown first.',
    act: previewMany,
  },
  {
    words: ['raid', 'raid log'],
    usage: 'raid',
    help: 'The RAID log at a glance, with the risks on their 5x5 matrix.',
    menu: true,
    reads: true,
    act: showRaid,
  },
  {
    words: ['export'],
    usage: 'export [csv] [REGISTER]',
    help: 'Put the registers into an Excel file, or one of them into a CSV file, in the project\u2019s documents.',
    act: exportRegisters,
  },
  {
    words: ['import'],
    usage: 'import [REGISTER] [sheet NAME] (with an .xlsx or .csv file)',
    help: 'Take rows from an attached log of your own; you see what would change before anything is written.',
    act: takeImport,
  },
  {
    words: ['search', 'find'],
    usage: 'search TEXT',
    help: 'Search all registers.',
    reads: true,
    act: searchRows,
  },
  {
    words: ['undo'],
    usage: 'undo',
    help: 'Take back your last change, for 15 minutes.',
    act: undoFromText,
  },
  { words: ['delete'], usage: 'delete KEY', help: 'Delete a row; it can be restored.', act: deleteFromText },
  {
    words: ['deleted'],
    usage: 'deleted',
    help: 'List the rows that were deleted in the last 30 days.',
    reads: true,
    act: listDeleted,
  },
  { words: ['restore'], usage: 'restore KEY', help: 'Bring back a deleted row.', act: restoreFromText },
];
