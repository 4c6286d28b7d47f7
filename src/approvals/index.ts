/** The approvals' one door. */
export {
  type Approval,
  type ApprovalEvent,
  type ApprovalId,
  type ApprovalStatus,
  asApprovalId,
  type Condition,
  type Deadline,
  isOpen,
  type Policy,
  type Rule,
  type Stage,
  type Subject,
} from './approval.ts';
export { decide } from './decide.ts';
export { foldEvents } from './evolve.ts';
export type { LedgerEntry } from './ledger/ledgerStore.ts';
export type {
  ApprovalRequest,
  ApprovalStores,
  Approvals,
  ApproverRef,
  OutcomeHandler,
  PolicyPlan,
  StagePlan,
  SubjectRef,
} from './ports.ts';
export { canonicalJson, hashOf, makeSubject } from './subject.ts';
