/** What other capabilities may ask of the approvals. */

import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { TenantId } from '../kernel/ids.ts';
import type { Project } from '../projects/index.ts';
import type { Approval, ApprovalId } from './approval.ts';
import type { ApprovalCommand } from './command.ts';
import { decideInTime } from './decide.ts';
import { readEntry } from './ledger/chain.ts';
import {
  holdApproval,
  loadApproval,
  type Recorded,
  recordCommand,
  recordEvents,
  refuseUnknown,
} from './ledger/record.ts';
import type {
  ApprovalPorts,
  ApprovalRequest,
  ApprovalStores,
  Approvals,
  OutcomeHandler,
  SubjectRef,
} from './ports.ts';
import { requestApprovalIn } from './requestApproval.ts';
import { resolvePolicy } from './resolvePolicy.ts';
import type { Meant } from './speaking.ts';

/** The door for other capabilities, and what the chat, the clock and the links come through. */
export interface ApprovalsInside<Stores extends ApprovalStores> extends Approvals<Stores> {
  /** Runs a command of a person or of the clock, in a transaction of its own. */
  run(project: Project, id: ApprovalId, command: ApprovalCommand): Promise<Recorded | Refusal>;
  /** The same where only the id is known; without a command it tells how things are. Null when there is no such approval. */
  answer(
    tenantId: TenantId,
    id: ApprovalId,
    wanted: (meant: Meant) => ApprovalCommand | null,
  ): Promise<Answered | null>;
  load(tenantId: TenantId, id: ApprovalId): Promise<Meant | null>;
}

/** The approval after a command, and why the command was refused. */
export interface Answered extends Meant, Recorded {
  readonly refusal: Refusal | null;
}

export function makeApprovals<Stores extends ApprovalStores>(
  ports: ApprovalPorts<Stores>,
): ApprovalsInside<Stores> {
  const handlers = new Map<string, OutcomeHandler<Stores>>();
  const { transact } = ports;
  const onClosed: OutcomeHandler<Stores> = async (stores, project, approval) =>
    handlers.get(approval.subject.kind)?.(stores, project, approval);

  const stateIn = async (
    stores: ApprovalStores,
    project: Project,
    { kind, id }: SubjectRef,
  ): Promise<Approval | null> => {
    const newest = await stores.approvals.newestOf(project.id, kind, id);
    return newest === null ? null : loadApproval(stores, newest);
  };
  const answerIn = async (
    stores: Stores,
    project: Project,
    id: ApprovalId,
    wanted: (meant: Meant) => ApprovalCommand | null,
  ): Promise<Answered | null> => {
    const held = await holdApproval(stores, project, id);
    const { state } = held;
    if (state === null) return null;
    const command = wanted({ project, approval: state });
    const { events, refusal } =
      command === null
        ? { events: [], refusal: null }
        : decideInTime(state, command, ports.clock.now(), project.locale);
    const approval = await recordEvents(ports, stores, project, held, events, onClosed);
    return { project, approval: approval ?? state, events, refusal };
  };
  return {
    resolvePolicy: (project, plan) => resolvePolicy(ports, project, plan),
    requestIn: (stores, request) => requestApprovalIn(ports, stores, request),
    request: (request: ApprovalRequest) =>
      transact(request.project.tenantId, (stores) => requestApprovalIn(ports, stores, request)),
    async supersedeIn(stores, project, subject, reason) {
      await stores.approvals.lockChain(project.id);
      const approval = await stateIn(stores, project, subject);
      if (approval === null) return;
      await recordCommand(ports, stores, project, approval.id, { type: 'supersede', reason });
    },
    async voidIn(stores, project, id, reason) {
      const recorded = await recordCommand(ports, stores, project, id, { type: 'void', reason });
      return isRefusal(recorded) ? recorded : recorded.approval;
    },
    stateIn,
    stateOf: (project, subject) => transact(project.tenantId, (stores) => stateIn(stores, project, subject)),
    entriesOf: (project, id) =>
      transact(project.tenantId, async ({ approvals }) => (await approvals.entriesOf(id)).map(readEntry)),
    onOutcome(kind, handler) {
      if (handlers.has(kind)) throw new TypeError(`The outcome of ${kind} has a handler already.`);
      handlers.set(kind, handler);
    },
    async run(project, id, command) {
      const answered = await transact(project.tenantId, (stores) =>
        answerIn(stores, project, id, () => command),
      );
      return answered === null ? refuseUnknown() : (answered.refusal ?? answered);
    },
    answer: (tenantId, id, wanted) =>
      transact(tenantId, async (stores) => {
        const projectId = await stores.approvals.projectOf(id);
        const project = projectId === null ? null : await stores.projects.get(projectId);
        return project === null ? null : answerIn(stores, project, id, wanted);
      }),
    load: (tenantId, id) =>
      transact(tenantId, async (stores) => {
        const projectId = await stores.approvals.projectOf(id);
        const project = projectId === null ? null : await stores.projects.get(projectId);
        const approval = project === null ? null : await loadApproval(stores, id);
        return project === null || approval === null ? null : { project, approval };
      }),
  };
}
