/** A person's week. */
import { addressOf, button, el, empty, fill } from '../dom.js';
import { graphAll, Refusal } from '../http.js';
import { icon } from '../icons.js';
import { peopleSelect } from '../people.js';
import { nowMs, personOf, session } from '../session.js';
import { dayIn, momentOf, mondayOf, plusDays, showDate, showDay, showTime, showWeekday } from '../time.js';

export async function showCalendar(page) {
  page.title = 'Calendar';
  const zone = session.tenant.timeZone;
  const draw = async () => {
    const person = personOf(page.params.person) ?? session.me;
    const today = dayIn(nowMs(), zone);
    const monday = mondayOf(/^\d{4}-\d{2}-\d{2}$/.test(page.params.week ?? '') ? page.params.week : today);
    const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => plusDays(monday, offset));
    fill(page.root, heading(person, monday, zone), await week(person, days, today, zone));
  };
  page.onRoute = draw;
  page.onChange = (marks, before) => (marks.calendar === before.calendar ? undefined : draw());
  await draw();
}

function heading(person, monday, zone) {
  const go = (week) => () => {
    location.hash = addressOf(['calendar', person.id, week]);
  };
  const [from, to] = [momentOf(monday, zone), momentOf(plusDays(monday, 6), zone)];
  return el(
    'header',
    { class: 'heading' },
    el(
      'div',
      {},
      el('p', { class: 'crumbs' }, zone),
      el('h1', {}, `${showDay(from, zone)} to ${showDay(to, zone)}`),
    ),
    el(
      'div',
      { class: 'actions' },
      peopleSelect({
        value: person.id,
        label: 'Whose calendar',
        onChange: (id) => {
          location.hash = addressOf(['calendar', id, monday]);
        },
      }),
      button(icon('left', 18), go(plusDays(monday, -7)), { 'aria-label': 'Week before' }),
      button('This week', go(dayIn(nowMs(), zone))),
      button(icon('right', 18), go(plusDays(monday, 7)), { 'aria-label': 'Next week' }),
    ),
  );
}

async function week(person, days, today, zone) {
  const from = momentOf(days[0], zone);
  const to = momentOf(plusDays(days[0], 7), zone);
  let events;
  try {
    const window = `startDateTime=${from}&endDateTime=${to}`;
    ({ value: events } = await graphAll(
      `/users/${person.id}/calendarView?${window}&$top=100&$orderby=start/dateTime`,
      {
        as: person.id,
      },
    ));
  } catch (error) {
    if (error instanceof Refusal && error.code === 'MailboxNotEnabledForRESTAPI')
      return empty('No mailbox here', `${person.name} has no mailbox in this tenant, so no calendar either.`);
    throw error;
  }
  if (events.length === 0)
    return empty('A free week', `${person.name} has nothing in the calendar from Monday to Sunday.`);
  return el(
    'ol',
    { class: 'week' },
    days.map((day) => dayNode(day, events, today, zone)).filter((node) => node !== null),
  );
}

function dayNode(day, events, today, zone) {
  const held = events.filter((event) => isOn(event, day, zone));
  const isWeekend = [0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay());
  if (held.length === 0 && isWeekend) return null;
  return el(
    'li',
    { class: day === today ? 'today' : null },
    el(
      'h2',
      {},
      showWeekday(momentOf(`${day}T12:00`, zone), zone),
      el('span', { class: 'soft' }, day === today ? 'Today' : showDate(momentOf(`${day}T12:00`, zone), zone)),
    ),
    held.length === 0
      ? el('p', { class: 'soft' }, 'Nothing')
      : el(
          'ul',
          {},
          held.map((event) => eventNode(event, zone)),
        ),
  );
}

/** Graph gives the times in UTC here. All-day events are days, whatever the zone. */
const utc = ({ dateTime }) => `${dateTime.slice(0, 19)}Z`;

function isOn({ start, end, isAllDay }, day, zone) {
  if (isAllDay) return start.dateTime.slice(0, 10) <= day && day < end.dateTime.slice(0, 10);
  const last = new Date(Date.parse(utc(end)) - 1).toISOString();
  return dayIn(utc(start), zone) <= day && day <= dayIn(last, zone);
}

const ANSWERS = { accepted: 'yes', tentativelyAccepted: 'perhaps', declined: 'no', none: 'no answer yet' };
const SHOWN_AS = {
  free: 'Free',
  tentative: 'Tentative',
  oof: 'Out of office',
  workingElsewhere: 'Elsewhere',
};

function eventNode(event, zone) {
  const {
    subject,
    location: place,
    organizer,
    attendees,
    showAs,
    sensitivity,
    isOnlineMeeting,
    body,
  } = event;
  const time = event.isAllDay
    ? 'All day'
    : `${showTime(utc(event.start), zone)} – ${showTime(utc(event.end), zone)}`;
  const text = body.contentType === 'html' ? event.bodyPreview : body.content;
  return el(
    'li',
    { class: `event ${showAs}` },
    el('span', { class: 'number' }, time),
    el(
      'details',
      {},
      el(
        'summary',
        {},
        el('b', {}, subject || '(no subject)'),
        isOnlineMeeting ? el('span', { class: 'pill' }, 'Teams') : null,
        SHOWN_AS[showAs] ? el('span', { class: 'pill' }, SHOWN_AS[showAs]) : null,
        sensitivity === 'private' ? el('span', { class: 'pill' }, 'Private') : null,
      ),
      el(
        'dl',
        { class: 'facts' },
        fact('Organiser', organizer.emailAddress.name),
        fact('Where', place.displayName),
        fact(
          'Invited',
          attendees
            .map(
              ({ emailAddress, status }) =>
                `${emailAddress.name} (${ANSWERS[status.response] ?? status.response})`,
            )
            .join(', '),
        ),
        fact('Text', text),
      ),
    ),
  );
}

const fact = (name, value) => (value === '' ? null : [el('dt', {}, name), el('dd', {}, value)]);
