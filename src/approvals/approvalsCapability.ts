/** Approvals as a capability: commands, buttons, jobs, and the door for those who ask. */
import type { Capability } from '../kernel/capability.ts';
import { makeApprovalActions } from './answerClicks.ts';
import { makeAwaitedContributor } from './awaitedInDigest.ts';
import { makeApprovalCommands } from './commands.ts';
import { makeApprovalJobs } from './jobs.ts';
import { type DecisionPages, makeDecisionPages } from './links/decideByLink.ts';
import { makeApprovals } from './makeApprovals.ts';
import type { ApprovalPorts, ApprovalStores, Approvals } from './ports.ts';

export function makeApprovalsCapability<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
): Capability & Approvals<Stores> & { readonly pages: DecisionPages } {
  const approvals = makeApprovals(ports);
  return {
    ...approvals,
    name: 'approvals',
    commands: makeApprovalCommands(ports, approvals),
    cardActions: makeApprovalActions(ports, approvals),
    jobs: makeApprovalJobs(ports, approvals),
    digest: makeAwaitedContributor(ports),
    pages: makeDecisionPages(ports, approvals),
  };
}
