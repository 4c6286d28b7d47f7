/** Deputies and reassignment by typed words. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import { dayPlus, type Instant, startOfDay } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { type ReadingContext, readDay, refuseUnlessAllowed } from '../registers/index.ts';
import type { Delegation } from './approval.ts';
import { momentText } from './cards/momentText.ts';
import { loadApproval, recordCommand } from './ledger/record.ts';
import type { ApprovalsInside } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';
import { toRecorded } from './resolvePolicy.ts';
import { findApproval, KEY, readIdentified, readingOf } from './speaking.ts';

const DELEGATE = new RegExp(
  `^(?:(${KEY})\\s+)?to\\s+(.+?)(?:\\s+from\\s+(.+?))?\\s+(?:until|till|through)\\s+(.+)$`,
  'i',
);
const REASSIGN = new RegExp(`^(${KEY})\\s+(?:from\\s+(.+?)\\s+)?to\\s+(.+)$`, 'i');

export async function delegate<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  message: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  const [, key, toWhom = '', fromDay, untilDay = ''] = DELEGATE.exec(rest.trim()) ?? [];
  if (toWhom === '') {
    return refuse(
      'delegation-unread',
      'Say who is your deputy and until when: `delegate CR-7 to @PERSON until Friday`, or without a key for everything.',
    );
  }
  const meant = key === undefined ? null : await findApproval(ports, message, key);
  if (isRefusal(meant)) return meant;
  const project = meant?.project ?? (await ports.projectFor(message.place, message.from.id));
  if ('refused' in project) return project;
  const context = await readingOf(ports, project, message.from, message.mentions);
  const delegation = readDelegation(ports.clock.now(), project, context, message.from, {
    toWhom,
    fromDay,
    untilDay,
  });
  if (isRefusal(delegation)) return delegation;
  const until = momentText(project, delegation.endsAt);
  if (meant !== null) {
    const by = delegation.from;
    const result = await approvals.run(project, meant.approval.id, {
      type: 'delegate',
      by,
      ...delegation,
    });
    if (isRefusal(result)) return result;
    return {
      text: `${escapeMarkdown(delegation.to.name)} may decide on **${escapeMarkdown(meant.approval.subject.key)}** for you until ${until}.`,
    };
  }
  const count = await delegateAll(ports, project, delegation);
  const now =
    count === 0
      ? 'Nothing waits for you now.'
      : `That holds for ${count} ${count === 1 ? 'decision that waits' : 'decisions that wait'} for you now.`;
  return {
    text: `${escapeMarkdown(delegation.to.name)} is your deputy for approvals of **${escapeMarkdown(project.name)}** until ${until}. ${now}`,
  };
}

function readDelegation(
  now: Instant,
  project: Project,
  context: ReadingContext,
  from: Person,
  words: { readonly toWhom: string; readonly fromDay: string | undefined; readonly untilDay: string },
): Delegation | Refusal {
  const people = readIdentified(words.toWhom, context);
  if (isRefusal(people)) return people;
  const [to] = people;
  if (to === undefined || people.length > 1)
    return refuse('one-deputy', 'Name one deputy; mention the person.');
  const begins = words.fromDay === undefined ? null : readDay(words.fromDay, context);
  const ends = readDay(words.untilDay, context);
  if (ends === null || (words.fromDay !== undefined && begins === null)) {
    return refuse(
      'day-not-read',
      `I cannot read “${ends === null ? words.untilDay : words.fromDay}” as a day; write Friday, 4 December or 2026-12-04.`,
    );
  }
  return {
    from: toRecorded(context.roster.find(({ id }) => id === from.id) ?? from),
    to,
    startsAt: begins === null ? now : startOfDay(begins, project.zone),
    endsAt: startOfDay(dayPlus(ends, 1), project.zone),
  };
}

/** For what is asked from now on, and for what waits already; what a deputy may not decide is left to the person. */
async function delegateAll<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  project: Project,
  delegation: Delegation,
): Promise<number> {
  return ports.transact(project.tenantId, async (stores) => {
    await stores.approvals.lockChain(project.id);
    await stores.approvals.addDeputy(project.id, delegation);
    let count = 0;
    for (const id of await stores.approvals.pending(project.id)) {
      const approval = await loadApproval(stores, id);
      if (approval === null) continue;
      const result = await recordCommand(ports, stores, project, id, {
        type: 'delegate',
        by: delegation.from,
        ...delegation,
      });
      if (!isRefusal(result) && result.events.length > 0) count += 1;
    }
    return count;
  });
}

export async function reassign<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  message: IncomingMessage,
  rest: string,
): Promise<Reply | Refusal> {
  const [, key, fromWhom, toWhom = ''] = REASSIGN.exec(rest.trim()) ?? [];
  if (key === undefined) {
    return refuse(
      'reassignment-unread',
      'Say which approval and whom: `reassign CR-7 from @PERSON to @PERSON`.',
    );
  }
  const meant = await findApproval(ports, message, key);
  if (isRefusal(meant)) return meant;
  const { project, approval } = meant;
  const denied = refuseUnlessAllowed(
    await ports.projects.roleOf(project, message.from.id),
    'reassignApprover',
  );
  if (denied !== null) return denied;
  const context = await readingOf(ports, project, message.from, message.mentions);
  const newcomers = readIdentified(toWhom, context);
  if (isRefusal(newcomers)) return newcomers;
  const [to] = newcomers;
  if (to === undefined || newcomers.length > 1)
    return refuse('one-approver', 'Name one new approver; mention the person.');
  const seats = approval.stages[approval.current]?.seats ?? [];
  const known = {
    ...context,
    roster: [
      ...seats.map(({ person }) => person),
      ...context.roster.filter(({ id }) => !seats.some(({ person }) => person.id === id)),
    ],
  };
  const leavers = fromWhom === undefined ? [] : readIdentified(fromWhom, known);
  if (isRefusal(leavers)) return leavers;
  const result = await approvals.run(project, approval.id, {
    type: 'reassign',
    by: toRecorded(message.from),
    from: leavers[0] ?? null,
    to,
  });
  if (isRefusal(result)) return result;
  return {
    text: `${escapeMarkdown(to.name)} is asked to decide on **${escapeMarkdown(approval.subject.key)}** now.`,
  };
}
