import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  type DocumentLibraries,
  makeDocumentLibraries,
  safeFileName,
} from '../../../src/adapters/graph/documents.ts';
import { type GraphWorld, startGraphWorld } from './support.ts';

const text = (content: string): Uint8Array => Buffer.from(content);
const plain = { contentType: 'text/plain', whenThere: 'replace' } as const;
const bytes = (count: number): Uint8Array =>
  Uint8Array.from({ length: count }, (_, index) => (index * 7 + (index >> 8)) % 251);

describe('DocumentLibraries', () => {
  let world: GraphWorld;
  let libraries: DocumentLibraries;
  let drive: string;
  beforeEach(async () => {
    world = await startGraphWorld();
    libraries = makeDocumentLibraries(world.client);
    const site = await world.client.get('/sites/harbour.sharepoint.example:/sites/atlas', {
      schema: z.object({ id: z.string() }),
    });
    drive = await libraries.libraryOf(site.id);
  });
  afterEach(() => world.close());

  it('uploads into folders that it makes, keeps versions, and downloads what was uploaded', async () => {
    const first = await libraries.upload(drive, 'Minutes/2026/Weekly #12 & Co.txt', text('one'), plain);
    const second = await libraries.upload(drive, 'Minutes/2026/Weekly #12 & Co.txt', text('two!'), plain);
    assert.equal(second.itemId, first.itemId);
    assert.equal(second.sizeBytes, 4);
    assert.notEqual(second.etag, first.etag);
    assert.equal(Buffer.from(await libraries.download(drive, first.itemId)).toString(), 'two!');
    assert.deepEqual(await libraries.find(drive, 'Minutes/2026/Weekly #12 & Co.txt'), second);
    const versions = await libraries.versions(drive, first.itemId);
    assert.deepEqual(
      versions.map(({ sizeBytes }) => sizeBytes),
      [4, 3],
    );
    assert.equal(await libraries.find(drive, 'Minutes/other.txt'), null);
  });

  it('names what is in a folder, and nothing where there is no folder', async () => {
    const names = Array.from({ length: 12 }, (_each, at) => `CR-${at} approved.docx`);
    for (const name of names) await libraries.upload(drive, `Approvals/${name}`, text(name), plain);
    assert.deepEqual([...(await libraries.names(drive, 'Approvals'))].sort(), names.sort());
    assert.deepEqual(await libraries.names(drive, 'Missing'), []);
  });

  it('does not replace a file that is there, nor one that changed meanwhile', async () => {
    const first = await libraries.upload(drive, 'a.txt', text('one'), { ...plain, whenThere: 'fail' });
    await assert.rejects(libraries.upload(drive, 'a.txt', text('two'), { ...plain, whenThere: 'fail' }), {
      name: 'ConflictError',
      code: 'name-already-exists',
    });
    await libraries.upload(drive, 'a.txt', text('two'), { ...plain, etag: first.etag });
    await assert.rejects(libraries.upload(drive, 'a.txt', text('three'), { ...plain, etag: first.etag }), {
      name: 'ConflictError',
      code: 'changed-meanwhile',
    });
    assert.equal((await libraries.versions(drive, first.itemId)).length, 2);
  });

  it('makes one file when the reply is lost', async () => {
    for (const [index, fault] of ['lost-reply', 'gateway-timeout'].entries()) {
      await world.fault({ match: { method: 'PUT', path: '/drives/' }, fault, times: 1 });
      const made = await libraries.upload(drive, `lost-${index}.txt`, text('once'), {
        ...plain,
        whenThere: 'fail',
      });
      assert.equal((await libraries.versions(drive, made.itemId)).length, 1, fault);
    }
  });

  it('uploads a large file in pieces and adds a version of it', async () => {
    const large = bytes(11_000_000);
    const first = await libraries.upload(drive, 'Plans/plan.bin', large, {
      ...plain,
      contentType: 'application/octet-stream',
    });
    assert.equal(first.sizeBytes, large.length);
    assert.ok(Buffer.from(await libraries.download(drive, first.itemId)).equals(Buffer.from(large)));
    const second = await libraries.upload(drive, 'Plans/plan.bin', large.subarray(1), {
      ...plain,
      etag: first.etag,
    });
    assert.equal(second.itemId, first.itemId);
    await assert.rejects(libraries.upload(drive, 'Plans/plan.bin', large, { ...plain, etag: first.etag }), {
      name: 'ConflictError',
    });
  });

  it('says that a locked file is locked', async () => {
    await libraries.upload(drive, 'open.txt', text('one'), plain);
    await world.fault({ match: { method: 'PUT', path: '/open.txt' }, fault: 'file-locked', times: 1 });
    await assert.rejects(libraries.upload(drive, 'open.txt', text('two'), plain), {
      name: 'UnavailableError',
      code: 'locked',
      outcomeUnknown: false,
    });
  });
});

describe('safeFileName', () => {
  const table: readonly (readonly [string, string])[] = [
    ['Minutes 2026-11-25.docx', 'Minutes 2026-11-25.docx'],
    ['What? "A/B": yes|no*', 'What- -A-B- yes-no-'],
    [' ..hidden.. ', 'hidden'],
    ['', 'file'],
    ['a\u0007b', 'a-b'],
  ];
  for (const [given, wanted] of table)
    it(`makes ${JSON.stringify(wanted)} of ${JSON.stringify(given)}`, () =>
      assert.equal(safeFileName(given), wanted));
});
