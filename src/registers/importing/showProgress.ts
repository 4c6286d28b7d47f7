/** While imported rows are being saved, the message of the import says how far that is, and at the end what became of it. */
import { z } from 'zod';
import type { Place } from '../../kernel/chat.ts';
import { asProjectId, type ProjectId, type RowKey, type TenantId } from '../../kernel/ids.ts';
import { DAY_MS, HOUR_MS, instantPlus, MINUTE_MS } from '../../kernel/time.ts';
import { donePlanCard } from '../cards/importViews.ts';
import { registerOfName } from '../findRegister.ts';
import type { RegisterPorts, RegisterStores } from '../ports.ts';
import { replacePosted } from '../rowCards.ts';
import type { RowState } from '../store.ts';
import type { ImportDraft, ImportStates } from './importDraft.ts';

export const PROGRESS_JOB = 'show-import-progress';

/** A hundred rows take about as long; a message that changes more often is restless. */
const LOOK_MS = 5_000;
/** While nothing gets on, since SharePoint is away: after as long again as that has lasted, within these. */
const SOONEST_AGAIN_MS = MINUTE_MS;
const LATEST_AGAIN_MS = HOUR_MS;
/** After so long without a row the message says how things stand and changes no more. */
const WATCHED_MS = DAY_MS;
/** An import is kept for its message for so long: its rows may come in bits, over outages. */
export const KEPT_FOR_PROGRESS_MS = 7 * DAY_MS;

/** The message that carries an import's card, and how many rows it said last that are still on their way. */
interface Progress {
  readonly projectId: ProjectId;
  readonly importId: string;
  readonly message: { readonly place: Place; readonly id: string };
  readonly saving: number | null;
  /** For how long that number has stayed the same. */
  readonly stillMs: number;
}

export const progressSchema: z.ZodType<Progress, z.ZodTypeDef, unknown> = z.object({
  projectId: z.string().transform(asProjectId),
  importId: z.string(),
  message: z.object({
    place: z.custom<Place>((value) => typeof value === 'object' && value !== null),
    id: z.string(),
  }),
  saving: z.number().nullable(),
  stillMs: z.number().default(0),
});

export async function importStates(
  { registers }: Pick<RegisterStores, 'registers'>,
  { projectId, result }: ImportDraft,
): Promise<ImportStates> {
  const keys = result === null ? [] : [...result.added, ...result.changed];
  const states: Record<RowState, RowKey[]> = { saving: [], saved: [], refused: [] };
  for (const [key, state] of await registers.rowStates(projectId, keys)) states[state].push(key);
  return states;
}

/**
 * Looks again until no row is on its way, ever more seldom while none arrives, and for a day at most then. The message
 * is changed only where it says something new.
 */
export async function showProgress(
  ports: RegisterPorts,
  tenantId: TenantId,
  progress: Progress,
): Promise<void> {
  const { projectId, importId, message } = progress;
  const project = await ports.projects.byId(tenantId, projectId);
  const found = await ports.transact(tenantId, async (stores) => {
    const draft = await stores.registers.lockImport(importId);
    if (draft === null) return null;
    const states = await importStates(stores, draft);
    const saving = states.saving.length;
    const isStill = saving === progress.saving;
    const isOver = isStill && progress.stillMs >= WATCHED_MS;
    if (saving > 0 && !isOver) {
      const waitMs = isStill ? againAfter(progress.stillMs) : LOOK_MS;
      const next: Progress = { ...progress, saving, stillMs: isStill ? progress.stillMs + waitMs : 0 };
      await stores.jobs.send(PROGRESS_JOB, next, { startAt: instantPlus(ports.clock.now(), waitMs) });
    }
    return { draft, states, isOver, isNews: !isStill || isOver };
  });
  if (project === null || found?.isNews !== true) return;
  const definition = registerOfName(found.draft.register);
  await replacePosted(ports, message, { card: donePlanCard({ project, definition, ...found }) });
}

const againAfter = (stillMs: number): number =>
  Math.min(LATEST_AGAIN_MS, Math.max(SOONEST_AGAIN_MS, stillMs));
