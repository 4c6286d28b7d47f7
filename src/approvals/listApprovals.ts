/** The approvals that wait, of a project or of a person. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { IncomingMessage, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { TenantId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
import type { Project } from '../projects/index.ts';
import { knownAs } from './answerClicks.ts';
import type { Approval } from './approval.ts';
import { momentText } from './cards/momentText.ts';
import { standingText } from './cards/words.ts';
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
  const all = await pendingOf(ports, place.tenantId, only);
  if (!isOfPerson) return { text: listText(ports, all, 'Nothing waits for a decision.') };
  const now = ports.clock.now();
  const toDecide = all.filter(({ approval }) => isAwaited(approval, knownAs(approval, from), now));
  const asked = all.filter(({ approval }) => approval.requester.id === from.id);
  return {
    text: [
      listText(ports, toDecide, 'Nothing waits for your decision.', '**For you to decide**'),
      ...(asked.length === 0 ? [] : [listText(ports, asked, '', '**Asked by you**')]),
    ].join('\n\n'),
  };
}

/** What waits for a decision, the oldest first; of every project where none is named. */
export async function pendingOf(
  { projects, transact }: Pick<ApprovalPorts, 'projects' | 'transact'>,
  tenantId: TenantId,
  only: Project | null,
): Promise<readonly Meant[]> {
  const known = only === null ? await projects.ofTenant(tenantId) : [only];
  const approvals = await transact(tenantId, async (stores) => {
    const found: Approval[] = [];
    for (const id of await stores.approvals.pending(only?.id ?? null)) {
      const approval = await loadApproval(stores, id);
      if (approval !== null) found.push(approval);
    }
    return found;
  });
  return approvals.flatMap((approval) => {
    const project = known.find(({ id }) => id === approval.projectId);
    return project === undefined ? [] : [{ project, approval }];
  });
}

/** True when the person may answer now, for themselves or as a deputy. */
export function isAwaited(approval: Approval, person: Person, now: Instant): boolean {
  const seat = findSeat(approval, person, now);
  return seat !== null && !isRefusal(seat);
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
