/** The approvals' durable jobs: what time brings, the copy in SharePoint, the evidence records. */
import { z } from 'zod';
import { type Job, job } from '../kernel/capability.ts';
import { isRefusal } from '../kernel/errors.ts';
import { asProjectId, type TenantId } from '../kernel/ids.ts';
import { HOUR_MS, MINUTE_MS } from '../kernel/time.ts';
import { refreshCopies } from './announce.ts';
import { type ApprovalId, asApprovalId, isOpen } from './approval.ts';
import { awaitedSeats } from './judgeStage.ts';
import { copyEntries } from './ledger/copyEntries.ts';
import { COPY_JOB, EVIDENCE_JOB, FOLLOW_JOB, holdApproval, loadApproval } from './ledger/record.ts';
import { writeEvidence } from './ledger/writeEvidence.ts';
import type { ApprovalsInside } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores } from './ports.ts';

const AT_ONCE = 200;

export function makeApprovalJobs<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
): readonly Job[] {
  return [
    job({
      name: COPY_JOB,
      schema: z.object({ projectId: z.string().transform(asProjectId) }),
      run: ({ projectId }, { tenantId }) => copyEntries(ports, tenantId, projectId),
    }),
    job({
      name: FOLLOW_JOB,
      schema: z.object({ approvalId: z.string().transform(asApprovalId) }),
      run: ({ approvalId }, { tenantId }) => followApproval(ports, tenantId, approvalId),
    }),
    job({
      name: EVIDENCE_JOB,
      schema: z.object({ approvalId: z.string().transform(asApprovalId) }),
      run: ({ approvalId }, { tenantId }) => writeEvidence(ports, tenantId, approvalId),
    }),
    job({
      name: 'watch-approvals',
      schema: z.object({}),
      everyMs: MINUTE_MS,
      run: (_payload, { tenantId }) => watchApprovals(ports, approvals, tenantId),
    }),
    job({
      name: 'find-absent-approvers',
      schema: z.object({}),
      everyMs: 6 * HOUR_MS,
      run: (_payload, { tenantId }) => findAbsentApprovers(ports, approvals, tenantId),
    }),
  ];
}

/**
 * What follows a decision and need not be there before its answer: the posted cards, the copy, the record. Decisions that
 * come one after the other are followed once.
 */
async function followApproval<Stores extends ApprovalStores>(
  { clock, transact }: ApprovalPorts<Stores>,
  tenantId: TenantId,
  id: ApprovalId,
): Promise<void> {
  await transact(tenantId, async (stores) => {
    const projectId = await stores.approvals.projectOf(id);
    const project = projectId === null ? null : await stores.projects.get(projectId);
    if (project === null) return;
    // Under the chain's lock, so that the last refresh shows the last decision.
    const { state } = await holdApproval(stores, project, id);
    if (state === null) return;
    await refreshCopies(stores, project, state, clock.now());
    await stores.jobs.send(COPY_JOB, { projectId: project.id }, { key: project.id });
    if (!isOpen(state)) await stores.jobs.send(EVIDENCE_JOB, { approvalId: id }, { key: id });
  });
}

/** Reminders, escalation, expiry; and copies whose job was lost. */
async function watchApprovals<Stores extends ApprovalStores>(
  { clock, transact }: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  tenantId: TenantId,
): Promise<void> {
  const due = await transact(tenantId, async (stores) => {
    for (const projectId of await stores.approvals.uncopied()) {
      await stores.jobs.send(COPY_JOB, { projectId }, { key: projectId });
    }
    return stores.approvals.waking(clock.now(), AT_ONCE);
  });
  for (const id of due) {
    const found = await approvals.load(tenantId, id);
    if (found !== null) await approvals.run(found.project, id, { type: 'advance' });
  }
}

/** Approvers whom the directory does not have any more cannot decide; the project manager is told. */
async function findAbsentApprovers<Stores extends ApprovalStores>(
  { transact, findPeople, logger }: ApprovalPorts<Stores>,
  approvals: ApprovalsInside<Stores>,
  tenantId: TenantId,
): Promise<void> {
  const waiting = await transact(tenantId, async (stores) => {
    const pending = await stores.approvals.pending(null);
    return Promise.all(pending.map((id) => loadApproval(stores, id)));
  });
  const awaited = waiting.flatMap((approval) => {
    const stage = approval?.stages[approval.current];
    if (approval === null || stage === undefined) return [];
    return [{ approval, people: awaitedSeats(stage).map(({ person }) => person) }];
  });
  const ids = [...new Set(awaited.flatMap(({ people }) => people.map(({ id }) => id)))];
  if (ids.length === 0) return;
  const known = new Set((await findPeople(tenantId, ids)).map(({ id }) => id));
  for (const { approval, people } of awaited) {
    const absent = people.filter(({ id }) => !known.has(id));
    if (absent.length === 0) continue;
    const found = await approvals.load(tenantId, approval.id);
    if (found === null) continue;
    const result = await approvals.run(found.project, approval.id, { type: 'note-left', people: absent });
    if (isRefusal(result)) logger.warn('An absent approver could not be noted.', { code: result.code });
  }
}
