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
export { makeApprovalsCapability } from './approvalsCapability.ts';
export { conditionText } from './cards/words.ts';
export { decide } from './decide.ts';
export { foldEvents } from './evolve.ts';
export type { LedgerEntry } from './ledger/ledgerStore.ts';
export { reportText, verifyLedger } from './ledger/verifyLedger.ts';
export type { DecisionPages } from './links/decideByLink.ts';
export { DECISION_PATH, type DecisionLinks, makeDecisionLinks } from './links/decisionLinks.ts';
export type {
  ApprovalPorts,
  ApprovalRequest,
  ApprovalStores,
  Approvals,
  ApproverRef,
  EvidenceLibrary,
  OutcomeHandler,
  PolicyPlan,
  StagePlan,
  SubjectRef,
} from './ports.ts';
export { canonicalJson, hashOf, makeSubject } from './subject.ts';
