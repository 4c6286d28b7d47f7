/** "End a meeting with this transcript". */
import { el, field, fill } from '../dom.js';
import { local } from '../http.js';
import { icon } from '../icons.js';
import { attempt, tell } from '../notices.js';
import { session } from '../session.js';
import { count, showMoment, showSize, showTime } from '../time.js';
import { dropZone, readBase64 } from './drop.js';
import { isChannelMeeting } from './meetingKind.js';

/** Tenant switch without which transcripts do not say who speaks ("Transcripts and recordings for Teams meetings"). */
const ATTRIBUTION = 'EnableAttributedTranscripts';

/** The form, and a way to tell it the meetings there are. */
export async function endMeetingForm() {
  const state = { file: /** @type {any} */ (null) };
  const meeting = el('select', {});
  const subject = el('input', { type: 'text', maxlength: 255, placeholder: 'Meeting' });
  const late = el('input', { type: 'number', min: 0, step: 1, value: '0', inputmode: 'numeric' });
  const channel = el('input', { type: 'checkbox' });
  const nameless = el('input', { type: 'checkbox', checked: !(await readAttribution()) });
  const newMeeting = el(
    'div',
    { class: 'fields' },
    field('Subject', subject),
    el('label', { class: 'check' }, channel, 'A meeting of a channel'),
  );
  const picked = el('div', { class: 'picked' });
  const submit = el('button', { class: 'main', disabled: true }, 'End the meeting');
  const pick = (/** @type {File[]} */ files) => {
    const [file] = files;
    if (file === undefined) return;
    state.file = file;
    submit.disabled = false;
    showPicked();
  };
  const input = el('input', {
    type: 'file',
    accept: '.vtt,.txt,.srt,text/vtt,text/plain',
    class: 'hidden',
    'aria-label': 'Transcript file',
    on: { change: () => pick([...(input.files ?? [])]) },
  });
  const showPicked = () =>
    fill(
      picked,
      state.file === null
        ? [
            icon('file', 26),
            el('span', {}, 'Drop a transcript here, .vtt or .txt, or '),
            el('label', { class: 'link' }, 'choose a file', input),
          ]
        : [
            icon('file', 22),
            el('b', {}, state.file.name),
            el('span', { class: 'soft' }, showSize(state.file.size)),
            el('label', { class: 'link' }, 'change', input),
          ],
    );
  meeting.addEventListener('change', () => {
    newMeeting.hidden = meeting.value !== '';
  });
  showPicked();

  const end = async () => {
    submit.disabled = true;
    await attempt(async () => {
      await writeAttribution(!nameless.checked);
      const chosen =
        meeting.value === ''
          ? {
              subject: subject.value.trim() || 'Meeting',
              ...(channel.checked ? { channelMeeting: true } : {}),
            }
          : { meetingId: meeting.value };
      const ended = await local('/local365/meetings/end', {
        method: 'POST',
        body: {
          ...chosen,
          filename: state.file.name,
          base64: await readBase64(state.file),
          lateBySeconds: Number(late.value) || 0,
        },
      });
      const when =
        Number(late.value) > 0
          ? ` It can be had from ${showTime(ended.availableAt, session.tenant.timeZone)}.`
          : '';
      tell(`The meeting has ended with ${state.file.name}.${when}`, 'good');
      state.file = null;
      input.value = '';
      showPicked();
    });
    submit.disabled = state.file === null;
  };

  const element = el(
    'form',
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          void end();
        },
      },
    },
    el('h2', {}, 'End a meeting'),
    el(
      'p',
      { class: 'soft' },
      'The tenant behaves as if it had just ended: transcript, calendar, notifications.',
    ),
    dropZone('Drop the transcript', pick, picked),
    field('Meeting', meeting),
    newMeeting,
    field('Transcript late by, in seconds', late),
    el(
      'label',
      { class: 'check' },
      nameless,
      'Without speakers (the tenant’s switch for attribution is off)',
    ),
    el('div', { class: 'actions' }, submit),
  );
  return { element, offer: (meetings) => offerMeetings(meeting, meetings, newMeeting) };
}

function offerMeetings(select, meetings, newMeeting) {
  const before = select.value;
  fill(
    select,
    meetings.map((one) => el('option', { value: one.id }, titleOf(one))),
    el('option', { value: '' }, 'A new meeting'),
  );
  const isThere = meetings.some(({ id }) => id === before);
  select.value = isThere ? before : (meetings[0]?.id ?? '');
  newMeeting.hidden = select.value !== '';
}

function titleOf(meeting) {
  const day = showMoment(meeting.start, session.tenant.timeZone);
  return `${meeting.subject}${isChannelMeeting(meeting) ? ' (channel)' : ''}, since ${day}, ${count(meeting.attendeeIds.length + 1, 'person', 'people')}`;
}

async function readAttribution() {
  const { settings } = await local('/local365/settings');
  return settings.find(({ name }) => name === ATTRIBUTION)?.value !== false;
}

async function writeAttribution(isOn) {
  if ((await readAttribution()) === isOn) return;
  await local('/local365/settings', { method: 'PATCH', body: { [ATTRIBUTION]: isOn } });
}
