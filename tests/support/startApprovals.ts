/** The approvals over a database, with one project and nobody in SharePoint: what the ledger does under contention. */
import assert from 'node:assert/strict';
import type { Stores } from '../../src/adapters/storage/transact.ts';
import type { Approval, Policy } from '../../src/approvals/approval.ts';
import { type DecisionLinks, makeDecisionLinks } from '../../src/approvals/links/decisionLinks.ts';
import { type ApprovalsInside, makeApprovals } from '../../src/approvals/makeApprovals.ts';
import type { ApprovalPorts } from '../../src/approvals/ports.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import type { Person } from '../../src/kernel/people.ts';
import type { Project } from '../../src/projects/project.ts';
import type { TestDatabase } from './databases.ts';
import { fakeClock } from './fakeClock.ts';
import { fakeLogger } from './fakeLogger.ts';
import { makeProject } from './fakeRegisters.ts';
import { amara, NOW, SUBJECT } from './makeApproval.ts';
import { type StartedStores, startStores } from './startStores.ts';

export interface StartedApprovals {
  readonly ports: ApprovalPorts<Stores>;
  readonly approvals: ApprovalsInside<Stores>;
  readonly stores: StartedStores;
  readonly project: Project;
  /** Ids of the approvals whose outcome was handled, in their order. */
  readonly handled: readonly string[];
  request(policy: Policy, subject?: typeof SUBJECT): Promise<Approval>;
}

/** `known` are those whom the directory still has. */
export async function startApprovals(
  database: TestDatabase,
  known: readonly Person[] = [],
  { links, places = [] }: { readonly links?: DecisionLinks; readonly places?: Project['places'] } = {},
): Promise<StartedApprovals> {
  const clock = fakeClock(NOW);
  const stores = startStores(database, clock);
  const project = makeProject({ places });
  await stores.in(({ projects }) => projects.create(project, NOW));
  const nowhere = (): never => assert.fail('Nothing outside is to be asked.');
  const ports: ApprovalPorts<Stores> = {
    clock,
    random: { uuid: nowhere, number: () => 0.5 },
    logger: fakeLogger(),
    transact: stores.transact,
    projects: { byId: async () => project, ofTenant: async () => [project] } as never,
    projectFor: async () => project,
    registers: { addRowsIn: async () => [], milestones: async () => [], stakeholders: async () => [] },
    findPeople: async (_tenantId, ids) => known.filter(({ id }) => ids.includes(id)),
    lists: nowhere,
    library: nowhere,
    links: links ?? makeDecisionLinks(undefined, nowhere),
    documents: { write: nowhere, readText: nowhere },
  };
  const approvals = makeApprovals(ports);
  const handled: string[] = [];
  approvals.onOutcome(SUBJECT.kind, async (_stores, _project, { id }) => void handled.push(id));
  return {
    ports,
    approvals,
    stores,
    project,
    handled,
    async request(policy, subject = SUBJECT) {
      const approval = await approvals.request({ project, subject, policy, by: amara });
      return isRefusal(approval) ? assert.fail(approval.reason) : approval;
    },
  };
}
