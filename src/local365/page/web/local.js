/** Calls of the local Microsoft 365's own addresses. */

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

export async function send(path, init) {
  try {
    return await fetch(path, { ...init, signal: AbortSignal.timeout(DEADLINE_MS) });
  } catch {
    throw new Refusal(
      0,
      'The local Microsoft 365 does not answer. Start it again; this page goes on by itself then.',
    );
  }
}

export async function answerOf(response) {
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
