/** A file in somebody's own columns becomes rows: read, mapped, tried, then written as one. */
import type { ClickAnswer, IncomingMessage, Reply } from '../../kernel/chat.ts';
import { deterministicId } from '../../kernel/deterministicId.ts';
import { InputError, isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { DAY_MS, instantPlus } from '../../kernel/time.ts';
import { type Acting, refuseAct } from '../acting.ts';
import { addRowsIn } from '../addRow.ts';
import { columnsCard, donePlanCard, type PlanKind, planCard } from '../cards/importViews.ts';
import { changeRowIn, findRow } from '../changeRow.ts';
import { registerAtStart } from '../commands/addFromText.ts';
import type { Speaking } from '../commands/speaking.ts';
import type { RegisterDefinition } from '../definition.ts';
import { registerOfName } from '../findRegister.ts';
import type { RegisterPorts, RegisterStores } from '../ports.ts';
import { oneJobPerList } from '../sendWriteJob.ts';
import type { GivenSheet } from '../sheets.ts';
import type { ImportDraft, Target } from './importDraft.ts';
import { type ImportPlan, planImport } from './planImport.ts';
import { proposeRegister, proposeTargets } from './proposeTargets.ts';
import type { CellReading } from './readCell.ts';
import { type GivenTable, readTable } from './readTable.ts';
import { type DayOrder, orderOf, orderOfLocale } from './sheetDay.ts';
import { plainWords } from './synonyms.ts';

/** Rows that one transaction carries at ease. */
const MOST_ROWS = 500;
/** A file that nobody has gone on with for so long is forgotten. */
const KEPT_MS = DAY_MS;
/** More rows than a register has; a bound, not a page. */
const ALL_ROWS = 100_000;

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

/** The columns decide how days are read where they can; else the project's language does. */
function cellReading({ reading, project }: Speaking, table: GivenTable): CellReading {
  const said = table.columns.flatMap(
    (_column, at) => orderOf(table.rows.map(({ cells }) => cells[at] ?? null)) ?? [],
  );
  const [only] = new Set(said);
  const isAgreed = new Set(said).size === 1;
  const dayOrder = isAgreed && only !== undefined ? only : orderOfLocale(project.locale);
  return { context: reading, dayOrder, currency: 'EUR' };
}

export interface ColumnsGiven {
  readonly importId: string;
  readonly page: number;
  /** Register that the person chose. */
  readonly register: string;
  readonly dayOrder: DayOrder;
  /** By index of the column. */
  readonly targets: ReadonlyMap<number, Target>;
}

/** Keeps what the person said of the columns, and goes on: to the next columns, or to the trial. */
export async function setColumns(
  ports: RegisterPorts,
  speaking: Speaking,
  given: ColumnsGiven,
  next: 'columns' | 'plan',
): Promise<ClickAnswer | Refusal> {
  const set = await ports.transact(speaking.project.tenantId, async (stores) => {
    const draft = await openDraft(stores, speaking.acting, given.importId);
    if (isRefusal(draft)) return draft;
    const kept = applyColumns(draft, given, speaking);
    await stores.registers.saveImport(kept);
    return { kept, isOtherRegister: kept.register !== draft.register };
  });
  if (isRefusal(set)) return set;
  const { kept, isOtherRegister } = set;
  const definition = registerOfName(kept.register);
  if (next === 'columns' || isOtherRegister) {
    const page = isOtherRegister ? 1 : given.page;
    return { card: columnsCard({ project: speaking.project, definition, draft: kept, page }) };
  }
  const double = doubleTarget(kept);
  if (double !== null) return refuse('column-twice', `Two columns are ${double}; choose one of them.`);
  if (!kept.targets.includes(definition.titleField)) {
    const title = definition.fields.find(({ name }) => name === definition.titleField)?.title;
    return refuse(
      'title-missing',
      `Say which column is the ${title?.toLowerCase()}; a ${definition.singular} needs it.`,
    );
  }
  return showPlan(ports, speaking, { importId: given.importId, kind: null, page: 1 });
}

/** Another register means other fields: its own proposal is made, and the person looks at the columns again. */
function applyColumns(draft: ImportDraft, given: ColumnsGiven, speaking: Speaking): ImportDraft {
  const definition = registerOfName(given.register);
  if (definition.name !== draft.register) {
    const reading = { ...cellReading(speaking, draft), dayOrder: given.dayOrder };
    const targets = proposeTargets(definition, draft, reading);
    return { ...draft, register: definition.name, targets, dayOrder: given.dayOrder };
  }
  const targets = draft.targets.map((target, at) => given.targets.get(at) ?? target);
  return { ...draft, targets, dayOrder: given.dayOrder };
}

function doubleTarget({ targets, register }: ImportDraft): string | null {
  const twice = targets.find((target, at) => target !== '' && targets.indexOf(target) !== at);
  if (twice === undefined) return null;
  return registerOfName(register).fields.find(({ name }) => name === twice)?.title ?? 'the number';
}

/** Shows the columns again. */
export async function showColumns(
  ports: RegisterPorts,
  speaking: Speaking,
  { importId, page }: { readonly importId: string; readonly page: number },
): Promise<ClickAnswer | Refusal> {
  const { project } = speaking;
  const draft = await ports.transact(project.tenantId, (stores) =>
    openDraft(stores, speaking.acting, importId),
  );
  if (isRefusal(draft)) return draft;
  return { card: columnsCard({ project, definition: registerOfName(draft.register), draft, page }) };
}

/** What would be done, without doing it. */
export async function showPlan(
  ports: RegisterPorts,
  speaking: Speaking,
  {
    importId,
    kind,
    page,
    note,
  }: {
    readonly importId: string;
    readonly kind: PlanKind | null;
    readonly page: number;
    readonly note?: string;
  },
): Promise<ClickAnswer | Refusal> {
  const { project } = speaking;
  const planned = await ports.transact(project.tenantId, async (stores) => {
    const draft = await openDraft(stores, speaking.acting, importId);
    return isRefusal(draft) ? draft : { draft, plan: await makePlan(stores, speaking, draft) };
  });
  if (isRefusal(planned)) return planned;
  const definition = registerOfName(planned.draft.register);
  return {
    card: planCard({ project, definition, ...planned, kind, page, ...(note === undefined ? {} : { note }) }),
  };
}

/** Writes what the person saw, all of it in one transaction or nothing. A second click does nothing more. */
export async function runImport(
  ports: RegisterPorts,
  speaking: Speaking,
  { importId, mark }: { readonly importId: string; readonly mark: string },
): Promise<ClickAnswer | Refusal> {
  const denied = await refuseAct(ports, speaking.acting, 'import');
  if (denied !== null) return denied;
  const { project } = speaking;
  try {
    const done = await ports.transact(project.tenantId, async (stores) => {
      const draft = await ownDraft(stores, speaking.acting, importId);
      if (isRefusal(draft)) return draft;
      if (draft.state === 'done') return draft;
      if (draft.state === 'cancelled') return cancelledRefusal(draft);
      const plan = await makePlan(stores, speaking, draft);
      if (plan.mark !== mark) return null;
      const result = await writePlan(stores, ports, speaking, draft, plan);
      const written: ImportDraft = { ...draft, state: 'done', result };
      await stores.registers.saveImport(written);
      return written;
    });
    if (isRefusal(done)) return done;
    if (done === null) {
      const note =
        'Rows have changed since this was shown, so nothing was written. This is what would be done now.';
      return showPlan(ports, speaking, { importId, kind: null, page: 1, note });
    }
    return { card: donePlanCard({ project, definition: registerOfName(done.register), draft: done }) };
  } catch (error) {
    if (!(error instanceof NothingWritten)) throw error;
    return refuse(error.refusal.code, `Nothing was imported: ${error.refusal.reason}`);
  }
}

/** Forgets the file. */
export async function cancelImport(
  ports: RegisterPorts,
  speaking: Speaking,
  importId: string,
): Promise<ClickAnswer | Refusal> {
  const { project } = speaking;
  const cancelled = await ports.transact(project.tenantId, async (stores) => {
    const draft = await openDraft(stores, speaking.acting, importId);
    if (isRefusal(draft)) return draft;
    const ended: ImportDraft = { ...draft, state: 'cancelled', rows: [] };
    await stores.registers.saveImport(ended);
    return ended;
  });
  if (isRefusal(cancelled)) return cancelled;
  return {
    card: donePlanCard({ project, definition: registerOfName(cancelled.register), draft: cancelled }),
  };
}

async function makePlan(
  { registers }: Pick<RegisterStores, 'registers'>,
  { project, reading, role }: Speaking,
  draft: ImportDraft,
): Promise<ImportPlan> {
  const { rows } = await registers.findRows({
    projectId: project.id,
    registers: [draft.register],
    where: [],
    sort: [],
    offset: 0,
    limit: ALL_ROWS,
    withDeleted: true,
  });
  return planImport(registerOfName(draft.register), draft, { reading, role, rows });
}

async function writePlan(
  stores: RegisterStores,
  ports: RegisterPorts,
  { acting }: Speaking,
  draft: ImportDraft,
  plan: ImportPlan,
): Promise<NonNullable<ImportDraft['result']>> {
  const definition = registerOfName(draft.register);
  const importing: Acting = { ...acting, source: { kind: 'import', file: draft.file } };
  const toAdd = plan.rows.flatMap((row) =>
    row.kind === 'new' ? [{ definition, values: row.values, rowId: row.rowId }] : [],
  );
  const added = await addRowsIn(stores, ports, importing, toAdd);
  if (isRefusal(added)) throw new NothingWritten(added);
  const changed: string[] = [];
  const jobs = oneJobPerList(stores.jobs);
  for (const planned of plan.rows) {
    if (planned.kind !== 'changed') continue;
    const found = await findRow(stores, importing, planned.row.key);
    const result = isRefusal(found)
      ? found
      : await changeRowIn({ ...stores, jobs }, ports, importing, found, planned.changes);
    if (isRefusal(result)) throw new NothingWritten(result);
    changed.push(planned.row.key);
  }
  await jobs.flush();
  return { added: added.map(({ key }) => key), changed };
}

/** Takes the transaction back. */
class NothingWritten extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

async function openDraft(
  stores: Pick<RegisterStores, 'registers'>,
  acting: Acting,
  importId: string,
): Promise<ImportDraft | Refusal> {
  const draft = await ownDraft(stores, acting, importId);
  if (isRefusal(draft) || draft.state === 'open') return draft;
  return draft.state === 'done'
    ? refuse(
        'import-done',
        `${draft.file} has been imported already; attach it again to look at it once more.`,
      )
    : cancelledRefusal(draft);
}

const cancelledRefusal = ({ file }: ImportDraft): Refusal =>
  refuse('import-cancelled', `The import of ${file} was cancelled; attach the file again.`);

async function ownDraft(
  { registers }: Pick<RegisterStores, 'registers'>,
  { project, person }: Acting,
  importId: string,
): Promise<ImportDraft | Refusal> {
  const draft = await registers.lockImport(importId);
  if (draft === null || draft.projectId !== project.id) {
    return refuse(
      'import-unknown',
      'This file is not kept any more: an import waits for a day. Attach it again.',
    );
  }
  if (draft.person.personId === person.id) return draft;
  return refuse(
    'not-your-import',
    `${draft.person.name} attached this file and decides on it.`,
    draft.person.name,
  );
}
