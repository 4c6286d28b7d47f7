import assert from 'node:assert/strict';
import { AMARA, type Reply, startTenant, type TestTenant } from '../support.ts';

const view = (from: string, to: string, more = ''): string =>
  `/users/${AMARA}/calendarView?startDateTime=${from}&endDateTime=${to}${more}`;
const subjectsOf = ({ body }: Reply): readonly string[] =>
  body.value.map(({ subject }: { subject: string }) => subject);

describe('calendarView of the local Microsoft 365', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  it('"List calendarView": expands a series into occurrences that share one join URL', async () => {
    const { body } = await tenant.get(
      view(
        '2026-11-18T00:00:00Z',
        '2026-12-04T00:00:00Z',
        "&$filter=subject eq 'Atlas weekly project meeting'",
      ),
    );
    const starts = body.value.map(({ start }: { start: { dateTime: string } }) =>
      start.dateTime.slice(0, 16),
    );
    assert.deepEqual(starts, ['2026-11-18T09:00', '2026-11-25T09:00', '2026-12-02T09:00']);
    const urls = new Set(
      body.value.map((one: { onlineMeeting: { joinUrl: string } }) => one.onlineMeeting.joinUrl),
    );
    assert.equal(urls.size, 1);
    assert.equal(new Set(body.value.map(({ id }: { id: string }) => id)).size, 3);
  });

  it('"List calendarView": keeps the local hour of a series over the change of clocks', async () => {
    const { body } = await tenant.get(
      view(
        '2026-10-20T00:00:00Z',
        '2026-10-30T00:00:00Z',
        "&$filter=subject eq 'Atlas weekly project meeting'",
      ),
    );
    const starts = body.value.map(({ start }: { start: { dateTime: string } }) =>
      start.dateTime.slice(0, 16),
    );
    assert.deepEqual(starts, ['2026-10-21T08:00', '2026-10-28T09:00']);
  });

  it('"List calendarView": needs the window, and reads an offset in it whatever Prefer says', async () => {
    const bare = await tenant.get(`/users/${AMARA}/calendarView`);
    assert.equal(bare.status, 400);
    assert.match(bare.body.error.message, /StartDateTime/);
    assert.equal((await tenant.get(view('soon', '2026-12-04T00:00:00Z'))).status, 400);
    assert.equal((await tenant.get(view('2026-12-04T00:00:00Z', '2026-12-01T00:00:00Z'))).status, 400);
    const offset = await tenant.get(view('2026-11-25T10:00:00%2B01:00', '2026-11-25T10:30:00%2B01:00'), {
      headers: { Prefer: 'outlook.timezone="Tokyo Standard Time"' },
    });
    assert.deepEqual(subjectsOf(offset), ['Atlas weekly project meeting']);
    assert.equal(offset.body.value[0].start.dateTime, '2026-11-25T18:00:00.0000000');
  });

  it('"List calendarView": pages of ten unless $top or maxpagesize says otherwise', async () => {
    const window = ['2026-09-01T00:00:00Z', '2027-03-01T00:00:00Z'] as const;
    const first = await tenant.get(view(...window));
    assert.equal(first.body.value.length, 10);
    const second = await tenant.get(first.body['@odata.nextLink']);
    assert.equal(second.body.value.length, 10);
    assert.notEqual(second.body.value[0].id, first.body.value[0].id);
    const all = await tenant.get(view(...window, '&$top=1000'));
    assert.equal(all.body['@odata.nextLink'], undefined);
    const small = await tenant.get(view(...window), { headers: { Prefer: 'odata.maxpagesize=3' } });
    assert.equal(small.body.value.length, 3);
  });

  describe('"event: delta"', () => {
    const start = `/users/${AMARA}/calendarView/delta?startDateTime=2026-12-01T00:00:00Z&endDateTime=2026-12-09T00:00:00Z`;
    const event = (subject: string, day: string): object => ({
      subject,
      start: { dateTime: `${day}T10:00:00`, timeZone: 'UTC' },
      end: { dateTime: `${day}T11:00:00`, timeZone: 'UTC' },
    });

    it('gives the window, then changes and removals in it', async () => {
      const first = await tenant.get(start);
      assert.ok(subjectsOf(first).includes('UAT kick-off'));
      const made = await tenant.post(`/users/${AMARA}/events`, event('Inside', '2026-12-03'));
      await tenant.post(`/users/${AMARA}/events`, event('Outside', '2026-12-20'));
      const second = await tenant.get(first.body['@odata.deltaLink']);
      assert.deepEqual(subjectsOf(second), ['Inside']);
      await tenant.remove(`/users/${AMARA}/events/${made.body.id}`);
      const third = await tenant.get(second.body['@odata.deltaLink']);
      assert.deepEqual(third.body.value, [{ id: made.body.id, '@removed': { reason: 'deleted' } }]);
      assert.deepEqual((await tenant.get(third.body['@odata.deltaLink'])).body.value, []);
    });

    it('pages by maxpagesize, and refuses a made-up token', async () => {
      const options = { headers: { Prefer: 'odata.maxpagesize=2' } };
      let reply = await tenant.get(start, options);
      let count = reply.body.value.length;
      while (reply.body['@odata.nextLink'] !== undefined) {
        reply = await tenant.get(reply.body['@odata.nextLink'], options);
        count += reply.body.value.length;
      }
      assert.equal(count, subjectsOf(await tenant.get(start)).length);
      assert.equal((await tenant.get(`/users/${AMARA}/calendarView/delta?$deltatoken=x`)).status, 400);
    });
  });
});
