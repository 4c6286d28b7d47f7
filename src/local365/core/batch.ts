/** `$batch` ("Combine multiple HTTP requests using JSON batching"). */
import type { Dispatch, PlainRequest, PlainResponse } from './dispatch.ts';
import type { Random } from './part.ts';
import { GraphFault } from './route.ts';

interface BatchPart {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

const MOST_PARTS = 20;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Runs the parts, each after those it depends on, and answers them in an order of chance. */
export async function answerBatch(
  outer: PlainRequest,
  dispatch: Dispatch,
  random: Random,
): Promise<readonly object[]> {
  const parts = readParts(outer.body);
  const running = new Map<string, Promise<PlainResponse>>();
  const run = async (part: BatchPart): Promise<PlainResponse> => {
    for (const needed of part.dependsOn) {
      const before = await running.get(needed);
      if (before === undefined || before.status >= 400) return failedDependency(part.id, needed);
    }
    return dispatch(asRequest(part, outer));
  };
  for (const part of parts) running.set(part.id, run(part));
  const answers: object[] = [];
  for (const [id, promise] of running) answers.push(asAnswer(id, await promise));
  return shuffle(answers, random);
}

function readParts(body: Buffer): readonly BatchPart[] {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw bad('Invalid batch payload format.');
  }
  const requests = (value as { requests?: unknown } | null)?.requests;
  if (!Array.isArray(requests)) throw bad('Invalid batch payload format.');
  if (requests.length === 0) throw bad('Batch payload must contain at least one request.');
  if (requests.length > MOST_PARTS)
    throw bad(`Number of batch request steps exceeds the maximum value of ${MOST_PARTS}.`);
  const parts: BatchPart[] = [];
  for (const request of requests) {
    const part = readPart(request);
    if (parts.some(({ id }) => id === part.id))
      throw bad(`Request Id : ${part.id} has to be unique in a batch.`);
    for (const needed of part.dependsOn)
      if (!parts.some(({ id }) => id === needed))
        throw bad(`Request Id : ${part.id} depends on '${needed}', which does not precede it in the batch.`);
    parts.push(part);
  }
  checkDependencies(parts);
  return parts;
}

function readPart(value: unknown): BatchPart {
  if (typeof value !== 'object' || value === null) throw bad('Invalid batch payload format.');
  const { id, method, url, headers = {}, body, dependsOn = [], ...rest } = value as Record<string, unknown>;
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined) throw bad(`A batch request has no property '${unknown}'.`);
  if (typeof id !== 'string' || id === '') throw bad('Every batch request needs an id, which is a text.');
  if (typeof method !== 'string' || !METHODS.includes(method.toUpperCase()))
    throw bad(`Request Id : ${id} has no supported method.`);
  if (typeof url !== 'string' || url === '' || /^[a-z]+:\/\//i.test(url))
    throw bad(`Request Id : ${id} needs a relative url.`);
  if (!isTexts(headers)) throw bad(`Request Id : ${id} has headers that are no texts.`);
  if (!Array.isArray(dependsOn) || !dependsOn.every((needed) => typeof needed === 'string'))
    throw bad(`Request Id : ${id} has a dependsOn that is no list of ids.`);
  const lower = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), text]));
  if (body !== undefined && lower['content-type'] === undefined)
    throw bad(`Request Id : ${id} has a body and therefore needs a Content-Type header.`);
  return { id, method: method.toUpperCase(), url, headers: lower, body, dependsOn };
}

/** "Either fully sequential or fully parallel": a part may depend on one other, and then all but the first do. */
function checkDependencies(parts: readonly BatchPart[]): void {
  const dependent = parts.filter(({ dependsOn }) => dependsOn.length > 0);
  if (dependent.some(({ dependsOn }) => dependsOn.length > 1))
    throw bad('A batch request may depend on one other request only.');
  if (dependent.length === 0) return;
  const targets = new Set(dependent.map(({ dependsOn }) => dependsOn[0]));
  const serial = dependent.length === parts.length - 1 && targets.size === dependent.length;
  const same = targets.size === 1 && dependent.length === parts.length - 1;
  if (!serial && !same)
    throw bad('The dependencies of a batch are all in series, all on the first request, or there are none.');
}

function asRequest(part: BatchPart, outer: PlainRequest): PlainRequest {
  const isJson = /\bjson\b/i.test(part.headers['content-type'] ?? '');
  let body = Buffer.alloc(0);
  if (part.body !== undefined && isJson) body = Buffer.from(JSON.stringify(part.body));
  else if (typeof part.body === 'string') body = Buffer.from(part.body, 'base64');
  return {
    method: part.method,
    version: outer.version,
    target: part.url.startsWith('/') ? part.url : `/${part.url}`,
    headers: { authorization: outer.headers.authorization, ...part.headers },
    body,
    origin: outer.origin,
    inBatch: true,
  };
}

function asAnswer(id: string, { status, headers, body }: PlainResponse): object {
  const { 'request-id': _request, 'client-request-id': _client, ...kept } = headers;
  if (body === undefined) return { id, status, headers: kept };
  if (Buffer.isBuffer(body)) return { id, status, headers: kept, body: body.toString('base64') };
  return { id, status, headers: { 'Content-Type': 'application/json', ...kept }, body };
}

const failedDependency = (id: string, needed: string): PlainResponse => ({
  status: 424,
  headers: {},
  body: {
    error: {
      code: 'FailedDependency',
      message: `Request '${id}' was not run because request '${needed}', on which it depends, failed.`,
    },
  },
});

function shuffle<T>(values: readonly T[], random: Random): readonly T[] {
  const order = [...values];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random.number() * (last + 1));
    const [a, b] = [order[last], order[other]];
    if (a === undefined || b === undefined) continue;
    order[last] = b;
    order[other] = a;
  }
  return order;
}

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every((text) => typeof text === 'string');

const bad = (message: string): GraphFault => new GraphFault(400, 'BadRequest', message);
