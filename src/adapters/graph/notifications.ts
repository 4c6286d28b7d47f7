/** Takes change notifications: checks, stores, and only then acknowledges ("Receive change notifications through webhooks"). */
import { z } from 'zod';
import { DocketError, UnavailableError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { ClientStates } from './clientState.ts';
import { encryptedContentSchema, openEncryptedContent } from './notificationCrypto.ts';
import { readListResource, readTranscriptResource } from './notificationResource.ts';
import type { ChangeNotification, NotificationInbox } from './ports.ts';
import type { CheckValidationTokens } from './validationTokens.ts';

export interface NotificationRequest {
  /** Query of the address as sent, without `?`; it is decoded here, once. */
  readonly query: string;
  readonly body: Uint8Array;
}

export interface NotificationAnswer {
  readonly status: 200 | 202 | 400 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface NotificationParts {
  readonly inbox: NotificationInbox;
  readonly clientStates: ClientStates;
  readonly logger: Logger;
  /** For subscriptions with resource data: private keys (PEM) by certificate id, and the check of their tokens. */
  readonly rich?: { readonly keys: ReadonlyMap<string, string>; readonly checkTokens: CheckValidationTokens };
}

/** Graph counts an answer after 3 s as a failure, and many failures as a reason to drop notifications. */
const STORE_LIMIT_MS = 2_500;

const LIFECYCLE_EVENTS = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'] as const;

const itemSchema = z.object({
  subscriptionId: z.string().min(1),
  clientState: z.string(),
  changeType: z.string().nullish(),
  resource: z.string().nullish(),
  tenantId: z.string().nullish(),
  lifecycleEvent: z.enum(LIFECYCLE_EVENTS).nullish(),
  encryptedContent: encryptedContentSchema.nullish(),
});
type Item = z.infer<typeof itemSchema>;
const bodySchema = z.object({ value: z.array(z.unknown()), validationTokens: z.array(z.string()).nullish() });
const contentSchema = z.object({ meetingOrganizer: z.object({ user: z.object({ id: z.string() }) }) });

/**
 * One handler for the notification and the lifecycle address. Answers the validation request with its token; 202 when
 * all that is genuine is stored (what is not is left out and logged); 400 for a body that is none; 503 when it could not
 * be stored, so that Graph sends it again.
 */
export function receiveNotification(parts: NotificationParts) {
  return async (request: NotificationRequest): Promise<NotificationAnswer> => {
    const token = new URLSearchParams(request.query).get('validationToken');
    if (token !== null) return answer(200, token);
    const body = bodySchema.safeParse(jsonOf(request.body));
    if (!body.success) return answer(400, 'A change notification is a JSON object with an array "value".');
    const items = body.data.value.map(readItem).filter((item) => isGenuine(item, parts));
    try {
      const trusted = await withoutUntrusted(items, body.data.validationTokens ?? [], parts);
      const notifications = distinct(trusted.map((item) => describe(item, parts)));
      if (notifications.length > 0) await withinLimit(parts.inbox.accept(notifications));
    } catch (error) {
      parts.logger.warn('Change notifications could not be stored; Graph is asked to send them again.', {
        error,
      });
      return answer(503, 'The notifications could not be stored now.');
    }
    return answer(202, '');
  };
}

const answer = (status: NotificationAnswer['status'], body: string): NotificationAnswer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  body,
});

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

/** An item with its first letters in lower case: the page of transcripts writes `EncryptedContent`. */
function readItem(value: unknown): Item | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value).map(([name, each]) => [
    name.charAt(0).toLowerCase() + name.slice(1),
    each,
  ]);
  const item = itemSchema.safeParse(Object.fromEntries(entries));
  return item.success ? item.data : null;
}

/** A client state that Docket did not make is ignored, and still acknowledged, as the page asks. */
function isGenuine(item: Item | null, { clientStates, logger }: NotificationParts): item is Item {
  const tenantId = item === null ? null : clientStates.readTenant(item.clientState);
  if (item !== null && tenantId !== null && (item.tenantId ?? tenantId) === tenantId) return true;
  logger.warn('A change notification was ignored: it is not one that Docket subscribed to.', {
    subscriptionId: item?.subscriptionId ?? null,
    reason: item === null ? 'shape' : tenantId === null ? 'client state' : 'tenant',
  });
  return false;
}

/** Items with content count only when every token of the batch is good and one speaks for their tenant. */
async function withoutUntrusted(
  items: readonly Item[],
  tokens: readonly string[],
  { rich, logger }: NotificationParts,
): Promise<readonly Item[]> {
  if (rich === undefined || items.every(({ encryptedContent }) => !encryptedContent)) return items;
  try {
    const tenants = await rich.checkTokens(tokens);
    return items.filter(
      ({ encryptedContent, tenantId }) => !encryptedContent || (tenantId && tenants.has(tenantId)),
    );
  } catch (error) {
    if (error instanceof UnavailableError) throw error;
    logger.warn('A batch of change notifications was ignored: its validation tokens are not trusted.', {
      error,
    });
    return [];
  }
}

function describe(item: Item, parts: NotificationParts): ChangeNotification {
  const resource = item.resource ?? '';
  const base = {
    subscriptionId: item.subscriptionId,
    tenantId: item.tenantId ?? parts.clientStates.readTenant(item.clientState) ?? '',
    changeType: item.changeType ?? '',
    resource,
  };
  if (item.lifecycleEvent) return { ...base, lifecycleEvent: item.lifecycleEvent };
  const transcript = readTranscriptResource(resource);
  if (transcript !== null) {
    const { onlineMeetingId, transcriptId } = transcript;
    const organiserId = organiserIn(item, parts) ?? transcript.organiserId;
    return {
      ...base,
      transcript: { onlineMeetingId, transcriptId, ...(organiserId === null ? {} : { organiserId }) },
    };
  }
  const list = readListResource(resource);
  return list === null ? base : { ...base, list };
}

/** The organiser in the encrypted content; null when there is none or it cannot be opened: the ids suffice. */
function organiserIn(item: Item, { rich, logger }: NotificationParts): string | null {
  if (!item.encryptedContent || rich === undefined) return null;
  try {
    const content = contentSchema.safeParse(openEncryptedContent(item.encryptedContent, rich.keys));
    return content.success ? content.data.meetingOrganizer.user.id : null;
  } catch (error) {
    if (!(error instanceof DocketError)) throw error;
    logger.warn('The content of a change notification could not be read; its ids are used.', { error });
    return null;
  }
}

function distinct(notifications: readonly ChangeNotification[]): readonly ChangeNotification[] {
  return [...new Map(notifications.map((each) => [JSON.stringify(each), each])).values()];
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const late = new UnavailableError('store-too-slow', `Storing took longer than ${STORE_LIMIT_MS} ms.`);
    timer = setTimeout(() => reject(late), STORE_LIMIT_MS);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
