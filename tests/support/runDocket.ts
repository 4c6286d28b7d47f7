/** The product as its user starts it: `docket start` as a process of its own, and the command line beside it. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { AS_STARTED } from './asStarted.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Much longer than a start takes, even on a machine with many other things to do. */
const START_DEADLINE_MS = 240_000;
const COMMAND_DEADLINE_MS = 120_000;
const END_DEADLINE_MS = 20_000;

export interface DocketPorts {
  readonly DOCKET_PORT: string;
  readonly LOCAL365_PORT: string;
  readonly PLAYGROUND_PORT: string;
}

export interface DocketPlace extends DocketPorts {
  /** Folder of its data. */
  readonly DOCKET_DATA: string;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningDocket {
  /** Everything that it has printed. */
  readonly printed: string;
  /** `chat` is empty where it was left out. */
  readonly addresses: { readonly chat: string; readonly sharePoint: string; readonly health: string };
  readonly process: ChildProcess;
  /** Asks it to end as Ctrl+C does, and waits until it has. */
  stop(): Promise<Finished>;
}

/** Three ports that are free now. */
export async function freePorts(): Promise<DocketPorts> {
  const probes = await Promise.all([1, 2, 3].map(() => openPort()));
  const [bot, local365, playground] = probes.map(({ port }) => String(port));
  await Promise.all(probes.map(({ close }) => close()));
  assert.ok(bot !== undefined && local365 !== undefined && playground !== undefined);
  return { DOCKET_PORT: bot, LOCAL365_PORT: local365, PLAYGROUND_PORT: playground };
}

/** Listens on a port of the system's choice until it is closed. */
export async function openPort(): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  return {
    port: address.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** `docket start ...` until its addresses are printed; fails with what it said when it ends before. */
export async function startDocket(
  place: DocketPlace,
  options: readonly string[] = [],
): Promise<RunningDocket> {
  const child = spawnDocket(place, ['start', ...options]);
  const ended = finish(child, START_DEADLINE_MS * 10);
  let printed = '';
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: string) => {
      printed += chunk;
      if (/^ {2}Stop with/m.test(printed)) resolve();
    });
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), START_DEADLINE_MS);
  const early = await Promise.race([ready, ended]);
  clearTimeout(timer);
  if (early !== undefined) assert.fail(`Docket ended with ${early.code}: ${early.stderr}${early.stdout}`);
  const address = (name: string): string =>
    new RegExp(`^ {2}${name} +(http\\S+)`, 'm').exec(printed)?.[1] ?? '';
  return {
    printed,
    addresses: { chat: address('Chat'), sharePoint: address('SharePoint'), health: address('Health') },
    process: child,
    async stop() {
      const late = setTimeout(() => child.kill('SIGKILL'), END_DEADLINE_MS);
      child.kill('SIGINT');
      const finished = await ended;
      clearTimeout(late);
      return finished;
    },
  };
}

/** `docket COMMAND ...` until it ends. */
export function runDocket(place: DocketPlace, command: readonly string[]): Promise<Finished> {
  return finish(spawnDocket(place, command), COMMAND_DEADLINE_MS);
}

function spawnDocket(place: DocketPlace, command: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [...AS_STARTED, 'tools/docket.mjs', ...command], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...place },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  return child;
}

function finish(child: ChildProcess, deadlineMs: number): Promise<Finished> {
  let [stdout, stderr] = ['', ''];
  child.stdout?.on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk: string) => {
    stderr += chunk;
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}
