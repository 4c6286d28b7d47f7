/** Serves the bot's endpoint over real HTTP on loopback, for tests that come in through its door. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';

export interface BotEndpoint {
  /** Such as `http://127.0.0.1:41001/api/messages`. */
  readonly url: string;
  /** Sends one activity as Teams does; `body` is undefined when the answer has none. */
  send(
    activity: unknown,
    authorization?: string,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  close(): Promise<void>;
}

export async function startBotEndpoint(messages: RequestHandler): Promise<BotEndpoint> {
  const app = express();
  app.post('/api/messages', messages);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;
  return {
    url,
    async send(activity, authorization) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
