import assert from 'node:assert/strict';
import { AMARA, startTenant, type TestTenant } from '../support.ts';

const moment = (dateTime: string): object => ({ dateTime, timeZone: 'Romance Standard Time' });

describe('getSchedule of the local Microsoft 365', () => {
  let tenant: TestTenant;
  before(async () => {
    tenant = await startTenant();
  });
  after(() => tenant.close());

  const ask = (changes: object, options: object = {}) =>
    tenant.post(
      `/users/${AMARA}/calendar/getSchedule`,
      {
        schedules: ['yusuf.demir@harbour.example'],
        startTime: moment('2026-12-02T12:00:00'),
        endTime: moment('2026-12-02T18:00:00'),
        availabilityViewInterval: 60,
        ...changes,
      },
      options,
    );

  it('"calendar: getSchedule": shows busy time in the view and as items, with the working hours', async () => {
    const { status, body } = await ask({});
    assert.equal(status, 200);
    const [yusuf] = body.value;
    assert.equal(yusuf.scheduleId, 'yusuf.demir@harbour.example');
    assert.equal(yusuf.availabilityView, '022220');
    assert.deepEqual(yusuf.scheduleItems, [
      {
        isPrivate: false,
        status: 'busy',
        subject: 'Load dry run',
        location: 'Data room',
        start: { dateTime: '2026-12-02T12:00:00.0000000', timeZone: 'UTC' },
        end: { dateTime: '2026-12-02T16:00:00.0000000', timeZone: 'UTC' },
      },
    ]);
    assert.equal(yusuf.workingHours.timeZone.name, 'Romance Standard Time');
  });

  it('"calendar: getSchedule": an unknown address or a guest has an error of its own inside a 200', async () => {
    const schedules = [
      'nobody@harbour.example',
      'kenji.mori@northgate.example',
      'amara.okafor@harbour.example',
    ];
    const { status, body } = await ask({ schedules });
    assert.equal(status, 200);
    assert.deepEqual(
      body.value.map((one: { error?: { responseCode: string } }) => one.error?.responseCode),
      ['5009', '5009', undefined],
    );
  });

  it('"calendar: getSchedule": out of office is 3, tentative 1, and private items keep their subject', async () => {
    const leave = await ask({
      schedules: ['chidi.eze@harbour.example'],
      startTime: moment('2026-12-07T09:00:00'),
      endTime: moment('2026-12-07T11:00:00'),
    });
    assert.equal(leave.body.value[0].availabilityView, '33');
    const hold = await ask({
      schedules: ['tomasz.zielinski@harbour.example'],
      startTime: moment('2026-12-03T11:00:00'),
      endTime: moment('2026-12-03T13:00:00'),
    });
    assert.equal(hold.body.value[0].availabilityView, '10');
    const doctor = await ask({
      schedules: ['ingrid.solheim@harbour.example'],
      startTime: moment('2026-12-02T09:00:00'),
      endTime: moment('2026-12-02T11:00:00'),
    });
    assert.equal(doctor.body.value[0].scheduleItems[0].isPrivate, true);
    assert.equal('subject' in doctor.body.value[0].scheduleItems[0], false);
  });

  it('"calendar: getSchedule": takes an interval of 5 to 1440 minutes, 30 by default, and refuses bad windows', async () => {
    assert.equal(
      (await ask({ availabilityViewInterval: undefined })).body.value[0].availabilityView.length,
      12,
    );
    for (const availabilityViewInterval of [4, 1441])
      assert.equal((await ask({ availabilityViewInterval })).status, 400);
    const reversed = await ask({ endTime: moment('2026-12-02T11:00:00') });
    assert.equal(reversed.body.error.code, 'ErrorInvalidTimeInterval');
    assert.equal((await ask({ endTime: moment('2027-03-02T11:00:00') })).status, 400);
    assert.equal((await ask({ schedules: [] })).status, 400);
    assert.equal((await ask({ schedules: Array(21).fill('a@b.example') })).status, 400);
    assert.equal((await ask({ meetingDuration: 'PT1H' })).status, 400);
  });

  it('"user: findMeetingTimes": is refused to an app', async () => {
    assert.equal((await tenant.post(`/users/${AMARA}/findMeetingTimes`, {})).status, 403);
  });
});
