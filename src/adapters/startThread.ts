/** Starts a module of this repository in a thread of its own, from sources and from a build alike. */
import { Worker } from 'node:worker_threads';

const IS_SOURCE = import.meta.url.endsWith('.ts');

/** `module` is the address of its TypeScript file, such as `new URL('./thread.ts', import.meta.url)`. */
export function startThread(module: URL, workerData: unknown): Worker {
  const file = IS_SOURCE ? module.href : module.href.replace(/\.ts$/, '.js');
  return new Worker(threadCode(file), { eval: true, workerData, execArgv: ['--no-warnings'] });
}

/** From sources the thread first needs what reads TypeScript; a built Docket does not. */
function threadCode(file: string): string {
  const thread = `import(${JSON.stringify(file)})`;
  if (!IS_SOURCE) return thread;
  const reader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `import(${reader}).then(({ register }) => { register(); return ${thread}; })`;
}
