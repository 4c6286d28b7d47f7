/** The approvals that wait, of a project or of a person. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { Project } from '../projects/index.ts';
import { knownAs } from './answerClicks.ts';
import type { Approval } from './approval.ts';
import { momentText, standingText } from './cards/words.ts';
import { findSeat } from './decideAnswer.ts';
import { loadApproval } from './ledger/record.ts';
import type { ApprovalPorts } from './ports.ts';
import type { Meant } from './speaking.ts';

const MOST_SHOWN = 30;

export async function listApprovals(
  ports: ApprovalPorts,
  message: IncomingMessage,
  whose: 'project' | 'mine',
): Promise<Reply | Refusal> {
  const { place, from } = message;
  const project = await ports.projectFor(place, from.id);
  const isOfPerson = whose === 'mine' || (place.kind === 'personal' && isRefusal(project));
  if (isRefusal(project) && !isOfPerson) return project;
  const only = isRefusal(project) || (isOfPerson && place.kind === 'personal') ? null : project;
  const all = await pendingOf(ports, message, only);
  if (!isOfPerson) return { text: listText(ports, all, 'Nothing waits for a decision.') };
  const now = ports.clock.now();
  const toDecide = all.filter(({ approval }) => {
    const seat = findSeat(approval, knownAs(approval, from), now);
    return seat !== null && !isRefusal(seat);
  });
  const asked = all.filter(({ approval }) => approval.requester.id === from.id);
  return {
    text: [
      listText(ports, toDecide, 'Nothing waits for your decision.', '**For you to decide**'),
      ...(asked.length === 0 ? [] : [listText(ports, asked, '', '**Asked by you**')]),
    ].join('\n\n'),
  };
}

async function pendingOf(
  ports: ApprovalPorts,
  { place }: IncomingMessage,
  only: Project | null,
): Promise<readonly Meant[]> {
  const projects = only === null ? await ports.projects.ofTenant(place.tenantId) : [only];
  const approvals = await ports.transact(place.tenantId, async (stores) => {
    const found: Approval[] = [];
    for (const id of await stores.approvals.pending(only?.id ?? null)) {
      const approval = await loadApproval(stores, id);
      if (approval !== null) found.push(approval);
    }
    return found;
  });
  return approvals.flatMap((approval) => {
    const project = projects.find(({ id }) => id === approval.projectId);
    return project === undefined ? [] : [{ project, approval }];
  });
}

function listText(
  ports: Pick<ApprovalPorts, 'clock'>,
  all: readonly Meant[],
  none: string,
  heading = '',
): string {
  if (all.length === 0) return none;
  const lines = all.slice(0, MOST_SHOWN).map(({ project, approval }) => {
    const dueAt = approval.stages[approval.current]?.dueAt ?? null;
    const due = dueAt === null ? '' : `, due ${momentText(project, dueAt)}`;
    return `- **${escapeMarkdown(approval.subject.key)}** ${escapeMarkdown(approval.subject.title)}: ${escapeMarkdown(standingText(approval, ports.clock.now()))}${due}`;
  });
  const more = all.length > MOST_SHOWN ? [`- and ${all.length - MOST_SHOWN} more`] : [];
  return [heading, ...lines, ...more].filter((line) => line !== '').join('\n');
}
