/** Writes and reads workbooks in a thread: thousands of rows take seconds, in which everybody else wants answers. */
import { Worker } from 'node:worker_threads';
import { InputError, UnavailableError } from '../../kernel/errors.ts';
import { MINUTE_MS } from '../../kernel/time.ts';
import type { GivenSheet, Sheet } from '../../registers/sheets.ts';
import type { GivenFile } from './readWorkbook.ts';

export type ThreadTask = { readonly sheets: readonly Sheet[] } | { readonly file: GivenFile };
export type ThreadResult =
  | { readonly done: Uint8Array | readonly GivenSheet[] }
  | { readonly refused: { readonly code: string; readonly message: string } };

const DEADLINE_MS = 5 * MINUTE_MS;
const IS_SOURCE = import.meta.url.endsWith('.ts');
const THREAD = new URL(`./workbookThread.${IS_SOURCE ? 'ts' : 'js'}`, import.meta.url);

export const writeInThread = (sheets: readonly Sheet[]): Promise<Uint8Array> =>
  perform({ sheets }) as Promise<Uint8Array>;

/** Throws as `readWorkbook` does. */
export const readInThread = (file: GivenFile): Promise<readonly GivenSheet[]> =>
  perform({ file }) as Promise<readonly GivenSheet[]>;

async function perform(task: ThreadTask): Promise<Uint8Array | readonly GivenSheet[]> {
  const thread = new Worker(threadCode(), { eval: true, workerData: task, execArgv: ['--no-warnings'] });
  let timer: NodeJS.Timeout | undefined;
  try {
    const result = await new Promise<ThreadResult>((resolve, reject) => {
      const late = new UnavailableError(
        'workbook-too-slow',
        'The workbook could not be handled within 5 minutes.',
      );
      timer = setTimeout(() => reject(late), DEADLINE_MS);
      thread.once('message', resolve).once('error', reject);
    });
    if ('refused' in result) throw new InputError(result.refused.code, result.refused.message);
    return result.done;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** From sources the thread first needs what reads TypeScript; a built Docket does not. */
function threadCode(): string {
  const thread = `import(${JSON.stringify(THREAD.href)})`;
  if (!IS_SOURCE) return thread;
  const reader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  return `import(${reader}).then(({ register }) => { register(); return ${thread}; })`;
}
