/** Posted cards that say of a row that it is being saved: brought up to date once it is saved or refused. */
import { z } from 'zod';
import type { Place, Reply } from '../kernel/chat.ts';
import { DocketError } from '../kernel/errors.ts';
import { asPersonId, asProjectId, type TenantId } from '../kernel/ids.ts';
import { todayOf } from './acting.ts';
import { cardOf } from './cards/rowCard.ts';
import type { Speaking } from './commands/speaking.ts';
import type { RegisterDefinition } from './definition.ts';
import { registerOfName } from './findRegister.ts';
import type { RegisterPorts, RegisterStores } from './ports.ts';
import type { RegisterRow, RowCard } from './store.ts';

export const REFRESH_JOB = 'refresh-row-card';

const place = z.custom<Place>((value) => typeof value === 'object' && value !== null);

export const rowCardSchema: z.ZodType<RowCard, z.ZodTypeDef, unknown> = z.object({
  projectId: z.string().transform(asProjectId),
  rowId: z.string(),
  personId: z.string().transform(asPersonId),
  note: z.string().optional(),
  messageKey: z.string().optional(),
  message: z.object({ place, id: z.string() }).optional(),
});

/** The row's card as an answer. While it says "saving", a job looks after it. */
export function rowReply(
  speaking: Speaking,
  definition: RegisterDefinition,
  row: RegisterRow,
  note?: string,
): Reply {
  const card = cardOf(speaking, definition, row, note === undefined ? {} : { note });
  if (row.state !== 'saving') return { card };
  return { card, followUp: { job: REFRESH_JOB, payload: rowCardOf(speaking, row, note) } };
}

export const rowCardOf = ({ acting }: Speaking, { rowId }: RegisterRow, note?: string): RowCard => ({
  projectId: acting.project.id,
  rowId,
  personId: acting.person.id,
  ...(note === undefined ? {} : { note }),
});

/** Shows the row as it is; one that is still being saved is shown when it no longer is. */
export async function refreshRowCard(
  ports: RegisterPorts,
  tenantId: TenantId,
  rowCard: RowCard,
): Promise<void> {
  const row = await ports.transact(tenantId, async ({ registers }) => {
    const now = await registers.rowById(rowCard.rowId, { lock: true });
    if (now?.state === 'saving') await registers.keepRowCard(rowCard.rowId, rowCard);
    return now?.state === 'saving' ? null : now;
  });
  const project = await ports.projects.byId(tenantId, rowCard.projectId);
  if (row === null || project === null) return;
  const { note, personId, messageKey, message } = rowCard;
  const role = await ports.projects.roleOf(project, personId);
  const shownBy = {
    project,
    role,
    roster: await ports.projects.roster(project),
    reading: { today: todayOf(ports, project) },
  };
  const isNoted = note !== undefined && row.state === 'saved' && row.deletedAt === null;
  const card = cardOf(shownBy, registerOfName(row.register), row, isNoted ? { note } : {});
  if (messageKey !== undefined)
    await ports.transact(tenantId, ({ outbox }) => outbox.replace(messageKey, { card }));
  if (message !== undefined) await replacePosted(ports, message, { card });
}

/** A message that is gone, or may not be changed, stays as it is: the change is made and shown to who asks. */
export async function replacePosted(
  { messenger, logger }: RegisterPorts,
  message: NonNullable<RowCard['message']>,
  reply: Reply,
): Promise<void> {
  try {
    await messenger?.update(message.place, message.id, reply);
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    logger.warn('A posted card could not be replaced', { message: message.id, error });
  }
}

/** To be called in the transaction in which a row is saved or refused. */
export async function refreshRowCards(
  { registers, jobs }: Pick<RegisterStores, 'registers' | 'jobs'>,
  rowId: string,
): Promise<void> {
  for (const card of await registers.takeRowCards(rowId)) await jobs.send(REFRESH_JOB, card);
}
