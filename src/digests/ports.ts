/** All that the digests need; `compose` fills it. */
import type { DocumentWriter } from '../kernel/document.ts';
import type { MeetingId, PersonId, ProjectId, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock, Instant } from '../kernel/time.ts';
import type { Deliveries, JobSender, Outbox, Transact } from '../kernel/transaction.ts';
import type { Meeting, MeetingProjects, MeetingStore } from '../meetings/index.ts';
import type { PeopleStore, ProjectLookup, ProjectStore } from '../projects/index.ts';
import type { RegisterStores, Registers } from '../registers/index.ts';
import type { DigestChoice } from './choice.ts';
import type { MinutesPromise } from './promise/promise.ts';

/** Promises of one tenant, within one transaction. */
export interface PromiseStore {
  /** Meetings that are over since `since` at the earliest and have no promise yet. */
  meetingsWithout(since: Instant, now: Instant): Promise<readonly Meeting[]>;
  get(meetingId: MeetingId): Promise<MinutesPromise | null>;
  /** Makes or replaces it. */
  save(promise: MinutesPromise): Promise<void>;
  /** Meetings whose promise is to be looked at, the most urgent first. */
  toLookAt(now: Instant, limit: number): Promise<readonly MeetingId[]>;
  /** Newest first. */
  ofProject(projectId: ProjectId, since: Instant): Promise<readonly MinutesPromise[]>;
}

/** What people chose, within one transaction. */
export interface ChoiceStore {
  /** One for each id, the usual choice for who has made none. */
  of(personIds: readonly PersonId[]): Promise<readonly DigestChoice[]>;
  save(choice: DigestChoice): Promise<void>;
}

/** The document made of a meeting's minutes. */
export interface KeptDocument {
  /** Tells whether it is still what would be written now. */
  readonly fingerprint: string;
  readonly driveId: string;
  readonly path: string;
  readonly webUrl: string;
  /** Such as `2.0`; null where the library keeps no versions. */
  readonly version: string | null;
}

export interface MinutesDocumentStore {
  get(meetingId: MeetingId): Promise<KeptDocument | null>;
  save(meetingId: MeetingId, document: KeptDocument): Promise<void>;
}

export interface DigestStores {
  readonly meetings: MeetingStore;
  readonly registers: RegisterStores['registers'];
  readonly projects: Pick<ProjectStore, 'get' | 'save'>;
  readonly people: Pick<PeopleStore, 'find'>;
  readonly promises: PromiseStore;
  readonly choices: ChoiceStore;
  readonly minutesDocuments: MinutesDocumentStore;
  readonly outgoing: Deliveries;
  readonly outbox: Outbox;
  readonly jobs: JobSender;
}

/** The site's document library. Throws the kernel's errors. */
export interface MinutesLibrary {
  /** Adds a version to the file of that path; folders are made. */
  keep(
    siteId: string,
    path: string,
    content: Uint8Array,
  ): Promise<Pick<KeptDocument, 'driveId' | 'webUrl' | 'version'>>;
  /** Bytes of a file; null when there is none at that path. */
  get(siteId: string, path: string): Promise<Uint8Array | null>;
}

export interface DigestPorts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly transact: Transact<DigestStores>;
  readonly registers: Registers;
  readonly lookup: Pick<
    ProjectLookup,
    'byPlace' | 'byId' | 'lastRoster' | 'roleOf' | 'ofPerson' | 'ofTenant'
  >;
  readonly projects: Pick<MeetingProjects, 'get' | 'mentionOf'>;
  readonly documents: DocumentWriter;
  readonly library: (tenantId: TenantId) => MinutesLibrary;
}
