/** The description of a tenant in a JSON file, checked. `samples/atlas/tenant.json` is one. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Guid = z
  .string()
  .regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/, 'must be a GUID in lower case');
const ZoneText = z.string().min(1);
const Moment = z.strictObject({ dateTime: z.string(), timeZone: ZoneText });

const Mailbox = z.strictObject({
  timeZone: ZoneText,
  language: z.string(),
  workingHours: z.strictObject({
    daysOfWeek: z.array(z.string()).min(1),
    startTime: z.string(),
    endTime: z.string(),
  }),
});

const User = z.strictObject({
  id: Guid,
  displayName: z.string().min(1),
  givenName: z.string().nullable().default(null),
  surname: z.string().nullable().default(null),
  userPrincipalName: z.string().regex(/^\S+@\S+$/, 'must be a user principal name'),
  mail: z.string().email().nullable(),
  jobTitle: z.string().nullable().default(null),
  department: z.string().nullable().default(null),
  companyName: z.string().nullable().default(null),
  officeLocation: z.string().nullable().default(null),
  preferredLanguage: z.string().nullable().default(null),
  userType: z.enum(['Member', 'Guest']).default('Member'),
  managerId: Guid.optional(),
  /** Absent: the tenant's usual mailbox. Null: none, as guests have. */
  mailbox: Mailbox.nullable().optional(),
});

const Channel = z.strictObject({
  id: z.string().regex(/^19:.+@thread\.tacv2$/, 'must look like 19:...@thread.tacv2'),
  displayName: z.string().min(1),
  description: z.string().nullable().default(null),
  membershipType: z.enum(['standard', 'private', 'shared']).default('standard'),
  isPrimary: z.boolean().default(false),
  memberIds: z.array(Guid).default([]),
});

const Group = z.strictObject({
  id: Guid,
  displayName: z.string().min(1),
  description: z.string().nullable().default(null),
  mailNickname: z.string(),
  mail: z.string().email().nullable().default(null),
  ownerIds: z.array(Guid),
  memberIds: z.array(Guid),
  isTeam: z.boolean().default(false),
  channels: z.array(Channel).default([]),
});

const Site = z.strictObject({
  hostname: z.string(),
  path: z.string().startsWith('/'),
  displayName: z.string(),
  description: z.string().default(''),
  groupId: Guid.optional(),
  zone: ZoneText,
  languageTag: z.string().default('en-GB'),
  /** People who have opened the site before, and so are known to its person columns. */
  visitorIds: z.array(Guid).default([]),
  grants: z
    .array(z.strictObject({ appId: Guid, role: z.enum(['read', 'write', 'manage', 'owner', 'fullcontrol']) }))
    .default([]),
});

const CalendarEvent = z.strictObject({
  /** Fixed, so that a second start finds it again. */
  iCalUId: z.string().min(1),
  organiserId: Guid,
  subject: z.string(),
  body: z.string().default(''),
  location: z.string().default(''),
  start: Moment,
  end: Moment,
  attendeeIds: z.array(Guid).default([]),
  showAs: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere']).default('busy'),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']).default('normal'),
  isAllDay: z.boolean().default(false),
  recurrence: z.unknown().optional(),
  isOnlineMeeting: z.boolean().default(false),
  /** From which the thread of a private meeting is made. */
  threadGuid: Guid.optional(),
  /** Makes it a channel meeting. */
  channelId: z.string().optional(),
});

const App = z.strictObject({
  appId: Guid,
  displayName: z.string(),
  roles: z.array(z.string()),
  secret: z.string().optional(),
});

const TenantFile = z.strictObject({
  tenant: z.strictObject({ id: Guid, displayName: z.string(), domain: z.string(), timeZone: ZoneText }),
  /** Switches of the tenant, set on the first start only. */
  settings: z.record(z.union([z.boolean(), z.number(), z.string()])).default({}),
  mailbox: Mailbox,
  apps: z.array(App).default([]),
  teamsApps: z
    .array(z.strictObject({ id: Guid, externalId: z.string(), displayName: z.string() }))
    .default([]),
  users: z.array(User),
  groups: z.array(Group).default([]),
  /** Apps in teams (group id) and chats (thread id), with their resource-specific permissions. */
  consents: z
    .array(z.strictObject({ scopeId: z.string(), appId: Guid, permissions: z.array(z.string()) }))
    .default([]),
  sites: z.array(Site).default([]),
  events: z.array(CalendarEvent).default([]),
});

export type TenantFile = z.infer<typeof TenantFile>;

/** Throws one sentence that names the file, the place in it and what is wrong there. */
export function readTenantFile(file: string): TenantFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`The seed file ${file} cannot be read. Give the path of a tenant file.`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`The seed file ${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
  return parseTenantFile(value, file);
}

/** As `readTenantFile`, from a value. `name` is used in messages. */
export function parseTenantFile(value: unknown, name: string): TenantFile {
  const read = TenantFile.safeParse(value);
  if (read.success) return read.data;
  const [problem] = read.error.issues;
  throw new Error(
    `The seed file ${name} is wrong at ${problem?.path.join('.') || 'the top'}: ${problem?.message ?? 'unknown'}.`,
  );
}
