/** A lock file that names its holder, and is taken over from a holder that died. */
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { InputError } from '../../kernel/errors.ts';

export interface Lock {
  release(): void;
}

/** Takes the lock or throws an `InputError` that says which process holds it. */
export function takeLock(file: string): Lock {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readHolder(file));
      if (holder > 0 && holder !== process.pid && isAlive(holder)) {
        throw new InputError(
          'database-in-use',
          `The data folder is in use by process ${holder} (lock file ${file}); stop that Docket first, or give this one another folder with DOCKET_DATA.`,
        );
      }
      if (holder === process.pid) {
        throw new InputError(
          'database-in-use',
          `The data folder of ${file} is already open in this process.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new InputError(
    'database-in-use',
    `The lock file ${file} cannot be taken; remove it if no Docket runs.`,
  );
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
