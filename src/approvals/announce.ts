/** What is said in the chat after an approval has changed: cards for those who are asked, every copy brought up to date. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
import type { OutgoingMessage } from '../kernel/transaction.ts';
import type { Project } from '../projects/index.ts';
import type { Approval, ApprovalEvent } from './approval.ts';
import { isOpen } from './approval.ts';
import { approvalCard, MOST_REFRESHED } from './cards/approvalView.ts';
import { momentText } from './cards/momentText.ts';
import { conditionText, standingText } from './cards/words.ts';
import { awaitedSeats } from './judgeStage.ts';
import { decisionMail } from './links/decisionMail.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';

export interface Change {
  readonly before: Approval | null;
  readonly after: Approval;
  readonly events: readonly ApprovalEvent[];
  readonly now: Instant;
}

type Speaking = Pick<ApprovalStores, 'outbox' | 'people'> & Pick<ApprovalPorts, 'links'>;

/** Keys of the copies: the one for everybody, and one for each person and stage. */
const placeKey = ({ id }: Approval): string => `approval:${id}`;
const personKey = ({ id }: Approval, stage: number, personId: string): string =>
  `approval:${id}:${stage}:${personId}`;

/** What is new is posted at once; the copies that are there are brought up to date by a job of their own. */
export async function announce(stores: Speaking, project: Project, change: Change): Promise<void> {
  const { before, after, events } = change;
  for (const event of events) await announceEvent(stores, project, change, event);
  if ((before === null || isOpen(before)) && !isOpen(after)) await tellRequester(stores, project, change);
  if (after.status === 'void') await tellRequester(stores, project, change);
}

async function announceEvent(
  stores: Speaking,
  project: Project,
  { after, now }: Change,
  event: ApprovalEvent,
): Promise<void> {
  const { key, title } = after.subject;
  const named = `**${escapeMarkdown(key)}** (${escapeMarkdown(title)})`;
  const stage = after.stages[after.current];
  switch (event.type) {
    case 'requested':
      return postForAll(stores, project, after, now);
    case 'stage-begun': {
      const seats = after.stages[event.stage];
      for (const { person } of seats === undefined ? [] : awaitedSeats(seats)) {
        await postFor(stores, project, after, event.stage, person, now);
      }
      return;
    }
    case 'reassigned':
      return postFor(stores, project, after, event.stage, event.to, now);
    case 'delegated':
      return postFor(stores, project, after, after.current, event.to, now);
    case 'reminded': {
      const due = stage?.dueAt == null ? '' : ` by ${momentText(project, stage.dueAt)}`;
      for (const person of event.people) {
        const text = `${named} still waits for your decision${due}. Decide on its card, or say \`approve ${key}\` or \`reject ${key} because ...\`.`;
        await stores.outbox.post({
          key: `approval:${after.id}:reminder:${event.stage}:${person.id}`,
          to: { personId: person.id },
          reply: { text },
          ...otherwiseFor(stores, project, after, event.stage, person, now, text),
        });
      }
      return;
    }
    case 'escalated': {
      const text = `The time to decide on ${named} is over. ${escapeMarkdown(standingText(after, now))}.`;
      const people = event.to.length === 0 ? [project.projectManagerId] : event.to.map(({ id }) => id);
      for (const id of people) {
        await tell(stores, project, id, `approval:${after.id}:overdue:${event.stage}:${id}`, text);
      }
      return;
    }
    case 'approver-left': {
      const text = `${escapeMarkdown(event.person.name)} is not in the organisation any more and was to decide on ${named}. Say \`reassign ${key} from ${escapeMarkdown(event.person.name)} to @PERSON\`.`;
      return tell(
        stores,
        project,
        project.projectManagerId,
        `approval:${after.id}:left:${event.person.id}`,
        text,
      );
    }
    case 'got-stuck': {
      const text = `${named} cannot be decided as things are. ${escapeMarkdown(event.reason)} Say \`reassign ${key} to @PERSON\`.`;
      return tell(
        stores,
        project,
        project.projectManagerId,
        `approval:${after.id}:stuck:${after.version}`,
        text,
      );
    }
    default:
      return;
  }
}

/** The copy in the project's channel; each viewer whom Teams asks for gets their own view of it. */
async function postForAll(
  { outbox, people }: Speaking,
  project: Project,
  approval: Approval,
  now: Instant,
): Promise<void> {
  const [place] = project.places;
  if (place === undefined) return;
  await outbox.post({
    key: placeKey(approval),
    to: place,
    reply: {
      card: approvalCard({
        project,
        approval,
        now,
        viewer: null,
        refreshFor: await viewers(people, approval),
      }),
    },
  });
}

async function postFor(
  speaking: Speaking,
  project: Project,
  approval: Approval,
  stage: number,
  person: Person,
  now: Instant,
): Promise<void> {
  const { key } = approval.subject;
  const text = `${escapeMarkdown(person.name)} cannot be reached in a 1:1 chat, and is asked to decide on **${escapeMarkdown(key)}**: with the button Decide on its card, or by saying \`approve ${key}\` or \`reject ${key} because ...\` here.`;
  await speaking.outbox.post({
    key: personKey(approval, stage, person.id),
    to: { personId: person.id },
    reply: { card: approvalCard({ project, approval, now, viewer: person }) },
    ...otherwiseFor(speaking, project, approval, stage, person, now, text),
  });
}

/** Whom the 1:1 chat does not reach gets a mail with a link to decide, or else is asked in the project's channel. */
function otherwiseFor(
  { links }: Speaking,
  project: Project,
  approval: Approval,
  stage: number,
  { id: personId }: Person,
  now: Instant,
  text: string,
): Pick<OutgoingMessage, 'otherwise'> {
  const [place] = project.places;
  const inChannel = place === undefined ? {} : { otherwise: { to: place, reply: { text } } };
  const link = links.linkFor({ tenantId: project.tenantId, approvalId: approval.id, personId, stage }, now);
  if (link === null) return inChannel;
  const reply = { mail: decisionMail(project, approval, link) };
  return { otherwise: { to: { mailTo: personId }, reply, ...inChannel } };
}

/**
 * Every posted copy as the approval is now: several decisions that come one after the other cost each copy one change.
 * What is not there is passed over: the outbox knows which copies were posted.
 */
export async function refreshCopies(
  { outbox, people }: Pick<Speaking, 'outbox' | 'people'>,
  project: Project,
  approval: Approval,
  now: Instant,
): Promise<void> {
  const refreshFor = await viewers(people, approval);
  await outbox.replace(placeKey(approval), {
    card: approvalCard({ project, approval, now, viewer: null, refreshFor }),
  });
  const deputies = approval.delegations.map(({ to }) => to);
  for (const [stage, { seats, begunAt }] of approval.stages.entries()) {
    if (begunAt === null) continue;
    for (const person of [...seats.map((seat) => seat.person), ...deputies]) {
      await outbox.replace(personKey(approval, stage, person.id), {
        card: approvalCard({ project, approval, now, viewer: person }),
      });
    }
  }
}

/** Teams' ids of those who see more than everybody: the awaited ones first, then the requester, then the others. */
async function viewers(people: Speaking['people'], approval: Approval): Promise<readonly string[]> {
  if (!isOpen(approval)) return [];
  const stage = approval.stages[approval.current];
  const awaited = stage === undefined ? [] : awaitedSeats(stage).map(({ person }) => person.id);
  const ids: readonly PersonId[] = [
    ...awaited,
    ...approval.delegations.map(({ to }) => to.id),
    approval.requester.id,
    ...approval.stages.flatMap(({ seats }) => seats.map(({ person }) => person.id)),
  ];
  const wanted = [...new Set(ids)].slice(0, MOST_REFRESHED);
  const known = new Map((await people.find(wanted)).map((person) => [person.id, person.teamsId]));
  return wanted.flatMap((id) => known.get(id) ?? []);
}

async function tellRequester(stores: Speaking, project: Project, { after, now }: Change): Promise<void> {
  const { subject, requester, conditions, closedBecause } = after;
  if (after.closedBy?.id === requester.id) return;
  const because = closedBecause === '' ? '' : `: ${closedBecause}`;
  const actions =
    conditions.length === 0
      ? ''
      : `\n\nIts conditions are actions now:\n${conditions.map((each) => `- ${escapeMarkdown(conditionText(each))}`).join('\n')}`;
  const text = `**${escapeMarkdown(subject.key)}** (${escapeMarkdown(subject.title)}): ${escapeMarkdown(`${standingText(after, now)}${because}`)}${actions}`;
  await tell(stores, project, requester.id, `approval:${after.id}:outcome:${after.status}`, text);
}

/** In the 1:1 chat, else in the project's channel. */
async function tell(
  { outbox }: Speaking,
  project: Project,
  personId: PersonId,
  key: string,
  text: string,
): Promise<void> {
  const [place] = project.places;
  await outbox.post({
    key,
    to: { personId },
    reply: { text },
    ...(place === undefined ? {} : { otherwise: { to: place, reply: { text } } }),
  });
}
