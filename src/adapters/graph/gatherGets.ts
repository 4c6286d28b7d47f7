/** GETs of one moment in one request, for callers that read many things at once without knowing of each other. */
import { type BatchPart, sendBatch } from './batch.ts';
import type { GraphClient, GraphVersion, TypedCall } from './client.ts';

/** What reading needs of a client. */
export type GraphReader = Pick<GraphClient, 'get' | 'readLink'>;

/** Jobs that begin together ask for their first page within a few milliseconds of each other. */
const GATHER_MS = 20;

interface Asked {
  readonly path: string;
  readonly call: TypedCall<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * Whatever does not come well out of the batch is asked for alone, so that what is thrown is the client's own error and
 * a batch that Graph will not take keeps nobody from reading.
 */
export function gatherGets(client: GraphClient): GraphReader {
  let gathered: Asked[] = [];
  const send = async (): Promise<void> => {
    const all = gathered;
    gathered = [];
    for (const version of ['v1.0', 'beta'] as const) {
      const asked = all.filter(({ call }) => (call.version ?? 'v1.0') === version);
      await answer(client, version, asked);
    }
  };
  return {
    readLink: client.readLink,
    get: <T>(path: string, call: TypedCall<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (gathered.length === 0) void client.wait(GATHER_MS).then(send);
        gathered.push({ path, call, resolve: (value) => resolve(value as T), reject });
      }),
  };
}

const NONE: ReadonlyMap<number, unknown> = new Map();

async function answer(client: GraphClient, version: GraphVersion, asked: readonly Asked[]): Promise<void> {
  const bodies = asked.length < 2 ? NONE : await readTogether(client, version, asked).catch(() => NONE);
  await Promise.all(
    asked.map(async ({ path, call, resolve, reject }, at) => {
      const read = call.schema.safeParse(bodies.get(at));
      if (bodies.has(at) && read.success) resolve(read.data);
      else await client.get(path, call).then(resolve, reject);
    }),
  );
}

/** The bodies that came, by the place of who asked. */
async function readTogether(
  client: GraphClient,
  version: GraphVersion,
  asked: readonly Asked[],
): Promise<ReadonlyMap<number, unknown>> {
  const parts = asked.map(({ path, call: { query, headers } }, at): BatchPart => {
    return { id: String(at), method: 'GET', path, ...(query && { query }), ...(headers && { headers }) };
  });
  const deadlineMs = Math.max(...asked.map(({ call }) => call.deadlineMs ?? 0));
  const results = await sendBatch(client, parts, { version, ...(deadlineMs > 0 && { deadlineMs }) });
  return new Map(
    [...results].flatMap(([id, result]) => (result.ok ? [[Number(id), result.body] as const] : [])),
  );
}
