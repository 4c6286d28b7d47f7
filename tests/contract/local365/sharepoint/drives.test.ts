import assert from 'node:assert/strict';
import { channels } from '../../../../src/local365/directory/records.ts';
import { call, makeToken } from '../core/support.ts';
import {
  AMARA,
  asPerson,
  FULL,
  GROUP,
  givenList,
  startSharePoint,
  type TestSharePoint,
  TOMASZ,
} from './support.ts';

const UNIT = 327_680;

describe('drives', () => {
  let sharePoint: TestSharePoint;
  let drive: string;
  before(async () => {
    sharePoint = await startSharePoint();
    drive = `${sharePoint.url}/v1.0/drives/${(await sharePoint.get('/drive')).body.id}`;
  });
  after(() => sharePoint.close());
  let folder = '';
  beforeEach(() => {
    sharePoint.clock.set('2026-11-02T09:00:00.000Z');
    folder = `f-${sharePoint.context.random.uuid()}`;
  });
  const put = (path: string, body: string | Buffer, options = {}) =>
    call('PUT', `${drive}/root:/${folder}/${path}:/content`, { token: FULL, body, ...options });
  const at = (path: string, below = '') =>
    `${drive}/root:/${folder}/${path}${below === '' ? '' : `:${below}`}`;
  const names = (reply: { body: { value: { name: string }[] } }) => reply.body.value.map(({ name }) => name);
  const contentOf = async (address: string) => {
    const reply = await sharePoint.get(address);
    assert.equal(reply.status, 302);
    return (await call('GET', reply.headers.get('location') ?? '', { token: null })).text;
  };

  it('is the library of the site, by each address ("Get drive", "List available drives")', async () => {
    const { body } = await sharePoint.get('/drive');
    assert.deepEqual([body.driveType, body.name], ['documentLibrary', 'Documents']);
    assert.equal((await sharePoint.get(drive)).body.id, body.id);
    assert.equal((await sharePoint.get(`${sharePoint.url}/v1.0/groups/${GROUP}/drive`)).body.id, body.id);
    assert.equal((await sharePoint.get('/lists/Documents/drive')).body.id, body.id);
    const reply = await sharePoint.post('/lists', {
      displayName: 'Evidence',
      list: { template: 'documentLibrary' },
    });
    assert.equal(reply.status, 201);
    assert.deepEqual(names(await sharePoint.get('/drives')), ['Documents', 'Evidence']);
    const list = await givenList(sharePoint, 'No library');
    assert.equal((await sharePoint.get(`${list}/drive`)).status, 404);
  });

  describe('"Upload or replace the contents of a driveItem"', () => {
    it('answers 201 for a new file and makes the folders on the way, 200 for a replaced one', async () => {
      const first = await put('minutes/steering.docx', 'one');
      assert.equal(first.status, 201);
      assert.equal(first.body.name, 'steering.docx');
      assert.equal(first.body.size, 3);
      assert.equal(
        first.body.file.mimeType,
        'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      );
      assert.match(first.body.eTag, /^"\{[0-9A-F-]{36}\},1"$/);
      assert.match(first.body.cTag, /^"c:\{[0-9A-F-]{36}\},1"$/);
      assert.match(first.body.parentReference.path, new RegExp(`/root:/${folder}/minutes$`));
      const second = await put('minutes/steering.docx', 'three');
      assert.deepEqual([second.status, second.body.id, second.body.size], [200, first.body.id, 5]);
      assert.deepEqual(names(await sharePoint.get(at('minutes', '/children'))), ['steering.docx']);
    });

    it('takes a parent and a name, and the id of the file itself', async () => {
      await put('a.txt', 'one');
      const parent = (await sharePoint.get(`${drive}/root:/${folder}`)).body.id;
      const created = await call('PUT', `${drive}/items/${parent}:/b.txt:/content`, {
        token: FULL,
        body: 'two',
      });
      assert.equal(created.status, 201);
      const replaced = await call('PUT', `${drive}/items/${created.body.id}/content`, {
        token: FULL,
        body: 'three',
      });
      assert.deepEqual([replaced.status, replaced.body.size], [200, 5]);
    });

    for (const [behavior, status, left] of [
      ['fail', 409, ['a.txt']],
      ['replace', 200, ['a.txt']],
      ['rename', 201, ['a 1.txt', 'a.txt']],
    ] as const)
      it(`answers ${status} to a name that is taken when the conflict behaviour is ${behavior}`, async () => {
        await put('a.txt', 'one');
        const { status: answered } = await call(
          'PUT',
          `${at('a.txt', '/content')}?@microsoft.graph.conflictBehavior=${behavior}`,
          { token: FULL, body: 'two' },
        );
        assert.equal(answered, status);
        assert.deepEqual(names(await sharePoint.get(`${drive}/root:/${folder}:/children`)), left);
      });

    it('honours If-Match with the ETag or the CTag, and If-None-Match', async () => {
      const { body } = await put('a.txt', 'one');
      const stale = await put('a.txt', 'two', { headers: { 'If-Match': '"{x},9"' } });
      assert.deepEqual(
        [stale.status, stale.body.error.message],
        [412, "ETag does not match current item's value"],
      );
      assert.equal((await put('a.txt', 'two', { headers: { 'If-Match': body.cTag } })).status, 200);
      assert.equal((await put('a.txt', 'x', { headers: { 'If-None-Match': '*' } })).status, 412);
      assert.equal((await put('b.txt', 'x', { headers: { 'If-None-Match': '*' } })).status, 201);
    });

    for (const [title, name] of [
      ['a colon', 'a%3Ab.txt'],
      ['a question mark', 'a%3Fb.txt'],
      ['a backslash', 'a%5Cb.txt'],
      ['an asterisk', 'a*b.txt'],
      ['a space at the end', 'a.txt%20'],
      ['a reserved name', 'CON'],
      ['a path of more than 400 characters', `${'x'.repeat(200)}/${'y'.repeat(200)}.txt`],
    ] as const)
      it(`refuses ${title} with 400 ("Restrictions and limitations in OneDrive and SharePoint")`, async () => {
        assert.equal((await put(name, 'x')).status, 400);
      });

    it('is refused to an app that may only read', async () => {
      assert.equal((await put('a.txt', 'x', { token: makeToken(['Sites.Read.All']) })).status, 403);
      assert.equal((await put('a.txt', 'x', { token: makeToken(['Files.ReadWrite.All']) })).status, 201);
    });
  });

  describe('"Download driveItem content"', () => {
    it('answers 302 to an address that needs no token, for an hour', async () => {
      await put('a.txt', 'héllo');
      const reply = await sharePoint.get(at('a.txt', '/content'));
      assert.equal(reply.status, 302);
      const address = reply.headers.get('location') ?? '';
      const file = await call('GET', address, { token: null });
      assert.deepEqual([file.text, file.headers.get('content-type')], ['héllo', 'text/plain']);
      const item = await sharePoint.get(at('a.txt'));
      assert.equal(
        (await call('GET', item.body['@microsoft.graph.downloadUrl'], { token: null })).text,
        'héllo',
      );
      assert.equal((await call('GET', `${address}x`, { token: null })).status, 404);
      sharePoint.clock.set('2026-11-02T10:00:01.000Z');
      assert.equal((await call('GET', address, { token: null })).status, 401);
    });
  });

  describe('"Create a new folder in a drive", "List children of a driveItem"', () => {
    it('makes folders and lists what is in them by pages', async () => {
      const made = await sharePoint.post(`${drive}/root/children`, { name: folder, folder: {} });
      assert.deepEqual([made.status, made.body.folder], [201, { childCount: 0 }]);
      for (const name of ['c.txt', 'a.txt', 'b.txt']) await put(name, name);
      const children = `${drive}/items/${made.body.id}/children`;
      const first = await sharePoint.get(`${children}?$top=2`);
      assert.deepEqual(names(first), ['a.txt', 'b.txt']);
      assert.deepEqual(names(await sharePoint.get(first.body['@odata.nextLink'])), ['c.txt']);
      assert.deepEqual(names(await sharePoint.get(`${children}?$orderby=name desc&$select=name`)), [
        'c.txt',
        'b.txt',
        'a.txt',
      ]);
    });

    it('refuses a taken name unless it may be renamed', async () => {
      await put('a.txt', 'x');
      const again = (behavior: string) =>
        sharePoint.post(`${drive}/root/children`, {
          name: folder,
          folder: {},
          '@microsoft.graph.conflictBehavior': behavior,
        });
      assert.equal((await again('fail')).status, 409);
      assert.equal((await again('rename')).body.name, `${folder} 1`);
    });
  });

  it('answers 404 for a path that leads nowhere, and selects properties ("Get driveItem")', async () => {
    await put('a.txt', 'x');
    assert.equal((await sharePoint.get(at('b.txt'))).status, 404);
    const { body } = await sharePoint.get(`${at('a.txt')}?$select=id,name`);
    assert.deepEqual(Object.keys(body).sort(), ['@microsoft.graph.downloadUrl', 'id', 'name']);
    assert.equal((await sharePoint.get(`${at('a.txt')}?$expand=thumbnails`)).status, 501);
  });

  describe('"Update driveItem", "Delete driveItem"', () => {
    it('renames and moves, and keeps the content', async () => {
      const { body } = await put('a.txt', 'one');
      const target = await sharePoint.post(`${drive}/root:/${folder}:/children`, {
        name: 'archive',
        folder: {},
      });
      const moved = await sharePoint.patch(`${drive}/items/${body.id}`, {
        name: 'b.txt',
        parentReference: { id: target.body.id },
      });
      assert.equal(moved.status, 200);
      assert.deepEqual([moved.body.cTag, moved.body.name], [body.cTag, 'b.txt']);
      assert.notEqual(moved.body.eTag, body.eTag);
      assert.equal(await contentOf(at('archive/b.txt', '/content')), 'one');
      const inside = await sharePoint.patch(`${drive}/items/${target.body.id}`, {
        parentReference: { id: target.body.id },
      });
      assert.equal(inside.status, 400);
    });

    it('answers 409 when the name is taken', async () => {
      await put('a.txt', 'one');
      await put('b.txt', 'two');
      assert.equal((await sharePoint.patch(at('a.txt'), { name: 'b.txt' })).status, 409);
    });

    it('deletes a folder with all in it, and the recycle bin gives it back', async () => {
      await put('deep/a.txt', 'one');
      const stale = await sharePoint.remove(`${drive}/root:/${folder}`, { headers: { 'If-Match': '"x"' } });
      assert.equal(stale.status, 412);
      assert.equal((await sharePoint.remove(`${drive}/root:/${folder}`)).status, 204);
      assert.equal((await sharePoint.get(at('deep/a.txt'))).status, 404);
      const bin = (await sharePoint.get(`${sharePoint.url}/local365/sharepoint/recycle`)).body.value;
      const { key } = bin.find((entry: { title: string }) => entry.title === folder);
      await sharePoint.post(`${sharePoint.url}/local365/sharepoint/recycle/restore`, { key });
      assert.equal(await contentOf(at('deep/a.txt', '/content')), 'one');
    });
  });

  describe('"List versions of a driveItem", "driveItemVersion: restoreVersion"', () => {
    it('keeps earlier contents and restores them', async () => {
      await put('a.txt', 'one');
      await put('a.txt', 'three');
      const { body } = await sharePoint.get(at('a.txt', '/versions'));
      assert.deepEqual(
        body.value.map(({ id, size }: { id: string; size: number }) => [id, size]),
        [
          ['2.0', 5],
          ['1.0', 3],
        ],
      );
      assert.equal(await contentOf(at('a.txt', '/versions/1.0/content')), 'one');
      assert.equal((await sharePoint.post(at('a.txt', '/versions/1.0/restoreVersion'), {})).status, 204);
      assert.equal(await contentOf(at('a.txt', '/content')), 'one');
      assert.equal((await sharePoint.get(at('a.txt', '/versions'))).body.value[0].id, '3.0');
    });
  });

  describe('"driveItem: checkout", "driveItem: checkin"', () => {
    it('locks the file for others with 423 until it is checked in', async () => {
      await put('a.txt', 'one');
      assert.equal(
        (await sharePoint.post(at('a.txt', '/checkout'), {}, { token: asPerson(AMARA) })).status,
        204,
      );
      const refused = await put('a.txt', 'two');
      assert.deepEqual([refused.status, refused.body.error.code], [423, 'resourceLocked']);
      assert.match(refused.body.error.message, /checked out by Amara Okafor/);
      assert.equal((await sharePoint.get(at('a.txt'))).body.publication.level, 'checkout');
      assert.equal((await put('a.txt', 'two', { token: asPerson(AMARA) })).status, 200);
      assert.equal(
        (await sharePoint.post(at('a.txt', '/checkin'), {}, { token: asPerson(TOMASZ) })).status,
        423,
      );
      const checkIn = { comment: 'done', checkInAs: 'published' };
      assert.equal(
        (await sharePoint.post(at('a.txt', '/checkin'), checkIn, { token: asPerson(AMARA) })).status,
        204,
      );
      assert.equal((await put('a.txt', 'three')).status, 200);
      assert.equal((await sharePoint.post(at('a.txt', '/checkin'), {})).status, 400);
    });

    it("answers 423 when the fault 'file-locked' stands for a co-authoring session", async () => {
      await put('a.txt', 'one');
      sharePoint.context.faults.add({ match: { path: '/a.txt' }, fault: 'file-locked', times: 1 });
      assert.equal((await put('a.txt', 'two')).status, 423);
      assert.equal((await put('a.txt', 'two')).status, 200);
    });
  });

  describe('the list item of a file ("Get listItem", "Update listItem")', () => {
    it('reads and writes the columns of the library', async () => {
      await sharePoint.post('/lists/Documents/columns', { name: `M${folder.slice(-4)}`, text: {} });
      const column = `M${folder.slice(-4)}`;
      await put('a.txt', 'one');
      const { status, body } = await sharePoint.patch(at('a.txt', '/listItem/fields'), {
        [column]: 'Steering',
      });
      assert.equal(status, 200);
      assert.deepEqual([body[column], body.FileLeafRef], ['Steering', 'a.txt']);
      const item = await sharePoint.get(`${at('a.txt')}?$expand=listItem($expand=fields($select=${column}))`);
      assert.equal(item.body.listItem.fields[column], 'Steering');
      const listItem = await sharePoint.get(at('a.txt', '/listItem'));
      assert.equal(listItem.body.contentType.name, 'Document');
      const all = await sharePoint.get('/lists/Documents/items?$top=5000');
      assert.ok(all.body.value.some(({ id }: { id: string }) => id === listItem.body.id));
    });

    it('takes no item without content', async () => {
      assert.equal((await sharePoint.post('/lists/Documents/items', { fields: { Title: 'x' } })).status, 400);
    });
  });

  describe('"Create a sharing link for a driveItem", "List permissions on a driveItem"', () => {
    it('makes one link of a kind for the organisation, and none for the world', async () => {
      await put('a.txt', 'one');
      const link = (body: object) => sharePoint.post(at('a.txt', '/createLink'), body);
      const first = await link({ type: 'view', scope: 'organization' });
      assert.deepEqual(
        [first.status, first.body.roles, first.body.link.scope],
        [201, ['read'], 'organization'],
      );
      const again = await link({ type: 'view', scope: 'organization' });
      assert.deepEqual([again.status, again.body], [200, first.body]);
      assert.equal((await link({ type: 'edit', scope: 'anonymous' })).status, 403);
      assert.equal((await link({ type: 'embed' })).status, 400);
      const { body } = await sharePoint.get(at('a.txt', '/permissions'));
      assert.deepEqual([body.value.length, body.value[0].grantedToV2.group.id], [2, GROUP]);
    });
  });

  it('gives each standard channel a folder in the library of the site ("Get filesFolder")', async () => {
    const channel = (membershipType: 'standard' | 'private') => ({
      id: `19:${membershipType}@thread.tacv2`,
      teamId: GROUP,
      displayName: 'Cutover',
      description: null,
      membershipType,
      isPrimary: false,
      createdDateTime: '2026-11-01T09:00:00Z',
      memberIds: [],
    });
    for (const kind of ['standard', 'private'] as const)
      channels(sharePoint.context.store).put(channel(kind).id, channel(kind));
    const folderOf = (id: string) =>
      sharePoint.get(`${sharePoint.url}/v1.0/teams/${GROUP}/channels/${id}/filesFolder`);
    const first = await folderOf(channel('standard').id);
    assert.deepEqual([first.status, first.body.name], [200, 'Cutover']);
    assert.equal(`${sharePoint.url}/v1.0/drives/${first.body.parentReference.driveId}`, drive);
    assert.equal((await folderOf(channel('standard').id)).body.id, first.body.id);
    assert.equal((await folderOf(channel('private').id)).status, 501);
    assert.equal((await folderOf('19:none@thread.tacv2')).status, 404);
  });

  describe('"driveItem: createUploadSession"', () => {
    const open = async (path: string, body: object = {}, options = {}) =>
      sharePoint.post(at(path, '/createUploadSession'), body, options);
    const send = (address: string, content: Buffer, range: string, headers = {}) =>
      call('PUT', address, { token: null, body: content, headers: { 'Content-Range': range, ...headers } });

    it('takes pieces in order and answers the file to the last', async () => {
      const content = Buffer.alloc(UNIT * 2 + 10, 'abc');
      const session = await open('big/large.bin', { item: { name: 'large.bin' } });
      assert.equal(session.status, 200);
      assert.deepEqual(session.body.nextExpectedRanges, ['0-']);
      const address = session.body.uploadUrl;
      const first = await send(address, content.subarray(0, UNIT), `bytes 0-${UNIT - 1}/${content.length}`);
      assert.deepEqual([first.status, first.body.nextExpectedRanges], [202, [`${UNIT}-`]]);
      assert.deepEqual((await call('GET', address, { token: null })).body.nextExpectedRanges, [`${UNIT}-`]);
      const last = await send(
        address,
        content.subarray(UNIT),
        `bytes ${UNIT}-${content.length - 1}/${content.length}`,
      );
      assert.deepEqual([last.status, last.body.size], [201, content.length]);
      assert.equal(await contentOf(at('big/large.bin', '/content')), content.toString());
      assert.equal((await call('GET', address, { token: null })).status, 404);
    });

    it('answers 200 with the same item when it replaces a file, and 409 when it must not', async () => {
      const { body } = await put('a.txt', 'one');
      const behavior = (value: string) => ({ item: { '@microsoft.graph.conflictBehavior': value } });
      const replace = await open('a.txt', behavior('replace'));
      const replaced = await send(replace.body.uploadUrl, Buffer.from('two'), 'bytes 0-2/3');
      assert.deepEqual([replaced.status, replaced.body.id], [200, body.id]);
      const fail = await open('a.txt', behavior('fail'));
      const refused = await send(fail.body.uploadUrl, Buffer.from('two'), 'bytes 0-2/3');
      assert.deepEqual([refused.status, refused.body.error.code], [409, 'nameAlreadyExists']);
      const rename = await open('a.txt', behavior('rename'));
      assert.equal(
        (await send(rename.body.uploadUrl, Buffer.from('two'), 'bytes 0-2/3')).body.name,
        'a 1.txt',
      );
    });

    for (const [title, content, range, status] of [
      ['a piece that is no multiple of 320 KiB and not the last', Buffer.alloc(100), 'bytes 0-99/500', 400],
      ['a piece of another length than it says', Buffer.alloc(100), 'bytes 0-98/99', 400],
      ['a piece without Content-Range', Buffer.alloc(10), '', 400],
      ['a piece that comes too early', Buffer.alloc(100), 'bytes 400-499/500', 416],
    ] as const)
      it(`refuses ${title} with ${status}`, async () => {
        const session = await open('a.bin');
        const reply = await send(session.body.uploadUrl, content, range);
        assert.equal(reply.status, status);
        assert.deepEqual(
          (await call('GET', session.body.uploadUrl, { token: null })).body.nextExpectedRanges,
          ['0-'],
        );
      });

    it('refuses a piece that is there already with 416, and another total with 400', async () => {
      const session = await open('a.bin');
      const piece = Buffer.alloc(UNIT);
      const total = UNIT * 2;
      await send(session.body.uploadUrl, piece, `bytes 0-${UNIT - 1}/${total}`);
      assert.equal((await send(session.body.uploadUrl, piece, `bytes 0-${UNIT - 1}/${total}`)).status, 416);
      const other = await send(session.body.uploadUrl, piece, `bytes ${UNIT}-${total - 1}/${total + 1}`);
      assert.equal(other.status, 400);
    });

    it('refuses an Authorization header with 401', async () => {
      const session = await open('a.bin');
      const reply = await send(session.body.uploadUrl, Buffer.from('x'), 'bytes 0-0/1', {
        Authorization: `Bearer ${FULL}`,
      });
      assert.equal(reply.status, 401);
    });

    it('waits for a POST when the commit is deferred', async () => {
      const session = await open('a.bin', { deferCommit: true });
      const sent = await send(session.body.uploadUrl, Buffer.from('xyz'), 'bytes 0-2/3');
      assert.equal(sent.status, 202);
      assert.equal((await sharePoint.get(at('a.bin'))).status, 404);
      const committed = await call('POST', session.body.uploadUrl, { token: null });
      assert.deepEqual([committed.status, committed.body.name], [201, 'a.bin']);
    });

    it('ends by DELETE, and after a day', async () => {
      const session = await open('a.bin');
      assert.equal((await call('DELETE', session.body.uploadUrl, { token: null })).status, 204);
      assert.equal((await call('GET', session.body.uploadUrl, { token: null })).status, 404);
      const other = await open('a.bin');
      sharePoint.clock.set('2026-11-04T09:00:00.000Z');
      assert.equal((await call('GET', other.body.uploadUrl, { token: null })).status, 404);
    });

    it('honours If-Match, and refuses properties that it does not know', async () => {
      await put('a.txt', 'one');
      assert.equal((await open('a.txt', {}, { headers: { 'If-Match': '"x"' } })).status, 412);
      assert.equal((await open('a.txt', { item: { mediaSource: {} } })).status, 501);
      assert.equal((await open('a.txt', { item: { name: 'b.txt' } })).status, 400);
    });
  });
});
