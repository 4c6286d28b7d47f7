import assert from 'node:assert/strict';
import {
  AMARA,
  CHIDI,
  INGRID,
  KENJI,
  makeToken,
  PRIYA,
  type Reply,
  startTenant,
  type TestTenant,
  TOMASZ,
} from '../support.ts';

const namesOf = ({ body }: Reply): readonly string[] =>
  body.value.map(({ displayName }: { displayName: string }) => displayName);
const EVENTUAL = { headers: { ConsistencyLevel: 'eventual' } };

describe('users of the local Microsoft 365', () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await startTenant();
  });
  after(() => tenant.close());

  it('"Get a user": by id and by user principal name, with the default properties', async () => {
    const { body } = await tenant.get(`/users/${PRIYA}`);
    assert.deepEqual(body, {
      businessPhones: [],
      displayName: 'Priya Raman',
      givenName: 'Priya',
      jobTitle: 'Infrastructure lead',
      mail: 'priya.raman@harbour.example',
      mobilePhone: null,
      officeLocation: null,
      preferredLanguage: 'en-GB',
      surname: 'Raman',
      userPrincipalName: 'priya.raman@harbour.example',
      id: PRIYA,
    });
    assert.equal((await tenant.get('/users/Priya.Raman@harbour.example')).body.id, PRIYA);
  });

  it('"Get a user": a guest by name, with the number sign encoded', async () => {
    const name = encodeURIComponent('kenji.mori_northgate.example#EXT#@harbour.example');
    const { body } = await tenant.get(`/users/${name}?$select=id,userType`);
    assert.deepEqual(body, { userType: 'Guest', id: KENJI });
  });

  it('"Get a user": 404 for nobody, 400 for an unknown property', async () => {
    const missing = await tenant.get('/users/nobody@harbour.example');
    assert.equal(missing.status, 404);
    assert.equal(missing.body.error.code, 'Request_ResourceNotFound');
    assert.equal((await tenant.get(`/users/${PRIYA}?$select=shoeSize`)).status, 400);
  });

  it('"List users": filters by startswith and eq', async () => {
    assert.deepEqual(namesOf(await tenant.get("/users?$filter=startswith(displayName,'Pri')")), [
      'Priya Raman',
    ]);
    const byMail = await tenant.get(
      "/users?$filter=mail eq 'chidi.eze@harbour.example'&$select=id,displayName",
    );
    assert.deepEqual(byMail.body.value, [{ displayName: 'Chidi Eze', id: CHIDI }]);
  });

  it('"Advanced query capabilities": endswith and ne need the header and $count', async () => {
    const filter = "$filter=endswith(mail,'northgate.example')";
    const plain = await tenant.get(`/users?${filter}`);
    assert.equal(plain.status, 400);
    assert.equal(plain.body.error.code, 'Request_UnsupportedQuery');
    assert.equal((await tenant.get("/users?$filter=contains(displayName,'a')")).status, 400);
  });

  it('"List users": $search needs the header ConsistencyLevel: eventual, and matches beginnings of words', async () => {
    const search = `/users?$search=${encodeURIComponent('"displayName:oka"')}`;
    const plain = await tenant.get(search);
    assert.equal(plain.status, 400);
    assert.match(plain.body.error.message, /ConsistencyLevel: eventual/);
    assert.deepEqual(namesOf(await tenant.get(search, EVENTUAL)), ['Amara Okafor']);
    const either = encodeURIComponent('"displayName:lucia" OR "mail:yusuf"');
    assert.deepEqual(namesOf(await tenant.get(`/users?$search=${either}`, EVENTUAL)), [
      'Lucía Fernández',
      'Yusuf Demir',
    ]);
    assert.equal((await tenant.get('/users?$search=priya', EVENTUAL)).status, 400);
  });

  it('"List users": counts with $count=true and pages with $top', async () => {
    const first = await tenant.get('/users?$count=true&$top=5', EVENTUAL);
    assert.equal(first.body['@odata.count'], 9);
    assert.equal(first.body.value.length, 5);
    assert.equal((await tenant.get(first.body['@odata.nextLink'], EVENTUAL)).body.value.length, 4);
  });

  it('"Microsoft Graph permissions reference": User.ReadBasic.All sees names and addresses only', async () => {
    const { body } = await tenant.get(`/users/${PRIYA}?$select=displayName,mail,jobTitle`, {
      token: makeToken(['User.ReadBasic.All']),
    });
    assert.deepEqual(body, {
      displayName: 'Priya Raman',
      jobTitle: null,
      mail: 'priya.raman@harbour.example',
    });
    const none = await tenant.get(`/users/${PRIYA}`, { token: makeToken(['Mail.Send']) });
    assert.equal(none.status, 403);
    assert.equal(none.body.error.code, 'Authorization_RequestDenied');
  });

  it('"directoryObject: getByIds": resolves ids and leaves unknown ones out', async () => {
    const ids = [AMARA, TOMASZ, '00000000-0000-4000-8000-999999999999'];
    const { status, body } = await tenant.post('/directoryObjects/getByIds', { ids, types: ['user'] });
    assert.equal(status, 200);
    assert.deepEqual(
      body.value.map((user: Record<string, unknown>) => [user['@odata.type'], user.id]),
      [
        ['#microsoft.graph.user', AMARA],
        ['#microsoft.graph.user', TOMASZ],
      ],
    );
    const many = Array.from({ length: 1001 }, () => AMARA);
    assert.equal((await tenant.post('/directoryObjects/getByIds', { ids: many })).status, 400);
    assert.equal((await tenant.post('/directoryObjects/getByIds', { ids, types: ['group'] })).status, 501);
  });

  it('"List manager": gives the manager, or 404', async () => {
    assert.equal((await tenant.get(`/users/${PRIYA}/manager`)).body.id, TOMASZ);
    assert.equal((await tenant.get(`/users/${INGRID}/manager`)).status, 404);
  });

  it('"Get user mailbox settings": zone and working hours; guests have no mailbox', async () => {
    const { body } = await tenant.get(`/users/${AMARA}/mailboxSettings`);
    assert.equal(body.timeZone, 'Romance Standard Time');
    assert.deepEqual(body.workingHours, {
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      startTime: '09:00:00.0000000',
      endTime: '18:00:00.0000000',
      timeZone: { name: 'Romance Standard Time' },
    });
    const guest = await tenant.get(`/users/${KENJI}/mailboxSettings`);
    assert.equal(guest.body.error.code, 'MailboxNotEnabledForRESTAPI');
  });

  it('"Get profilePhoto": 404 ImageNotFound when there is none', async () => {
    const { status, body } = await tenant.get(`/users/${AMARA}/photo/$value`);
    assert.equal(status, 404);
    assert.equal(body.error.code, 'ImageNotFound');
  });
});
