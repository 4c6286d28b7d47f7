/** The one list of capabilities, with what each needs. Adding one is a folder and a line here. */
import { makeDocumentWriter } from '../adapters/documents/makeDocumentWriter.ts';
import { readWordText } from '../adapters/documents/readWordText.ts';
import type { Stores } from '../adapters/storage/transact.ts';
import { sheetFiles } from '../adapters/workbook/index.ts';
import {
  type Approvals,
  type DecisionLinks,
  type DecisionPages,
  makeApprovalsCapability,
} from '../approvals/index.ts';
import { makeChangesCapability } from '../changes/index.ts';
import { awaitsDigest, makeDigestsCapability } from '../digests/index.ts';
import { makeGatesCapability } from '../gates/index.ts';
import type { Capability } from '../kernel/capability.ts';
import type { Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Messenger } from '../kernel/messenger.ts';
import type { Clock } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import { type MeetingProjects, type MinutesEngine, makeMeetingsCapability } from '../meetings/index.ts';
import {
  makeProjectFor,
  makeProjectLookup,
  makeProjectsCapability,
  type ProjectLookup,
  type ProjectPorts,
} from '../projects/index.ts';
import {
  makeRegistersCapability,
  type RegisterPorts,
  type Registers,
  withStakeholderRoles,
} from '../registers/index.ts';
import { makeUatCapability } from '../uat/index.ts';
import { downloadFile } from './downloadFile.ts';
import type { GraphSide } from './graphSide.ts';
import { makeSubscriptionsCapability, type SubscriptionPorts } from './keepSubscriptions.ts';
import { makeMeetingProjects } from './meetingProjects.ts';
import { makeProvisionJob } from './provisionJob.ts';
import { makeSiteLibrary } from './siteLibrary.ts';

export interface CapabilityParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transact: Transact<Stores>;
  readonly messenger: Messenger;
  readonly graph: (tenantId: TenantId) => GraphSide;
  readonly tenants: () => Promise<readonly TenantId[]>;
  readonly engine: MinutesEngine;
  readonly pause: RegisterPorts['pause'];
  /** Microsoft's meeting insights are asked for. */
  readonly withInsights: boolean;
  readonly subscriptionPorts: Omit<SubscriptionPorts, 'organisers'>;
  readonly links: DecisionLinks;
}

export interface Capabilities {
  readonly capabilities: readonly Capability[];
  readonly lookup: ProjectLookup;
  readonly registers: Registers;
  readonly approvals: Approvals<Stores>;
  readonly decisionPages: DecisionPages;
  readonly projectPorts: ProjectPorts;
}

export function makeCapabilities(parts: CapabilityParts): Capabilities {
  const { clock, random, logger, transact, messenger, graph, tenants } = parts;
  const projectPorts: ProjectPorts = {
    clock,
    random,
    logger,
    transact,
    messenger,
    roster: (tenantId) => graph(tenantId).directory,
    findSite: (tenantId, siteUrl) => graph(tenantId).lists.findSite(siteUrl),
    siteOfTeam: (tenantId, groupId) => graph(tenantId).directory.siteOfTeam(groupId),
    tenants,
  };
  const library = (tenantId: TenantId) => makeSiteLibrary(graph(tenantId).libraries);
  const lookup = withStakeholderRoles({ projects: makeProjectLookup(projectPorts), transact });
  const registers = makeRegistersCapability({
    clock,
    random,
    logger,
    transact,
    lists: (tenantId) => graph(tenantId).lists,
    projects: lookup,
    messenger,
    ...(parts.pause === undefined ? {} : { pause: parts.pause }),
    zoneOf: async (tenantId, personId) => {
      const [person] = await transact(tenantId, ({ people }) => people.find([personId]));
      return person?.zone ?? null;
    },
    toldOtherwise: (tenantId, ids) => awaitsDigest({ clock, transact, lookup }, tenantId, ids),
    sheets: sheetFiles,
    downloadFile,
    library,
  });
  const meetingProjects: MeetingProjects = makeMeetingProjects(lookup, registers);
  const projectFor = makeProjectFor(lookup);
  const approvals = makeApprovalsCapability<Stores>({
    clock,
    random,
    logger,
    transact,
    projects: lookup,
    projectFor,
    registers,
    findPeople: (tenantId, ids) => graph(tenantId).directory.people(ids),
    lists: (tenantId) => graph(tenantId).lists,
    library,
    links: parts.links,
    documents: { ...makeDocumentWriter(), readText: readWordText },
  });
  const capabilities: readonly Capability[] = [
    makeProjectsCapability(projectPorts, lookup),
    registers,
    makeMeetingsCapability({
      clock,
      random,
      logger,
      transact,
      transcripts: (tenantId) => graph(tenantId).transcripts,
      calendar: (tenantId) => graph(tenantId).calendar,
      projects: meetingProjects,
      engine: parts.engine,
      ...(parts.withInsights ? { insights: (tenantId) => graph(tenantId).insights } : {}),
      projectFor,
      downloadFile,
    }),
    makeDigestsCapability({
      clock,
      logger,
      transact,
      registers,
      lookup,
      projects: meetingProjects,
      projectFor,
      documents: makeDocumentWriter(),
      library,
      contributors: () => capabilities.flatMap(({ digest }) => digest ?? []),
    }),
    approvals,
    makeChangesCapability<Stores>({
      clock,
      random,
      logger,
      transact,
      lookup,
      registers,
      approvals,
      documents: makeDocumentWriter(),
      library,
    }),
    makeGatesCapability<Stores>({ clock, logger, transact, registers, approvals }),
    makeUatCapability<Stores>({
      clock,
      logger,
      transact,
      lookup,
      registers,
      approvals,
      calendar: (tenantId) => graph(tenantId).calendar,
    }),
    makeSubscriptionsCapability({
      ...parts.subscriptionPorts,
      organisers: (tenantId) => lookup.organisers(tenantId),
    }),
    { name: 'provisioning', jobs: [makeProvisionJob({ transact, lookup, registers, logger })] },
  ];
  return { lookup, registers, approvals, decisionPages: approvals.pages, projectPorts, capabilities };
}
