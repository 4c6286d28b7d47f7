import assert from 'node:assert/strict';
import { AMARA, makeToken, type Reply, startTenant, type TestTenant, TOMASZ } from '../support.ts';

const OF_AMARA = `meetingOrganizerUserId='${AMARA}'`;
const root = (args = ''): string => `/users/${AMARA}/onlineMeetings/getAllTranscripts${args}`;
const idsOf = ({ body }: Reply): readonly string[] => body.value.map(({ id }: { id: string }) => id);

describe('getAllTranscripts of the local Microsoft 365', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  it('"onlineMeeting: getAllTranscripts": lists an organiser\'s transcripts, by argument or by filter', async () => {
    const ended = await tenant.endMeeting();
    await tenant.endMeeting({ subject: 'Load review', organiserId: TOMASZ });
    assert.deepEqual(idsOf(await tenant.get(root(`(${OF_AMARA})`))), [ended.transcriptId]);
    const filter = `?$filter=MeetingOrganizer/User/Id eq '${AMARA}'`;
    assert.deepEqual(idsOf(await tenant.get(root(filter))), [ended.transcriptId]);
  });

  it('"onlineMeeting: getAllTranscripts": startDateTime and endDateTime bound the time of creation', async () => {
    const ended = await tenant.endMeeting({ start: '2026-11-25T09:00:00Z', end: '2026-11-25T10:00:00Z' });
    const within = await tenant.get(
      root(`(${OF_AMARA},startDateTime=2026-11-25T08:00:00Z,endDateTime=2026-11-25T09:30:00Z)`),
    );
    assert.deepEqual(idsOf(within), [ended.transcriptId]);
    const after = await tenant.get(root(`(${OF_AMARA},startDateTime=2026-11-25T09:00:01Z)`));
    assert.deepEqual(idsOf(after), []);
  });

  it('"onlineMeeting: getAllTranscripts": fails without organiser, with quoted dates and with another user', async () => {
    for (const path of [
      root(),
      root('(startDateTime=2026-11-25T08:00:00Z)'),
      root(`(${OF_AMARA},startDateTime='2026-11-25T08:00:00Z')`),
      root(`(${OF_AMARA},from=2026-11-25T08:00:00Z)`),
      root(`(meetingOrganizerUserId='${TOMASZ}')`),
    ])
      assert.equal((await tenant.get(path)).status, 400, path);
  });

  it('"onlineMeeting: getAllTranscripts": is for application permissions only, with policy and switch', async () => {
    const path = root(`(${OF_AMARA})`);
    const roles = ['OnlineMeetingTranscript.Read.All'];
    assert.equal((await tenant.get(path, { token: makeToken(roles, { userId: AMARA }) })).status, 403);
    assert.equal((await tenant.get(path, { token: makeToken([]) })).status, 403);
    await tenant.set({ ApplicationAccessPolicy: TOMASZ });
    assert.match((await tenant.get(path)).body.error.message, /^No application access policy/);
    await tenant.set({ ApplicationAccessPolicy: 'global', EnableGraphTranscriptAccess: false });
    assert.equal((await tenant.get(path)).body.error.innerError.code, 'GraphAccessToTranscriptsDisabled');
  });

  it('"onlineMeeting: getAllTranscripts": pages by $top', async () => {
    for (let count = 0; count < 3; count += 1) await tenant.endMeeting();
    const first = await tenant.get(root(`(${OF_AMARA})?$top=2`));
    assert.equal(first.body.value.length, 2);
    const second = await tenant.get(first.body['@odata.nextLink']);
    assert.equal(second.body.value.length, 1);
  });

  it('shows channel meetings through beta only', async () => {
    const ended = await tenant.endMeeting({ channelMeeting: true });
    assert.deepEqual(idsOf(await tenant.get(root(`(${OF_AMARA})`))), []);
    assert.deepEqual(idsOf(await tenant.get(`/beta${root(`(${OF_AMARA})`)}`)), [ended.transcriptId]);
  });

  describe('"callTranscript: delta"', () => {
    const start = root(`(${OF_AMARA},startDateTime=2026-11-01T00:00:00Z)/delta`);

    it('gives what is there, then only what was added, each once', async () => {
      const first = await tenant.endMeeting();
      const round1 = await tenant.get(start);
      assert.deepEqual(idsOf(round1), [first.transcriptId]);
      const link1 = round1.body['@odata.deltaLink'];
      assert.match(link1, /skiptoken=/i);
      const second = await tenant.endMeeting();
      const round2 = await tenant.get(link1);
      assert.deepEqual(idsOf(round2), [second.transcriptId]);
      const third = await tenant.endMeeting();
      const round3 = await tenant.get(round2.body['@odata.deltaLink']);
      assert.deepEqual(idsOf(round3), [third.transcriptId]);
      const round4 = await tenant.get(round3.body['@odata.deltaLink']);
      assert.deepEqual(idsOf(round4), []);
    });

    it('gives a late transcript in the round in which it is there', async () => {
      const round1 = await tenant.get(start);
      const ended = await tenant.endMeeting({ lateBySeconds: 3600 });
      const round2 = await tenant.get(round1.body['@odata.deltaLink']);
      assert.deepEqual(idsOf(round2), []);
      tenant.clock.set('2026-11-25T11:05:00.000Z');
      const round3 = await tenant.get(round2.body['@odata.deltaLink']);
      assert.deepEqual(idsOf(round3), [ended.transcriptId]);
    });

    it('pages with nextLink until deltaLink, and what comes meanwhile is in the next round', async () => {
      const first = await tenant.endMeeting();
      const second = await tenant.endMeeting();
      const page1 = await tenant.get(`${start}?$top=1`);
      assert.equal(page1.body['@odata.deltaLink'], undefined);
      tenant.clock.set('2026-11-25T10:06:00.000Z');
      const third = await tenant.endMeeting();
      const page2 = await tenant.get(page1.body['@odata.nextLink']);
      assert.deepEqual([...idsOf(page1), ...idsOf(page2)], [first.transcriptId, second.transcriptId]);
      assert.deepEqual(idsOf(await tenant.get(page2.body['@odata.deltaLink'])), [third.transcriptId]);
    });

    it('refuses a token that was made up', async () => {
      assert.equal((await tenant.get(`${start}?$skiptoken=nonsense`)).status, 400);
    });
  });
});
