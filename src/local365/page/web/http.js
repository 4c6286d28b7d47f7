/** Calls of the local Microsoft 365: its own addresses, and Graph as the person of this tab. */
import { forgetToken, requireMe, tokenOf } from './session.js';

/** What was refused, in words for people. `status` is 0 when nothing answered. */
export class Refusal extends Error {
  constructor(status, message, code = '') {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const DEADLINE_MS = 30_000;

/**
 * A local address, which takes and gives JSON.
 * @param {string} path
 * @param {{ method?: string, body?: unknown }} [options]
 */
export async function local(path, { method = 'GET', body = undefined } = {}) {
  const response = await send(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return answerOf(response);
}

/**
 * Graph, below `/v1.0`, or a whole address of it. The body is sent as JSON unless `raw` holds bytes.
 * @param {string} path
 * @param {{ method?: string, body?: unknown, raw?: Blob, headers?: Record<string, string>, as?: string }} [options]
 */
export async function graph(path, options = {}) {
  const userId = options.as ?? requireMe().id;
  const attempt = async () => {
    const { method = 'GET', body, raw, headers = {} } = options;
    return send(path.startsWith('http') || path.includes('/_api/') ? path : `/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(userId)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
  };
  let response = await attempt();
  if (response.status === 401) {
    // The server's clock may have been moved: a new token, once.
    forgetToken(userId);
    response = await attempt();
  }
  return answerOf(response);
}

/**
 * All pages of a Graph list, up to a number of entries.
 * @param {string} path
 * @param {{ most?: number, as?: string, onPage?: (count: number) => void }} [options]
 * @returns {Promise<{ value: any[], isWhole: boolean }>}
 */
export async function graphAll(
  path,
  { most = Number.POSITIVE_INFINITY, as = undefined, onPage = () => {} } = {},
) {
  const value = [];
  let next = path;
  while (next !== undefined) {
    const page = await graph(next, as === undefined ? {} : { as });
    value.push(...page.value);
    onPage(value.length);
    next = page['@odata.nextLink'];
    if (value.length >= most && next !== undefined) return { value, isWhole: false };
  }
  return { value, isWhole: true };
}

async function send(path, init) {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(DEADLINE_MS) });
  } catch {
    throw new Refusal(
      0,
      'The local Microsoft 365 does not answer. Start it again; this page goes on by itself then.',
    );
  }
}

async function answerOf(response) {
  const text = await response.text();
  let body = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    throw new Refusal(response.status, `The answer to this request is no JSON (status ${response.status}).`);
  }
  if (response.ok) return body;
  const error = body?.error ?? body?.['odata.error'];
  if (typeof error === 'string') throw new Refusal(response.status, error);
  const message = typeof error?.message === 'object' ? error.message.value : error?.message;
  throw new Refusal(
    response.status,
    message ?? `The request was refused with status ${response.status}.`,
    error?.code ?? '',
  );
}
