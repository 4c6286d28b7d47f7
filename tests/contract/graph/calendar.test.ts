import assert from 'node:assert/strict';
import { type CalendarReader, makeCalendar } from '../../../src/adapters/graph/calendar.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import { asInstant, asZoneName } from '../../../src/kernel/time.ts';
import { AMARA, type GraphWorld, KENJI, LUCIA, PRIYA, startGraphWorld } from './support.ts';

const amara = asPersonId(AMARA);
const from = asInstant('2026-11-01T00:00:00Z');
const to = asInstant('2027-02-01T00:00:00Z');

describe('CalendarReader', () => {
  let world: GraphWorld;
  let calendar: CalendarReader;
  beforeEach(async () => {
    world = await startGraphWorld();
    calendar = makeCalendar(world.client, world.directory);
  });
  afterEach(() => world.close());

  const steering = {
    transactionId: 'docket-steering-1',
    subject: 'Budget review of the phase',
    html: '<p>Agenda</p>',
    start: asInstant('2027-01-12T09:00:00Z'),
    end: asInstant('2027-01-12T10:00:00Z'),
    zone: asZoneName('Europe/Madrid'),
    attendees: [
      { mail: 'lucia.fernandez@harbour.example', name: 'Lucía Fernández' },
      { mail: 'priya.raman@harbour.example' },
    ],
    isOnline: true,
  };

  it('makes an event once, however often it is asked and whatever becomes of the reply', async () => {
    await world.fault({
      match: { method: 'POST', path: `/users/${AMARA}/events` },
      fault: 'lost-reply',
      times: 2,
    });
    const made = await calendar.createEvent(amara, steering);
    assert.match(made.joinUrl ?? '', /^https:/);
    assert.equal((await calendar.createEvent(amara, steering)).eventId, made.eventId);
    const entries = await calendar.onlineMeetings(amara, steering.start, steering.end);
    assert.deepEqual(entries, [
      {
        subject: 'Budget review of the phase',
        joinUrl: made.joinUrl,
        start: steering.start,
        end: steering.end,
        organiserId: AMARA,
        attendeeIds: [LUCIA, PRIYA],
        isCancelled: false,
      },
    ]);
  });

  it('gives every occurrence of a series with the join address that all share', async () => {
    const entries = await calendar.onlineMeetings(amara, from, to);
    const bySubject = new Map<string, Set<string>>();
    for (const { subject, joinUrl } of entries)
      bySubject.set(subject, (bySubject.get(subject) ?? new Set()).add(joinUrl));
    assert.ok(entries.length > bySubject.size, 'the sample has a series');
    for (const [subject, urls] of bySubject) assert.equal(urls.size, 1, subject);
    assert.ok(entries.every(({ start, end }) => start < end && end > from && start < to));
  });

  it('reads on over pages', async () => {
    const days = Array.from({ length: 120 }, (_, day) =>
      asInstant(Date.parse('2027-03-01T08:00:00Z') + day * 86_400_000),
    );
    for (const [index, start] of days.entries()) {
      await calendar.createEvent(amara, {
        ...steering,
        transactionId: `t-${index}`,
        start,
        end: asInstant(Date.parse(start) + 1_800_000),
      });
    }
    const entries = await calendar.onlineMeetings(
      amara,
      asInstant('2027-03-01T00:00:00Z'),
      asInstant('2027-08-01T00:00:00Z'),
    );
    assert.equal(entries.filter(({ subject }) => subject === 'Budget review of the phase').length, 120);
  });

  it('gives nothing for a person without a mailbox', async () => {
    assert.deepEqual(await calendar.onlineMeetings(asPersonId(KENJI), from, to), []);
  });

  it('gives busy times, and a sentence for an address that Microsoft 365 does not know', async () => {
    await calendar.createEvent(amara, steering);
    const found = await calendar.schedules(
      amara,
      ['amara.okafor@harbour.example', 'nobody@elsewhere.example'],
      asInstant('2027-01-12T00:00:00Z'),
      asInstant('2027-01-13T00:00:00Z'),
    );
    assert.ok(
      found[0]?.busy.some(
        ({ start, end, status }) => start === steering.start && end === steering.end && status === 'busy',
      ),
      JSON.stringify(found[0]),
    );
    assert.equal(found[0]?.problem, undefined);
    assert.match(found[1]?.problem ?? '', /^The times of nobody@elsewhere.example are not known/);
  });
});
