import assert from 'node:assert/strict';
import { addSite } from '../../../../src/local365/sharepoint/index.ts';
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

const SELECTED = makeToken(['Sites.Selected']);
const APP_ID = 'b1000000-0000-4000-8000-000000000001';

describe('sites', () => {
  let sharePoint: TestSharePoint;
  const v1 = () => `${sharePoint.url}/v1.0`;
  before(async () => {
    sharePoint = await startSharePoint();
  });
  after(() => sharePoint.close());

  describe('"Get a site"', () => {
    it('is found by its path, with an id of three parts', async () => {
      const { status, body } = await sharePoint.get(`${v1()}/sites/harbour.sharepoint.example:/sites/atlas`);
      assert.equal(status, 200);
      assert.match(body.id, /^harbour\.sharepoint\.example,[0-9a-f-]{36},[0-9a-f-]{36}$/);
      assert.equal(body.displayName, 'Atlas ERP');
      assert.equal(body.name, 'atlas');
      assert.equal(body.webUrl, 'https://harbour.sharepoint.example/sites/atlas');
      assert.deepEqual(body.siteCollection, { hostname: 'harbour.sharepoint.example' });
    });

    it('is found by its id, and as the site of its group', async () => {
      const byId = await sharePoint.get('');
      const ofGroup = await sharePoint.get(`${v1()}/groups/${GROUP}/sites/root`);
      assert.equal(byId.body.displayName, 'Atlas ERP');
      assert.equal(ofGroup.body.id, byId.body.id);
    });

    it('selects properties, and refuses one the type does not have', async () => {
      const { body } = await sharePoint.get('?$select=id,webUrl');
      assert.deepEqual(Object.keys(body).sort(), ['@odata.context', 'id', 'webUrl']);
      assert.equal((await sharePoint.get('?$select=timeZone')).status, 400);
    });

    it('finds the site at the root of its host', async () => {
      assert.equal((await sharePoint.get(`${v1()}/sites/root`)).status, 404);
      addSite(sharePoint.context, {
        hostname: 'lakeside.sharepoint.example',
        path: '/',
        displayName: 'Lakeside',
        zone: 'Europe/London',
      });
      const byHost = await sharePoint.get(`${v1()}/sites/lakeside.sharepoint.example`);
      assert.deepEqual(
        [byHost.body.displayName, byHost.body.webUrl],
        ['Lakeside', 'https://lakeside.sharepoint.example'],
      );
      assert.equal((await sharePoint.get(`${v1()}/sites/root`)).body.id, byHost.body.id);
    });

    it('answers 404 for a path without a site', async () => {
      const { status, body } = await sharePoint.get(`${v1()}/sites/harbour.sharepoint.example:/sites/other`);
      assert.deepEqual([status, body.error.code], [404, 'itemNotFound']);
    });
  });

  it('tells the time zone in beta only ("Get siteSettings")', async () => {
    const path = `/sites/${sharePoint.siteId}/settings`;
    const beta = await sharePoint.get(`${sharePoint.url}/beta${path}`);
    assert.deepEqual(beta.body, {
      languageTag: 'en-US',
      timeZone: '(UTC+01:00) Brussels, Copenhagen, Madrid, Paris',
    });
    assert.equal((await sharePoint.get(`${v1()}${path}`)).status, 501);
  });

  it('tells the time zone by SharePoint REST ("SP.TimeZone object")', async () => {
    const { body } = await sharePoint.get(`${sharePoint.url}/sites/atlas/_api/web/RegionalSettings/TimeZone`);
    assert.deepEqual(body, {
      Description: '(UTC+01:00) Brussels, Copenhagen, Madrid, Paris',
      Id: 3,
      Information: { Bias: -60, DaylightBias: -60, StandardBias: 0 },
    });
  });

  describe('the User Information List ("SP.Web object": ensureUser)', () => {
    const rows = async () => {
      const list = await sharePoint.get(
        "/lists('User Information List')/items?$expand=fields($select=EMail,UserName,Title)&$filter=fields/EMail eq 'tomasz.zielinski@harbour.example'",
        { headers: { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' } },
      );
      return list.body.value;
    };

    it('has no row for somebody who has never come, and one row after a visit', async () => {
      assert.deepEqual(await rows(), []);
      const logonName = 'i:0#.f|membership|tomasz.zielinski@harbour.example';
      const address = `${sharePoint.url}/sites/atlas/_api/web/ensureuser`;
      const first = await sharePoint.post(address, { logonName });
      assert.equal(first.body.Title, 'Tomasz Zielinski');
      assert.equal((await sharePoint.post(address, { logonName })).body.Id, first.body.Id);
      const [row, ...others] = await rows();
      assert.deepEqual(others, []);
      assert.equal(row.id, String(first.body.Id));
      assert.equal(row.fields.UserName, 'tomasz.zielinski@harbour.example');
    });

    it('gets a row when the person reads the site', async () => {
      const { token } = { token: asPerson(AMARA) };
      assert.equal((await sharePoint.get('', { token })).status, 200);
      const { body } = await sharePoint.get(
        "/lists('User Information List')/items?$expand=fields&$filter=fields/UserName eq 'amara.okafor@harbour.example'",
        { headers: { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' } },
      );
      assert.equal(body.value.length, 1);
    });

    it('does not know people who are not in the directory', async () => {
      const address = `${sharePoint.url}/sites/atlas/_api/web/ensureuser`;
      const { status, body } = await sharePoint.post(address, { logonName: 'nobody@harbour.example' });
      assert.equal(status, 404);
      assert.match(body['odata.error'].message.value, /could not be found/);
    });

    it('is not among the lists unless system lists are selected', async () => {
      const names = async (query: string) =>
        (await sharePoint.get(`/lists${query}`)).body.value.map(
          (list: { displayName: string }) => list.displayName,
        );
      assert.equal((await names('')).includes('User Information List'), false);
      assert.equal((await names('?$select=displayName,system')).includes('User Information List'), true);
    });
  });

  describe('"Overview of Selected permissions in OneDrive and SharePoint"', () => {
    const grant = (role: string) =>
      sharePoint.post('/permissions', {
        roles: [role],
        grantedToIdentities: [{ application: { id: APP_ID, displayName: 'Docket' } }],
      });
    const createList = (name: string) =>
      sharePoint.post(
        '/lists',
        { displayName: name, list: { template: 'genericList' } },
        { token: SELECTED },
      );
    afterEach(async () => {
      for (const { id } of (await sharePoint.get('/permissions')).body.value)
        await sharePoint.remove(`/permissions/${id}`);
    });

    it('lets an app without a grant see nothing', async () => {
      const byId = await sharePoint.get('', { token: SELECTED });
      const byPath = await sharePoint.get(`${v1()}/sites/harbour.sharepoint.example:/sites/atlas`, {
        token: SELECTED,
      });
      assert.deepEqual([byId.status, byId.body.error.code, byPath.status], [403, 'accessDenied', 403]);
    });

    it('answers 201 to a grant, in both forms of the identities', async () => {
      const { status, body } = await grant('write');
      assert.equal(status, 201);
      assert.deepEqual(body.roles, ['write']);
      assert.deepEqual(body.grantedToIdentitiesV2, body.grantedToIdentities);
      assert.deepEqual((await sharePoint.get(`/permissions/${body.id}`)).body, body);
      const listed = (await sharePoint.get('/permissions')).body.value;
      assert.deepEqual([listed.length, 'roles' in listed[0]], [1, false]);
    });

    it('lets read read only, write change items but make no list, fullcontrol make lists', async () => {
      const list = await givenList(sharePoint, 'Granted');
      const { id } = (await grant('read')).body;
      const write = () => sharePoint.post(`${list}/items`, { fields: { Title: 'one' } }, { token: SELECTED });
      assert.equal((await sharePoint.get(`${list}/items`, { token: SELECTED })).status, 200);
      assert.equal((await write()).status, 403);
      await sharePoint.patch(`/permissions/${id}`, { roles: ['write'] });
      assert.equal((await write()).status, 201);
      assert.equal((await createList('Refused')).status, 403);
      const column = { name: 'Due', dateTime: {} };
      assert.equal((await sharePoint.post(`${list}/columns`, column, { token: SELECTED })).status, 403);
      await sharePoint.patch(`/permissions/${id}`, { roles: ['fullcontrol'] });
      assert.equal((await createList('Allowed')).status, 201);
    });

    it('lets no app with Sites.Selected search or grant', async () => {
      await grant('fullcontrol');
      assert.equal((await call('GET', `${v1()}/sites?search=*`, { token: SELECTED })).status, 403);
      assert.equal((await sharePoint.get('/permissions', { token: SELECTED })).status, 403);
      assert.equal((await call('GET', `${v1()}/sites?search=atlas`, { token: FULL })).body.value.length, 1);
    });

    for (const [title, body, status] of [
      ['an unknown role', { roles: ['admin'], grantedToIdentities: [{ application: { id: 'x' } }] }, 400],
      ['a user', { roles: ['read'], grantedToIdentities: [{ user: { id: TOMASZ } }] }, 400],
      ['nobody', { roles: ['read'], grantedToIdentities: [] }, 400],
      ['the name of the overview sample', { roles: ['read'], grantedTo: { application: { id: 'x' } } }, 501],
    ] as const)
      it(`refuses a grant to ${title} with ${status}`, async () => {
        assert.equal((await sharePoint.post('/permissions', body)).status, status);
      });
  });
});
