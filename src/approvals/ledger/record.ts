/** Appends what was decided to the ledger, with everything that follows from it, in one transaction. */
import { deterministicId } from '../../kernel/deterministicId.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { Project } from '../../projects/index.ts';
import { announce } from '../announce.ts';
import { type Approval, type ApprovalEvent, type ApprovalId, isOpen } from '../approval.ts';
import type { ApprovalCommand } from '../command.ts';
import { decide } from '../decide.ts';
import { foldEvents } from '../evolve.ts';
import type { ApprovalPorts, ApprovalStores, OutcomeHandler } from '../ports.ts';
import { wakesAt } from '../settle.ts';
import { addConditionActions } from './addConditionActions.ts';
import { chainEntries, readEntry } from './chain.ts';

export const COPY_JOB = 'copy-approvals';
export const EVIDENCE_JOB = 'write-approval-evidence';
export const REFRESH_JOB = 'refresh-approval-cards';

/** What a command came to: the approval as it is then, and whether anything happened. */
export interface Recorded {
  readonly approval: Approval;
  readonly events: readonly ApprovalEvent[];
}

type RecordPorts = Pick<ApprovalPorts, 'clock' | 'registers' | 'logger'>;

export async function loadApproval(
  { approvals }: Pick<ApprovalStores, 'approvals'>,
  id: ApprovalId,
): Promise<Approval | null> {
  const entries = await approvals.entriesOf(id);
  return foldEvents(entries.map((entry) => readEntry(entry).event));
}

/**
 * Decides under the chain's lock, so that of two clicks at once one sees what the other did. `onClosed` is called when
 * this command closed the approval.
 */
export async function recordCommand<Stores extends ApprovalStores>(
  ports: RecordPorts,
  stores: Stores,
  project: Project,
  id: ApprovalId,
  command: ApprovalCommand,
  onClosed?: OutcomeHandler<Stores>,
): Promise<Recorded | Refusal> {
  const end = await stores.approvals.lockChain(project.id);
  const state = await loadApproval(stores, id);
  if (state === null && command.type !== 'request') {
    return refuse('approval-unknown', 'This request for approval is not known any more.');
  }
  const events = decide(state, command, ports.clock.now());
  if (isRefusal(events)) return events;
  const after = foldEvents(events, state);
  if (after === null || events.length === 0) {
    return after === null
      ? refuse('approval-unknown', 'This request for approval is not known any more.')
      : { approval: after, events };
  }
  await stores.approvals.append(chainEntries(end, project.id, id, events));
  await stores.approvals.keepState(after, wakesAt(after));
  await announce(stores, project, { before: state, after, events, now: ports.clock.now() });
  const isClosing = (state === null || isOpen(state)) && !isOpen(after);
  if (isClosing && after.status === 'approved') await addConditionActions(ports, stores, project, after);
  if (isClosing) await onClosed?.(stores, project, after);
  await stores.jobs.send(COPY_JOB, { projectId: project.id }, { key: project.id });
  if (state !== null) await stores.jobs.send(REFRESH_JOB, { approvalId: id }, { key: id });
  if (!isOpen(after)) {
    await stores.jobs.send(EVIDENCE_JOB, { approvalId: id, version: after.version }, { key: id });
  }
  return { approval: after, events };
}

/** Appends a note of Docket's own about a closed approval (where its evidence is). */
export async function recordEvidence(
  stores: ApprovalStores,
  project: Project,
  approval: Approval,
  event: Extract<ApprovalEvent, { type: 'evidence-kept' }>,
): Promise<void> {
  const end = await stores.approvals.lockChain(project.id);
  await stores.approvals.append(chainEntries(end, project.id, approval.id, [event]));
  await stores.jobs.send(COPY_JOB, { projectId: project.id }, { key: project.id });
}

/** The id of a request, so that a request made twice is one. */
export const approvalIdOf = (project: Project, kind: string, subjectId: string, round: number): string =>
  deterministicId('approval', project.tenantId, project.id, kind, subjectId, String(round));
