/** The bot of the bench as a child process that can be killed and started again on the same data. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface BenchProcess {
  readonly url: string;
  /** SIGKILL: nothing is closed, nothing is flushed. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export interface PreparedProcess {
  /** Opens its data and listens. */
  begin(): Promise<BenchProcess>;
  kill(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BUILT = join(ROOT, 'dist', 'bench');

/** Makes JavaScript of the program once: each of the many starts then takes half the time. Types are checked elsewhere. */
export function buildBenchProgram(): void {
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const options = [
    '--noEmit',
    'false',
    '--noCheck',
    '--allowImportingTsExtensions',
    'false',
    '--outDir',
    BUILT,
  ];
  execFileSync(process.execPath, [
    compiler,
    '-p',
    join(ROOT, 'tsconfig.json'),
    '--rootDir',
    ROOT,
    ...options,
  ]);
}

/** A process that reads its program and waits for a line before it opens anything. */
export function prepareBenchProcess(file: string, ...args: readonly string[]): PreparedProcess {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--no-warnings', join(BUILT, 'tests', 'bench', file.replace(/\.ts$/, '.js')), ...args],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const stop = async (): Promise<void> => {
    child.stdin?.end();
    await ended;
  };
  return {
    async begin() {
      const printed = once(child.stdout as NonNullable<typeof child.stdout>, 'data');
      child.stdin?.write('begin\n');
      const url = await Promise.race([
        printed.then(([line]) => String(line).trim()),
        ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code} before it listened.`))),
      ]);
      return { url, kill, stop };
    },
    kill,
  };
}
