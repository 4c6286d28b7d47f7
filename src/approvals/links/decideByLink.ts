/** A link in a mail: opened it shows, only its form decides. What the ledger keeps of it is `via: mail`. */
import { z } from 'zod';
import { isRefusal } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/time.ts';
import { knownAs } from '../answerClicks.ts';
import { isOpen } from '../approval.ts';
import { findSeat } from '../decideAnswer.ts';
import type { ApprovalsInside } from '../makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from '../ports.ts';
import { conditionsIn, type Meant } from '../speaking.ts';
import type { DecisionClaim } from './decisionLinks.ts';
import { type DecisionPage, decisionPage, refusalPage } from './decisionPage.ts';

/** The door of the pages behind links. */
export interface DecisionPages {
  show(token: string): Promise<DecisionPage>;
  /** `form` is what the browser sent. */
  decide(form: unknown): Promise<DecisionPage>;
}

const formSchema = z.object({
  token: z.string(),
  decision: z.enum(['approve', 'reject', 'request-changes', 'abstain', 'recuse']),
  comment: z.string().max(10_000).default(''),
  conditions: z.string().max(10_000).default(''),
});

const UNUSABLE =
  'This link cannot be used (any more). Decide in Teams, or wait for the next reminder, which brings a new link.';

export function makeDecisionPages<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
): DecisionPages {
  const { links, clock } = ports;
  return {
    async show(token) {
      const claim = links.read(token, clock.now());
      if (claim === null) return refusalPage(404, UNUSABLE);
      const meant = await approvals.load(claim.tenantId, claim.approvalId);
      return meant === null ? refusalPage(404, UNUSABLE) : pageOf(clock.now(), claim, token, meant);
    },
    async decide(form) {
      const read = formSchema.safeParse(form);
      if (!read.success)
        return refusalPage(400, 'The form did not arrive as it was made; open the link again.');
      const { token, decision, comment, conditions: typed } = read.data;
      const claim = links.read(token, clock.now());
      const meant = claim === null ? null : await approvals.load(claim.tenantId, claim.approvalId);
      if (claim === null || meant === null) return refusalPage(404, UNUSABLE);
      const { tenantId, approvalId, personId, stage } = claim;
      // A mailbox may outlive the account: who is not in the directory any more does not decide.
      const [known] = await ports.findPeople(tenantId, [personId]);
      if (known === undefined) return refusalPage(404, UNUSABLE);
      const by = knownAs(meant.approval, known);
      const conditions = decision === 'approve' ? await conditionsIn(ports, meant.project, by, typed) : [];
      const filled = { comment, conditions: typed };
      if (isRefusal(conditions)) return pageOf(clock.now(), claim, token, meant, conditions.reason, filled);
      const answered = await approvals.answer(tenantId, approvalId, () => ({
        type: 'answer',
        by,
        decision,
        comment,
        conditions,
        via: 'mail',
        stage,
      }));
      if (answered === null) return refusalPage(404, UNUSABLE);
      return pageOf(clock.now(), claim, token, answered, answered.refusal?.reason, filled);
    },
  };
}

function pageOf(
  now: Instant,
  { personId, stage }: DecisionClaim,
  token: string,
  { project, approval }: Meant,
  notice = '',
  filled = { comment: '', conditions: '' },
): DecisionPage {
  const person = knownAs(approval, { id: personId, name: '' });
  const seat = isOpen(approval) && approval.current === stage ? findSeat(approval, person, now) : null;
  const mayDecide = seat !== null && !isRefusal(seat);
  return decisionPage({
    project,
    approval,
    now,
    personName: person.name,
    token: mayDecide ? token : null,
    notice,
    filled,
  });
}
