/** Meetings: their jobs and what can be said about them in the chat. */
import { z } from 'zod';
import { type Capability, job } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingFile, IncomingMessage, Place, Reply } from '../kernel/chat.ts';
import { InputError, type Refusal, refuse } from '../kernel/errors.ts';
import { asMeetingId, asPersonId, type PersonId } from '../kernel/ids.ts';
import { asInstant, MINUTE_MS } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { itemsText } from './cards/itemsText.ts';
import { reviewReply } from './cards/reviewView.ts';
import { countsText } from './cards/settledView.ts';
import { expectMeetings, sweepTranscripts } from './expectMeetings.ts';
import { LOOK_FOR_INSIGHTS, lookForInsights } from './lateInsights.ts';
import { onMeetingEvent } from './meetingEvents.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { meetingName } from './meetingWhen.ts';
import { processMeeting } from './processMeeting.ts';
import { reviewOf } from './review/editReview.ts';
import { editedMinutes } from './review/itemEdit.ts';
import { makeReviewActions } from './review/reviewActions.ts';
import { makeReviewCommands } from './review/reviewCommands.ts';
import { takeFile } from './takeFile.ts';
import { reviewTexts } from './texts.ts';

export interface MeetingCommandPorts extends MeetingPorts {
  /** The project that is meant by a place, or by a person in a 1:1 chat. */
  readonly projectFor: (place: Place, personId: PersonId) => Promise<Project | Refusal>;
  /** Bytes of a file that came with a message; throws the kernel's errors. */
  readonly downloadFile: (file: IncomingFile) => Promise<Uint8Array>;
}

const announced = z.object({
  organiserId: z.string().transform(asPersonId),
  onlineMeetingId: z.string().min(1),
});

const insightLook = z.object({
  meetingId: z.string().transform(asMeetingId),
  readAt: z.string().transform(asInstant),
  look: z.number().int(),
});

export function makeMeetingsCapability(ports: MeetingCommandPorts): Capability {
  return {
    name: 'meetings',
    jobs: [
      job({
        name: 'process-meeting',
        schema: announced,
        run: (payload, { tenantId }) => processMeeting(ports, tenantId, payload),
      }),
      job({
        name: LOOK_FOR_INSIGHTS,
        schema: insightLook,
        run: (payload, { tenantId }) => lookForInsights(ports, tenantId, payload),
      }),
      job({
        name: 'expect-meetings',
        schema: z.object({}),
        everyMs: 60 * MINUTE_MS,
        run: (_payload, { tenantId }) => expectMeetings(ports, tenantId),
      }),
      job({
        name: 'sweep-transcripts',
        schema: z.object({}),
        everyMs: 30 * MINUTE_MS,
        run: (_payload, { tenantId }) => sweepTranscripts(ports, tenantId),
      }),
    ],
    cardActions: makeReviewActions(ports),
    commands: [
      ...makeReviewCommands(ports),
      {
        words: ['minutes'],
        usage: 'minutes (with a .vtt, .docx, .srt or .txt file, or with your notes, to make minutes of them)',
        help: 'Make minutes of a transcript or of notes, or show the newest minutes.',
        menu: true,
        run: (message, rest) => minutes(ports, message, rest),
      },
      {
        words: ['minutes items'],
        usage: 'minutes items',
        help: 'Everything that was heard in the newest minutes, one line each.',
        run: (message) => listItems(ports, message),
      },
      {
        words: ['meetings'],
        usage: 'meetings',
        help: 'The last meetings of this project and where their minutes stand.',
        run: (message) => listMeetings(ports, message),
      },
    ],
    onEvent: async (event) => {
      if (event.kind === 'meeting') await onMeetingEvent(ports, event);
    },
  };
}

async function minutes(
  ports: MeetingCommandPorts,
  message: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if ('refused' in project) return project;
  if (message.files.length === 0)
    return isNotes(rest) ? takeNotes(ports, project, message, rest) : newestMinutes(ports, project);
  const lines: string[] = [];
  const problems: string[] = [];
  for (const file of message.files) {
    try {
      lines.push(await takeOne(ports, project, message, file));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error.message);
    }
  }
  if (lines.length === 0) return refuse('transcript-unreadable', problems.join(' '));
  return { text: [...lines, ...problems.map(escapeMarkdown)].join('\n\n') };
}

async function takeOne(
  ports: MeetingCommandPorts,
  project: Project,
  { from, id }: IncomingMessage,
  file: IncomingFile,
): Promise<string> {
  const content = await ports.downloadFile(file);
  const meeting = await takeFile(ports, project, {
    name: file.name,
    content,
    givenBy: from.id,
    messageId: id,
    start: null,
  });
  return reviewTexts(project.locale)('said.fileRead', {
    file: `**${escapeMarkdown(file.name)}**`,
    meeting: `**${escapeMarkdown(meeting.subject)}**`,
  });
}

/** A word or two after `minutes` are a slip; notes are longer, or have a line for each matter. */
const isNotes = (text: string): boolean => text.includes('\n') || text.trim().length >= 25;

/** Typed notes: who speaks may stand before each line (`Priya: ...`), else the writer says it. */
async function takeNotes(
  ports: MeetingCommandPorts,
  project: Project,
  { from, id }: IncomingMessage,
  notes: string,
): Promise<Reply> {
  const lines = notes.split('\n').map((line) => line.trim());
  const said = lines.some((line) => /^[\p{L}][\p{L}\s.'’-]{1,60}:\s/u.test(line))
    ? lines
    : lines.map((line) => (line === '' ? '' : `${from.name}: ${line.replace(/^[-*•]\s*/, '')}`));
  const content = new TextEncoder().encode(said.join('\n'));
  const meeting = await takeFile(ports, project, {
    name: 'notes.txt',
    content,
    givenBy: from.id,
    messageId: id,
    start: null,
  });
  const named = { meeting: `**${escapeMarkdown(meeting.subject)}**` };
  return { text: reviewTexts(project.locale)('said.notesRead', named) };
}

async function newestMinutes(ports: MeetingCommandPorts, project: Project): Promise<Reply> {
  const t = reviewTexts(project.locale);
  const { meeting, record } = await readNewest(ports, project);
  if (meeting === undefined || record === null) {
    return { text: t('said.noneYet') };
  }
  if (meeting.state === 'published') {
    const counts = countsText(record.published ?? record.minutes, project.locale);
    return { text: t('said.published', { meeting: meetingName(project, meeting), counts }) };
  }
  return reviewReply(reviewOf(project, meeting, record, (await ports.projects.setting(project)).roster));
}

/** Proposed minutes first, then published ones; the newest of them. */
function readNewest({ transact }: MeetingCommandPorts, project: Project) {
  return transact(project.tenantId, async ({ meetings }) => {
    const last = await meetings.ofProject(project.id, 50);
    const meeting =
      last.find(({ state }) => state === 'proposed') ?? last.find(({ state }) => state === 'published');
    return { meeting, record: meeting === undefined ? null : await meetings.minutes(meeting.id) };
  });
}

/** Everything that was heard, in one text: what does not fit the card as well. */
async function listItems(ports: MeetingCommandPorts, message: IncomingMessage): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if ('refused' in project) return project;
  const { meeting, record } = await readNewest(ports, project);
  if (meeting === undefined || record === null) return { text: reviewTexts(project.locale)('said.none') };
  return { text: itemsText(project, meeting, editedMinutes(record)) };
}

async function listMeetings(ports: MeetingCommandPorts, message: IncomingMessage): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if ('refused' in project) return project;
  const last = await ports.transact(project.tenantId, ({ meetings }) => meetings.ofProject(project.id, 10));
  const t = reviewTexts(project.locale);
  if (last.length === 0) return { text: t('state.none') };
  const lines = last.map((meeting) => `- ${meetingName(project, meeting)}: ${t(`state.${meeting.state}`)}`);
  return { text: lines.join('\n') };
}
