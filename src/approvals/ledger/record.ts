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
import type { ChainEnd } from './ledgerStore.ts';

export const COPY_JOB = 'copy-approvals';
export const EVIDENCE_JOB = 'write-approval-evidence';
export const FOLLOW_JOB = 'follow-approval';

/** What a command came to: the approval as it is then, and whether anything happened. */
export interface Recorded {
  readonly approval: Approval;
  readonly events: readonly ApprovalEvent[];
}

type RecordPorts = Pick<ApprovalPorts, 'clock' | 'registers' | 'logger' | 'links'>;

export async function loadApproval(
  { approvals }: Pick<ApprovalStores, 'approvals'>,
  id: ApprovalId,
): Promise<Approval | null> {
  const entries = await approvals.entriesOf(id);
  return foldEvents(entries.map((entry) => readEntry(entry).event));
}

/** An approval under its chain's lock: of two clicks at once one sees what the other did. */
export interface HeldApproval {
  readonly end: ChainEnd;
  /** Null before it is asked for. */
  readonly state: Approval | null;
}

export async function holdApproval(
  stores: Pick<ApprovalStores, 'approvals'>,
  { id: projectId }: Pick<Project, 'id'>,
  id: ApprovalId,
): Promise<HeldApproval> {
  const end = await stores.approvals.lockChain(projectId);
  return { end, state: await loadApproval(stores, id) };
}

/** Decides on a command as it is given, without looking at the clock first. */
export async function recordCommand(
  ports: RecordPorts,
  stores: ApprovalStores,
  project: Project,
  id: ApprovalId,
  command: ApprovalCommand,
): Promise<Recorded | Refusal> {
  const held = await holdApproval(stores, project, id);
  if (held.state === null && command.type !== 'request') return refuseUnknown();
  const events = decide(held.state, command, ports.clock.now(), project.locale);
  if (isRefusal(events)) return events;
  const approval = await recordEvents(ports, stores, project, held, events);
  return approval === null ? refuseUnknown() : { approval, events };
}

export const refuseUnknown = (): Refusal =>
  refuse('approval-unknown', 'This request for approval is not known any more.');

/** Appends events, with all that follows from them. `onClosed` is called when they closed the approval. */
export async function recordEvents<Stores extends ApprovalStores>(
  ports: RecordPorts,
  stores: Stores,
  project: Project,
  { end, state }: HeldApproval,
  events: readonly ApprovalEvent[],
  onClosed?: OutcomeHandler<Stores>,
): Promise<Approval | null> {
  const after = foldEvents(events, state);
  if (after === null || events.length === 0) return after;
  await stores.approvals.append(chainEntries(end, project.id, after.id, events));
  await stores.approvals.keepState(after, wakesAt(after));
  const speaking = { outbox: stores.outbox, people: stores.people, links: ports.links };
  await announce(speaking, project, { before: state, after, events, now: ports.clock.now() });
  const isClosing = (state === null || isOpen(state)) && !isOpen(after);
  if (isClosing && after.status === 'approved') await addConditionActions(ports, stores, project, after);
  if (isClosing) await onClosed?.(stores, project, after);
  // What was asked just now stands on its cards as it is.
  if (state === null) await stores.jobs.send(COPY_JOB, { projectId: project.id }, { key: project.id });
  else await stores.jobs.send(FOLLOW_JOB, { approvalId: after.id }, { key: after.id });
  return after;
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
