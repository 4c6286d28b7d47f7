import assert from 'node:assert/strict';
import {
  AMARA,
  CHIDI,
  call,
  GROUP,
  KENJI,
  makeToken,
  PRIYA,
  type Reply,
  startTenant,
  type TestTenant,
  TOMASZ,
} from '../support.ts';

const at = (time: string, timeZone = 'UTC'): object => ({ dateTime: `2026-12-01T${time}:00`, timeZone });
const person = (address: string): object => ({ emailAddress: { address }, type: 'required' });
const STRANGER = 'a1000000-0000-4000-8000-0000000000ff';
const PRIYA_ADDRESS = 'priya.raman@harbour.example';

describe('events of the local Microsoft 365', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  const create = (changes: object = {}): Promise<Reply> =>
    tenant.post(`/users/${AMARA}/events`, {
      subject: 'Supplier call',
      start: at('10:00'),
      end: at('10:30'),
      ...changes,
    });
  const subjectsOf = async (userId: string): Promise<readonly string[]> => {
    const window = 'startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-02T00:00:00Z';
    const { body } = await tenant.get(`/users/${userId}/calendarView?${window}&$select=subject&$top=50`);
    return body.value.map(({ subject }: { subject: string }) => subject);
  };

  it('"Create event": makes a Teams meeting with a join URL when isOnlineMeeting is true', async () => {
    const { status, body } = await create({
      isOnlineMeeting: true,
      onlineMeetingProvider: 'teamsForBusiness',
    });
    assert.equal(status, 201);
    assert.equal(body.isOnlineMeeting, true);
    assert.equal(body.onlineMeetingUrl, null);
    const filter = `JoinWebUrl eq '${body.onlineMeeting.joinUrl}'`;
    const found = await tenant.get(`/users/${AMARA}/onlineMeetings?$filter=${encodeURIComponent(filter)}`);
    assert.equal(found.body.value[0].subject, 'Supplier call');
  });

  it('"Create event": reads a zone by its Windows or IANA name and answers in the one of Prefer', async () => {
    const windows = await create({
      start: at('10:00', 'Romance Standard Time'),
      end: at('11:00', 'Europe/Madrid'),
    });
    assert.deepEqual(windows.body.start, { dateTime: '2026-12-01T09:00:00.0000000', timeZone: 'UTC' });
    assert.equal(windows.body.originalStartTimeZone, 'Romance Standard Time');
    const zone = { headers: { Prefer: 'outlook.timezone="Tokyo Standard Time"' } };
    const { body } = await tenant.get(`/users/${AMARA}/events/${windows.body.id}`, zone);
    assert.deepEqual(body.end, { dateTime: '2026-12-01T19:00:00.0000000', timeZone: 'Tokyo Standard Time' });
  });

  it('"Create event": refuses an unknown zone', async () => {
    const reply = await create({ start: at('10:00', 'Mars/Olympus') });
    assert.equal(reply.status, 400);
    assert.equal(reply.body.error.code, 'TimeZoneNotSupportedException');
    const prefer = await tenant.get(`/users/${AMARA}/events`, {
      headers: { Prefer: 'outlook.timezone="Nowhere"' },
    });
    assert.equal(prefer.body.error.code, 'TimeZoneNotSupportedException');
  });

  it('"event resource type": a repeated transactionId gives the same event, another event under it is refused', async () => {
    const first = await create({ transactionId: 'tx-1' });
    const again = await create({ transactionId: 'tx-1' });
    assert.equal(again.body.id, first.body.id);
    const other = await create({ transactionId: 'tx-1', subject: 'Something else' });
    assert.equal(other.status, 409);
    assert.equal(other.body.error.code, 'ErrorDuplicateTransactionId');
    assert.deepEqual((await subjectsOf(AMARA)).filter((subject) => subject === 'Supplier call').length, 1);
  });

  const refused: readonly (readonly [string, object, number, string])[] = [
    ['no end', { end: undefined }, 400, 'ErrorPropertyValidationFailure'],
    ['an end before the start', { end: at('09:00') }, 400, 'ErrorCalendarEndDateIsEarlierThanStartDate'],
    ['a time that is none', { start: { dateTime: 'soon', timeZone: 'UTC' } }, 400, 'ErrorInvalidArgument'],
    ['an address that is none', { attendees: [person('nobody')] }, 400, 'ErrorInvalidRecipients'],
    ['a value outside its list', { showAs: 'away' }, 400, 'ErrorInvalidArgument'],
    ['an all-day event of half a day', { isAllDay: true }, 400, 'ErrorInvalidRequest'],
    ['an unsupported property', { hideAttendees: true }, 501, 'notImplemented'],
    ['an unsupported provider', { onlineMeetingProvider: 'skypeForBusiness' }, 501, 'notImplemented'],
    [
      'a monthly series',
      {
        recurrence: {
          pattern: { type: 'absoluteMonthly', interval: 1 },
          range: { type: 'noEnd', startDate: '2026-12-01' },
        },
      },
      501,
      'notSupported',
    ],
  ];
  for (const [what, changes, status, code] of refused)
    it(`"Create event": refuses ${what}`, async () => {
      const reply = await create(changes);
      assert.equal(reply.status, status, reply.text);
      assert.equal(reply.body.error.code, code);
    });

  it('"Create event": puts copies into the calendars of known attendees, guests and strangers aside', async () => {
    await create({
      attendees: [person(PRIYA_ADDRESS), person('kenji.mori@northgate.example'), person('x@else.example')],
    });
    assert.ok((await subjectsOf(PRIYA)).includes('Supplier call'));
    assert.equal((await tenant.get(`/users/${KENJI}/events`)).status, 404);
  });

  it('"Update event": moves the copies and the online meeting, and a removed attendee loses theirs', async () => {
    const { body } = await create({ isOnlineMeeting: true, attendees: [person(PRIYA_ADDRESS)] });
    const path = `/users/${AMARA}/events/${body.id}`;
    const changed = await tenant.patch(path, { subject: 'Moved call', start: at('12:00'), end: at('13:00') });
    assert.equal(changed.status, 200);
    assert.deepEqual((await subjectsOf(PRIYA)).includes('Moved call'), true);
    const filter = encodeURIComponent(`JoinWebUrl eq '${body.onlineMeeting.joinUrl}'`);
    const meeting = await tenant.get(`/users/${AMARA}/onlineMeetings?$filter=${filter}`);
    assert.equal(meeting.body.value[0].startDateTime, '2026-12-01T12:00:00.000Z');
    await tenant.patch(path, { attendees: [] });
    assert.deepEqual((await subjectsOf(PRIYA)).includes('Moved call'), false);
  });

  it('"Update event": transactionId stays, and an online meeting stays one', async () => {
    const { body } = await create({ isOnlineMeeting: true, transactionId: 'tx-1' });
    const path = `/users/${AMARA}/events/${body.id}`;
    assert.equal((await tenant.patch(path, { transactionId: 'tx-2' })).status, 400);
    assert.equal((await tenant.patch(path, { isOnlineMeeting: false })).status, 400);
  });

  it('"Delete event": takes it from all calendars when the organiser does it', async () => {
    const { body } = await create({ attendees: [person(PRIYA_ADDRESS)] });
    assert.equal((await tenant.remove(`/users/${AMARA}/events/${body.id}`)).status, 204);
    assert.equal(
      (await tenant.get(`/users/${AMARA}/events/${body.id}`)).body.error.code,
      'ErrorItemNotFound',
    );
    assert.ok(!(await subjectsOf(PRIYA)).includes('Supplier call'));
  });

  const WEEK = 'startDateTime=2026-12-02T00:00:00Z&endDateTime=2026-12-03T00:00:00Z';
  const occurrencesOf = async (userId: string, window = WEEK) => {
    const { body } = await tenant.get(`/users/${userId}/calendarView?${window}&$top=50`);
    return body.value.filter(({ seriesMasterId }: { seriesMasterId: string | null }) => seriesMasterId);
  };

  it('"Get event": reads one occurrence of a series and the series itself', async () => {
    const [occurrence] = await occurrencesOf(AMARA);
    const { body } = await tenant.get(`/users/${AMARA}/events/${encodeURIComponent(occurrence.id)}`);
    assert.equal(body.start.dateTime, '2026-12-02T09:00:00.0000000');
    assert.equal(body.type, 'occurrence');
    assert.equal(
      (await tenant.get(`/users/${AMARA}/events/${body.seriesMasterId}`)).body.type,
      'seriesMaster',
    );
  });

  it('"Delete event": calls off one occurrence for all who are invited, and leaves the others', async () => {
    const [occurrence] = await occurrencesOf(AMARA);
    const path = `/users/${AMARA}/events/${encodeURIComponent(occurrence.id)}`;
    assert.equal((await tenant.remove(path)).status, 204);
    assert.deepEqual(await occurrencesOf(AMARA), []);
    assert.deepEqual(await occurrencesOf(PRIYA), []);
    assert.equal((await tenant.get(path)).body.error.code, 'ErrorItemNotFound');
    assert.equal((await tenant.remove(path)).status, 404);
    const next = 'startDateTime=2026-12-09T00:00:00Z&endDateTime=2026-12-10T00:00:00Z';
    assert.equal((await occurrencesOf(AMARA, next)).length, 1);
  });

  it('"Delete event": an invited person removes an occurrence from their own calendar only', async () => {
    const [occurrence] = await occurrencesOf(PRIYA);
    await tenant.remove(`/users/${PRIYA}/events/${encodeURIComponent(occurrence.id)}`);
    assert.deepEqual(await occurrencesOf(PRIYA), []);
    assert.equal((await occurrencesOf(AMARA)).length, 1);
  });

  it('"event: delta": names a called off occurrence as removed', async () => {
    const first = await tenant.get(`/users/${AMARA}/calendarView/delta?${WEEK}`);
    const [occurrence] = await occurrencesOf(AMARA);
    await tenant.remove(`/users/${AMARA}/events/${encodeURIComponent(occurrence.id)}`);
    const { body } = await call('GET', first.body['@odata.deltaLink'], {
      token: makeToken(['Calendars.Read']),
    });
    assert.deepEqual(body.value, [{ id: occurrence.id, '@removed': { reason: 'deleted' } }]);
  });

  it('"Update event": a moved occurrence is an exception, in all calendars, and keeps its original start', async () => {
    const [occurrence] = await occurrencesOf(AMARA);
    const path = `/users/${AMARA}/events/${encodeURIComponent(occurrence.id)}`;
    const moved = { start: at('14:00'), end: at('15:00'), subject: 'Atlas weekly, moved' };
    const { status, body } = await tenant.patch(path, moved);
    assert.equal(status, 200);
    assert.equal(body.type, 'exception');
    assert.equal(body.originalStart, '2026-12-02T09:00:00.000Z');
    assert.deepEqual(await occurrencesOf(PRIYA), []);
    const [copy] = await occurrencesOf(
      PRIYA,
      'startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-02T00:00:00Z',
    );
    assert.equal(copy.start.dateTime, '2026-12-01T14:00:00.0000000');
    assert.equal(copy.subject, 'Atlas weekly, moved');
    assert.equal((await tenant.patch(path, { recurrence: null })).status, 400);
    assert.equal((await tenant.patch(path, { attendees: [] })).status, 501);
  });

  it('"Update event": planning a series anew forgets what was changed of its occurrences', async () => {
    const [occurrence] = await occurrencesOf(AMARA);
    await tenant.remove(`/users/${AMARA}/events/${encodeURIComponent(occurrence.id)}`);
    const series = `/users/${AMARA}/events/${occurrence.seriesMasterId}`;
    const { body } = await tenant.get(series);
    await tenant.patch(series, { start: body.start, end: body.end });
    assert.equal((await occurrencesOf(AMARA)).length, 1);
  });

  it('"Delete event": takes /me for the person who signed in, and refuses it from an app alone', async () => {
    const { body } = await create();
    const delegated = { token: makeToken(['Calendars.ReadWrite'], { userId: AMARA }) };
    assert.equal((await tenant.get(`/me/events/${body.id}`, delegated)).status, 200);
    assert.equal((await tenant.remove(`/me/calendar/events/${body.id}`, delegated)).status, 204);
    const app = await tenant.remove(`/me/events/${body.id}`);
    assert.equal(app.status, 400);
    assert.match(app.body.error.message, /only valid with delegated authentication/);
  });

  it('"Delete event": a group’s calendar is for members who signed in, never for an app alone', async () => {
    const roles = ['Group.ReadWrite.All'];
    const member = { token: makeToken(roles, { userId: AMARA }) };
    const event = { subject: 'Cutover rehearsal', start: at('10:00'), end: at('11:00') };
    const made = await tenant.post(`/groups/${GROUP}/events`, event, member);
    assert.equal(made.status, 201, made.text);
    assert.equal(made.body.organizer.emailAddress.address, 'atlas@harbour.example');
    const path = `/groups/${GROUP}/calendar/events/${made.body.id}`;
    assert.equal((await tenant.get(path, member)).status, 200);
    const window = 'startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-02T00:00:00Z';
    const view = await tenant.get(`/groups/${GROUP}/calendarView?${window}`, member);
    assert.deepEqual(
      view.body.value.map(({ subject }: { subject: string }) => subject),
      ['Cutover rehearsal'],
    );
    const app = await tenant.remove(path, { token: makeToken(roles) });
    assert.equal(app.status, 403);
    const stranger = { token: makeToken(roles, { userId: STRANGER }) };
    assert.equal((await tenant.remove(path, stranger)).body.error.code, 'ErrorAccessDenied');
    assert.equal((await tenant.remove(path, member)).status, 204);
    assert.equal((await tenant.get(path, member)).status, 404);
  });

  it('"Microsoft Graph permissions reference": Calendars.ReadBasic.All hides bodies and does not write', async () => {
    const { body } = await create({ body: { contentType: 'text', content: 'Secret agenda' } });
    const basic = { token: makeToken(['Calendars.ReadBasic.All']) };
    const read = await tenant.get(`/users/${AMARA}/events/${body.id}`, basic);
    assert.equal(read.body.body.content, '');
    assert.equal(read.body.bodyPreview, '');
    const write = await tenant.post(
      `/users/${AMARA}/events`,
      { start: at('10:00'), end: at('11:00') },
      basic,
    );
    assert.equal(write.status, 403);
  });

  it('"List events": filters, and refuses preferences that it does not know', async () => {
    await create();
    const found = await tenant.get(
      `/users/${AMARA}/events?$filter=subject eq 'Supplier call'&$select=subject`,
    );
    assert.equal(found.body.value.length, 1);
    const prefer = await tenant.get(`/users/${AMARA}/events`, {
      headers: { Prefer: 'IdType="ImmutableId"' },
    });
    assert.equal(prefer.status, 501);
    assert.equal((await tenant.get(`/users/${CHIDI}/events?$expand=instances`)).status, 501);
    assert.equal((await tenant.get(`/users/${TOMASZ}/events?$top=1`)).body.value.length, 1);
  });
});
