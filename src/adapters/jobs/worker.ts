/** Takes jobs of one kind, one after the other, until it is stopped. */
import type { Logger } from '../../kernel/logger.ts';

export interface Worker {
  /** Looks at once instead of at its next look. */
  wake(): void;
  /** Takes no further job; resolves when the one that runs has ended. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** Takes a job and does it; false when there was none. Throws only when the queue itself fails. */
  readonly takeOne: () => Promise<boolean>;
  readonly lookEveryMs: number;
  readonly logger: Logger;
}

export function startWorker({ takeOne, lookEveryMs, logger }: WorkerOptions): Worker {
  let isStopping = false;
  let isWoken = false;
  let endSleep: (() => void) | null = null;

  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, lookEveryMs);
      endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const work = async (): Promise<void> => {
    while (!isStopping) {
      isWoken = false;
      let wasThereOne = false;
      try {
        wasThereOne = await takeOne();
      } catch (error) {
        logger.error('The job queue cannot be read or written; it is tried again.', { error });
      }
      if (wasThereOne || isWoken || isStopping) continue;
      await sleep();
      endSleep = null;
    }
  };
  const ended = work();
  return {
    wake() {
      isWoken = true;
      endSleep?.();
    },
    stop() {
      isStopping = true;
      endSleep?.();
      return ended;
    },
  };
}
