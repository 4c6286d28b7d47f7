/** Buttons of the approval card. Who clicked is told by the signed activity; the card only says which approval is meant. */
import { z } from 'zod';
import { type CardAction, cardAction } from '../kernel/capability.ts';
import type { CardClick, ClickAnswer } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import type { Project } from '../projects/index.ts';
import { type Approval, asApprovalId, type Decision } from './approval.ts';
import { approvalCard } from './cards/approvalView.ts';
import type { ApprovalCommand } from './command.ts';
import { refuseClosed } from './decide.ts';
import type { ApprovalsInside } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';
import { readConditions } from './readConditions.ts';
import { toRecorded } from './resolvePolicy.ts';
import { hasPart, type Meant, readingOf } from './speaking.ts';

const cardSchema = z.object({
  approvalId: z.string().transform(asApprovalId),
  revision: z.string().optional(),
  stage: z.coerce.number().int().min(0).optional(),
  comment: z.string().max(10_000).default(''),
  conditions: z.string().max(10_000).default(''),
});
type CardFields = z.infer<typeof cardSchema>;

const DECISIONS: Readonly<Record<string, Decision>> = {
  'approval.approve': 'approve',
  'approval.reject': 'reject',
  'approval.requestChanges': 'request-changes',
  'approval.abstain': 'abstain',
  'approval.recuse': 'recuse',
};

export function makeApprovalActions<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
): readonly CardAction[] {
  const action = (
    verb: string,
    wanted: (meant: Meant, by: Person, fields: CardFields) => Promise<ApprovalCommand | null>,
  ) =>
    cardAction<CardFields>({
      verb,
      schema: cardSchema,
      run: (click, fields) => answerClick(ports, approvals, click, fields, wanted),
    });
  return [
    action('approval.view', async () => null),
    action('approval.withdraw', async (_meant, by) => ({ type: 'withdraw', by })),
    ...Object.entries(DECISIONS).map(([verb, decision]) =>
      action(verb, async ({ project }, by, { comment, conditions, revision, stage }) => ({
        type: 'answer',
        by,
        decision,
        comment,
        conditions:
          decision === 'approve' && conditions.trim() !== ''
            ? readConditions(conditions, await readingOf(ports, project, by, []))
            : [],
        via: 'card',
        ...(revision === undefined ? {} : { revision }),
        ...(stage === undefined ? {} : { stage }),
      })),
    ),
  ];
}

async function answerClick<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  click: CardClick,
  fields: CardFields,
  wanted: (meant: Meant, by: Person, fields: CardFields) => Promise<ApprovalCommand | null>,
): Promise<ClickAnswer | Refusal> {
  const { tenantId } = click.place;
  const meant = await approvals.load(tenantId, fields.approvalId);
  if (meant === null || !(await maySee(ports, click, meant))) {
    return refuse('approval-unknown', 'This request for approval is not known any more.');
  }
  const by = knownAs(meant.approval, click.from);
  // A refresh by the client is never a decision.
  const command = click.trigger === 'automatic' ? null : await wanted(meant, by, fields);
  if (command === null) return show(ports, approvals, meant, by, '');
  const result = await approvals.run(meant.project, fields.approvalId, command);
  if (!isRefusal(result)) {
    return show(ports, approvals, { ...meant, approval: result.approval }, by, '');
  }
  const now = await approvals.load(tenantId, fields.approvalId);
  return show(ports, approvals, now ?? meant, by, result.reason, fields);
}

/** The card as it is now for this person. Of an older revision the newest is shown instead. */
async function show<Stores extends ApprovalStores>(
  { clock }: Pick<ApprovalPorts, 'clock'>,
  approvals: ApprovalsInside<Stores>,
  { project, approval }: Meant,
  by: Person,
  notice: string,
  filled?: CardFields,
): Promise<ClickAnswer> {
  const newest = approval.status === 'superseded' ? await approvals.stateOf(project, approval.subject) : null;
  const isOlder = newest !== null && newest.id !== approval.id;
  const shown = isOlder ? newest : approval;
  return {
    card: approvalCard({
      project,
      approval: shown,
      now: clock.now(),
      viewer: by,
      notice: isOlder
        ? 'The card was of an older revision. This is the newer one; nothing was decided on it by that click.'
        : notice,
      ...(filled === undefined || isOlder || refuseClosed(shown) !== null ? {} : { filled }),
    }),
  };
}

/** Whoever has part in it, is in the project, or sees the card where the project lives. */
async function maySee(
  { projects, logger }: Pick<ApprovalPorts, 'projects' | 'logger'>,
  { from, place }: CardClick,
  { project, approval }: Meant,
): Promise<boolean> {
  if (hasPart(approval, from) || isPlaceOf(project, place.conversationId)) return true;
  try {
    return (await projects.roster(project)).some(({ id }) => id === from.id);
  } catch (error) {
    logger.warn('The people of a project cannot be read.', { projectId: project.id, error });
    return false;
  }
}

const isPlaceOf = ({ places }: Project, conversationId: string): boolean =>
  places.some((place) => place.conversationId === conversationId);

/** The person with what the record knows of them; who they are comes from the signed activity. */
export function knownAs({ stages, delegations, requester }: Approval, from: Person): Person {
  const recorded = [
    ...stages.flatMap(({ seats }) => seats.map(({ person }) => person)),
    ...delegations.map(({ to }) => to),
    requester,
  ].find(({ id }) => id === from.id);
  return recorded ?? toRecorded(from);
}
