/** Buttons of the approval card. Who clicked is told by the signed activity; the card only says which approval is meant. */
import { z } from 'zod';
import { type CardAction, cardAction } from '../kernel/capability.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { CardClick, ClickAnswer } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { Person } from '../kernel/people.ts';
import type { Project } from '../projects/index.ts';
import { type Approval, asApprovalId, type Condition, type Decision } from './approval.ts';
import { approvalCard } from './cards/approvalView.ts';
import { standingSentence } from './cards/words.ts';
import type { ApprovalCommand } from './command.ts';
import { refuseClosed } from './decide.ts';
import { refuseUnknown } from './ledger/record.ts';
import type { ApprovalsInside } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';
import { toRecorded } from './resolvePolicy.ts';
import { conditionsIn, hasPart, type Meant } from './speaking.ts';

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

/** What a button wants of the approval; null only looks. Conditions are read before anything is decided. */
type Wanted = (by: Person, fields: CardFields, conditions: readonly Condition[]) => ApprovalCommand | null;

export function makeApprovalActions<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
): readonly CardAction[] {
  const action = (verb: string, wanted: Wanted) =>
    cardAction<CardFields>({
      verb,
      schema: cardSchema,
      run: (click, fields) => answerClick(ports, approvals, click, fields, wanted),
    });
  return [
    action('approval.view', () => null),
    action('approval.withdraw', (by) => ({ type: 'withdraw', by })),
    ...Object.entries(DECISIONS).map(([verb, decision]) =>
      action(verb, (by, { comment, revision, stage }, conditions) => ({
        type: 'answer',
        by,
        decision,
        comment,
        conditions,
        via: 'card',
        ...(revision === undefined ? {} : { revision }),
        ...(stage === undefined ? {} : { stage }),
      })),
    ),
  ];
}

/** One transaction records the click; what it brings about elsewhere follows in jobs. */
async function answerClick<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  click: CardClick,
  fields: CardFields,
  wanted: Wanted,
): Promise<ClickAnswer | Refusal> {
  const { tenantId } = click.place;
  const conditions = await conditionsOf(ports, approvals, click, fields);
  const answered = await approvals.answer(tenantId, fields.approvalId, ({ approval }) =>
    // A refresh by the client is never a decision.
    click.trigger === 'automatic' || isRefusal(conditions)
      ? null
      : wanted(knownAs(approval, click.from), fields, conditions),
  );
  if (answered === null || !(await maySee(ports, click, answered))) return refuseUnknown();
  const by = knownAs(answered.approval, click.from);
  const refusal = isRefusal(conditions) ? (refuseClosed(answered.approval) ?? conditions) : answered.refusal;
  return refusal === null
    ? show(ports, approvals, answered, by, '')
    : show(ports, approvals, answered, by, refusal.reason, fields);
}

async function conditionsOf<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  { place, from, verb, trigger }: CardClick,
  { approvalId, conditions }: CardFields,
): Promise<readonly Condition[] | Refusal> {
  const isApproval = DECISIONS[verb] === 'approve' && trigger === 'manual';
  const meant =
    !isApproval || conditions.trim() === '' ? null : await approvals.load(place.tenantId, approvalId);
  return meant === null ? [] : conditionsIn(ports, meant.project, from, conditions);
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
  const now = clock.now();
  const told = isOlder
    ? 'The card was of an older revision. This is the newer one; nothing was decided on it by that click.'
    : notice;
  return {
    card: approvalCard({
      project,
      approval: shown,
      now,
      viewer: by,
      notice: told,
      ...(filled === undefined || isOlder || refuseClosed(shown) !== null ? {} : { filled }),
    }),
    said: [escapeMarkdown(told), standingSentence(shown, now)].filter((part) => part !== '').join(' '),
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
