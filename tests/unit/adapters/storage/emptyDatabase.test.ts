import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  emptyDatabaseFile,
  readEmptyDatabase,
  unpackEmptyDatabase,
} from '../../../../src/adapters/storage/emptyDatabase.ts';
import { openEmbedded } from '../../../../src/adapters/storage/openEmbedded.ts';

describe('emptyDatabase', function () {
  this.timeout(60_000);
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'docket-database-'));
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it('is there for the PGlite that is installed; else run tools/makeEmptyDatabase.ts', () => {
    assert.ok(existsSync(emptyDatabaseFile()), emptyDatabaseFile());
  });

  it('opens as a database that keeps what is written', async () => {
    const folder = join(parent, 'database');
    const first = await openEmbedded(folder);
    await first.execute("create table note (text text); insert into note values ('kept')");
    await first.close();
    const second = await openEmbedded(folder);
    const notes = await second.query<{ text: string }>('select text from note');
    await second.close();
    assert.deepEqual(notes, [{ text: 'kept' }]);
  });

  it('replaces what a process left half unpacked', async () => {
    const folder = join(parent, 'database');
    mkdirSync(`${folder}.new`);
    writeFileSync(join(`${folder}.new`, 'half.txt'), 'half');
    const archive = await readEmptyDatabase();
    assert.ok(archive !== null);
    unpackEmptyDatabase(archive, folder);
    assert.ok(existsSync(join(folder, 'PG_VERSION')));
    assert.ok(!existsSync(join(folder, 'half.txt')));
    assert.ok(!existsSync(`${folder}.new`));
  });
});
