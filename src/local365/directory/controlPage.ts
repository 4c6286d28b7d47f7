/** A local page that takes and gives JSON, for switches that Graph itself does not have. */
import { readBody, sendJson } from '../core/localPages.ts';
import type { PlainHandler } from '../core/part.ts';

export interface ControlAnswer {
  readonly status: number;
  readonly body: object;
}

export interface ControlRequest {
  readonly method: string;
  /** Path segments below the page's own path, decoded. */
  readonly below: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** Thrown by a page's `handle`: status 400 unless said, with one sentence. */
export class ControlRefusal extends Error {
  readonly status: number;
  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** Transcripts come in as base64, so bodies may be larger than a page usually takes. */
const MOST_BYTES = 16 * 1_048_576;

/** A page at `path` and below it; `handle` answers null where there is nothing. */
export function controlPage(
  path: string,
  handle: (request: ControlRequest) => ControlAnswer | null | Promise<ControlAnswer | null>,
): PlainHandler {
  return {
    prefix: path,
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://local');
      if (url.pathname !== path && !url.pathname.startsWith(`${path}/`)) return false;
      const bytes = await readBody(request, MOST_BYTES);
      if (bytes === null) {
        sendJson(response, 413, { error: 'The body is larger than 16 MiB.' });
        return true;
      }
      const answer = await answerOf(handle, {
        method: request.method ?? 'GET',
        below: url.pathname.slice(path.length).split('/').filter(Boolean).map(decodeURIComponent),
        query: url.searchParams,
        body: parseBody(bytes),
      });
      if (answer === null) return false;
      sendJson(response, answer.status, answer.body);
      return true;
    },
  };
}

const NOT_JSON = Symbol('not JSON');

function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return NOT_JSON;
  }
}

async function answerOf(
  handle: (request: ControlRequest) => ControlAnswer | null | Promise<ControlAnswer | null>,
  request: ControlRequest,
): Promise<ControlAnswer | null> {
  if (request.body === NOT_JSON) return { status: 400, body: { error: 'The body is not JSON.' } };
  try {
    return await handle(request);
  } catch (error) {
    if (error instanceof ControlRefusal) return { status: error.status, body: { error: error.message } };
    throw error;
  }
}

/** The body as an object that has no other properties than these. */
export function readObject(body: unknown, known: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new ControlRefusal('Send a JSON object.');
  for (const name of Object.keys(body))
    if (!known.includes(name))
      throw new ControlRefusal(`There is no property '${name}' here. Known: ${known.join(', ')}.`);
  return body as Record<string, unknown>;
}
