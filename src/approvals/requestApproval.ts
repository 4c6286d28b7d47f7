/** Asks for approval of a revision; what was asked about an older one is superseded. */
import type { Refusal } from '../kernel/errors.ts';
import { isRefusal } from '../kernel/errors.ts';
import { workingCalendarOf } from '../projects/index.ts';
import { type Approval, asApprovalId, isOpen } from './approval.ts';
import { approvalIdOf, loadApproval, recordCommand } from './ledger/record.ts';
import type { ApprovalPorts, ApprovalRequest, ApprovalStores } from './ports.ts';
import { toRecorded } from './resolvePolicy.ts';

type RequestPorts = Pick<ApprovalPorts, 'clock' | 'registers' | 'logger' | 'links'>;

export async function requestApprovalIn(
  ports: RequestPorts,
  stores: ApprovalStores,
  { project, subject, policy, by }: ApprovalRequest,
): Promise<Approval | Refusal> {
  await stores.approvals.lockChain(project.id);
  const newestId = await stores.approvals.newestOf(project.id, subject.kind, subject.id);
  const newest = newestId === null ? null : await loadApproval(stores, newestId);
  if (newest !== null && isOpen(newest)) {
    if (newest.subject.revision === subject.revision) return newest;
    const reason = `${by.name} asked for a newer revision.`;
    const superseded = await recordCommand(ports, stores, project, newest.id, { type: 'supersede', reason });
    if (isRefusal(superseded)) return superseded;
  }
  const round = (newest?.round ?? 0) + 1;
  const approvalId = asApprovalId(approvalIdOf(project, subject.kind, subject.id, round));
  const recorded = await recordCommand(ports, stores, project, approvalId, {
    type: 'request',
    approvalId,
    projectId: project.id,
    round,
    subject,
    policy,
    by: toRecorded(by),
    calendar: workingCalendarOf(project),
    delegations: await stores.approvals.deputies(project.id, ports.clock.now()),
  });
  return isRefusal(recorded) ? recorded : recorded.approval;
}
