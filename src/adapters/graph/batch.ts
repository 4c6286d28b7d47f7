/** Several requests in one: `$batch`, with each part judged and repeated on its own ("Combine multiple HTTP requests using JSON batching"). */
import { z } from 'zod';
import { DocketError, UnavailableError } from '../../kernel/errors.ts';
import type { GraphCall, GraphClient, GraphMethod, GraphVersion } from './client.ts';
import { errorOf, readFault } from './errors.ts';
import { queryText } from './graphPath.ts';
import { nowMs } from './http/exchange.ts';

export interface BatchPart {
  /** Unique within the call. */
  readonly id: string;
  readonly method: GraphMethod;
  readonly path: string;
  readonly query?: GraphCall['query'];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly dependsOn?: readonly string[];
  /** As in `GraphCall`: GET, PUT and DELETE are unless said. */
  readonly idempotent?: boolean;
}

export type PartResult =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  | { readonly ok: false; readonly error: DocketError };

const MOST_PARTS = 20;
const DEADLINE_MS = 60_000;
const MOST_ROUNDS = 6;
const FIRST_BACKOFF_MS = 500;
const REFUSED_UNDONE = new Set([429, 509]);
const MAYBE_DONE = new Set([408, 500, 502, 503, 504]);

const batchReply = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string()).nullish(),
      body: z.unknown(),
    }),
  ),
});
type PartReply = z.infer<typeof batchReply>['responses'][number];

/**
 * Sends the parts in batches of 20 and gives a result for every part id. Parts with 429, and repeatable parts with a
 * server fault, are sent again alone after their longest Retry-After; other parts with a server fault may have been
 * carried out and come back as UnavailableError with `outcomeUnknown`, for the caller to look before it repeats.
 * Parts that depend on each other must fit in one batch of 20.
 */
export async function sendBatch(
  client: GraphClient,
  parts: readonly BatchPart[],
  options: { readonly version?: GraphVersion; readonly deadlineMs?: number } = {},
): Promise<ReadonlyMap<string, PartResult>> {
  const results = new Map<string, PartResult>();
  const deadlineAt = nowMs(client.clock) + (options.deadlineMs ?? DEADLINE_MS);
  for (let from = 0; from < parts.length; from += MOST_PARTS) {
    await sendChunk(
      client,
      parts.slice(from, from + MOST_PARTS),
      options.version ?? 'v1.0',
      deadlineAt,
      results,
    );
  }
  return results;
}

async function sendChunk(
  client: GraphClient,
  parts: readonly BatchPart[],
  version: GraphVersion,
  deadlineAt: number,
  results: Map<string, PartResult>,
): Promise<void> {
  let waiting = parts;
  for (let round = 1; waiting.length > 0; round += 1) {
    const replies = await sendRound(client, waiting, version, deadlineAt);
    if (!(replies instanceof Map)) {
      for (const part of waiting) results.set(part.id, { ok: false, error: replies });
      return;
    }
    const now = nowMs(client.clock);
    const again = round < MOST_ROUNDS ? partsToRepeat(waiting, replies) : [];
    const delayMs = delayBefore(again, replies, round, now, client.random.number());
    const repeated = now + delayMs < deadlineAt ? again : [];
    for (const part of waiting) {
      if (!repeated.includes(part)) results.set(part.id, resultOf(part, replies.get(part.id), now));
    }
    if (repeated.length > 0) await client.wait(delayMs);
    waiting = repeated;
  }
}

/** The replies by part id, or the error that holds for all parts when the batch itself failed. */
async function sendRound(
  client: GraphClient,
  parts: readonly BatchPart[],
  version: GraphVersion,
  deadlineAt: number,
): Promise<Map<string, PartReply> | DocketError> {
  const ids = new Set(parts.map(({ id }) => id));
  try {
    const { responses } = await client.post('/$batch', {
      version,
      schema: batchReply,
      body: { requests: parts.map((part) => requestOf(part, ids)) },
      idempotent: parts.every(isRepeatable),
      deadlineMs: Math.max(1, deadlineAt - nowMs(client.clock)),
    });
    return new Map(responses.filter(({ id }) => ids.has(id)).map((reply) => [reply.id, reply]));
  } catch (error) {
    // Each part gets the error, so that the results of batches before this one are not lost.
    if (error instanceof DocketError) return error;
    throw error;
  }
}

/** A part as Graph wants it; parts that are done already are no longer named in `dependsOn`. */
function requestOf(part: BatchPart, present: ReadonlySet<string>): object {
  const query = part.query === undefined ? '' : `?${queryText(part.query)}`;
  const dependsOn = part.dependsOn?.filter((id) => present.has(id)) ?? [];
  const headers =
    part.body === undefined ? part.headers : { 'Content-Type': 'application/json', ...part.headers };
  return {
    id: part.id,
    method: part.method,
    url: `${part.path}${query}`,
    ...(headers === undefined ? {} : { headers }),
    ...(part.body === undefined ? {} : { body: part.body }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
  };
}

const isRepeatable = (part: BatchPart): boolean =>
  part.idempotent ?? (part.method === 'GET' || part.method === 'PUT' || part.method === 'DELETE');

function partsToRepeat(
  parts: readonly BatchPart[],
  replies: ReadonlyMap<string, PartReply>,
): readonly BatchPart[] {
  const again = new Set<string>();
  for (const part of parts) {
    const status = replies.get(part.id)?.status;
    if (status === undefined) {
      if (isRepeatable(part)) again.add(part.id);
      continue;
    }
    if (REFUSED_UNDONE.has(status) || (MAYBE_DONE.has(status) && isRepeatable(part))) again.add(part.id);
    // 424: not carried out because of another part; it goes again with that part.
    if (status === 424 && part.dependsOn?.some((id) => again.has(id)) === true) again.add(part.id);
  }
  return parts.filter(({ id }) => again.has(id));
}

function delayBefore(
  again: readonly BatchPart[],
  replies: ReadonlyMap<string, PartReply>,
  round: number,
  now: number,
  jitter: number,
): number {
  const asked = again.map(({ id }) => readFault(0, null, headerOf(replies.get(id)), now).retryAfterMs ?? 0);
  const longest = Math.max(0, ...asked);
  const backoff = FIRST_BACKOFF_MS * 2 ** (round - 1);
  return Math.ceil(longest > 0 ? longest + 1 + jitter * 100 : backoff / 2 + (jitter * backoff) / 2);
}

function resultOf(part: BatchPart, reply: PartReply | undefined, now: number): PartResult {
  const name = { method: part.method, path: part.path, repeatable: isRepeatable(part) };
  if (reply === undefined) {
    const error = new UnavailableError('no-reply', `${part.method} got no answer within its batch.`, {
      details: { method: part.method, part: part.id },
      outcomeUnknown: part.method !== 'GET',
    });
    return { ok: false, error };
  }
  if (reply.status >= 200 && reply.status < 300) {
    return { ok: true, status: reply.status, headers: reply.headers ?? {}, body: reply.body };
  }
  return { ok: false, error: errorOf(readFault(reply.status, reply.body, headerOf(reply), now), name) };
}

function headerOf(reply: PartReply | undefined): (name: string) => string | null {
  const headers = Object.entries(reply?.headers ?? {});
  return (name) => headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? null;
}
