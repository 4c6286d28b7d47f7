/** Publishing and discarding minutes, by button or by word. */
import { z } from 'zod';
import { type Capability, cardAction, job } from '../kernel/capability.ts';
import type { Card } from '../kernel/cards.ts';
import type { CardClick, ClickAnswer, IncomingMessage, Place, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import { asMeetingId, type MeetingId, type PersonId } from '../kernel/ids.ts';
import { MINUTE_MS } from '../kernel/time.ts';
import {
  AS_PROPOSED,
  readConfirmation,
  refuseReview,
  type Settlement,
  settledReview,
} from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { changePolicy, POLICY_USAGE } from './changePolicy.ts';
import { CHOICE_USAGE, changeChoice } from './choiceCommands.ts';
import { discardMinutes } from './discardMinutes.ts';
import { DOCUMENT_JOB } from './document/documentJob.ts';
import { keepDocument } from './document/keepDocument.ts';
import { makePromiseContributor } from './morning/promiseSections.ts';
import { makeRegisterContributor } from './morning/registerSections.ts';
import { type MorningPorts, sendMorningDigests } from './morning/sendMorningDigests.ts';
import { keepPromises } from './promise/keepPromises.ts';
import { type Publishing, publishMinutes } from './publishMinutes.ts';
import { showSla } from './showSla.ts';
import { showStatus } from './showStatus.ts';

export interface DigestCommandPorts extends MorningPorts {
  readonly projectFor: (place: Place, personId: PersonId) => Promise<Project | Refusal>;
}

const reviewData = z
  .object({ meetingId: z.string().transform(asMeetingId), revision: z.coerce.number().int().positive() })
  .passthrough();

/** How often promises are looked after; a step is never later than this. */
const LOOK_EVERY_MS = 5 * MINUTE_MS;
/** A morning digest is never later than this after the time that was chosen. */
const MORNING_EVERY_MS = 10 * MINUTE_MS;

export function makeDigestsCapability(ports: DigestCommandPorts): Capability {
  const own = [makeRegisterContributor(ports), makePromiseContributor(ports)];
  const morning: MorningPorts = { ...ports, contributors: () => [...own, ...ports.contributors()] };
  return {
    name: 'digests',
    jobs: [
      job({
        name: 'keep-promises',
        schema: z.object({}),
        everyMs: LOOK_EVERY_MS,
        run: (_payload, { tenantId }) => keepPromises(ports, tenantId),
      }),
      job({
        name: 'send-morning-digests',
        schema: z.object({}),
        everyMs: MORNING_EVERY_MS,
        run: (_payload, { tenantId }) => sendMorningDigests(morning, tenantId),
      }),
      job({
        name: DOCUMENT_JOB,
        schema: z.object({ meetingId: z.string().transform(asMeetingId) }),
        run: ({ meetingId }, { tenantId }) => keepDocument(ports, tenantId, meetingId),
      }),
    ],
    commands: [
      {
        words: ['minutes status'],
        usage: 'minutes status',
        help: 'Where the minutes of the last meetings stand, and whom they have reached.',
        menu: true,
        run: (message) => withProject(ports, message, (project) => showStatus(ports, project)),
      },
      {
        words: ['minutes sla'],
        usage: 'minutes sla',
        help: 'How well the promise of minutes within 24 hours was kept.',
        run: (message) => withProject(ports, message, (project) => showSla(ports, project)),
      },
      {
        words: ['minutes policy'],
        usage: POLICY_USAGE,
        help: 'Whether unconfirmed minutes go out, and the template of the document.',
        run: (message, rest) =>
          withProject(ports, message, (project) => changePolicy(ports, project, message.from, rest)),
      },
      {
        words: ['digest'],
        usage: CHOICE_USAGE,
        help: 'Choose how minutes and your morning digest reach you.',
        run: (message, rest) => changeChoice(ports, message, rest),
      },
      {
        words: ['publish'],
        usage: 'publish',
        help: 'Publish the proposed minutes as they stand.',
        run: (message) => publishNewest(ports, message),
      },
      {
        words: ['discard'],
        usage: 'discard',
        help: 'Discard the proposed minutes; nothing goes into the registers.',
        run: (message) => discardNewest(ports, message),
      },
    ],
    cardActions: [
      cardAction<z.output<typeof reviewData>>({
        verb: 'minutes.publish',
        schema: reviewData,
        run: (click, data) => publishClicked(ports, click, data),
      }),
      cardAction<z.output<typeof reviewData>>({
        verb: 'minutes.discard',
        schema: reviewData,
        run: (click, data) => discardClicked(ports, click, data),
      }),
    ],
  };
}

async function publishClicked(
  ports: DigestCommandPorts,
  click: CardClick,
  data: z.output<typeof reviewData>,
): Promise<ClickAnswer | Refusal> {
  const project = await projectOfMeeting(ports, click, data.meetingId);
  if (isRefusal(project)) return project;
  const { meetingId, revision } = data;
  return publish(ports, {
    project,
    meetingId,
    revision,
    confirmation: readConfirmation(data),
    by: click.from,
  });
}

/** The card as it is for whoever published, or came too late to. */
async function publish(
  ports: DigestCommandPorts,
  publishing: Publishing,
): Promise<{ readonly card: Card } | Refusal> {
  const { project, by } = publishing;
  const result = await publishMinutes(ports, publishing);
  if (isRefusal(result)) return result;
  const settlement: Settlement = result.isNew
    ? { kind: 'published', by: by.name }
    : { kind: 'publishedAlready' };
  return { card: settledReview(project, result.meeting, settlement, result.minutes) };
}

async function discardClicked(
  ports: DigestCommandPorts,
  click: CardClick,
  { meetingId, revision }: z.output<typeof reviewData>,
): Promise<ClickAnswer | Refusal> {
  const project = await projectOfMeeting(ports, click, meetingId);
  if (isRefusal(project)) return project;
  return discardMinutes(ports, { project, meetingId, revision, by: click.from });
}

async function projectOfMeeting(
  ports: DigestCommandPorts,
  { place, from }: CardClick,
  meetingId: MeetingId,
): Promise<Project | Refusal> {
  const meeting = await ports.transact(place.tenantId, ({ meetings }) => meetings.get(meetingId));
  const project = meeting === null ? null : await ports.lookup.byId(place.tenantId, meeting.projectId);
  return project ?? refuseReview('unknown', from.locale ?? 'en');
}

async function withProject(
  ports: DigestCommandPorts,
  { place, from }: IncomingMessage,
  run: (project: Project) => Promise<Reply | Refusal>,
): Promise<Reply | Refusal> {
  const project = await ports.projectFor(place, from.id);
  return isRefusal(project) ? project : run(project);
}

async function newestProposed(ports: DigestCommandPorts, project: Project): Promise<MeetingId | Refusal> {
  const last = await ports.transact(project.tenantId, ({ meetings }) => meetings.ofProject(project.id, 50));
  const meeting = last.find(({ state }) => state === 'proposed');
  return meeting?.id ?? refuseReview('nothingProposed', project.locale);
}

async function publishNewest(
  ports: DigestCommandPorts,
  { place, from }: IncomingMessage,
): Promise<Reply | Refusal> {
  const project = await ports.projectFor(place, from.id);
  if (isRefusal(project)) return project;
  const meetingId = await newestProposed(ports, project);
  if (isRefusal(meetingId)) return meetingId;
  return publish(ports, { project, meetingId, revision: null, confirmation: AS_PROPOSED, by: from });
}

async function discardNewest(ports: DigestCommandPorts, message: IncomingMessage): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if (isRefusal(project)) return project;
  const meetingId = await newestProposed(ports, project);
  if (isRefusal(meetingId)) return meetingId;
  return discardMinutes(ports, { project, meetingId, revision: null, by: message.from });
}
