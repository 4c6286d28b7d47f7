/** A file in somebody's own columns is taken in, and what its columns are is proposed. */
import type { IncomingMessage, Reply } from '../../kernel/chat.ts';
import { deterministicId } from '../../kernel/deterministicId.ts';
import { InputError, isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { DAY_MS, instantPlus } from '../../kernel/time.ts';
import { refuseAct } from '../acting.ts';
import { columnsCard } from '../cards/importViews.ts';
import { registerAtStart } from '../commands/addFromText.ts';
import type { Speaking } from '../commands/speaking.ts';
import type { RegisterDefinition } from '../definition.ts';
import type { RegisterPorts } from '../ports.ts';
import type { GivenSheet } from '../sheets.ts';
import { cellReading } from './cellReading.ts';
import type { ImportDraft } from './importDraft.ts';
import { proposeRegister, proposeTargets } from './proposeTargets.ts';
import { type GivenTable, readTable } from './readTable.ts';
import { plainWords } from './synonyms.ts';

/** Rows that one transaction carries at ease. */
const MOST_ROWS = 500;
/** A file that nobody has gone on with for so long is forgotten. */
const KEPT_MS = DAY_MS;
const HOW =
  'Attach an .xlsx or .csv file to the message, in our 1:1 chat, and say for example \u201cimport issues\u201d.';

/** Takes the attached file in and proposes what its columns are. */
export async function takeImport(
  ports: RegisterPorts,
  speaking: Speaking,
  text: string,
  message: IncomingMessage,
): Promise<Reply | Refusal> {
  const denied = await refuseAct(ports, speaking.acting, 'import');
  if (denied !== null) return denied;
  const [file, ...others] = message.files;
  if (file === undefined) return refuse('file-missing', HOW);
  if (others.length > 0) return refuse('one-file', 'Attach one file at a time, so that each can be checked.');
  const read = await readFile(ports, file.name, () => ports.downloadFile(file));
  if (isRefusal(read)) return read;
  const named = registerAtStart(text);
  const chosen = chooseSheet(read, named?.definition ?? null, wantedSheet(text));
  if (isRefusal(chosen)) return chosen;
  const { sheet, table } = chosen;
  if (table.rows.length > MOST_ROWS) {
    return refuse(
      'file-too-long',
      `${file.name} has ${table.rows.length} rows; ${MOST_ROWS} can be imported at once. Split it into several files.`,
    );
  }
  const reading = cellReading(speaking, table);
  const definition = named?.definition ?? proposeRegister([sheet.name, file.name], table, reading);
  const { project, acting } = speaking;
  const draft: ImportDraft = {
    importId: deterministicId(message.place.conversationId, message.id, file.name),
    projectId: project.id,
    person: { personId: acting.person.id, name: acting.person.name },
    file: file.name,
    sheet: sheet.name,
    otherSheets: read.filter((each) => each !== sheet).map(({ name }) => name),
    register: definition.name,
    columns: table.columns,
    rows: table.rows,
    targets: proposeTargets(definition, table, reading),
    dayOrder: reading.dayOrder,
    state: 'open',
    result: null,
    expiresAt: instantPlus(ports.clock.now(), KEPT_MS),
  };
  await ports.transact(project.tenantId, async ({ registers }) => {
    await registers.forgetImports(ports.clock.now());
    await registers.saveImport(draft);
  });
  return { card: columnsCard({ project, definition, draft, page: 1 }) };
}

async function readFile(
  { sheets }: RegisterPorts,
  name: string,
  download: () => Promise<Uint8Array>,
): Promise<readonly GivenSheet[] | Refusal> {
  try {
    const read = await sheets.readSheets({ name, content: await download() });
    return read.length === 0 ? refuse('file-empty', `${name} holds no rows.`) : read;
  } catch (error) {
    if (error instanceof InputError) return refuse(error.code, error.message);
    throw error;
  }
}

const wantedSheet = (text: string): string | null =>
  /\bsheet[\s\u00a0:]+["\u201c]?(.+?)["\u201d]?$/i.exec(text.trim())?.[1] ?? null;

/** The sheet that was asked for; else the one named as the register; else the one with most rows. */
function chooseSheet(
  sheets: readonly GivenSheet[],
  definition: RegisterDefinition | null,
  wanted: string | null,
): { readonly sheet: GivenSheet; readonly table: GivenTable } | Refusal {
  const tables = sheets.flatMap((sheet) => {
    const table = readTable(sheet);
    return table === null || table.rows.length === 0 ? [] : [{ sheet, table }];
  });
  const named = (name: string) => tables.find(({ sheet }) => plainWords(sheet.name) === plainWords(name));
  if (wanted !== null) {
    const names = sheets.map(({ name }) => name).join(', ');
    return (
      named(wanted) ??
      refuse('sheet-unknown', `The file has no sheet \u201c${wanted}\u201d with rows; it has: ${names}.`)
    );
  }
  const [first] = [...tables].sort((one, other) => other.table.rows.length - one.table.rows.length);
  const found = (definition === null ? undefined : named(definition.title)) ?? first;
  return found ?? refuse('file-no-table', 'The file has no row of column names with rows below it.');
}
