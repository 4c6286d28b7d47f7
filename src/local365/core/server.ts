/** The HTTP server: Graph under `/v1.0` and `/beta`, local pages and plain handlers beside it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBatch } from './batch.ts';
import { openDirectory } from './directory.ts';
import { type Dispatch, makeDispatch, type PlainRequest, type PlainResponse } from './dispatch.ts';
import { errorBody } from './errorBody.ts';
import type { FaultBoard } from './faults.ts';
import { refusalOf } from './localOnly.ts';
import { makeLocalPages, readBody, sendJson } from './localPages.ts';
import type { Clock, PlainHandler, Random } from './part.ts';
import { makeRequestLog, type RequestLog } from './requestLog.ts';
import { GraphFault, type GraphVersion, type Route } from './route.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import { readCaller } from './token.ts';

interface GraphServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

interface GraphServerParts {
  readonly routes: readonly Route[];
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly faults: FaultBoard;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host?: string;
  readonly extra?: readonly PlainHandler[];
  /** Told of an error that is a fault of this program; the caller gets a 500. */
  readonly onError?: (error: unknown) => void;
}

type LoggingParts = GraphServerParts & { readonly log: RequestLog };

/** Largest body: a small upload ("Upload or replace the contents of a driveItem": 250 MB). */
const MOST_BODY = 250 * 1_048_576;
const JSON_TYPE =
  'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** As long as Microsoft's front ends keep a quiet connection: one that is used again must not just have been closed. */
const KEEP_ALIVE_MS = 120_000;

/** Starts it. Throws one sentence when the port is taken. */
export async function startGraphServer(parts: GraphServerParts): Promise<GraphServer> {
  const { host = '127.0.0.1', port, clock, random, faults, store, settings } = parts;
  const log = makeRequestLog();
  const waits = makeWaits();
  const dispatch = makeDispatch({ routes: parts.routes, clock, random, faults, log, wait: waits.wait });
  const local = makeLocalPages({ store, clock, settings, faults, directory: openDirectory(store), log });
  const plain = [...(parts.extra ?? []), ...local];
  const server = createServer((request, response) => {
    answer(request, response, plain, dispatch, { ...parts, log }).catch((error: unknown) => {
      if (!isAborted(error)) parts.onError?.(error);
      if (response.headersSent || response.destroyed) return response.destroy();
      const at = clock.now();
      const fault = { code: 'generalException', message: 'The local Microsoft 365 failed on this request.' };
      sendJson(
        response,
        500,
        errorBody(fault, { requestId: random.uuid(), clientRequestId: random.uuid(), at }),
      );
      return undefined;
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, port, host);
  const actual = (server.address() as AddressInfo).port;
  return {
    url: `http://${host}:${actual}`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        waits.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The caller went away before its request was whole. */
const isAborted = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'ECONNRESET';

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      return reject(
        new Error(
          `Port ${port} on ${host} is already in use. Stop the program that uses it, or choose another port for the local Microsoft 365.`,
          { cause: error },
        ),
      );
    });
    server.listen(port, host, () => resolve());
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  plain: readonly PlainHandler[],
  dispatch: Dispatch,
  parts: LoggingParts,
): Promise<void> {
  const refusal = refusalOf(request);
  if (refusal !== null) return sendJson(response, 403, { error: refusal });
  const url = request.url ?? '/';
  const graph = /^\/(v1\.0|beta)(\/.*)?$/.exec(url);
  if (graph === null) {
    const path = url.split('?', 1)[0] ?? '/';
    for (const { prefix, handle } of plain)
      if (path.startsWith(prefix) && (await handle(request, response))) return;
    sendJson(response, 404, { error: `There is nothing at ${path}. Graph is under /v1.0 and /beta.` });
    return;
  }
  const body = await readBody(request, MOST_BODY);
  const plainRequest: PlainRequest = {
    method: request.method ?? 'GET',
    version: graph[1] as GraphVersion,
    target: graph[2] ?? '/',
    headers: flatten(request),
    body: body ?? Buffer.alloc(0),
    origin: `http://${request.headers.host ?? '127.0.0.1'}`,
    inBatch: false,
  };
  if (body === null) return sendFault(response, parts, tooLarge);
  if (plainRequest.target.split('?', 1)[0] === '/$batch')
    return sendBatch(response, plainRequest, dispatch, parts);
  send(response, await dispatch(plainRequest));
}

const tooLarge = new GraphFault(413, 'requestTooLarge', 'The body is larger than 250 MB.');

/** The parts of a batch are logged where they are answered; the batch itself here, as the one request that it is. */
async function sendBatch(
  response: ServerResponse,
  request: PlainRequest,
  dispatch: Dispatch,
  parts: LoggingParts,
): Promise<void> {
  const requestId = parts.random.uuid();
  const logAs = (status: number): void =>
    parts.log.add({
      at: parts.clock.now(),
      method: request.method,
      path: `/${request.version}/$batch`,
      query: '',
      status,
      requestId,
      inBatch: false,
    });
  try {
    readCaller(request.headers.authorization, parts.clock);
    if (request.method !== 'POST')
      throw new GraphFault(405, 'BadRequest', `The method ${request.method} is not allowed on $batch.`);
    const responses = await answerBatch(request, dispatch, parts.random);
    logAs(200);
    const isLost = parts.faults.take(['lost-reply'], { method: 'POST', path: '/$batch' }) !== undefined;
    send(response, {
      ...(isLost ? { cut: true } : {}),
      status: 200,
      headers: { 'request-id': requestId, ...echoOf(request) },
      body: { responses },
    });
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error;
    logAs(error.status);
    sendFault(response, parts, error, request.headers['client-request-id']);
  }
}

const echoOf = (request: PlainRequest): Record<string, string> => {
  const id = request.headers['client-request-id'];
  return id === undefined ? {} : { 'client-request-id': id };
};

function sendFault(
  response: ServerResponse,
  parts: GraphServerParts,
  fault: GraphFault,
  clientId?: string,
): void {
  const requestId = parts.random.uuid();
  const clientRequestId = clientId ?? parts.random.uuid();
  send(response, {
    status: fault.status,
    headers: { ...fault.headers, 'request-id': requestId, 'client-request-id': clientRequestId },
    body: errorBody(fault, { requestId, clientRequestId, at: parts.clock.now() }),
  });
}

function send(response: ServerResponse, { status, headers, body, cut }: PlainResponse): void {
  if (cut === true) {
    response.destroy();
    return;
  }
  if (body === undefined) {
    response.writeHead(status, headers);
    response.end();
    return;
  }
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    ...(Buffer.isBuffer(body) ? {} : { 'Content-Type': JSON_TYPE }),
    ...headers,
    'Content-Length': String(bytes.length),
  });
  response.end(bytes);
}

function flatten(request: IncomingMessage): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

/** Waits that end, with a rejection, when the server closes. */
function makeWaits() {
  const open = new Map<NodeJS.Timeout, (reason: Error) => void>();
  return {
    wait: (milliseconds: number): Promise<void> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          open.delete(timer);
          resolve();
        }, milliseconds);
        open.set(timer, reject);
      }),
    end() {
      for (const [timer, reject] of open) {
        clearTimeout(timer);
        reject(new Error('The local Microsoft 365 was closed while a request waited.'));
      }
      open.clear();
    },
  };
}
