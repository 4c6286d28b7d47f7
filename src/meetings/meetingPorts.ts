/** All that the meetings' use cases need; `compose` fills it. */
import type { PersonId, ProjectId, Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { JobSender, MarkStore, Outbox, Transact } from '../kernel/transaction.ts';
import type { ProjectLookup } from '../projects/index.ts';
import type { Project, ProjectSetting } from '../projects/project.ts';
import type { MeetingStore } from './meeting.ts';
import type { MinutesEngine, OpenItem } from './minutes/minutes.ts';
import type { CalendarSource, InsightSource, TranscriptSource } from './ports.ts';

export interface MeetingStores {
  readonly meetings: MeetingStore;
  readonly marks: MarkStore;
  readonly outbox: Outbox;
  readonly jobs: JobSender;
}

/** What meetings ask about projects. */
export interface MeetingProjects extends Pick<ProjectLookup, 'roleOf'> {
  all(tenantId: TenantId): Promise<readonly Project[]>;
  get(tenantId: TenantId, projectId: ProjectId): Promise<Project | null>;
  /** Roster and milestones as they are now. */
  setting(project: Project): Promise<ProjectSetting>;
  /** Whose meetings may be one of a linked project's. */
  organisers(tenantId: TenantId): Promise<readonly PersonId[]>;
  /** Open actions, for carry-over. */
  openItems(project: Project): Promise<readonly OpenItem[]>;
  /** How a person is mentioned in the project's chat; null when the bot has never met them. */
  mentionOf(
    project: Project,
    personId: PersonId,
  ): Promise<{ readonly name: string; readonly teamsId: string } | null>;
}

export interface MeetingPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transact: Transact<MeetingStores>;
  readonly transcripts: (tenantId: TenantId) => TranscriptSource;
  readonly calendar: (tenantId: TenantId) => CalendarSource;
  readonly projects: MeetingProjects;
  readonly engine: MinutesEngine;
  /** Microsoft's own reading as a second opinion; absent where it is not wanted. */
  readonly insights?: (tenantId: TenantId) => InsightSource;
}
