/** Brings an app behind a port, starts its jobs and its clock, and ends all of it in order. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InputError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { App } from './compose.ts';

export interface Served {
  /** `http://host:port`. */
  readonly url: string;
  close(): Promise<void>;
}

/** How often the clock is looked at; later jobs and throttled messages wait this much longer at most. */
const TICK_MS = 2_000;
/** Longer than load balancers keep a quiet connection, so that they never use one that was just closed. */
const KEEP_ALIVE_MS = 120_000;
const CLOSE_DEADLINE_MS = 5_000;

/** Throws an `InputError` for a port in use; the app is closed then. */
export async function serve(
  app: App,
  { host, port, logger }: { readonly host: string; readonly port: number; readonly logger: Logger },
): Promise<Served> {
  const server = createServer(app.http);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  try {
    await listen(server, host, port);
  } catch (error) {
    await app.close();
    throw error;
  }
  const url = `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${(server.address() as AddressInfo).port}`;
  try {
    await app.start(url);
  } catch (error) {
    await stopListening(server);
    await app.close();
    throw error;
  }
  const stopClock = startClock(app, logger);
  return {
    url,
    async close() {
      await stopClock();
      await stopListening(server);
      await app.close();
    },
  };
}

/** Requests that are being answered end first, within a few seconds. */
function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), CLOSE_DEADLINE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Ticks one after the other; the returned function ends the clock and waits for the tick that runs. */
export function startClock(app: App, logger: Logger): () => Promise<void> {
  let current: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    current = app
      .tick()
      .catch((error) => logger.error('A tick failed.', { error }))
      .finally(() => {
        isBusy = false;
      });
  }, TICK_MS);
  return async () => {
    clearInterval(timer);
    await current;
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new InputError(
              'port-in-use',
              `Port ${port} is in use; end the program that has it, or give Docket another one with DOCKET_PORT.`,
              { cause: error },
            )
          : error,
      );
    });
    server.listen(port, host, () => resolve());
  });
}
