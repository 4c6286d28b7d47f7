/** Meetings, the end of one with a transcript, and who was told of it. */
import { el, empty, fill } from '../dom.js';
import { local } from '../http.js';
import { attempt, busyButton } from '../notices.js';
import { nowMs, personOf, session } from '../session.js';
import { count, dayIn, showMoment, showTime } from '../time.js';
import { endMeetingForm } from './endMeeting.js';
import { isChannelMeeting } from './meetingKind.js';

export async function showMeetings(page) {
  page.title = 'Meetings';
  const list = el('div', { class: 'stack' });
  const told = el('div', { class: 'stack' });
  const form = await endMeetingForm();
  fill(
    page.root,
    el('header', { class: 'heading' }, el('h1', {}, 'Meetings')),
    el(
      'div',
      { class: 'two' },
      el('section', { 'aria-label': 'Scheduled meetings' }, list),
      el('section', { class: 'panel', 'aria-label': 'End a meeting' }, form.element),
    ),
    el('section', { class: 'panel', 'aria-label': 'Notifications' }, told),
  );
  const draw = async () => {
    const [{ meetings, transcripts }, notifications] = await Promise.all([
      local('/local365/meetings'),
      local('/local365/subscriptions'),
    ]);
    form.offer(meetings);
    drawMeetings(list, meetings, transcripts, draw);
    drawNotifications(told, notifications, draw);
  };
  page.onChange = (marks, before) => (marks.meetings === before.meetings ? undefined : draw());
  await draw();
}

function drawMeetings(place, meetings, transcripts, draw) {
  if (meetings.length === 0) {
    fill(place, empty('No meetings', 'End one with a transcript; it is made then, with its invitation.'));
    return;
  }
  fill(
    place,
    el(
      'ul',
      { class: 'rows' },
      meetings.map((meeting) =>
        meetingNode(
          meeting,
          transcripts.filter(({ meetingId }) => meetingId === meeting.id),
          draw,
        ),
      ),
    ),
  );
}

function meetingNode(meeting, transcripts, draw) {
  const zone = session.tenant.timeZone;
  const isSeries = meeting.lastEnd === null || meeting.lastEnd !== meeting.end;
  const when = `${showMoment(meeting.start, zone)} – ${showTime(meeting.end, zone)}${isSeries ? ', repeated' : ''}`;
  const organiser = personOf(meeting.organiserId)?.name ?? 'Somebody';
  return el(
    'li',
    {},
    el(
      'div',
      {},
      el(
        'b',
        {},
        meeting.subject,
        ' ',
        isChannelMeeting(meeting) ? el('span', { class: 'pill' }, 'Channel') : null,
        meeting.isCalendarBacked ? null : el('span', { class: 'pill' }, 'Not in a calendar'),
        meeting.isExpired ? el('span', { class: 'pill bad' }, 'Expired') : null,
      ),
      el('p', { class: 'soft' }, `${when} · ${organiser} and ${count(meeting.attendeeIds.length, 'other')}`),
      transcripts.length === 0 ? null : el('ul', { class: 'plain' }, transcripts.map(transcriptNode)),
    ),
    busyButton(
      meeting.isExpired ? 'Revive' : 'Expire',
      async () => {
        const body = { meetingId: meeting.id, isExpired: meeting.isExpired !== true };
        if (await attempt(() => local('/local365/meetings/expire', { method: 'POST', body })))
          await attempt(draw);
      },
      { 'aria-label': `${meeting.isExpired ? 'Revive' : 'Expire'} ${meeting.subject}`, class: 'plain' },
    ),
  );
}

function transcriptNode({ createdDateTime, endDateTime, availableAt }) {
  const zone = session.tenant.timeZone;
  const end =
    dayIn(createdDateTime, zone) === dayIn(endDateTime, zone)
      ? showTime(endDateTime, zone)
      : showMoment(endDateTime, zone);
  const isLate = Date.parse(availableAt) > nowMs();
  return el(
    'li',
    { class: 'soft' },
    `Transcript of ${showMoment(createdDateTime, zone)} – ${end}`,
    isLate ? ` · can be had from ${showTime(availableAt, zone)}` : null,
  );
}

function drawNotifications(place, { subscriptions, changes, notifications, attempts = [] }, draw) {
  const zone = session.tenant.timeZone;
  const waiting = changes.length + notifications.length;
  fill(
    place,
    el(
      'header',
      { class: 'heading small' },
      el('h2', {}, 'Notifications'),
      waiting === 0
        ? el('span', { class: 'soft' }, 'Nothing waits')
        : busyButton(`Deliver ${count(waiting, 'waiting one')}`, async () => {
            await attempt(() => local('/local365/subscriptions/run', { method: 'POST' }));
            await attempt(draw);
          }),
    ),
    subscriptions.length === 0
      ? el(
          'p',
          { class: 'soft' },
          'Nobody has subscribed, so nobody is told when a meeting ends. An app subscribes through Graph.',
        )
      : el(
          'div',
          { class: 'table' },
          el(
            'table',
            {},
            el(
              'thead',
              {},
              el(
                'tr',
                {},
                ['Subscribed to', 'Told at', 'Until'].map((title) => el('th', { scope: 'col' }, title)),
              ),
            ),
            el(
              'tbody',
              {},
              subscriptions.map(({ resource, notificationUrl, expirationDateTime }) =>
                el(
                  'tr',
                  {},
                  el('td', {}, code(resource)),
                  el('td', {}, code(notificationUrl)),
                  el('td', {}, showMoment(expirationDateTime, zone)),
                ),
              ),
            ),
          ),
        ),
    attempts.length === 0 ? null : deliveredTable(attempts, zone),
  );
}

function deliveredTable(attempts, zone) {
  return el(
    'details',
    { open: true },
    el('summary', {}, `Sent lately (${attempts.length})`),
    el(
      'div',
      { class: 'table' },
      el(
        'table',
        {},
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            ['When', 'What', 'Answer'].map((title) => el('th', { scope: 'col' }, title)),
          ),
        ),
        el(
          'tbody',
          {},
          [...attempts]
            .reverse()
            .map(({ at, resource, lifecycleEvent, wasTaken }) =>
              el(
                'tr',
                {},
                el('td', {}, showMoment(at, zone)),
                el('td', {}, lifecycleEvent ?? code(resource)),
                el(
                  'td',
                  {},
                  el(
                    'span',
                    { class: `pill ${wasTaken ? 'good' : 'bad'}` },
                    wasTaken ? 'Taken' : 'Refused or late',
                  ),
                ),
              ),
            ),
        ),
      ),
    ),
  );
}

const code = (text) => el('code', { class: 'clamp' }, text);
