/** What a capability has to say in people's morning digests. */
import type { PersonId, ProjectId, TenantId } from './ids.ts';
import type { Day, Instant, ZoneName } from './time.ts';

/** For whom, and since when. */
export interface DigestRequest {
  readonly personId: PersonId;
  readonly locale: string;
  readonly zone: ZoneName;
  readonly now: Instant;
  /** Of the reader's own clock. */
  readonly today: Day;
  /** When the reader's last digest was made. */
  readonly since: Instant;
  /** Projects that the reader coordinates or manages. */
  readonly leads: readonly ProjectId[];
}

export interface DigestSection {
  /** In the reader's language. */
  readonly heading: string;
  /** Calls for something to be done by the reader. */
  readonly isUrgent?: boolean;
  readonly lines: readonly DigestLine[];
}

/** Plain text, escaped by who shows it. */
export interface DigestLine {
  /** Such as `A-12`; empty where there is none. */
  readonly key: string;
  readonly text: string;
  /** Project, day, what is the matter. */
  readonly facts: string;
}

/** What one look at a tenant found. */
export interface GatheredSections {
  /** Whom there may be something for. */
  readonly readers: readonly PersonId[];
  /** Sections without lines are left out. */
  sections(request: DigestRequest): Promise<readonly DigestSection[]>;
}

/** One capability's part: it looks once for all readers of a tenant. */
export interface DigestContributor {
  gather(tenantId: TenantId, now: Instant): Promise<GatheredSections>;
}
