/** What is local and not Microsoft's: `/local365/...` and the token endpoint. No token needed; loopback only. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { APPS, type AppRegistration, type Directory } from './directory.ts';
import type { FaultBoard } from './faults.ts';
import type { Clock, PlainHandler } from './part.ts';
import type { RequestLog } from './requestLog.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';
import { issueToken } from './token.ts';

interface LocalPages {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly faults: FaultBoard;
  readonly directory: Directory;
  readonly log: RequestLog;
}

/** Body of a plain request; answers null when it is larger than `most` bytes. */
export async function readBody(request: IncomingMessage, most = 1_048_576): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= most) chunks.push(chunk);
  }
  return size > most ? null : Buffer.concat(chunks);
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

type Handle = (method: string, url: URL, body: unknown) => { status: number; body: object };

export function makeLocalPages(parts: LocalPages): readonly PlainHandler[] {
  return [
    page('/local365/faults', (method, _url, body) => answerFaults(parts.faults, method, body)),
    page('/local365/settings', (method, _url, body) => answerSettings(parts.settings, method, body)),
    page('/local365/requests', (method, url) => answerRequests(parts.log, method, url)),
    page('/local365/apps', (method, _url, body) => answerApps(parts.store, method, body)),
    tokenPage(parts),
  ];
}

function page(path: string, handle: Handle): PlainHandler {
  return {
    prefix: path,
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://local');
      if (url.pathname !== path) return false;
      const bytes = await readBody(request);
      let body: unknown;
      if (bytes === null) return answered(response, 413, 'The body is larger than 1 MiB.');
      if (bytes.length > 0) {
        try {
          body = JSON.parse(bytes.toString('utf8'));
        } catch {
          return answered(response, 400, 'The body is not JSON.');
        }
      }
      const answer = handle(request.method ?? 'GET', url, body);
      sendJson(response, answer.status, answer.body);
      return true;
    },
  };
}

function answered(response: ServerResponse, status: number, message: string): true {
  sendJson(response, status, { error: message });
  return true;
}

const otherMethod = (method: string, allowed: string) => ({
  status: 405,
  body: { error: `${method} is not possible here; use ${allowed}.` },
});

function answerFaults(faults: FaultBoard, method: string, body: unknown) {
  if (method === 'GET') return { status: 200, body: { rules: faults.list(), known: faults.known() } };
  if (method === 'DELETE') {
    faults.clear();
    return { status: 200, body: { rules: [] } };
  }
  if (method !== 'POST') return otherMethod(method, 'GET, POST or DELETE');
  for (const rule of Array.isArray(body) ? body : [body]) {
    const problem = faults.add(rule);
    if (problem !== null) return { status: 400, body: { error: problem } };
  }
  return { status: 201, body: { rules: faults.list() } };
}

function answerSettings(settings: Settings, method: string, body: unknown) {
  if (method === 'PATCH') {
    if (typeof body !== 'object' || body === null)
      return { status: 400, body: { error: 'Send an object of setting names and values.' } };
    const problem = settings.change(body as Record<string, unknown>);
    if (problem !== null) return { status: 400, body: { error: problem } };
  } else if (method !== 'GET') return otherMethod(method, 'GET or PATCH');
  return { status: 200, body: { settings: settings.list() } };
}

function answerRequests(log: RequestLog, method: string, url: URL) {
  if (method === 'DELETE') log.clear();
  else if (method !== 'GET') return otherMethod(method, 'GET or DELETE');
  return { status: 200, body: log.read(url.searchParams.get('path') ?? '') };
}

function answerApps(store: Store, method: string, body: unknown) {
  const apps = store.collection<AppRegistration>(APPS);
  if (method === 'POST') {
    const { appId, displayName, roles, secret } = (body ?? {}) as Record<string, unknown>;
    const isApp =
      typeof appId === 'string' &&
      typeof displayName === 'string' &&
      Array.isArray(roles) &&
      roles.every((role) => typeof role === 'string') &&
      (secret === undefined || typeof secret === 'string');
    if (!isApp)
      return {
        status: 400,
        body: {
          error:
            'An app has appId, displayName, roles (list of permission names) and, if it signs in, secret.',
        },
      };
    apps.put(appId, { appId, displayName, roles, ...(secret === undefined ? {} : { secret }) });
  } else if (method !== 'GET') return otherMethod(method, 'GET or POST');
  const shown = [...apps.values()].map(({ secret, ...app }) => ({ ...app, signsIn: secret !== undefined }));
  return { status: method === 'POST' ? 201 : 200, body: { apps: shown } };
}

function tokenPage({ directory, clock }: LocalPages): PlainHandler {
  return {
    prefix: '/',
    async handle(request, response) {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '';
      const tenant = /^\/([\w.-]+)\/oauth2\/v2\.0\/token$/.exec(path)?.[1];
      if (tenant === undefined || request.method !== 'POST') return false;
      const bytes = await readBody(request);
      const form = new URLSearchParams(bytes?.toString('utf8') ?? '');
      const { status, body } = issueToken(tenant, form, directory, clock);
      sendJson(response, status, body);
      return true;
    },
  };
}
