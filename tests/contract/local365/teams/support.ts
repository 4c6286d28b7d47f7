/** The local Microsoft 365 with the sample tenant, and a bot that writes down what it hears. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type LocalMicrosoft365, startLocalMicrosoft365 } from '../../../../src/local365/index.ts';
import { seedTenant } from '../../../../src/local365/seed/seedTenant.ts';
import { call, type FakeClock, fakeClock, fakeRandom, type Reply } from '../core/support.ts';
import { TENANT_FILE } from '../support.ts';

export const GENERAL = '19:8c1f2d3e4a5b46c7a8d9e0f1a2b3c4d5@thread.tacv2';
export const BOT = { id: '28:b1000000-0000-4000-8000-000000000001', name: 'Docket' };

// biome-ignore lint/suspicious/noExplicitAny: activities of many shapes, asserted property by property
export type Heard = any;

export interface FakeBot {
  readonly url: string;
  /** Activities in the order of their arrival. */
  readonly heard: Heard[];
  /** How the next activities are answered; 202 without a body when it is empty. */
  readonly answers: { status: number; body?: unknown }[];
  /** The first activity of this kind, now or when it comes. */
  hear(isWanted: (activity: Heard) => boolean): Promise<Heard>;
  close(): Promise<void>;
}

export async function startFakeBot(): Promise<FakeBot> {
  const heard: Heard[] = [];
  const answers: FakeBot['answers'] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      for (const look of waiting) look();
      const { status, body } = answers.shift() ?? { status: 202 };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`,
    heard,
    answers,
    hear: (isWanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = heard.find(isWanted);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface TestTeams {
  readonly url: string;
  readonly bot: FakeBot;
  readonly clock: FakeClock;
  readonly local: LocalMicrosoft365;
  /** Below `/local365/chat`. */
  chat(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Reply>;
  /** Below `/connector/v3`, as the bot. */
  connector(method: string, path: string, body?: unknown): Promise<Reply>;
  /** Starts it again on the same folder; on another port unless one is given. */
  restart(port?: number): Promise<void>;
  close(): Promise<void>;
}

export async function startTeams({
  folder = null as string | null,
  playgroundUrl = null as string | null,
} = {}): Promise<TestTeams> {
  const bot = await startFakeBot();
  const clock = fakeClock('2026-11-25T10:05:00.000Z');
  const random = fakeRandom();
  const start = (port: number): Promise<LocalMicrosoft365> =>
    startLocalMicrosoft365({
      folder,
      port,
      clock,
      random,
      seed: (context) => seedTenant(context, TENANT_FILE),
      botEndpoint: bot.url,
      ...(playgroundUrl === null ? {} : { playgroundUrl }),
      onError: (error) => {
        throw error;
      },
    });
  let local = await start(0);
  return {
    get url() {
      return local.url;
    },
    get local() {
      return local;
    },
    bot,
    clock,
    chat: (method, path, body) =>
      call(method, `${local.url}/local365/chat${path}`, body === undefined ? {} : { body }),
    connector: (method, path, body) =>
      call(method, `${local.url}/connector/v3${path}`, body === undefined ? {} : { body }),
    async restart(port = 0) {
      await local.close();
      local = await start(port);
    },
    async close() {
      await local.close();
      await bot.close();
    },
  };
}
