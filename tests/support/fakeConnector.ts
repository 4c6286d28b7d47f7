/**
 * A Bot Connector on loopback, as Teams' `serviceUrl` speaks: conversations, messages, paged members, teams. It keeps
 * what it gets, so that a test looks at what is in the chat, and can be told how to answer next.
 *
 *   const connector = await startFakeConnector();
 *   connector.answerNext({ status: 429, retryAfter: '7' });               // the next call, whatever it is
 *   connector.answerNext({ cut: 'after', on: { method: 'POST', conversation: '19:a' } });
 *   connector.messagesIn('19:a')                                          // what stands in the chat now
 *   await connector.close();
 *
 * A conversation need not be made first: every id exists unless `removeConversation` was called.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it arrived. `conversation` is without `;messageid=`. */
export interface ConnectorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly authorization: string | undefined;
  readonly conversation: string | undefined;
}

/** How one request is to be answered instead of properly. */
export interface ConnectorFault {
  readonly status?: number;
  /** `error.code` of the body. */
  readonly code?: string;
  /** `subCode` of the body, as in `MessageWritesBlocked`. */
  readonly subCode?: string;
  /** The body as it is, in place of the one made from the codes. */
  readonly rawBody?: string;
  /** Value of the header `Retry-After`. */
  readonly retryAfter?: string;
  /** Value of the header `Location`. */
  readonly location?: string;
  /** True when the message gets into the chat although the answer is an error. */
  readonly accepted?: boolean;
  /** The connection is cut without an answer: before anything is done, or after the message got into the chat. */
  readonly cut?: 'before' | 'after';
  /** Never answers; the message is in the chat when `accepted`. */
  readonly hang?: boolean;
  /** Waits for the first request that fits; any request by default. */
  readonly on?: { readonly method?: string; readonly conversation?: string; readonly pathEnds?: string };
}

export interface ConnectorMessage {
  readonly id: string;
  readonly threadId: string | undefined;
  /** The newest content, after updates. */
  readonly activity: Readonly<Record<string, unknown>>;
  readonly updates: number;
}

export interface ConnectorMember {
  readonly id: string;
  readonly aadObjectId?: string;
  readonly name?: string;
  readonly givenName?: string;
  readonly surname?: string;
  readonly email?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
}

export interface FakeConnector {
  /** The `serviceUrl` to put into activities and places. */
  readonly url: string;
  readonly requests: readonly ConnectorRequest[];
  answerNext(...faults: readonly ConnectorFault[]): void;
  /** Messages of a channel (over all threads), group chat or 1:1 chat, oldest first. */
  messagesIn(conversation: string): readonly ConnectorMessage[];
  /** Persons with whom a 1:1 chat was opened, to its conversation id (`a:{person}`). */
  readonly personalChats: ReadonlyMap<string, string>;
  setMembers(conversation: string, members: readonly ConnectorMember[]): void;
  setTeam(teamId: string, team: FakeTeam): void;
  /** From now on the conversation answers 404 ConversationNotFound. */
  removeConversation(conversation: string): void;
  close(): Promise<void>;
}

export interface FakeTeam {
  readonly name: string;
  readonly aadGroupId: string;
  /** As Teams lists them: the General channel comes without a name. */
  readonly channels: readonly { readonly id: string; readonly name?: string }[];
}

interface State {
  readonly requests: ConnectorRequest[];
  readonly faults: ConnectorFault[];
  readonly messages: Map<string, ConnectorMessage[]>;
  readonly personalChats: Map<string, string>;
  readonly members: Map<string, readonly ConnectorMember[]>;
  readonly teams: Map<string, FakeTeam>;
  readonly removed: Set<string>;
  nextId: number;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Handler = (state: State, request: ConnectorRequest, parts: readonly string[]) => Answer;

/** Starts it on a port of the system's choice. */
export async function startFakeConnector(): Promise<FakeConnector> {
  const state: State = {
    requests: [],
    faults: [],
    messages: new Map(),
    personalChats: new Map(),
    members: new Map(),
    teams: new Map(),
    removed: new Set(),
    nextId: 1_795_000_000_000,
  };
  const server = createServer((request, response) => {
    void serve(state, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests: state.requests,
    answerNext: (...faults) => void state.faults.push(...faults),
    messagesIn: (conversation) => state.messages.get(conversation) ?? [],
    personalChats: state.personalChats,
    setMembers: (conversation, members) => void state.members.set(conversation, members),
    setTeam: (teamId, team) => void state.teams.set(teamId, team),
    removeConversation: (conversation) => void state.removed.add(conversation),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(state: State, raw: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(raw);
  state.requests.push(request);
  const fault = takeFault(state, request);
  if (fault === undefined) {
    send(response, handle(state, request));
    return;
  }
  const isDone = fault.accepted === true || fault.cut === 'after';
  if (isDone) handle(state, request);
  if (fault.hang === true) return;
  if (fault.cut !== undefined) {
    raw.socket.destroy();
    return;
  }
  if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
  if (fault.location !== undefined) response.setHeader('location', fault.location);
  const { status = 500, code = 'ServiceError', subCode, rawBody } = fault;
  if (rawBody !== undefined) response.writeHead(status, { 'content-type': 'application/json' }).end(rawBody);
  else
    send(response, {
      status,
      body: { error: { code, message: 'As asked.' }, ...(subCode ? { subCode } : {}) },
    });
}

async function readRequest(raw: IncomingMessage): Promise<ConnectorRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of raw) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(raw.url ?? '/', 'http://127.0.0.1');
  const path = decodeURIComponent(url.pathname).replace(/^\/+/, '/');
  return {
    method: raw.method ?? 'GET',
    path,
    query: Object.fromEntries(url.searchParams),
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    authorization: raw.headers.authorization,
    conversation: /^\/v3\/conversations\/([^/;]+)/.exec(path)?.[1],
  };
}

function takeFault(state: State, request: ConnectorRequest): ConnectorFault | undefined {
  const index = state.faults.findIndex(
    ({ on }) =>
      on === undefined ||
      ((on.method === undefined || on.method === request.method) &&
        (on.conversation === undefined || on.conversation === request.conversation) &&
        (on.pathEnds === undefined || request.path.endsWith(on.pathEnds))),
  );
  return index < 0 ? undefined : state.faults.splice(index, 1)[0];
}

const ROUTES: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['POST', /^\/v3\/conversations$/, createConversation],
  ['POST', /^\/v3\/conversations\/([^/]+)\/activities$/, sendMessage],
  ['POST', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, sendMessage],
  ['PUT', /^\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, updateMessage],
  ['GET', /^\/v3\/conversations\/([^/]+)\/pagedmembers$/, pageOfMembers],
  ['GET', /^\/v3\/teams\/([^/]+)$/, teamDetails],
  ['GET', /^\/v3\/teams\/([^/]+)\/conversations$/, channelsOfTeam],
];

function handle(state: State, request: ConnectorRequest): Answer {
  if (request.conversation !== undefined && state.removed.has(request.conversation)) {
    return failure(404, 'ConversationNotFound');
  }
  for (const [method, path, handler] of ROUTES) {
    const found = path.exec(request.path);
    if (found !== null && method === request.method) return handler(state, request, found.slice(1));
  }
  return failure(501, 'NotImplemented');
}

function createConversation(state: State, { body }: ConnectorRequest): Answer {
  if (body.isGroup !== true) {
    const [member] = body.members as { id: string }[];
    const person = member?.id ?? '';
    const id = state.personalChats.get(person) ?? `a:${person}`;
    state.personalChats.set(person, id);
    return { status: 201, body: { id } };
  }
  const { channel } = body.channelData as { channel: { id: string } };
  if (state.removed.has(channel.id)) return failure(404, 'ConversationNotFound');
  const id = newId(state);
  keep(state, channel.id, {
    id,
    threadId: id,
    activity: body.activity as Record<string, unknown>,
    updates: 0,
  });
  return { status: 201, body: { id: `${channel.id};messageid=${id}`, activityId: id } };
}

function sendMessage(state: State, { body }: ConnectorRequest, [full = '']: readonly string[]): Answer {
  const [conversation = '', threadId] = full.split(';messageid=');
  const id = newId(state);
  keep(state, conversation, { id, threadId, activity: body, updates: 0 });
  return { status: 201, body: { id } };
}

function updateMessage(
  state: State,
  { body, conversation = '' }: ConnectorRequest,
  [, messageId]: readonly string[],
): Answer {
  const messages = state.messages.get(conversation) ?? [];
  const index = messages.findIndex(({ id }) => id === messageId);
  const old = messages[index];
  if (old === undefined) return failure(404, 'ActivityNotFoundInConversation');
  messages[index] = { ...old, activity: body, updates: old.updates + 1 };
  return { status: 200, body: { id: messageId } };
}

function pageOfMembers(state: State, { query, conversation = '' }: ConnectorRequest): Answer {
  const all = state.members.get(conversation) ?? [];
  const size = Math.min(500, Math.max(50, Number(query.pageSize ?? 50)));
  const from = Number(query.continuationToken ?? 0);
  const isLast = from + size >= all.length;
  return {
    status: 200,
    body: {
      members: all.slice(from, from + size),
      ...(isLast ? {} : { continuationToken: String(from + size) }),
    },
  };
}

function teamDetails(state: State, _request: ConnectorRequest, [teamId = '']: readonly string[]): Answer {
  const team = state.teams.get(teamId);
  if (team === undefined) return failure(404, 'TeamNotFound');
  return { status: 200, body: { id: teamId, name: team.name, aadGroupId: team.aadGroupId } };
}

function channelsOfTeam(state: State, _request: ConnectorRequest, [teamId = '']: readonly string[]): Answer {
  const team = state.teams.get(teamId);
  return team === undefined
    ? failure(404, 'TeamNotFound')
    : { status: 200, body: { conversations: team.channels } };
}

function keep(state: State, conversation: string, message: ConnectorMessage): void {
  state.messages.set(conversation, [...(state.messages.get(conversation) ?? []), message]);
}

function newId(state: State): string {
  state.nextId += 1;
  return String(state.nextId);
}

function failure(status: number, code: string): Answer {
  return { status, body: { error: { code, message: 'As the Bot Connector would say.' } } };
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
