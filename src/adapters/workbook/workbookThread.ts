/** A thread that writes or reads one workbook and ends; started by `inThread.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../../kernel/errors.ts';
import type { ThreadResult, ThreadTask } from './inThread.ts';
import { readWorkbook } from './readWorkbook.ts';
import { writeWorkbook } from './writeWorkbook.ts';

async function perform(task: ThreadTask): Promise<ThreadResult> {
  try {
    return { done: 'sheets' in task ? await writeWorkbook(task.sheets) : await readWorkbook(task.file) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    // Errors lose their kind between threads.
    return { refused: { code: error.code, message: error.message } };
  }
}

parentPort?.postMessage(await perform(workerData as ThreadTask));
