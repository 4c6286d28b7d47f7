/** What approvals need from outside, and what they offer to the capabilities that ask for approval. */
import type { Place } from '../kernel/chat.ts';
import type { DocumentWriter } from '../kernel/document.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { PersonId, Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Person } from '../kernel/people.ts';
import type { Clock } from '../kernel/time.ts';
import type { JobSender, Outbox, Transact } from '../kernel/transaction.ts';
import type { PeopleStore, Project, ProjectLookup, ProjectStore } from '../projects/index.ts';
import type { RegisterLists, RegisterStores, Registers } from '../registers/index.ts';
import type { Approval, ApprovalId, Policy, Stage, Subject } from './approval.ts';
import type { LedgerEntry, LedgerStore } from './ledger/ledgerStore.ts';
import type { DecisionLinks } from './links/decisionLinks.ts';

/** Stores that every transaction of the approvals has. */
export interface ApprovalStores {
  readonly approvals: LedgerStore;
  readonly projects: Pick<ProjectStore, 'get'>;
  readonly people: PeopleStore;
  readonly outbox: Outbox;
  readonly jobs: JobSender;
  readonly registers: RegisterStores['registers'];
}

/** The document library of a project's site. */
export interface EvidenceLibrary {
  /** Puts the file there; a file of that name gets a new version. Gives its address. */
  put(siteId: string, path: string, content: Uint8Array): Promise<{ readonly webUrl: string }>;
  /** Null when it is not there. */
  get(siteId: string, path: string): Promise<Uint8Array | null>;
  /** Names of what is in a folder; none where there is no such folder. */
  names(siteId: string, folder: string): Promise<readonly string[]>;
}

/** All that approvals need; `compose` fills it. */
export interface ApprovalPorts<Stores extends ApprovalStores = ApprovalStores> {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transact: Transact<Stores>;
  readonly projects: ProjectLookup;
  readonly projectFor: (place: Place, personId: PersonId) => Promise<Project | Refusal>;
  readonly registers: Pick<Registers, 'addRowsIn' | 'milestones' | 'stakeholders'>;
  /** Those of these people whom the directory still has. */
  readonly findPeople: (tenantId: TenantId, ids: readonly PersonId[]) => Promise<readonly Person[]>;
  readonly lists: (tenantId: TenantId) => RegisterLists;
  readonly library: (tenantId: TenantId) => EvidenceLibrary;
  /** Addresses by which people decide whom only mail reaches. */
  readonly links: DecisionLinks;
  readonly documents: DocumentWriter & {
    /** The words of a .docx. */
    readText(content: Uint8Array): Promise<string>;
  };
}

/**
 * Who is asked: a person, all who hold a role in the project (`project manager`, `coordinator`, `sponsor`), or a group
 * (`change board`). Found when the approval is requested; the record keeps the names.
 */
export type ApproverRef =
  | { readonly kind: 'person'; readonly personId: PersonId; readonly role?: string }
  | { readonly kind: 'role'; readonly role: string }
  | { readonly kind: 'group'; readonly group: 'change board' };

/** A stage whose approvers are still to be found. */
export interface StagePlan extends Omit<Stage, 'seats' | 'escalateTo'> {
  readonly approvers: readonly ApproverRef[];
  readonly escalateTo?: readonly ApproverRef[];
}

/** A policy as it is written down once for a kind of subject. */
export interface PolicyPlan extends Omit<Policy, 'stages'> {
  readonly stages: readonly StagePlan[];
}

export interface ApprovalRequest {
  readonly project: Project;
  readonly subject: Subject;
  readonly policy: Policy;
  readonly by: Person;
}

/** What happened to an approval at its end. */
export type OutcomeHandler<Stores> = (stores: Stores, project: Project, approval: Approval) => Promise<void>;

/** The door of the approvals for other capabilities. */
export interface Approvals<Stores extends ApprovalStores = ApprovalStores> {
  /** The policy with its people; nothing is asked in a transaction. */
  resolvePolicy(project: Project, plan: PolicyPlan): Promise<Policy>;
  /**
   * Asks for approval in the caller's transaction. While the same revision is pending nothing new is asked and that
   * approval is given back; a pending approval of an older revision is superseded by it.
   */
  requestIn(stores: ApprovalStores, request: ApprovalRequest): Promise<Approval | Refusal>;
  request(request: ApprovalRequest): Promise<Approval | Refusal>;
  /** Closes what is pending about the subject, since it has changed or is gone; the outcome handler is not called. */
  supersedeIn(stores: ApprovalStores, project: Project, subject: SubjectRef, reason: string): Promise<void>;
  /** Takes an approval back after it was given (a condition not met, a defect reopened); no handler is called. */
  voidIn(
    stores: ApprovalStores,
    project: Project,
    id: ApprovalId,
    reason: string,
  ): Promise<Approval | Refusal>;
  /** The newest approval about the subject. */
  stateOf(project: Project, subject: SubjectRef): Promise<Approval | null>;
  stateIn(stores: ApprovalStores, project: Project, subject: SubjectRef): Promise<Approval | null>;
  /** Every entry of the ledger about an approval, in order. */
  entriesOf(project: Project, id: ApprovalId): Promise<readonly LedgerEntry[]>;
  /**
   * Called in the transaction that closes an approval of this kind of subject by a click, a command or the clock, once.
   * One handler for a kind; `compose` gives it before anything runs.
   */
  onOutcome(kind: Subject['kind'], handler: OutcomeHandler<Stores>): void;
}

export type SubjectRef = Pick<Subject, 'kind' | 'id'>;
