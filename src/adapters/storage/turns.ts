/** One connection for many: whose turn it is. */
import { AsyncLocalStorage } from 'node:async_hooks';

const isAwaited = new AsyncLocalStorage<boolean>();

/** What is begun in here goes first: a person waits for the answer. */
export const inHaste = <T>(work: () => T): T => isAwaited.run(true, work);
/** What is begun in here may wait, although somebody's haste started it. */
export const atLeisure = <T>(work: () => T): T => isAwaited.run(false, work);

/** So many in haste go first, then one that has time: nothing waits for ever. */
const MOST_HASTY_IN_A_ROW = 6;

/** Does one work at a time. */
export type TakeTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function makeTurns(): TakeTurn {
  const hasty: (() => void)[] = [];
  const patient: (() => void)[] = [];
  let isTaken = false;
  let hastyInARow = 0;

  const next = (): void => {
    const isPatient = patient.length > 0 && (hasty.length === 0 || hastyInARow >= MOST_HASTY_IN_A_ROW);
    hastyInARow = isPatient ? 0 : hastyInARow + 1;
    const begin = (isPatient ? patient : hasty).shift();
    if (begin === undefined) isTaken = false;
    else begin();
  };

  return async (work) => {
    if (isTaken) {
      const line = isAwaited.getStore() === true ? hasty : patient;
      await new Promise<void>((resolve) => line.push(resolve));
    }
    isTaken = true;
    try {
      return await work();
    } finally {
      next();
    }
  };
}
