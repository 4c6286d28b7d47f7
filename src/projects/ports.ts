/** What projects need from outside. */
import type { Place } from '../kernel/chat.ts';
import type { PersonId, ProjectId, Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Messenger } from '../kernel/messenger.ts';
import type { Person, RosterMember } from '../kernel/people.ts';
import type { Clock, Instant, ZoneName } from '../kernel/time.ts';
import type { JobSender, MarkStore, Outbox, Transact } from '../kernel/transaction.ts';
import type { Project } from './project.ts';

/** Projects of one tenant, within one transaction. */
export interface ProjectStore {
  /** False when another project of the tenant has that name. */
  create(project: Project, at: Instant): Promise<boolean>;
  /** Everything but the places. */
  save(project: Project): Promise<void>;
  get(id: ProjectId): Promise<Project | null>;
  /** By name, without regard to case. */
  byName(name: string): Promise<Project | null>;
  all(): Promise<readonly Project[]>;
  /** The project that a conversation is linked to. */
  byConversation(conversationId: string): Promise<Project | null>;
}

/** Places the bot knows in one tenant, within one transaction. */
export interface PlaceStore {
  /** Keeps the newest connector address and what is known of the place; an inactive place stays inactive. */
  seen(place: Place, at: Instant): Promise<void>;
  /** The bot may speak there (again). */
  activate(place: Place, at: Instant): Promise<void>;
  /** The bot was removed or blocked: nothing is sent there until it is added again. */
  deactivate(conversationId: string): Promise<void>;
  link(place: Place, projectId: ProjectId, at: Instant): Promise<void>;
  unlink(conversationId: string): Promise<void>;
  find(conversationId: string): Promise<{ readonly place: Place; readonly isActive: boolean } | null>;
  /** Every known place of a team, active or not, by the thread id of its General channel. */
  ofTeam(teamId: string): Promise<readonly Place[]>;
  /** Every active place, the linked ones first. */
  active(): Promise<readonly Place[]>;
  personal(personId: PersonId): Promise<{ readonly place: Place; readonly isActive: boolean } | null>;
  keepPersonal(personId: PersonId, place: Place): Promise<void>;
}

/** People whom the bot has met in one tenant, within one transaction. */
export interface PeopleStore {
  seen(people: readonly Person[], at: Instant): Promise<void>;
  find(ids: readonly PersonId[]): Promise<readonly Person[]>;
  byTeamsIds(teamsIds: readonly string[]): Promise<readonly Person[]>;
}

/** Who was in each project when that was read last, within one transaction. */
export interface RosterStore {
  /** Writes only what is new, and the time once an hour. */
  keep(projectId: ProjectId, members: readonly RosterMember[], at: Instant): Promise<void>;
  get(
    projectId: ProjectId,
  ): Promise<{ readonly members: readonly RosterMember[]; readonly readAt: Instant } | null>;
}

/** People of a team as the directory knows them. */
export interface RosterSource {
  /** Members of the team, guests included. */
  members(groupId: string): Promise<readonly RosterMember[]>;
  people(ids: readonly PersonId[]): Promise<readonly RosterMember[]>;
}

/** Stores that every transaction of the projects has. */
export interface ProjectStores {
  readonly projects: ProjectStore;
  readonly places: PlaceStore;
  readonly people: PeopleStore;
  readonly rosters: RosterStore;
  readonly marks: MarkStore;
  readonly outbox: Outbox;
  readonly jobs: JobSender;
}

/** All that the projects need; `compose` fills it. */
export interface ProjectPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transact: Transact<ProjectStores>;
  readonly messenger: Messenger;
  readonly roster: (tenantId: TenantId) => RosterSource;
  /** Site's title and zone, or an error that says why it cannot be used. */
  readonly findSite: (
    tenantId: TenantId,
    siteUrl: string,
  ) => Promise<{ readonly siteId: string; readonly title: string; readonly zone: ZoneName }>;
  /** Address of the site of a team; null when the directory does not tell. */
  readonly siteOfTeam: (tenantId: TenantId, groupId: string) => Promise<string | null>;
  /** Every tenant that Docket has met. */
  readonly tenants: () => Promise<readonly TenantId[]>;
}
