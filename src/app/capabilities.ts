/** The one list of capabilities, with what each needs. Adding one is a folder and a line here. */
import type { Stores } from '../adapters/storage/transact.ts';
import type { TeamsMessenger } from '../adapters/teams/makeMessenger.ts';
import { makeDigestsCapability } from '../digests/index.ts';
import type { Capability } from '../kernel/capability.ts';
import type { Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
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
import { makeRegistersCapability, type Registers } from '../registers/index.ts';
import { downloadFile } from './downloadFile.ts';
import type { GraphSide } from './graphSide.ts';
import { makeSubscriptionsCapability, type SubscriptionPorts } from './keepSubscriptions.ts';
import { makeMeetingProjects } from './meetingProjects.ts';
import { makeProvisionJob } from './provisionJob.ts';

export interface CapabilityParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transact: Transact<Stores>;
  readonly messenger: TeamsMessenger;
  readonly graph: (tenantId: TenantId) => GraphSide;
  readonly tenants: () => Promise<readonly TenantId[]>;
  readonly engine: MinutesEngine;
  /** Microsoft's meeting insights are asked for. */
  readonly withInsights: boolean;
  readonly subscriptionPorts: SubscriptionPorts;
}

export interface Capabilities {
  readonly capabilities: readonly Capability[];
  readonly lookup: ProjectLookup;
  readonly registers: Registers;
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
  const lookup = makeProjectLookup(projectPorts);
  const registers = makeRegistersCapability({
    clock,
    random,
    logger,
    transact,
    lists: (tenantId) => graph(tenantId).lists,
    projects: lookup,
  });
  const meetingProjects: MeetingProjects = makeMeetingProjects(lookup, registers);
  const projectFor = makeProjectFor(lookup);
  return {
    lookup,
    registers,
    projectPorts,
    capabilities: [
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
      }),
      makeSubscriptionsCapability(parts.subscriptionPorts),
      { name: 'provisioning', jobs: [makeProvisionJob({ transact, lookup, registers, logger })] },
    ],
  };
}
