/** An OpenAI-compatible server on this machine. Its "model" works by a few plain rules, and it can misbehave in all ways that real ones do. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: ChatRequest;
}

export interface ChatRequest {
  readonly model?: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly temperature?: number;
  readonly seed?: number;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly response_format?: { readonly type: string; readonly json_schema?: unknown };
  readonly tools?: unknown;
}

/** What the server does with a request. */
export type Behaviour = (request: ReceivedRequest, response: ServerResponse) => void;

export interface LanguageServer {
  /** Base address as an OpenAI client takes it, `/v1` included. */
  readonly url: string;
  /** Base address without a path, as Azure's clients take it. */
  readonly host: string;
  readonly requests: readonly ReceivedRequest[];
  /** One behaviour for each request to come; the last one stays. */
  behave(...behaviours: readonly [Behaviour, ...Behaviour[]]): void;
  close(): Promise<void>;
}

/** Answers properly until told otherwise. */
export async function startLanguageServer(): Promise<LanguageServer> {
  const requests: ReceivedRequest[] = [];
  let behaviours: readonly Behaviour[] = [answersProperly];
  const server = createServer((incoming, response) => {
    void read(incoming).then((request) => {
      requests.push(request);
      const [behaviour = answersProperly, ...rest] = behaviours;
      if (rest.length > 0) behaviours = rest;
      if (/\/chat\/completions$/.test(request.path)) behaviour(request, response);
      else sendJson(response, 404, { error: { message: 'There is no such address.', code: 'not_found' } });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${host}/v1`,
    host,
    requests,
    behave(...next) {
      behaviours = next;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function read(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers,
    body: JSON.parse(Buffer.concat(pieces).toString('utf8')) as ChatRequest,
  };
}

function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** A chat completion as the API reference shows it. */
export function completion(content: string, more: object = {}, choice: object = {}): object {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_800_000_000,
    model: 'local-model',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null, ...more },
        finish_reason: 'stop',
        ...choice,
      },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
  };
}

/** The model says this text. */
export const answersText =
  (text: string, more: object = {}, choice: object = {}): Behaviour =>
  (_request, response) =>
    sendJson(response, 200, completion(text, more, choice));

/** The model gives these items, which may depend on what it was asked. */
export const answersItems =
  (items: readonly unknown[] | ((talk: readonly TalkLine[]) => readonly unknown[])): Behaviour =>
  (request, response) => {
    const given = typeof items === 'function' ? items(talkOf(request)) : items;
    sendJson(response, 200, completion(JSON.stringify({ items: given })));
  };

export const answersProperly: Behaviour = (request, response) =>
  sendJson(response, 200, completion(JSON.stringify({ items: minutesOf(talkOf(request)) })));

/** An error as the API reference shows it. */
export const fails =
  (status: number, error: object = {}, headers: object = {}): Behaviour =>
  (_request, response) =>
    sendJson(response, status, { error: { message: 'It failed.', type: 'error', ...error } }, headers);

export const throttles = (seconds: number): Behaviour =>
  fails(429, { code: 'rate_limit_exceeded' }, { 'retry-after': String(seconds) });

/** Any body under any content type. */
export const sends =
  (status: number, type: string, body: string): Behaviour =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };

/** Takes the request and never answers. */
export const staysSilent: Behaviour = () => {};

/** Begins an answer and goes silent. */
export const stopsHalfway: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"choices": [{"message"');
};

/** Closes the connection in the middle of its answer. */
export const breaksOff: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '9000' });
  response.write('{"choices": [{"message"', () => response.destroy());
};

export const redirectsTo =
  (address: string): Behaviour =>
  (_request, response) => {
    response.writeHead(307, { location: address });
    response.end();
  };

/** Refuses one option of the request, as servers do that know fewer; does `then` with the others. */
export const refusesOption =
  (name: keyof ChatRequest, then: Behaviour, refused: (value: unknown) => boolean = () => true): Behaviour =>
  (request, response) => {
    const value = request.body[name];
    if (value !== undefined && refused(value))
      sendJson(response, 400, {
        error: { message: `Unsupported parameter: '${name}'.`, param: name, code: null },
      });
    else then(request, response);
  };

export interface TalkLine {
  readonly cue: number;
  readonly speaker: string;
  readonly words: string;
}

/** The part of the transcript in a request. */
export function talkOf({ body }: ReceivedRequest): readonly TalkLine[] {
  const asked = body.messages.find(({ role }) => role === 'user')?.content ?? '';
  const talk = /BEGIN TRANSCRIPT (\S+)\n([\s\S]*)\nEND TRANSCRIPT \1/.exec(asked)?.[2] ?? '';
  return talk.split('\n').flatMap((line) => {
    const [cue, speaker = '', words = ''] = line.split('\t');
    return Number(cue) > 0 ? [{ cue: Number(cue), speaker, words }] : [];
  });
}

/** An item as the schema wants it. */
export function itemOf(line: TalkLine, more: object = {}): Record<string, unknown> {
  return {
    kind: 'action',
    text: line.words,
    standing: 'committed',
    owners: [{ kind: 'speaker', name: '' }],
    due: null,
    evidence: [{ cues: [line.cue], quote: line.words }],
    changes: [],
    openItem: null,
    certainty: 'high',
    ...more,
  };
}

const PROMISE = /\bI(?:'ll| will) (.+?)(?=[.?!]|$)/i;
const REQUEST = /^(\p{Lu}[\p{L}]+), (?:can|could) you (.+?)\?/u;
const YES = /^(?:sure|yes|will do|okay|no problem)\b/i;
const DECISION = /\b(?:we(?:'ve)? decided|decision|agreed)\b[:,]?\s*(?:to |that )?(.+?)(?=[.?!]|$)/i;
const DUE = /\b(?:by|before|on|until) (?:the )?(?:end of )?(?:next )?(?:\w+ ?day|tomorrow|week|\w+[- ]\w+$)/i;

/** Promises, requests that are accepted, and decisions: enough to be a model that does its work. */
export function minutesOf(talk: readonly TalkLine[]): readonly object[] {
  return talk.flatMap((line, at): object[] => {
    const promise = PROMISE.exec(line.words);
    if (promise !== null) return [itemOf(line, { text: textOf(promise[1]), due: dueOf(line.words) })];
    const request = REQUEST.exec(line.words);
    if (request !== null) {
      const answer = talk[at + 1];
      const isAccepted = answer !== undefined && YES.test(answer.words);
      return [
        itemOf(line, {
          text: textOf(request[2]),
          due: dueOf(line.words),
          standing: isAccepted ? 'committed' : 'requested',
          owners: [{ kind: 'person', name: request[1] }],
          evidence: [line, ...(isAccepted ? [answer] : [])].map(({ cue, words }) => ({
            cues: [cue],
            quote: words,
          })),
        }),
      ];
    }
    const decision = DECISION.exec(line.words);
    return decision === null
      ? []
      : [itemOf(line, { kind: 'decision', text: textOf(decision[1]), owners: [] })];
  });
}

const dueOf = (words: string): string | null => DUE.exec(words)?.[0] ?? null;

/** Without the deadline, with a capital. */
function textOf(words: string | undefined): string {
  const bare = (words ?? '').replace(DUE, '').trim();
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
