/** The approval's card as one person sees it, or as everybody does whom Teams does not ask for their own. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import { isRefusal } from '../../kernel/errors.ts';
import type { Person } from '../../kernel/people.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Project } from '../../projects/index.ts';
import { type Approval, isOpen } from '../approval.ts';
import { findSeat } from '../decideAnswer.ts';
import template from './approval.json' with { type: 'json' };
import { momentText } from './momentText.ts';
import { ruleText, seatText, standingText } from './words.ts';

export interface ApprovalView {
  readonly project: Pick<Project, 'zone' | 'locale'>;
  readonly approval: Approval;
  readonly now: Instant;
  /** Whose card it is; null for the one that everybody gets first. */
  readonly viewer: Person | null;
  /** What was refused, or is to be known. */
  readonly notice?: string;
  /** What the person had filled in before a refusal. */
  readonly filled?: { readonly comment?: string; readonly conditions?: string };
  /** Teams' ids of those who get a view of their own at once, the awaited ones first. */
  readonly refreshFor?: readonly string[];
}

/** "Universal Actions for Adaptive Cards": automatic refresh for at most 60 people a card. */
export const MOST_REFRESHED = 60;
const MOST_TEXT = 1_200;
const MOST_FACTS = 12;
const MOST_SEATS = 25;

export function approvalCard(view: ApprovalView): Card {
  const { project, approval, now, viewer, notice = '', filled = {}, refreshFor } = view;
  const { subject, requester, requestedAt, round } = approval;
  const seat = viewer === null || !isOpen(approval) ? null : findSeat(approval, viewer, now);
  const mayDecide = seat !== null && !isRefusal(seat);
  const again = round > 1 ? `, for the ${ordinal(round)} time` : '';
  const card = bindCard(template, {
    kicker: plainText(`APPROVAL · ${subject.key}`),
    title: plainText(shorten(subject.title, 200)),
    asked: plainText(`Asked by ${requester.name}, ${momentText(project, requestedAt)}${again}`),
    standing: plainText(standingText(approval, now)),
    color: colorOf(approval),
    because: plainText(shorten(approval.stuck?.reason ?? approval.closedBecause, 600)),
    notice: plainText(notice),
    facts: subject.facts
      .slice(0, MOST_FACTS)
      .map(({ title, value }) => ({ title: plainText(title), value: plainText(shorten(value, 300)) })),
    text: plainText(shorten(subject.text ?? '', MOST_TEXT)),
    stages: stagesOf(view),
    mayDecide,
    mayWithdraw: isOpen(approval) && viewer?.id === requester.id,
    isForAll: isOpen(approval) && viewer === null,
    comment: filled.comment ?? '',
    conditions: filled.conditions ?? '',
    revisionLine: `Revision ${subject.revision.slice(0, 8)}`,
    approvalId: approval.id,
    revision: subject.revision,
    stage: String(approval.current),
    link: /^https?:\/\//.test(subject.link ?? '') ? subject.link : '',
  });
  return refreshFor === undefined || !isOpen(approval)
    ? card
    : { ...card, refresh: refreshOf(approval, refreshFor) };
}

/** Asked again when it comes into view; the answer is the viewer's own card. */
function refreshOf({ id }: Approval, teamsIds: readonly string[]): Record<string, unknown> {
  return {
    action: { type: 'Action.Execute', title: 'Refresh', verb: 'approval.view', data: { approvalId: id } },
    userIds: teamsIds.slice(0, MOST_REFRESHED),
  };
}

function stagesOf({ project, approval }: ApprovalView) {
  return approval.stages.map((state, index) => {
    const number = approval.stages.length > 1 ? `${index + 1}. ` : '';
    const rule = ruleText(state.stage.rule, state.seats.length);
    const due = state.dueAt === null ? '' : `due ${momentText(project, state.dueAt)}`;
    const details = [rule, due].filter((part) => part !== '').join(', ');
    const lines = state.seats.slice(0, MOST_SEATS).map((seat) =>
      plainText(
        shorten(
          seatText(approval, state, seat, (at) => momentText(project, at)),
          300,
        ),
      ),
    );
    const more = state.seats.length - MOST_SEATS;
    return {
      heading: plainText(`${number}${state.stage.name}${details === '' ? '' : `: ${details}`}`),
      lines: more > 0 ? [...lines, `and ${more} more`] : lines,
    };
  });
}

function colorOf({ status, stuck }: Approval): string {
  if (status === 'approved') return 'Good';
  if (status === 'pending') return stuck === null ? 'Default' : 'Attention';
  return status === 'rejected' || status === 'void' ? 'Attention' : 'Warning';
}

function ordinal(number: number): string {
  const tail = number % 10;
  const isTeen = number % 100 > 10 && number % 100 < 20;
  return `${number}${isTeen ? 'th' : tail === 1 ? 'st' : tail === 2 ? 'nd' : tail === 3 ? 'rd' : 'th'}`;
}
