/** Publishing and discarding minutes, by button or by word. */
import { z } from 'zod';
import { type Capability, cardAction } from '../kernel/capability.ts';
import type { CardClick, ClickAnswer, IncomingMessage, Place, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asMeetingId, type MeetingId, type PersonId } from '../kernel/ids.ts';
import { AS_PROPOSED, readConfirmation, settledReview } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { discardMinutes } from './discardMinutes.ts';
import type { DigestPorts } from './ports.ts';
import { publishMinutes } from './publishMinutes.ts';

export interface DigestCommandPorts extends DigestPorts {
  readonly projectFor: (place: Place, personId: PersonId) => Promise<Project | Refusal>;
}

const reviewData = z
  .object({ meetingId: z.string().transform(asMeetingId), revision: z.coerce.number().int().positive() })
  .passthrough();

export function makeDigestsCapability(ports: DigestCommandPorts): Capability {
  return {
    name: 'digests',
    commands: [
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
  const result = await publishMinutes(ports, {
    project,
    meetingId: data.meetingId,
    revision: data.revision,
    confirmation: readConfirmation(data),
    by: click.from,
  });
  if (isRefusal(result)) return result;
  const what = result.isNew ? `Published by ${click.from.name}` : 'Published already';
  return { card: settledReview(project, result.meeting, what, result.minutes) };
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
  { place }: CardClick,
  meetingId: MeetingId,
): Promise<Project | Refusal> {
  const meeting = await ports.transact(place.tenantId, ({ meetings }) => meetings.get(meetingId));
  const project = meeting === null ? null : await ports.lookup.byId(place.tenantId, meeting.projectId);
  return (
    project ??
    refuse('minutes-unknown', 'These minutes are not known any more; say `minutes` to see the newest.')
  );
}

async function newestProposed(ports: DigestCommandPorts, project: Project): Promise<MeetingId | Refusal> {
  const last = await ports.transact(project.tenantId, ({ meetings }) => meetings.ofProject(project.id, 50));
  const meeting = last.find(({ state }) => state === 'proposed');
  return (
    meeting?.id ??
    refuse('nothing-proposed', 'No minutes wait to be published; say `meetings` to see them all.')
  );
}

async function publishNewest(
  ports: DigestCommandPorts,
  { place, from }: IncomingMessage,
): Promise<Reply | Refusal> {
  const project = await ports.projectFor(place, from.id);
  if (isRefusal(project)) return project;
  const meetingId = await newestProposed(ports, project);
  if (isRefusal(meetingId)) return meetingId;
  const result = await publishMinutes(ports, {
    project,
    meetingId,
    revision: null,
    confirmation: AS_PROPOSED,
    by: from,
  });
  if (isRefusal(result)) return result;
  return { card: settledReview(project, result.meeting, `Published by ${from.name}`, result.minutes) };
}

async function discardNewest(ports: DigestCommandPorts, message: IncomingMessage): Promise<Reply | Refusal> {
  const project = await ports.projectFor(message.place, message.from.id);
  if (isRefusal(project)) return project;
  const meetingId = await newestProposed(ports, project);
  if (isRefusal(meetingId)) return meetingId;
  return discardMinutes(ports, { project, meetingId, revision: null, by: message.from });
}
