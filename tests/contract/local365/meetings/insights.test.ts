import assert from 'node:assert/strict';
import { AMARA, KENJI, makeToken, startTenant, type TestTenant } from '../support.ts';

const ITEM = { title: 'Vendor list', text: 'Send the vendor list', ownerDisplayName: 'Tomasz Zielinski' };

describe('meeting insights of the local Microsoft 365', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
    await tenant.set({ CopilotLicences: AMARA });
  });
  afterEach(() => tenant.close());
  const attach = (transcriptId: string, actionItems: unknown = [ITEM]) =>
    tenant.post('/local365/meetings/insights', { transcriptId, actionItems });
  const get = (path: string) => tenant.get(path, { token: makeToken(['OnlineMeetingAiInsight.Read.All']) });

  it('"List aiInsights": names the insights of a meeting without their content', async () => {
    const ended = await tenant.endMeeting();
    const path = `/copilot/users/${AMARA}/onlineMeetings/${ended.meetingId}/aiInsights`;
    assert.deepEqual((await get(path)).body.value, []);
    await attach(ended.transcriptId);
    const [listed] = (await get(path)).body.value;
    assert.deepEqual(Object.keys(listed).sort(), [
      'callId',
      'contentCorrelationId',
      'createdDateTime',
      'endDateTime',
      'id',
    ]);
  });

  it('"Get callAiInsight": gives the action items, and what $select asks for', async () => {
    const ended = await tenant.endMeeting();
    await attach(ended.transcriptId);
    const path = `/copilot/users/${AMARA}/onlineMeetings/${ended.meetingId}/aiInsights`;
    const { id } = (await get(path)).body.value[0];
    const { body } = await get(`${path}/${id}`);
    assert.deepEqual(body.actionItems, [ITEM]);
    const { body: chosen } = await get(`${path}/${id}?$select=id,actionItems`);
    assert.deepEqual(chosen.actionItems, [ITEM]);
    assert.equal(chosen.callId, undefined);
    assert.equal((await get(`${path}/nothing`)).status, 404);
  });

  it('"Meeting insights": refuses people without a licence, and channel meetings', async () => {
    const ended = await tenant.endMeeting();
    const refused = await get(`/copilot/users/${KENJI}/onlineMeetings/${ended.meetingId}/aiInsights`);
    assert.equal(refused.status, 403);
    const channel = await tenant.endMeeting({ channelMeeting: true, organiserId: AMARA });
    const path = `/copilot/users/${AMARA}/onlineMeetings/${channel.meetingId}/aiInsights`;
    assert.equal((await get(path)).status, 400);
  });

  it('"Meeting insights": refuses an app without the permission', async () => {
    const ended = await tenant.endMeeting();
    const path = `/copilot/users/${AMARA}/onlineMeetings/${ended.meetingId}/aiInsights`;
    assert.equal((await tenant.get(path)).status, 403);
  });

  it('refuses to attach insights to a transcript that is not there', async () => {
    assert.equal((await attach('nothing')).status, 404);
    const ended = await tenant.endMeeting();
    assert.equal((await attach(ended.transcriptId, 'none')).status, 400);
  });
});
