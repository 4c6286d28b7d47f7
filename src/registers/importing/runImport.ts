/** A file whose columns are known is tried, then written as one. */
import type { CardClick, ClickAnswer } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { RowKey } from '../../kernel/ids.ts';
import { instantPlus } from '../../kernel/time.ts';
import { type Acting, refuseAct } from '../acting.ts';
import { addRowsIn } from '../addRow.ts';
import { cancelledPlanCard, donePlanCard, type PlanKind, planCard } from '../cards/importViews.ts';
import { changeRowIn, findRow } from '../changeRow.ts';
import type { Speaking } from '../commands/speaking.ts';
import { registerOfName } from '../findRegister.ts';
import type { RegisterPorts, RegisterStores } from '../ports.ts';
import { oneJobPerProject } from '../sendWriteJob.ts';
import type { ImportDraft } from './importDraft.ts';
import { cancelledRefusal, openDraft, ownDraft } from './openDraft.ts';
import { type ImportPlan, planImport } from './planImport.ts';
import { importStates, KEPT_FOR_PROGRESS_MS, PROGRESS_JOB } from './showProgress.ts';

/** More rows than a register has; a bound, not a page. */
const ALL_ROWS = 100_000;

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

/**
 * Writes what the person saw, all of it in one transaction or nothing. A second click does nothing more. The message
 * that was clicked says from then on how far the rows are saved.
 */
export async function runImport(
  ports: RegisterPorts,
  speaking: Speaking,
  { importId, mark }: { readonly importId: string; readonly mark: string },
  { place, cardMessageId }: Pick<CardClick, 'place' | 'cardMessageId'>,
): Promise<ClickAnswer | Refusal> {
  const denied = await refuseAct(ports, speaking.acting, 'import');
  if (denied !== null) return denied;
  const { project } = speaking;
  try {
    const done = await ports.transact(project.tenantId, async (stores) => {
      const draft = await ownDraft(stores, speaking.acting, importId);
      if (isRefusal(draft)) return draft;
      if (draft.state === 'done') return { draft, states: await importStates(stores, draft) };
      if (draft.state === 'cancelled') return cancelledRefusal(draft);
      const plan = await makePlan(stores, speaking, draft);
      if (plan.mark !== mark) return null;
      const result = await writePlan(stores, ports, speaking, draft, plan);
      const expiresAt = instantPlus(ports.clock.now(), KEPT_FOR_PROGRESS_MS);
      const written: ImportDraft = { ...draft, state: 'done', result, expiresAt };
      await stores.registers.saveImport(written);
      if (cardMessageId !== undefined) {
        const message = { place, id: cardMessageId };
        const progress = { projectId: project.id, importId, message, saving: null, stillMs: 0 };
        await stores.jobs.send(PROGRESS_JOB, progress, { key: importId });
      }
      return { draft: written, states: await importStates(stores, written) };
    });
    if (isRefusal(done)) return done;
    if (done === null) {
      const note =
        'Rows have changed since this was shown, so nothing was written. This is what would be done now.';
      return showPlan(ports, speaking, { importId, kind: null, page: 1, note });
    }
    return { card: donePlanCard({ project, definition: registerOfName(done.draft.register), ...done }) };
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
    card: cancelledPlanCard({ project, definition: registerOfName(cancelled.register), draft: cancelled }),
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
  const changed: RowKey[] = [];
  const jobs = oneJobPerProject(stores.jobs);
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
