/** Runs the local Microsoft 365 as a process of its own, which ends when this one does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { InputError, UnavailableError } from '../../kernel/errors.ts';

export interface Child {
  close(): Promise<void>;
}

export interface LocalMicrosoft365Start {
  readonly folder: string;
  readonly port: number;
  readonly seed: string;
  readonly botEndpoint: string;
  readonly playgroundUrl: string;
}

/** A start takes a second or two; this is for machines that do a lot else. */
const START_DEADLINE_MS = 120_000;
const LOOK_MS = 50;
const END_DEADLINE_MS = 3_000;
const MOST_OUTPUT = 2_000;

/** Throws an `UnavailableError` with its last words when it does not come up. */
export async function startLocalMicrosoft365Process(start: LocalMicrosoft365Start): Promise<Child> {
  const main = fileURLToPath(new URL('../../local365/main.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [
      '--import',
      pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href,
      main,
      '--port',
      String(start.port),
      '--folder',
      start.folder,
      '--seed',
      start.seed,
      '--bot',
      start.botEndpoint,
      '--playground',
      start.playgroundUrl,
      '--end-with-stdin',
    ],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-MOST_OUTPUT);
  });
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  const url = `http://127.0.0.1:${start.port}`;
  for (let waited = 0; waited < START_DEADLINE_MS; waited += LOOK_MS) {
    if (child.exitCode !== null) break;
    if (await answers(`${url}/local365/settings`)) return { close: () => close(child, end) };
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  await close(child, end);
  throw new UnavailableError(
    'local365-not-up',
    `The local Microsoft 365 did not start: ${output.trim() || 'it said nothing'}`,
  );
}

async function close(child: ChildProcess, end: () => void): Promise<void> {
  process.removeListener('exit', end);
  if (child.exitCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.end();
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), END_DEADLINE_MS);
  await gone;
  clearTimeout(timer);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // Not up yet: the caller looks again until its deadline.
  }
}

/** Throws an `InputError` that names the port, who wants it and the option that changes it. */
export async function requireFreePort(port: number, option: string, who: string): Promise<void> {
  const isFree = await new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
  if (isFree) return;
  throw new InputError(
    'port-in-use',
    `Port ${port}, which ${who} is to listen on, is in use; end the program that has it, or choose another port with ${option}.`,
  );
}
