import assert from 'node:assert/strict';
import {
  AMARA,
  CHIDI,
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

  it('one occurrence of a series can be read but not changed', async () => {
    const window = 'startDateTime=2026-12-02T00:00:00Z&endDateTime=2026-12-03T00:00:00Z';
    const view = await tenant.get(`/users/${AMARA}/calendarView?${window}`);
    const occurrence = view.body.value.find(({ type }: { type: string }) => type === 'occurrence');
    const path = `/users/${AMARA}/events/${encodeURIComponent(occurrence.id)}`;
    const { body } = await tenant.get(path);
    assert.equal(body.start.dateTime, '2026-12-02T09:00:00.0000000');
    assert.equal(
      (await tenant.get(`/users/${AMARA}/events/${body.seriesMasterId}`)).body.type,
      'seriesMaster',
    );
    assert.equal((await tenant.patch(path, { subject: 'x' })).status, 501);
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
