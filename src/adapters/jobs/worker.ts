/** Takes jobs and does them side by side until it is stopped. */
import type { Logger } from '../../kernel/logger.ts';

export interface Worker {
  /** Looks at once instead of at its next look. */
  wake(): void;
  /** Takes no further job; resolves when those that run have ended. */
  stop(): Promise<void>;
}

export interface WorkerOptions<Taken> {
  /** Takes at most so many jobs that are due; throws only when the queue itself fails. */
  readonly take: (most: number) => Promise<readonly Taken[]>;
  /** Does one of them; throws only when the queue itself fails. */
  readonly run: (taken: Taken) => Promise<void>;
  /** How many run at the same time. */
  readonly sideBySide: number;
  readonly lookEveryMs: number;
  readonly logger: Logger;
}

export function startWorker<Taken>(options: WorkerOptions<Taken>): Worker {
  const { take, run, sideBySide, lookEveryMs, logger } = options;
  const running = new Set<Promise<void>>();
  let isStopping = false;
  let isWoken = false;
  let endSleep: (() => void) | null = null;

  const wake = (): void => {
    isWoken = true;
    endSleep?.();
  };
  const sleep = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, lookEveryMs);
      endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    endSleep = null;
  };
  const failed = (error: unknown): void =>
    logger.error('The job queue cannot be read or written; it is tried again.', { error });

  /** Where the places are all taken there may be more than fitted: the next place that is free looks. */
  let isFull = false;
  const takeSome = async (): Promise<void> => {
    const most = sideBySide - running.size;
    const jobs = most === 0 ? [] : await take(most);
    isFull = jobs.length === most;
    for (const job of jobs) {
      const ended = run(job)
        .catch(failed)
        .finally(() => {
          running.delete(ended);
          if (isFull) wake();
        });
      running.add(ended);
    }
  };
  const work = async (): Promise<void> => {
    while (!isStopping) {
      isWoken = false;
      await takeSome().catch(failed);
      if (!isWoken && !isStopping) await sleep();
    }
    await Promise.all(running);
  };
  const ended = work();
  return {
    wake,
    stop() {
      isStopping = true;
      endSleep?.();
      return ended;
    },
  };
}
