import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from '../../../../src/adapters/storage/lockFile.ts';
import { InputError } from '../../../../src/kernel/errors.ts';

describe('takeLock', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'docket-lock-'));
    file = join(folder, 'database.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const refusalOf = (work: () => unknown): string => {
    try {
      work();
    } catch (error) {
      assert.ok(error instanceof InputError);
      assert.equal(error.code, 'database-in-use');
      return error.message;
    }
    return assert.fail('The lock was taken.');
  };

  it('names this process in the file while it is held, and leaves nothing behind', () => {
    const lock = takeLock(file);
    assert.equal(readFileSync(file, 'utf8').split(' ')[0], String(process.pid));
    lock.release();
    assert.equal(existsSync(file), false);
  });

  it('refuses a second time in this process, also by another way to the same file', () => {
    const lock = takeLock(file);
    assert.match(
      refusalOf(() => takeLock(file)),
      /already open in this process/,
    );
    assert.match(
      refusalOf(() => takeLock(join(folder, '.', 'x', '..', 'database.lock'))),
      /already open/,
    );
    lock.release();
    takeLock(file).release();
  });

  it('names the process that holds it, file and way out', async () => {
    const holder = spawn(process.execPath, ['--import', 'tsx', 'tests/support/holdLock.ts', file], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(holder.stdout, 'data');
    const reason = refusalOf(() => takeLock(file));
    assert.match(reason, new RegExp(`in use by process ${holder.pid} `));
    assert.ok(reason.includes(file) && reason.includes('DOCKET_DATA'));
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    assert.ok(existsSync(file), 'A process that is killed leaves its lock.');
    takeLock(file).release();
  });

  it('takes over from a process that died with the number of this one, as in a container that starts again', () => {
    writeFileSync(file, `${process.pid} 12345`);
    takeLock(file).release();
  });

  it('takes over when the number now belongs to another program', function () {
    if (!existsSync(`/proc/${process.ppid}/stat`)) this.skip();
    writeFileSync(file, `${process.ppid} 12345`);
    takeLock(file).release();
  });

  it('believes the number alone where the file does not tell when the process began', () => {
    writeFileSync(file, String(process.ppid));
    assert.match(
      refusalOf(() => takeLock(file)),
      new RegExp(`in use by process ${process.ppid} `),
    );
  });

  for (const content of ['', 'no number', '0', '-1', '99999999']) {
    it(`takes over a file that says ${JSON.stringify(content)}`, () => {
      writeFileSync(file, content);
      takeLock(file).release();
    });
  }
});
