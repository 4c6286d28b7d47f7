import assert from 'node:assert/strict';
import {
  AMARA,
  CHIDI,
  KENJI,
  LUCIA,
  makeToken,
  PRIYA,
  startTenant,
  type TestTenant,
  TOMASZ,
  YUSUF,
} from '../support.ts';

describe('online meetings of the local Microsoft 365', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  const byJoinUrl = (userId: string, joinUrl: string): string =>
    `/users/${userId}/onlineMeetings?$filter=JoinWebUrl%20eq%20'${encodeURIComponent(joinUrl)}'`;

  async function weeklyJoinUrl(): Promise<string> {
    const window = 'startDateTime=2026-11-25T00:00:00Z&endDateTime=2026-11-26T00:00:00Z';
    const { body } = await tenant.get(`/users/${AMARA}/calendarView?${window}`);
    return body.value[0].onlineMeeting.joinUrl;
  }

  it('"Get onlineMeeting": finds it by the join URL of its calendar event', async () => {
    const { status, body } = await tenant.get(byJoinUrl(AMARA, await weeklyJoinUrl()));
    assert.equal(status, 200);
    const [meeting] = body.value;
    assert.equal(meeting.subject, 'Atlas weekly project meeting');
    assert.equal(meeting.participants.organizer.identity.user.id, AMARA);
    assert.equal(meeting.participants.organizer.identity.user.displayName, null);
    assert.deepEqual(
      meeting.participants.attendees.map(
        (one: { identity: { user: { id: string } } }) => one.identity.user.id,
      ),
      [TOMASZ, PRIYA, LUCIA, KENJI, YUSUF],
    );
    assert.equal((await tenant.get(`/users/${AMARA}/onlineMeetings/${meeting.id}`)).body.id, meeting.id);
  });

  it('"Get onlineMeeting": an id decodes to organiser, root message and thread, which tells channel from private', async () => {
    const decode = (id: string): string => Buffer.from(id, 'base64').toString();
    const weekly = await tenant.endMeeting();
    assert.match(
      decode(weekly.meetingId),
      new RegExp(`^1\\*${AMARA}\\*0\\*\\*19:meeting_[\\w-]+@thread\\.v2$`),
    );
    const rehearsal = await tenant.endMeeting({ channelMeeting: true });
    assert.match(
      decode(rehearsal.meetingId),
      new RegExp(`^1\\*${AMARA}\\*\\d+\\*\\*19:\\w+@thread\\.tacv2$`),
    );
  });

  it('"Get onlineMeeting": the value must be encoded, since it holds %3a itself', async () => {
    const joinUrl = await weeklyJoinUrl();
    assert.match(joinUrl, /%3ameeting_/);
    const decoded = await tenant.get(byJoinUrl(AMARA, decodeURIComponent(joinUrl)));
    assert.equal(decoded.status, 404);
  });

  it('"Get onlineMeeting": an invited attendee finds it, another person does not', async () => {
    const joinUrl = await weeklyJoinUrl();
    assert.equal((await tenant.get(byJoinUrl(PRIYA, joinUrl))).status, 200);
    assert.equal((await tenant.get(byJoinUrl(CHIDI, joinUrl))).status, 404);
  });

  it('"Get onlineMeeting": finds it by the digits people dial', async () => {
    const found = await tenant.get(byJoinUrl(AMARA, await weeklyJoinUrl()));
    const digits = found.body.value[0].joinMeetingIdSettings.joinMeetingId;
    assert.match(digits, /^\d{10}$/);
    const filter = `joinMeetingIdSettings/joinMeetingId eq '${digits}'`;
    const { body } = await tenant.get(`/users/${AMARA}/onlineMeetings?$filter=${filter}`);
    assert.equal(body.value[0].id, found.body.value[0].id);
  });

  it('"Get onlineMeeting": there is no list of all meetings, and no other filter', async () => {
    const all = await tenant.get(`/users/${AMARA}/onlineMeetings`);
    assert.equal(all.status, 400);
    assert.match(all.body.error.message, /cannot be listed/);
    for (const filter of ["subject eq 'x'", "JoinWebUrl ne 'x'", "startswith(JoinWebUrl,'x')"])
      assert.equal((await tenant.get(`/users/${AMARA}/onlineMeetings?$filter=${filter}`)).status, 400);
    const video = await tenant.get(`/users/${AMARA}/onlineMeetings?$filter=VideoTeleconferenceId eq '1'`);
    assert.equal(video.status, 501);
  });

  it('"Configure application access to online meetings": needs permission and policy', async () => {
    const { meetingId } = await tenant.endMeeting();
    const path = `/users/${AMARA}/onlineMeetings/${meetingId}`;
    const bare = await tenant.get(path, { token: makeToken(['OnlineMeetingTranscript.Read.All']) });
    assert.equal(bare.status, 403);
    assert.match(bare.body.error.message, /API requires one of 'OnlineMeetings.Read.All/);
    await tenant.set({ ApplicationAccessPolicy: '' });
    const refused = await tenant.get(path);
    assert.equal(refused.status, 403);
    assert.match(refused.body.error.message, /^No application access policy found for this app/);
  });

  it('"List recordings": refuses recordings with 501', async () => {
    const { meetingId } = await tenant.endMeeting();
    for (const path of [`${meetingId}/recordings`, 'getAllRecordings']) {
      const reply = await tenant.get(`/users/${AMARA}/onlineMeetings/${path}`);
      assert.equal(reply.status, 501);
      assert.match(reply.body.error.message, /recordings/i);
    }
  });

  it('"Get chat": the chat of a meeting names its join URL, organiser and event', async () => {
    const { threadId, joinWebUrl } = await tenant.endMeeting();
    const { body } = await tenant.get(`/chats/${threadId}?$select=chatType,onlineMeetingInfo`);
    assert.equal(body.chatType, 'meeting');
    assert.equal(body.onlineMeetingInfo.joinWebUrl, joinWebUrl);
    assert.equal(body.onlineMeetingInfo.organizer.id, AMARA);
    const event = await tenant.get(`/users/${AMARA}/events/${body.onlineMeetingInfo.calendarEventId}`);
    assert.equal(event.body.subject, 'Atlas weekly project meeting');
  });
});
