/** What may be subscribed to, and for how long ("subscription resource type", "Subscription lifetime"). */
import type { GraphVersion } from '../core/route.ts';

/** What happened in the tenant, as the parts report it. */
type ResourceKind = 'transcript' | 'list' | 'drive' | 'event';

interface ResourceRule {
  readonly kind: ResourceKind;
  /** Over the resource without a leading slash and with `name('id')` written as `name/id`. */
  readonly pattern: RegExp;
  readonly versions: readonly GraphVersion[];
  readonly maxMinutes: number;
  readonly isRich: boolean;
  readonly changeTypes: readonly string[];
  /** Teams resources need lifecycleNotificationUrl beyond one hour and refuse duplicates. */
  readonly isTeams: boolean;
  /** How many subscriptions one app may have on one resource; undefined for no limit of its own. */
  readonly perAppAndResource?: number;
  /** Over all apps. */
  readonly perResource?: number;
  readonly anyOf: readonly string[];
}

const BOTH: readonly GraphVersion[] = ['v1.0', 'beta'];
const TRANSCRIPTS = {
  kind: 'transcript',
  maxMinutes: 4320,
  isRich: true,
  changeTypes: ['created'],
  isTeams: true,
  perAppAndResource: 1,
  anyOf: ['OnlineMeetingTranscript.Read.All'],
} as const;
const SITE_READERS = [
  'Sites.Selected',
  'Sites.Read.All',
  'Sites.ReadWrite.All',
  'Sites.Manage.All',
  'Sites.FullControl.All',
];

const RESOURCE_RULES: readonly ResourceRule[] = [
  { ...TRANSCRIPTS, pattern: /^communications\/onlineMeetings\/getAllTranscripts$/i, versions: BOTH },
  {
    ...TRANSCRIPTS,
    pattern: /^communications\/onlineMeetings\/(?<meetingId>[^/]+)\/transcripts$/i,
    versions: BOTH,
  },
  {
    ...TRANSCRIPTS,
    pattern: /^users\/(?<userId>[^/]+)\/onlineMeetings\/getAllTranscripts$/i,
    versions: BOTH,
    perResource: 10,
  },
  {
    ...TRANSCRIPTS,
    pattern:
      /^appCatalogs\/teamsApps\/(?<teamsAppId>[^/]+)\/installedToOnlineMeetings\/getAllTranscripts(?<rsc>\?useResourceSpecificConsentBasedAuthorization=true)?$/i,
    versions: ['beta'],
    anyOf: [],
  },
  {
    kind: 'list',
    pattern: /^sites\/(?<siteId>[^/]+)\/lists\/(?<listId>[^/]+)$/i,
    versions: BOTH,
    maxMinutes: 42_300,
    isRich: false,
    changeTypes: ['updated'],
    isTeams: false,
    anyOf: SITE_READERS,
  },
  {
    kind: 'drive',
    pattern: /^drives\/(?<driveId>[^/]+)\/root$/i,
    versions: BOTH,
    maxMinutes: 42_300,
    isRich: false,
    changeTypes: ['updated'],
    isTeams: false,
    anyOf: [...SITE_READERS, 'Files.Read.All', 'Files.ReadWrite.All'],
  },
  {
    kind: 'event',
    pattern: /^users\/(?<userId>[^/]+)\/events$/i,
    versions: BOTH,
    maxMinutes: 4230,
    isRich: false,
    changeTypes: ['created', 'updated', 'deleted'],
    isTeams: false,
    perResource: 1000,
    anyOf: ['Calendars.Read', 'Calendars.ReadWrite'],
  },
];

/** The organisation's quota over all Teams resources and apps ("Change notifications for Microsoft Teams resources"). */
export const TEAMS_SUBSCRIPTIONS_PER_TENANT = 10_000;

/** Shorter wishes are lengthened to this ("subscription resource type", expirationDateTime). */
export const SHORTEST_MINUTES = 45;

export interface MatchedResource {
  readonly rule: ResourceRule;
  readonly keys: Readonly<Record<string, string | undefined>>;
}

/** The rule for a resource string; null when no part of the local tenant raises its changes. */
export function matchResource(resource: string): MatchedResource | null {
  const plain = resource.replace(/^\//, '').replace(/\('([^']*)'\)/g, '/$1');
  for (const rule of RESOURCE_RULES) {
    const match = rule.pattern.exec(plain);
    if (match !== null) return { rule, keys: { ...match.groups } };
  }
  return null;
}
