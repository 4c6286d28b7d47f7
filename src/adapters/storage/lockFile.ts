/** A lock file that names its holder, and is taken over from a holder that died. */
import { closeSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { InputError } from '../../kernel/errors.ts';

export interface Lock {
  release(): void;
}

/** Locks of this process. Its number alone does not tell: in a container every start may have the same. */
const held = new Set<string>();

/** Takes the lock or throws an `InputError` that says which process holds it. */
export function takeLock(file: string): Lock {
  const name = join(realpathSync(dirname(file)), basename(file));
  if (held.has(name)) {
    throw new InputError('database-in-use', `The data folder of ${file} is already open in this process.`);
  }
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (tryToTake(name)) {
      held.add(name);
      return {
        release() {
          if (!held.delete(name)) return;
          rmSync(name, { force: true });
        },
      };
    }
    const [pid = '', startedAt = ''] = readHolder(name).split(' ');
    const holder = Number(pid);
    if (holder > 0 && holder !== process.pid && isAlive(holder, startedAt)) {
      throw new InputError(
        'database-in-use',
        `The data folder is in use by process ${holder} (lock file ${file}); stop that Docket first, or give this one another folder with DOCKET_DATA.`,
      );
    }
    rmSync(name, { force: true });
  }
  throw new InputError(
    'database-in-use',
    `The lock file ${file} cannot be taken; remove it if no Docket runs.`,
  );
}

function tryToTake(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, `${process.pid} ${startOf(process.pid)}`.trimEnd());
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** A process of that number that began at another time is another program. */
function isAlive(pid: number, startedAt: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const start = startOf(pid);
  return startedAt === '' || start === '' || start === startedAt;
}

/** When a process began, in ticks since the machine did; empty where the system does not tell (not Linux). */
function startOf(pid: number): string {
  try {
    // "proc_pid_stat(5)": the 22nd field; the second, the name in brackets, may hold blanks.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return ''; // No such file system, or no such process: the number alone decides then.
  }
}
