/** What Docket reads of an activity, and no more: everything else in it may change without harm. */
import { z } from 'zod';

const account = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  aadObjectId: z.string().nullish(),
});

const mentionEntity = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string().min(1), name: z.string().nullish() }),
  text: z.string().nullish(),
});

const clientInfoEntity = z.object({
  type: z.literal('clientInfo'),
  locale: z.string().nullish(),
  timezone: z.string().nullish(),
});

const otherEntity = z.object({ type: z.string().nullish() });

const attachment = z.object({
  contentType: z.string().nullish(),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
  content: z.unknown(),
});

const channelData = z.object({
  eventType: z.string().nullish(),
  tenant: z.object({ id: z.string() }).nullish(),
  team: z
    .object({ id: z.string().nullish(), name: z.string().nullish(), aadGroupId: z.string().nullish() })
    .nullish(),
  channel: z.object({ id: z.string().nullish(), name: z.string().nullish() }).nullish(),
  settings: z.object({ selectedChannel: z.object({ id: z.string().nullish() }).nullish() }).nullish(),
  meeting: z.object({ id: z.string().nullish() }).nullish(),
});

/** Fields common to all kinds; "Activity schema" of the Bot Framework and Teams' own `channelData`. */
export const activitySchema = z.object({
  type: z.string().min(1),
  id: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  timestamp: z.string().nullish(),
  channelId: z.string().nullish(),
  serviceUrl: z.string().url(),
  locale: z.string().nullish(),
  localTimezone: z.string().nullish(),
  from: account.nullish(),
  recipient: account,
  conversation: z.object({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().nullish(),
  }),
  text: z.string().nullish(),
  replyToId: z.string().nullish(),
  entities: z.array(z.union([mentionEntity, clientInfoEntity, otherEntity])).nullish(),
  attachments: z.array(attachment).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  channelData: channelData.nullish(),
  value: z.unknown(),
});

export type TeamsActivity = z.infer<typeof activitySchema>;
export type MentionEntity = z.infer<typeof mentionEntity>;
export type TeamsAttachment = z.infer<typeof attachment>;

/** `value` of an `adaptiveCard/action` invoke; `data` holds the card's own data merged with what was typed in. */
export const cardActionSchema = z.object({
  action: z.object({
    verb: z.string().nullish(),
    data: z.record(z.unknown()).nullish(),
  }),
  trigger: z.string().nullish(),
});

/** `value` of a message that an `Action.Submit` sent: the data itself, its `verb` among it. */
export const submitSchema = z.record(z.unknown());

/** `value` of the meeting events, whose names are in PascalCase ("Meeting apps APIs"). */
export const meetingValueSchema = z.object({
  Title: z.string().nullish(),
  JoinUrl: z.string().min(1),
});

/** `content` of a file that a person sent in a 1:1 chat ("Send and receive files through a bot"). */
export const fileDownloadSchema = z.object({
  downloadUrl: z.string().url(),
  fileType: z.string().nullish(),
});

/** Far more than a message can hold by hand; a bound for what is compared pair by pair. */
const MOST_MENTIONS = 200;

export function mentionsOf(activity: TeamsActivity): readonly MentionEntity[] {
  return (activity.entities ?? [])
    .filter((entity): entity is MentionEntity => 'mentioned' in entity)
    .slice(0, MOST_MENTIONS);
}

export function clientInfoOf(activity: TeamsActivity): { locale?: string; timezone?: string } {
  for (const entity of activity.entities ?? []) {
    if (entity.type !== 'clientInfo') continue;
    const { locale, timezone } = entity as z.infer<typeof clientInfoEntity>;
    return { ...(locale ? { locale } : {}), ...(timezone ? { timezone } : {}) };
  }
  return {};
}
