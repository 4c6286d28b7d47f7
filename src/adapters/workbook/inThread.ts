/** Writes and reads workbooks in a thread: thousands of rows take seconds, in which everybody else wants answers. */
import { InputError, UnavailableError } from '../../kernel/errors.ts';
import { MINUTE_MS } from '../../kernel/time.ts';
import type { GivenSheet, Sheet } from '../../registers/sheets.ts';
import { startThread } from '../startThread.ts';
import type { GivenFile } from './readWorkbook.ts';

export type ThreadTask = { readonly sheets: readonly Sheet[] } | { readonly file: GivenFile };
export type ThreadResult =
  | { readonly done: Uint8Array | readonly GivenSheet[] }
  | { readonly refused: { readonly code: string; readonly message: string } };

const DEADLINE_MS = 5 * MINUTE_MS;
const THREAD = new URL('./workbookThread.ts', import.meta.url);

export const writeInThread = (sheets: readonly Sheet[]): Promise<Uint8Array> =>
  perform({ sheets }) as Promise<Uint8Array>;

/** Throws as `readWorkbook` does. */
export const readInThread = (file: GivenFile): Promise<readonly GivenSheet[]> =>
  perform({ file }) as Promise<readonly GivenSheet[]>;

async function perform(task: ThreadTask): Promise<Uint8Array | readonly GivenSheet[]> {
  const thread = startThread(THREAD, task);
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
