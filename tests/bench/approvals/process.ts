/** The bot of the bench as a child process that can be killed and started again on the same data. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface BenchProcess {
  readonly url: string;
  /** SIGKILL: nothing is closed, nothing is flushed. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startBenchProcess(file: string, ...args: readonly string[]): Promise<BenchProcess> {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--no-warnings', '--import', 'tsx', fileURLToPath(new URL(file, import.meta.url)), ...args],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const url = await Promise.race([
    once(child.stdout as NonNullable<typeof child.stdout>, 'data').then(([printed]) =>
      String(printed).trim(),
    ),
    ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code} before it listened.`))),
  ]);
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}
