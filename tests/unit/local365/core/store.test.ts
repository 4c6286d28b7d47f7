import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { openStore } from '../../../../src/local365/core/store.ts';

describe('openStore', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'local365-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const journal = () => join(folder, 'journal.jsonl');
  const read = (name: string) => Object.fromEntries(openStore(folder).collection(name).entries());

  it('holds after a restart what it held before, whatever was put and deleted (property)', () => {
    const command = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.jsonValue(), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(command), (commands) => {
        const store = openStore(folder);
        const things = store.collection<unknown>('things');
        for (const [id] of [...things.entries()]) things.delete(id);
        const expected = new Map<string, unknown>();
        for (const [id, value] of commands) {
          if (value === undefined) {
            things.delete(id);
            expected.delete(id);
          } else {
            things.put(id, value);
            expected.set(id, value);
          }
        }
        assert.deepEqual(read('things'), JSON.parse(JSON.stringify(Object.fromEntries(expected))));
      }),
      { numRuns: 30 },
    );
  });

  it('drops a last line that was only half written', () => {
    openStore(folder).collection('things').put('a', 1);
    appendFileSync(journal(), '["things","b",{"x":');
    assert.deepEqual(read('things'), { a: 1 });
    assert.deepEqual(read('things'), { a: 1 });
  });

  it('says which line is broken when it is not the last', () => {
    openStore(folder).collection('things').put('a', 1);
    appendFileSync(journal(), '["things",\n["things","b",2]\n["things","c",3]\n');
    assert.throws(
      () => openStore(folder),
      /journal\.jsonl, line 2: not a journal entry\. Start again with --reset\./,
    );
  });

  it('leaves superseded states out when it opens', () => {
    const things = openStore(folder).collection<number>('things');
    for (let at = 0; at < 100; at += 1) things.put('a', at);
    openStore(folder);
    assert.equal(readFileSync(journal(), 'utf8'), '["things","a",99]\n');
  });

  it('keeps bytes beside the journal, and in memory without a folder', () => {
    for (const place of [folder, null]) {
      const store = openStore(place);
      store.putBytes('file-1', Buffer.from('héllo'));
      assert.equal(store.getBytes('file-1')?.toString(), 'héllo');
      assert.equal(store.getBytes('file-2'), undefined);
    }
    assert.equal(openStore(folder).getBytes('file-1')?.toString(), 'héllo');
  });
});
