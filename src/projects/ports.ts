/** What projects need from outside. */
import type { Place } from '../kernel/chat.ts';
import type { PersonId, ProjectId, TenantId } from '../kernel/ids.ts';
import type { RosterMember } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
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
  /** Keeps the newest connector address; an inactive place stays inactive. */
  seen(place: Place, at: Instant): Promise<void>;
  /** The bot may speak there (again). */
  activate(place: Place, at: Instant): Promise<void>;
  /** The bot was removed or blocked: nothing is sent there until it is added again. */
  deactivate(conversationId: string): Promise<void>;
  link(place: Place, projectId: ProjectId, at: Instant): Promise<void>;
  unlink(conversationId: string): Promise<void>;
  find(conversationId: string): Promise<{ readonly place: Place; readonly isActive: boolean } | null>;
  /** Every active place, the linked ones first. */
  active(): Promise<readonly Place[]>;
  personal(personId: PersonId): Promise<{ readonly place: Place; readonly isActive: boolean } | null>;
  keepPersonal(personId: PersonId, place: Place): Promise<void>;
}

/** People of a team as the directory knows them. */
export interface RosterSource {
  /** Members of the team, guests included. */
  members(groupId: string): Promise<readonly RosterMember[]>;
  people(ids: readonly PersonId[]): Promise<readonly RosterMember[]>;
}

export interface ProjectRef {
  readonly tenantId: TenantId;
  readonly projectId: ProjectId;
}
