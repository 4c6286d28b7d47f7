/** Runs the Microsoft 365 Agents Playground, a Teams-like client in the browser, as a child process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { InputError, UnavailableError } from '../../kernel/errors.ts';
import { withinDeadline } from './deadline.ts';
import { PLAYGROUND_CONFIG_FILE } from './playgroundConfig.ts';
import { startPlaygroundFront } from './playgroundFront.ts';

export interface PlaygroundOptions {
  /** Working folder that holds `.m365agentsplayground.yml`. */
  readonly folder: string;
  readonly port: number;
  /** The bot's address, such as `http://127.0.0.1:3978/api/messages`. */
  readonly appEndpoint: string;
  /** Label of the conversation that the page opens on, such as `Atlas ERP - General`. */
  readonly opensOn: string;
}

export interface Playground {
  readonly url: string;
  /** Ends the child and waits until it is gone. */
  close(): Promise<void>;
}

const PACKAGE = '@microsoft/m365agentsplayground';
/** A start takes a second or two; this is for machines that do a lot else. */
const START_DEADLINE_MS = 120_000;
/** How long the child may take to end by itself. */
const END_DEADLINE_MS = 3_000;
/** Enough of its output for an error message. */
const MOST_OUTPUT = 2_000;
/**
 * Loaded into the child before anything else: when our process is gone, however it ended, the pipe to the child's
 * input closes, and the child ends as well instead of keeping its port.
 */
const END_WITH_PARENT = `data:text/javascript,${encodeURIComponent(
  "process.stdin.on('end', () => process.exit()).on('error', () => process.exit()).resume();",
)}`;
const ASK_AGAIN_MS = 50;
const LATE = Symbol('late');

/**
 * Starts it and waits until it listens. Throws an InputError for a missing package, a port in use or a configuration
 * that it does not take, and an UnavailableError when it does not come up.
 */
export async function startPlayground({
  folder,
  port,
  appEndpoint,
  opensOn,
}: PlaygroundOptions): Promise<Playground> {
  const cli = findPlayground();
  const innerPort = await freePort(0);
  if ((await freePort(port)) === null) {
    throw new InputError(
      'port-in-use',
      `Port ${port}, which the Playground is to listen on, is in use; end the program that has it, or choose another port.`,
    );
  }
  const child = spawn(
    process.execPath,
    [
      '--import',
      END_WITH_PARENT,
      cli,
      'start',
      '--app-endpoint',
      appEndpoint,
      '--channel-id',
      'msteams',
      '--port',
      String(innerPort),
      '--disable-telemetry',
    ],
    { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const inner = `http://localhost:${innerPort}/`;
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  const close = async (): Promise<void> => {
    process.off('exit', endWithUs);
    await end(child, ended);
  };
  try {
    await ready(child, ended, folder, inner);
    const front = await startPlaygroundFront({ port, target: inner, opensOn });
    return {
      url: front.url,
      async close() {
        await front.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Path of the Playground's command. */
function findPlayground(): string {
  try {
    const manifest = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    return join(dirname(manifest), 'cli.js');
  } catch (cause) {
    throw new InputError(
      'playground-missing',
      `The Playground is not installed; run "npm install" without --omit=dev, which brings ${PACKAGE}.`,
      { cause },
    );
  }
}

/** `port`, or one that the system chooses for 0, when nobody listens on it; null when somebody does. */
function freePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, () => {
      const free = (probe.address() as AddressInfo).port;
      probe.close(() => resolve(free));
    });
  });
}

/** It says that it listens before it has read its configuration, and ends after; so it is asked for that. */
async function ready(
  child: ChildProcess,
  ended: Promise<number | null>,
  folder: string,
  url: string,
): Promise<void> {
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-MOST_OUTPUT);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const stopAsking = new AbortController();
  const outcome = await withinDeadline(
    Promise.race([answersAt(url, stopAsking.signal), ended]),
    START_DEADLINE_MS,
    () => LATE,
  );
  stopAsking.abort();
  if (outcome === 'up') return;
  if (outcome === LATE) {
    throw new UnavailableError(
      'playground-late',
      `The Playground did not start within ${START_DEADLINE_MS / 1_000} s.`,
      { details: { output } },
    );
  }
  throw new InputError(
    'playground-ended',
    `The Playground ended at once; it does so without a word when it does not like ${join(folder, PLAYGROUND_CONFIG_FILE)}.`,
    { details: { exitCode: outcome, output } },
  );
}

/** Resolves when the Playground tells its configuration. */
async function answersAt(url: string, signal: AbortSignal): Promise<'up'> {
  while (!signal.aborted) {
    try {
      const response = await fetch(new URL('_internal/v1/config', url), { signal });
      await response.arrayBuffer();
      if (response.ok) return 'up';
    } catch {
      // Nobody listens yet, or asking was stopped; the deadline and the child's end are watched elsewhere.
    }
    await setTimeout(ASK_AGAIN_MS);
  }
  return 'up';
}

async function end(child: ChildProcess, ended: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  if ((await withinDeadline(ended, END_DEADLINE_MS, () => LATE)) !== LATE) return;
  child.kill('SIGKILL');
  await ended;
}
