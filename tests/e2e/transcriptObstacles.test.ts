import assert from 'node:assert/strict';
import { AMARA, GENERAL, KENJI, PRIYA, SAMPLE, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { makeActivity } from '../support/teamsActivities.ts';

const SUBJECT = 'Atlas weekly project meeting';
const VTT =
  'WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v Priya Raman>I will order the second firewall pair by Friday.</v>\n';
/** The next weekly meeting of the sample. */
const NEXT = { subject: SUBJECT, vtt: VTT, start: '2026-12-02T09:02:00Z', end: '2026-12-02T10:00:00Z' };

describe('what stands in the way of a transcript', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const reviews = async () =>
    (await world.messages()).filter((message) => buttonsOf(message).has('minutes.publish'));
  const textsWith = async (part: string) =>
    (await world.messages()).map(({ text }) => text).filter((text) => text.includes(part));
  const set = (settings: object) => world.local('PATCH', '/local365/settings', settings);

  it('the tenant’s switch for access: the administrator’s sentence at once and once, minutes the day after it is on', async () => {
    await set({ EnableGraphTranscriptAccess: false });
    await world.jumpTo('2026-12-01T12:00:00Z');
    await world.jumpTo('2026-12-02T10:00:00Z');
    await world.endMeeting(NEXT);
    await world.passUntil('2026-12-02T10:30:00Z');
    const [told] = await textsWith(SUBJECT);
    assert.match(told ?? '', /Set-CsTeamsMeetingConfiguration -EnableGraphTranscriptAccess \$true/);
    assert.match(told ?? '', /pass this on to your Microsoft 365 administrator/);
    await world.jumpTo('2026-12-04T12:00:00Z');
    assert.equal((await textsWith(SUBJECT)).length, 1);
    assert.equal((await reviews()).length, 0);
    await set({ EnableGraphTranscriptAccess: true });
    await world.jumpTo('2026-12-05T12:00:00Z');
    assert.equal((await reviews()).length, 1);
  });

  it('the switch for speakers: the words are minuted without names, and nobody is bothered', async () => {
    await set({ EnableAttributedTranscripts: false });
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    const [review] = await reviews();
    assert.ok(review);
    assert.match(shownText(review), /Order the second firewall pair/);
    assert.doesNotMatch(shownText(review), /Priya Raman:/);
    assert.deepEqual(await textsWith('I have no transcript'), []);
    await world.clickCard(AMARA, review, 'minutes.publish');
    assert.equal((await world.listItems('Actions')).length, 1);
  });

  it('a missing access policy: said once for the organiser, and mended without a restart', async () => {
    await set({ ApplicationAccessPolicy: '' });
    await world.jumpTo('2026-12-01T12:00:00Z');
    await world.passUntil('2026-12-01T18:00:00Z');
    const told = await textsWith('CsApplicationAccessPolicy');
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', new RegExp(`Amara Okafor[\\s\\S]*-Identity "${AMARA}"`));
    await set({ ApplicationAccessPolicy: 'global' });
    await world.jumpTo('2026-12-02T10:00:00Z');
    await world.endMeeting(NEXT);
    await world.passUntil('2026-12-02T11:00:00Z');
    assert.equal((await reviews()).length, 1);
  });

  const CHANNEL_MEETING = {
    vtt: VTT,
    subject: 'Atlas cutover rehearsal',
    channelMeeting: 'Cutover',
    start: '2026-11-26T14:02:00Z',
    end: '2026-11-26T15:00:00Z',
  };

  it('a channel meeting that v1.0 refuses: beta announces it at once and gives its words', async () => {
    await world.jumpTo('2026-11-26T15:00:00Z');
    await world.endMeeting(CHANNEL_MEETING);
    await world.settle();
    const [review] = await reviews();
    assert.match(review ? shownText(review) : '', /Atlas cutover rehearsal/);
    const { recent } = await world.local('GET', '/local365/requests?path=/beta/users');
    assert.ok((recent as { path: string }[]).some(({ path }) => path.endsWith('/content')));
  });

  it('a meeting that a member calls in the channel: announced as those of the leads are, a guest’s is not asked for', async () => {
    await world.endMeeting({
      ...CHANNEL_MEETING,
      subject: 'Atlas firewall talk',
      organiserId: PRIYA,
      end: undefined,
      start: undefined,
    });
    await world.settle();
    const [review] = await reviews();
    assert.match(review ? shownText(review) : '', /Atlas firewall talk/);
    const { value } = await world.graph('/subscriptions');
    const resources = (value as { resource: string }[]).map(({ resource }) => resource);
    assert.ok(resources.some((resource) => resource.includes(PRIYA)));
    assert.ok(!resources.some((resource) => resource.includes(KENJI)));
  });

  it('a channel meeting whose notification is lost: found by the sweep within half an hour', async () => {
    await world.fault({ match: {}, fault: 'notification-drop', times: 5 });
    await world.jumpTo('2026-11-26T15:00:00Z');
    await world.endMeeting({ ...CHANNEL_MEETING, subject: 'Atlas unplanned talk' });
    await world.settle();
    assert.deepEqual(await reviews(), []);
    await world.passUntil('2026-11-26T15:31:00Z');
    const [review] = await reviews();
    assert.match(review ? shownText(review) : '', /Atlas unplanned talk/);
  });

  it('a meeting outside any calendar: who can do what is said, and nothing is tried again', async () => {
    await world.endMeeting({
      vtt: VTT,
      subject: 'Atlas ad hoc',
      calendarBacked: false,
      organiserId: AMARA,
      attendees: [TOMASZ],
    });
    await world.settle();
    assert.deepEqual(await reviews(), []);
    const meetings = await world
      .app()
      .transact(TENANT, ({ meetings: store, projects }) =>
        projects.all().then(([project]) => (project ? store.ofProject(project.id, 10) : [])),
      );
    assert.ok(!meetings.some(({ state }) => state === 'proposed'));
  });

  it('an expired meeting: told once, with what can still be done', async () => {
    await world.jumpTo('2026-12-01T12:00:00Z');
    await world.jumpTo('2026-12-02T10:00:00Z');
    const { meetingId } = await world.endMeeting({ ...NEXT, lateBySeconds: 3600 });
    await world.local('POST', '/local365/meetings/expire', { meetingId });
    await world.passUntil('2026-12-02T10:30:00Z');
    const told = await textsWith(SUBJECT);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /no such meeting|expires 60 days/);
    assert.doesNotMatch(told[0] ?? '', /I go on looking/);
  });

  it('each occurrence of a series has minutes of its own, and the next one waits for itself', async () => {
    await world.jumpTo('2026-12-01T12:00:00Z');
    await world.jumpTo('2026-12-02T10:00:00Z');
    await world.endMeeting(NEXT);
    await world.settle();
    await world.jumpTo('2026-12-08T12:00:00Z');
    await world.jumpTo('2026-12-09T10:00:00Z');
    await world.endMeeting({
      ...NEXT,
      start: '2026-12-09T09:02:00Z',
      end: '2026-12-09T10:00:00Z',
      lateBySeconds: 3 * 3600,
    });
    await world.passUntil('2026-12-09T12:30:00Z');
    assert.equal((await textsWith('(Wed 9 Dec 2026')).length, 1, 'The late one is told of.');
    assert.equal((await reviews()).length, 1);
    await world.passUntil('2026-12-09T14:00:00Z');
    const whens = (await reviews()).map((message) => /Wed \d+ Dec 2026/.exec(shownText(message))?.[0]);
    assert.deepEqual(whens, ['Wed 2 Dec 2026', 'Wed 9 Dec 2026']);
  });

  it('a meeting that was moved or called off: nobody is told that its transcript is missing', async () => {
    await world.jumpTo('2026-12-01T12:00:00Z');
    const calendar = await world.graph(
      `/users/${AMARA}/calendarView?startDateTime=2026-12-02T00:00:00Z&endDateTime=2026-12-03T00:00:00Z`,
    );
    const [event] = (calendar.value as { id: string; subject: string }[]).filter(
      ({ subject }) => subject === SUBJECT,
    );
    assert.ok(event);
    const response = await fetch(`${world.local365}/v1.0/users/${AMARA}/events/${event.id}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${SAMPLE.graphToken}` },
    });
    assert.equal(response.status, 204);
    await world.passUntil('2026-12-01T18:00:00Z');
    await world.passUntil('2026-12-02T18:00:00Z');
    assert.deepEqual(await textsWith(SUBJECT), []);
  });

  it('a meeting that no calendar of a lead has: looked for once Teams tells that it ended', async () => {
    const { joinWebUrl } = await world.endMeeting({
      vtt: VTT,
      subject: 'Atlas huddle',
      organiserId: PRIYA,
      lateBySeconds: 540,
    });
    await sendMeetingEvent('application/vnd.microsoft.meetingEnd', joinWebUrl);
    assert.deepEqual(await reviews(), []);
    await world.passTime(300_000);
    await world.passTime(300_000);
    const [review] = await reviews();
    assert.match(review ? shownText(review) : '', /Atlas huddle/);
  });

  it('a meeting that no calendar of a lead has and that is never transcribed: told of once', async () => {
    const { joinWebUrl } = await world.endMeeting({
      vtt: VTT,
      subject: 'Atlas huddle',
      organiserId: PRIYA,
      lateBySeconds: 10 * 86_400,
    });
    await sendMeetingEvent('application/vnd.microsoft.meetingEnd', joinWebUrl);
    await world.passUntil('2026-11-26T10:05:00Z');
    assert.equal((await textsWith('I have no transcript of **Atlas huddle**')).length, 1);
  });

  /** What Teams tells the bot of a meeting in the General channel. */
  async function sendMeetingEvent(name: string, joinUrl: string): Promise<void> {
    const activity = makeActivity({
      type: 'event',
      name,
      id: `event-${name}`,
      timestamp: world.clock.now(),
      serviceUrl: `${world.local365}/connector`,
      conversation: { id: GENERAL, conversationType: 'channel', isGroup: true, tenantId: TENANT },
      text: undefined,
      attachments: undefined,
      channelData: {
        team: { id: GENERAL },
        channel: { id: GENERAL },
        tenant: { id: TENANT },
        meeting: { id: 'MCMxOTptZWV0aW5nX3g=' },
      },
      value: { Title: 'Atlas huddle', JoinUrl: joinUrl },
    });
    const response = await fetch(`${world.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(activity),
    });
    assert.equal(response.status, 200);
    await world.settle();
  }
});
