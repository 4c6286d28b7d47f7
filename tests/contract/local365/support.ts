/** The whole local Microsoft 365 with the sample tenant, short ways to call it, and a subscriber that listens. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LocalMicrosoft365, startLocalMicrosoft365 } from '../../../src/local365/index.ts';
import { seedTenant } from '../../../src/local365/seed/seedTenant.ts';
import {
  type Call,
  call,
  type FakeClock,
  fakeClock,
  fakeRandom,
  makeToken,
  type Reply,
} from './core/support.ts';

export { APP, type Call, call, makeToken, type Reply, TENANT } from './core/support.ts';

export const TENANT_FILE = 'samples/atlas/tenant.json';
export const GROUP = '7a9d1c20-3b41-4c6f-8e52-0a1b2c3d4e01';
export const CUTOVER = '19:2b7e5c9a41d04f6c8f3a9d1e6b5c7a02@thread.tacv2';
const person = (number: number): string => `a1000000-0000-4000-8000-00000000000${number}`;
export const AMARA = person(1);
export const TOMASZ = person(2);
export const PRIYA = person(3);
export const LUCIA = person(4);
export const KENJI = person(5);
export const INGRID = person(6);
export const YUSUF = person(7);
export const CHIDI = person(8);

/** Everything that the parts beside SharePoint ask for. */
const ALL_ROLES = [
  'User.Read.All',
  'MailboxSettings.Read',
  'Group.Read.All',
  'TeamMember.Read.All',
  'Chat.ReadBasic.All',
  'OnlineMeetings.Read.All',
  'OnlineMeetingTranscript.Read.All',
  'Calendars.ReadWrite',
  'Mail.Send',
  'Mail.Read',
  'Sites.FullControl.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
];

export interface TestTenant {
  readonly url: string;
  readonly clock: FakeClock;
  readonly local: LocalMicrosoft365;
  /** Paths below `/v1.0`, or whole addresses, or `/beta/...`. */
  get(path: string, options?: Call): Promise<Reply>;
  post(path: string, body: unknown, options?: Call): Promise<Reply>;
  patch(path: string, body: unknown, options?: Call): Promise<Reply>;
  remove(path: string, options?: Call): Promise<Reply>;
  /** `PATCH /local365/settings`. */
  set(settings: Readonly<Record<string, boolean | number | string>>): Promise<void>;
  /** `POST /local365/meetings/end`. */
  endMeeting(wanted?: Readonly<Record<string, unknown>>): Promise<Reply['body']>;
  /** Delivers what is due by the clock; answers the counts. */
  run(): Promise<Reply['body']>;
  close(): Promise<void>;
}

export const SHORT_VTT = [
  'WEBVTT',
  '',
  '00:00:03.120 --> 00:00:06.480',
  '<v Amara Okafor>Morning all, let us start with the cutover plan.</v>',
  '',
  '00:00:06.900 --> 00:00:09.010',
  '<v Tomasz Zielinski>I will send the vendor list by Thursday.</v>',
  '',
].join('\n');

export async function startTenant({
  at = '2026-11-25T10:05:00.000Z',
  folder = null as string | null,
} = {}): Promise<TestTenant> {
  const clock = fakeClock(at);
  const local = await startLocalMicrosoft365({
    folder,
    port: 0,
    clock,
    random: fakeRandom(),
    seed: (context) => seedTenant(context, TENANT_FILE),
    onError: (error) => {
      throw error;
    },
  });
  const address = (path: string): string => {
    if (path.startsWith('http')) return path;
    return /^\/(beta|local365|common)\b/.test(path) ? `${local.url}${path}` : `${local.url}/v1.0${path}`;
  };
  const withToken = (options: Call = {}): Call => ({ token: makeToken(ALL_ROLES), ...options });
  const post: TestTenant['post'] = (path, body, options) =>
    call('POST', address(path), withToken({ ...options, body }));
  const expect = (reply: Reply, status: number): Reply => {
    if (reply.status !== status) throw new Error(`Expected ${status}, not ${reply.status}: ${reply.text}`);
    return reply;
  };
  return {
    url: local.url,
    clock,
    local,
    get: (path, options) => call('GET', address(path), withToken(options)),
    post,
    patch: (path, body, options) => call('PATCH', address(path), withToken({ ...options, body })),
    remove: (path, options) => call('DELETE', address(path), withToken(options)),
    async set(settings) {
      expect(await call('PATCH', address('/local365/settings'), { body: settings }), 200);
    },
    async endMeeting(wanted = {}) {
      return expect(await post('/local365/meetings/end', { vtt: SHORT_VTT, ...wanted }), 201).body;
    },
    run: async () => expect(await post('/local365/subscriptions/run', undefined), 200).body,
    close: () => local.close(),
  };
}

export interface Received {
  readonly path: string;
  readonly contentType: string;
  // biome-ignore lint/suspicious/noExplicitAny: notifications of many shapes, asserted property by property
  readonly body: any;
}

export interface Subscriber {
  readonly url: string;
  /** Every notification POST, in order of arrival; handshakes are apart. */
  readonly received: Received[];
  readonly handshakes: { readonly path: string; readonly contentType: string }[];
  /** How the next POSTs are answered; 202 when it is empty. */
  readonly answers: number[];
  /** How handshakes are answered; the token unless set. */
  handshake: ((token: string) => { status: number; contentType: string; body: string }) | null;
  close(): Promise<void>;
}

/** A subscriber that passes the handshake and takes notifications. */
export async function startSubscriber(): Promise<Subscriber> {
  const received: Received[] = [];
  const handshakes: { path: string; contentType: string }[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const url = new URL(request.url ?? '/', 'http://subscriber');
      const token = url.searchParams.get('validationToken');
      const contentType = request.headers['content-type'] ?? '';
      if (token !== null) {
        handshakes.push({ path: url.pathname, contentType });
        const answer = subscriber.handshake?.(token) ?? {
          status: 200,
          contentType: 'text/plain',
          body: token,
        };
        response.writeHead(answer.status, { 'Content-Type': answer.contentType });
        response.end(answer.body);
        return;
      }
      received.push({ path: `${url.pathname}${url.search}`, contentType, body: JSON.parse(text) });
      response.writeHead(answers.shift() ?? 202);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const subscriber: Subscriber = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    handshakes,
    answers,
    handshake: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return subscriber;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
