/**
 * Writes the parts of the docs that follow from the code, between the marks `<!-- NAME -->` and `<!-- /NAME -->` of the
 * pages: options, commands, permissions and registers.
 * `npm run docs`; with `--check` it writes nothing and fails when a page is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { listCommands } from '../src/app/commands.ts';
import { listOptions } from '../src/app/config.ts';
import type { Command } from '../src/kernel/capability.ts';
import type { RegisterDefinition } from '../src/registers/definition.ts';
import { registerDefinitions } from '../src/registers/definitions/index.ts';
import { type Act, mayDo, type Role } from '../src/registers/permissions.ts';

/** Content of each marked part, by page below docs/ and name of the part. */
const PARTS: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'configuration.md': { options: optionsTable },
  'commands.md': { commands: commandsTable, lists: listsTable },
  'permissions.md': { permissions: permissionsTable },
  'registers.md': { registers: registersTable, fields: fieldsTables },
};

function optionsTable(): string {
  return table(
    ['Option', 'Meaning', 'Default'],
    listOptions().map(({ name, meaning, initial }) => [code(name), plain(meaning), code(initial)]),
  );
}

/** The lists of the registers are alike and have a table of their own. */
const isList = ({ help }: Command): boolean =>
  registerDefinitions.some(({ title }) => help === `List the ${title.toLowerCase()} of the project.`);

function commandsTable(): string {
  return table(
    ['Command', 'What it does', 'Also'],
    listCommands()
      .filter((command) => !isList(command))
      .map(({ words, usage, help }) => {
        const others = words.filter((word) => usage !== word && !usage.startsWith(`${word} `));
        return [code(usage.replaceAll('`', '')), plain(help), others.map(code).join(', ')];
      }),
  );
}

function listsTable(): string {
  const lists = listCommands().filter(isList);
  return table(
    ['Command', 'What it does', 'Also'],
    lists.map(({ words, help }) => [code(words[0] ?? ''), plain(help), words.slice(1).map(code).join(', ')]),
  );
}

/** What a person does, as the table of permissions names it. A new act needs a line here. */
const ACTS: Readonly<Record<Act, string>> = {
  read: 'read, list, search, see the history',
  add: 'add rows',
  changeOwn: 'change, close, assign and re-date rows that they own or added',
  changeAny: 'the same with rows of other people',
  comment: 'comment',
  delete: 'delete and restore rows',
  rebaseline: 'change the baseline of a milestone',
  bulk: 'change many rows at once',
  import: 'import a file',
  export: 'export the registers',
  setUp: 'set up the project',
  publishMinutes: 'change, publish and discard proposed minutes, and set how they go out',
  requestApproval: 'ask for an approval',
  reassignApprover: 'name another approver',
  verifyLedger: 'check the ledger of approvals',
  submitChange: 'submit, carry out or withdraw a change request of other people',
  setChangeRules: 'set up to which cost and days who decides on changes',
  scheduleUat: 'schedule UAT cycles and ask for their sign-off',
  openGate: 'evaluate a go-live gate and put it to the board',
  setGateRules: 'set by what the go-live gate measures and who decides',
};
const ROLES: readonly Role[] = ['project manager', 'coordinator', 'approver', 'member', 'viewer'];

function permissionsTable(): string {
  const acts = Object.keys(ACTS) as Act[];
  return table(
    ['', ...ROLES],
    acts.map((act) => [ACTS[act], ...ROLES.map((role) => (mayDo(role, act) ? 'yes' : ''))]),
  );
}

function registersTable(): string {
  return table(
    ['Register', 'Key', 'Open', 'Closed', 'Owner', 'Due'],
    registerDefinitions.map((definition) => {
      const closed = definition.closedStatuses;
      const open = (fieldOf(definition, definition.statusField)?.choices ?? []).filter(
        (choice) => !closed.includes(choice),
      );
      const titleOf = (name: string | undefined): string =>
        name === undefined ? '' : (fieldOf(definition, name)?.title ?? '');
      return [
        `[${definition.title}](#${definition.title.toLowerCase().replaceAll(' ', '-')})`,
        code(`${definition.keyPrefix}-1`),
        open.join(', '),
        closed.join(', '),
        titleOf(definition.ownerField),
        titleOf(definition.dueField),
      ];
    }),
  );
}

function fieldsTables(): string {
  return registerDefinitions
    .map(
      (definition) =>
        `### ${definition.title}\n\n${table(
          ['Field', 'In commands', 'Kind', 'What it holds'],
          definition.fields.map(({ name, title, type, aliases, help, choices, derived, required }) => [
            plain(title),
            [name, ...(aliases ?? [])].map((word) => code(word.toLowerCase())).join(', '),
            `${type}${required === true ? ', required' : ''}${derived === true ? ', worked out' : ''}`,
            plain([help, choices?.join(', ')].filter((part) => part !== undefined).join(' ')),
          ]),
        )}`,
    )
    .join('\n\n');
}

const fieldOf = ({ fields }: RegisterDefinition, name: string) => fields.find((field) => field.name === name);

const plain = (text: string): string => text.replaceAll('|', '\\|');
const code = (text: string): string => (text === '' ? '' : `\`${plain(text)}\``);

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The page with its marked parts made anew. Throws an Error that names a mark which the page lacks. */
function writePage(name: string, before: string): string {
  let page = before;
  for (const [part, make] of Object.entries(PARTS[name] ?? {})) {
    const [start, end] = [`<!-- ${part} -->`, `<!-- /${part} -->`];
    const [from, to] = [page.indexOf(start), page.indexOf(end)];
    if (from < 0 || to < from) throw new Error(`docs/${name} lacks the marks ${start} and ${end}.`);
    page = `${page.slice(0, from + start.length)}\n${make()}\n${page.slice(to)}`;
  }
  return page;
}

/** Names of the pages that differ from what the code says. */
export function staleDocs(): readonly string[] {
  return Object.keys(PARTS).filter((name) => writePage(name, readDoc(name)) !== readDoc(name));
}

const pathOf = (name: string): string => fileURLToPath(new URL(`../docs/${name}`, import.meta.url));
const readDoc = (name: string): string => readFileSync(pathOf(name), 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = staleDocs();
  if (!process.argv.includes('--check')) {
    for (const name of stale) writeFileSync(pathOf(name), writePage(name, readDoc(name)));
  } else if (stale.length > 0) {
    process.stderr.write(`Stale: ${stale.join(', ')}. Run "npm run docs".\n`);
    process.exitCode = 1;
  }
}
