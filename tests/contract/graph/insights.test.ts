import assert from 'node:assert/strict';
import { makeInsightSource } from '../../../src/adapters/graph/insights.ts';
import { makeTranscriptSource } from '../../../src/adapters/graph/transcripts.ts';
import { ThrottledError } from '../../../src/kernel/errors.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import { type InsightSource, isObstacle, type TranscriptRef } from '../../../src/meetings/ports.ts';
import { ALL_ROLES, APP, type GraphWorld, startGraphWorld } from './support.ts';

const VTT = 'WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Priya Raman>I will send the vendor list.</v>\n';
const SEND = { title: 'Vendor list', text: 'Send the vendor list', ownerDisplayName: 'Priya Raman' };
const ROLES = [...ALL_ROLES, 'OnlineMeetingAiInsight.Read.All'];

describe('InsightSource over Copilot', () => {
  let world: GraphWorld;
  let source: InsightSource;
  beforeEach(async () => {
    world = await startGraphWorld({ roles: ROLES });
    source = makeInsightSource(world.client);
    await world.set({ CopilotLicences: 'all' });
  });
  afterEach(() => world.close());

  const endMeeting = async (more: object = {}): Promise<readonly TranscriptRef[]> => {
    const { organiserId, meetingId } = await world.local('POST', '/local365/meetings/end', {
      vtt: VTT,
      ...more,
    });
    const listed = await makeTranscriptSource(world.client, { appId: APP }).listTranscripts(
      asPersonId(String(organiserId)),
      String(meetingId),
    );
    assert.ok(!isObstacle(listed), JSON.stringify(listed));
    return listed;
  };
  const attach = (ref: TranscriptRef | undefined, ...actionItems: readonly object[]) =>
    world.local('POST', '/local365/meetings/insights', { transcriptId: ref?.transcriptId, actionItems });

  it('gives the action items of each transcript, and none of a transcript that was not asked for', async () => {
    const first = await endMeeting();
    world.forward(60_000);
    const refs = await endMeeting({ restartOf: first[0]?.transcriptId });
    await attach(refs[0], SEND, { title: '', text: ' ', ownerDisplayName: 'Nobody' });
    await attach(refs[1], { title: 'Switches' });
    assert.deepEqual(await source.insightsOf(refs), [
      {
        transcriptId: refs[0]?.transcriptId,
        actionItems: [{ title: 'Vendor list', text: 'Send the vendor list', ownerName: 'Priya Raman' }],
      },
      {
        transcriptId: refs[1]?.transcriptId,
        actionItems: [{ title: 'Switches', text: '', ownerName: null }],
      },
    ]);
    const only = await source.insightsOf(refs.slice(1));
    assert.deepEqual(
      only.map(({ transcriptId }) => transcriptId),
      [refs[1]?.transcriptId],
    );
  });

  it('gives none before they are there, and asks again', async () => {
    const refs = await endMeeting();
    assert.deepEqual(await source.insightsOf(refs), []);
    await attach(refs[0], SEND);
    assert.equal((await source.insightsOf(refs)).length, 1);
    assert.deepEqual(await source.insightsOf([]), []);
  });

  const REFUSALS: readonly [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      'has no Copilot licence',
      () => world.set({ CopilotLicences: '' }),
      () => world.set({ CopilotLicences: 'all' }),
    ],
    [
      'is under no access policy',
      () => world.set({ ApplicationAccessPolicy: '' }),
      () => world.set({ ApplicationAccessPolicy: 'global' }),
    ],
  ];
  for (const [why, take, give] of REFUSALS) {
    it(`gives none of an organiser who ${why}, and asks again after a day`, async () => {
      const refs = await endMeeting();
      await attach(refs[0], SEND);
      await take();
      assert.deepEqual(await source.insightsOf(refs), []);
      await give();
      assert.deepEqual(await source.insightsOf(refs), []);
      world.forward(86_400_000);
      assert.equal((await source.insightsOf(refs)).length, 1);
    });
  }

  it('gives none without the permission', async () => {
    const refs = await endMeeting();
    await attach(refs[0], SEND);
    const other = makeInsightSource(world.clientWith(ALL_ROLES));
    assert.deepEqual(await other.insightsOf(refs), []);
  });

  it('gives none of a channel meeting or of one that has expired, and still those of others', async () => {
    const refs = await endMeeting();
    await attach(refs[0], SEND);
    const gone: TranscriptRef = { ...(refs[0] as TranscriptRef), onlineMeetingId: 'MSpnb25l' };
    assert.deepEqual(await source.insightsOf([gone]), []);
    const channel = await world.local('POST', '/local365/meetings/end', { vtt: VTT, channelMeeting: true });
    const ofChannel = {
      ...gone,
      onlineMeetingId: String(channel.meetingId),
      organiserId: asPersonId(String(channel.organiserId)),
    };
    assert.deepEqual(await source.insightsOf([ofChannel]), []);
    assert.equal((await source.insightsOf(refs)).length, 1);
  });

  it('reads all pages of a long list', async () => {
    const refs = await endMeeting();
    for (let count = 0; count < 12; count += 1) await attach(refs[0], SEND);
    assert.equal((await source.insightsOf(refs)).length, 12);
  });

  it('throws what is a fault of the service, for the use case to go on without', async () => {
    const refs = await endMeeting();
    await attach(refs[0], SEND);
    await world.fault({ match: { path: '/copilot/' }, fault: 'throttle', retryAfterSeconds: 600, times: 1 });
    await assert.rejects(source.insightsOf(refs), ThrottledError);
  });
});
