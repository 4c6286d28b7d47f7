/** A database whose process is killed after some of its statements: none after that is run, and nothing is committed. */
import type { Database } from '../../src/adapters/storage/database.ts';

export interface Killed extends Database {
  /** The process is killed before the statement of this number, counted from now. */
  killBefore(statement: number): void;
  /** Another process works on: gives how many statements were run since `killBefore`. */
  startAgain(): number;
}

export function killAfter(database: Database): Killed {
  let run = 0;
  let last = Number.POSITIVE_INFINITY;
  return {
    ...database,
    killBefore(statement) {
      run = 0;
      last = statement - 1;
    },
    startAgain() {
      last = Number.POSITIVE_INFINITY;
      return run;
    },
    transaction: (work, tenantId) =>
      database.transaction((transaction) => {
        const count = (): void => {
          if (run >= last) throw new Error('The process was killed.');
          run += 1;
        };
        return work({
          async query(sql, values) {
            count();
            return transaction.query(sql, values);
          },
          async write(sql, values) {
            count();
            return transaction.write(sql, values);
          },
          send(sql, values, read) {
            count();
            return transaction.send(sql, values, read);
          },
        });
      }, tenantId),
  };
}
