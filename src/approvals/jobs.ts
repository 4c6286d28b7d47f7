/** The approvals' durable jobs: what time brings, the copy in SharePoint, the evidence records. */
import { z } from 'zod';
import { type Job, job } from '../kernel/capability.ts';
import { isRefusal } from '../kernel/errors.ts';
import { asProjectId, type TenantId } from '../kernel/ids.ts';
import { HOUR_MS, MINUTE_MS } from '../kernel/time.ts';
import { refreshCopies } from './announce.ts';
import { asApprovalId } from './approval.ts';
import { awaitedSeats } from './judgeStage.ts';
import { copyEntries } from './ledger/copyEntries.ts';
import { COPY_JOB, EVIDENCE_JOB, loadApproval, REFRESH_JOB } from './ledger/record.ts';
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
      name: REFRESH_JOB,
      schema: z.object({ approvalId: z.string().transform(asApprovalId) }),
      run: async ({ approvalId }, { tenantId }) => {
        const found = await approvals.load(tenantId, approvalId);
        if (found === null) return;
        await ports.transact(tenantId, async (stores) => {
          // Under the chain's lock, so that the last refresh shows the last decision.
          await stores.approvals.lockChain(found.project.id);
          const approval = await loadApproval(stores, approvalId);
          if (approval !== null) await refreshCopies(stores, found.project, approval, ports.clock.now());
        });
      },
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
