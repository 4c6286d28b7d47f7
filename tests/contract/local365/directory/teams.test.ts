import assert from 'node:assert/strict';
import {
  AMARA,
  APP,
  CUTOVER,
  call,
  GROUP,
  KENJI,
  makeToken,
  startTenant,
  TENANT,
  type TestTenant,
} from '../support.ts';

describe('teams of the local Microsoft 365', () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await startTenant();
  });
  after(() => tenant.close());

  it('"List members of team": names people with their role, id and address', async () => {
    const { body } = await tenant.get(`/teams/${GROUP}/members`);
    assert.equal(body.value.length, 9);
    const amara = body.value[0];
    assert.equal(amara['@odata.type'], '#microsoft.graph.aadUserConversationMember');
    assert.deepEqual(amara.roles, ['owner']);
    assert.equal(amara.userId, AMARA);
    assert.equal(amara.email, 'amara.okafor@harbour.example');
    assert.equal(amara.tenantId, TENANT);
    const kenji = body.value.find(({ userId }: { userId: string }) => userId === KENJI);
    assert.deepEqual(kenji.roles, ['guest']);
  });

  it('"List members of team": filters by the cast property', async () => {
    const filter = "(microsoft.graph.aadUserConversationMember/email eq 'priya.raman@harbour.example')";
    const { body } = await tenant.get(`/teams/${GROUP}/members?$filter=${filter}`);
    assert.equal(body.value.length, 1);
    assert.equal(body.value[0].displayName, 'Priya Raman');
    assert.equal((await tenant.get(`/teams/${GROUP}/members?$filter=email eq 'x'`)).status, 501);
  });

  it('"Resource-specific consent": the app of the team reads its members without a role, another does not', async () => {
    const path = `/teams/${GROUP}/members`;
    assert.equal((await tenant.get(path, { token: makeToken([]) })).status, 200);
    const other = makeToken([], { appId: 'b2000000-0000-4000-8000-000000000002' });
    const refused = await tenant.get(path, { token: other });
    assert.equal(refused.status, 403);
    assert.match(refused.body.error.message, /TeamMember\.Read\.Group/);
  });

  it('"List channels", "Get channel", "Get primaryChannel"', async () => {
    const { body } = await tenant.get(`/teams/${GROUP}/channels`);
    assert.deepEqual(
      body.value.map(({ displayName, membershipType }: Record<string, string>) => [
        displayName,
        membershipType,
      ]),
      [
        ['General', 'standard'],
        ['Cutover', 'standard'],
      ],
    );
    assert.equal((await tenant.get(`/teams/${GROUP}/channels/${CUTOVER}`)).body.displayName, 'Cutover');
    assert.equal(
      (await tenant.get(`/teams/${GROUP}/primaryChannel?$select=displayName`)).body.displayName,
      'General',
    );
    assert.equal((await tenant.get(`/teams/${GROUP}/channels/19:none@thread.tacv2`)).status, 404);
    const filtered = await tenant.get(`/teams/${GROUP}/channels?$filter=displayName eq 'Cutover'`);
    assert.equal(filtered.body.value[0].id, CUTOVER);
  });

  it('"Get team", "Get group", "List groups"', async () => {
    assert.equal((await tenant.get(`/teams/${GROUP}`)).body.displayName, 'Atlas ERP');
    const group = await tenant.get(`/groups/${GROUP}`);
    assert.deepEqual(group.body.groupTypes, ['Unified']);
    assert.deepEqual(group.body.resourceProvisioningOptions, ['Team']);
    const found = await tenant.get("/groups?$filter=startswith(displayName,'Atlas')");
    assert.equal(found.body.value[0].id, GROUP);
    assert.equal((await tenant.get('/teams/00000000-0000-4000-8000-000000000000')).status, 404);
  });

  it('"Install app for user", "List apps installed for user", "Get chat between user and teamsApp"', async () => {
    const path = `/users/${AMARA}/teamwork/installedApps`;
    const teamsApp =
      'https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/c1000000-0000-4000-8000-000000000001';
    assert.equal((await tenant.post(path, { 'teamsApp@odata.bind': teamsApp })).status, 201);
    assert.equal((await tenant.post(path, { 'teamsApp@odata.bind': teamsApp })).status, 409);
    const { body } = await tenant.get(`${path}?$expand=teamsApp&$filter=teamsApp/externalId eq '${APP}'`);
    assert.equal(body.value[0].teamsApp.displayName, 'Docket');
    const chat = await tenant.get(`${path}/${encodeURIComponent(body.value[0].id)}/chat`);
    assert.equal(chat.body.chatType, 'oneOnOne');
    assert.equal((await tenant.remove(`${path}/${encodeURIComponent(body.value[0].id)}`)).status, 204);
    assert.deepEqual((await tenant.get(path)).body.value, []);
  });

  it('/local365/consents refuses what it cannot read', async () => {
    const reply = await call('PUT', `${tenant.url}/local365/consents`, { body: { scopeId: GROUP } });
    assert.equal(reply.status, 400);
    assert.match(reply.body.error, /^A consent has scopeId/);
  });
});
