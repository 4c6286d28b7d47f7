/** The bot of the bench as a child process that can be killed and started again on the same data. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { emptyDatabaseFile } from '../../../src/adapters/storage/emptyDatabase.ts';
import { AS_STARTED } from '../../support/asStarted.ts';

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

/**
 * Makes one file of each program: reading thousands would take longer than all else that a start does, and there are
 * many starts. The program is the same; types are checked elsewhere.
 */
export async function buildBenchPrograms(): Promise<void> {
  await build({
    absWorkingDir: ROOT,
    entryPoints: {
      bot: 'tests/bench/approvals/bot.ts',
      echoBot: 'tests/bench/echoBot.ts',
      embeddedThread: 'src/adapters/storage/embeddedThread.js',
    },
    outdir: BUILT,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    // Loaded by files of their own beside them, or only when asked for.
    external: ['@electric-sql/pglite', 'openai', 'pg-native'],
    banner: {
      js: "import { createRequire as requireIn } from 'node:module'; const require = requireIn(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;",
    },
  });
  const empty = emptyDatabaseFile();
  copyFileSync(empty, join(BUILT, basename(empty)));
}

/** A process that reads its program and waits for a line before it opens anything. */
export function prepareBenchProcess(name: 'bot' | 'echoBot', ...args: readonly string[]): PreparedProcess {
  const child: ChildProcess = spawn(process.execPath, [...AS_STARTED, join(BUILT, `${name}.js`), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
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
        ended.then(([code]) => Promise.reject(new Error(`${name} ended with ${code} before it listened.`))),
      ]);
      return { url, kill, stop };
    },
    kill,
  };
}
