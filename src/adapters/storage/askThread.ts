/**
 * Asks the thread of the embedded database; tasks are done in the order in which they are asked. What is asked before
 * the event loop goes on travels together, and so do the answers: a message between threads costs more than a statement.
 */
import type { Worker } from 'node:worker_threads';
import { UnavailableError } from '../../kernel/errors.ts';

export interface ThreadTask {
  readonly id: number;
  readonly sql: string;
  /** With values it is one statement; without, there may be several. */
  readonly values?: readonly unknown[];
  /** A transaction begins before it. */
  readonly begins?: boolean;
  /** The database is opened instead: in a folder, or in memory (null), there from an archive where one is given. */
  readonly opens?: { readonly folder: string | null; readonly archive: Uint8Array<ArrayBuffer> | null };
  /** The database is closed instead. */
  readonly closes?: boolean;
}

/** `error` has the message and PostgreSQL's fields, such as `code`. */
export type ThreadAnswer =
  | { readonly id: number; readonly rows: readonly unknown[] }
  | { readonly id: number; readonly error: Readonly<Record<string, string>> };

/** Rows of the last statement that gave any. */
export type AskThread = (task: Omit<ThreadTask, 'id'>) => Promise<readonly unknown[]>;

interface Waiting {
  resolve(rows: readonly unknown[]): void;
  reject(error: Error): void;
}

/** The thread keeps the program alive only while it is asked something. */
export function makeAskThread(thread: Worker): AskThread {
  const waiting = new Map<number, Waiting>();
  let ended: Error | null = null;
  let last = 0;
  const wait = (id: number): Promise<readonly unknown[]> =>
    new Promise((resolve, reject) => {
      if (ended !== null) return reject(ended);
      if (waiting.size === 0) thread.ref();
      waiting.set(id, { resolve, reject });
    });
  const end = (cause: unknown): void => {
    ended ??= new UnavailableError('database-ended', 'The embedded database has ended; start Docket again.', {
      cause,
    });
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };
  thread.on('error', end).once('exit', (code) => end(new Error(`Its thread ended with ${code}.`)));
  thread.on('message', (answers: readonly ThreadAnswer[]) => {
    for (const answer of answers) {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('rows' in answer) asked?.resolve(answer.rows);
      else asked?.reject(Object.assign(new Error(answer.error.message), answer.error));
    }
    if (waiting.size === 0) thread.unref();
  });
  let gathered: ThreadTask[] = [];
  const send = (): void => {
    const tasks = gathered;
    gathered = [];
    if (ended === null) thread.postMessage(tasks);
  };
  return (task) => {
    last += 1;
    if (gathered.length === 0) process.nextTick(send);
    gathered.push({ ...task, id: last });
    return wait(last);
  };
}
