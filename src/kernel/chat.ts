/** Words of the chat: what comes in, what goes out. No type of a bot SDK appears here or behind it. */
import type { Card } from './cards.ts';
import type { TenantId } from './ids.ts';
import type { Person } from './people.ts';
import type { Instant, ZoneName } from './time.ts';

export type PlaceKind = 'channel' | 'groupChat' | 'personal';

/** Where something is said, with all that is needed to speak there again later. Serialisable. */
export interface Place {
  readonly kind: PlaceKind;
  readonly tenantId: TenantId;
  /** Conversation id without the thread suffix: `19:...@thread.tacv2`, `19:...@thread.v2` or `a:...`. */
  readonly conversationId: string;
  /** Root message id of the thread (`messageid=` suffix) when it is said in a channel thread. */
  readonly threadId?: string;
  /** Address of the connector; refreshed from every activity. */
  readonly serviceUrl: string;
  /** Teams' id of the bot in this conversation (`28:...`). */
  readonly botId: string;
  readonly botName?: string;
  readonly channelId?: string;
  /** Thread id of the team's General channel. */
  readonly teamId?: string;
  /** Entra group id of the team, where the activity told it. */
  readonly groupId?: string;
}

/** A person named in a message by `<at>`. `name` is the text shown. */
export interface Mention {
  readonly name: string;
  readonly teamsId: string;
  /** Entra object id, once resolved from the roster. */
  readonly personId?: string;
}

/** A file that came with a message. `download` gives its bytes; it is short-lived, so fetch at once. */
export interface IncomingFile {
  readonly name: string;
  readonly contentType: string;
  readonly downloadUrl: string;
}

/** One message, after mention stripping. Serialisable: it is stored before it is handled. */
export interface IncomingMessage {
  readonly kind: 'message';
  readonly id: string;
  readonly at: Instant;
  readonly place: Place;
  readonly from: Person;
  /**
   * Plain text as typed, one command: the bot's own mention removed, other mentions kept as `@[0]`, `@[1]`
   * (index into `mentions`), non-breaking spaces and curly quotes kept as typed, HTML entities decoded.
   */
  readonly text: string;
  readonly mentions: readonly Mention[];
  readonly files: readonly IncomingFile[];
  readonly locale?: string;
  readonly zone?: ZoneName;
}

/** A button of a card. The person comes from the signed activity, `data` is what the card says and is not trusted. */
export interface CardClick {
  readonly kind: 'click';
  readonly id: string;
  readonly at: Instant;
  readonly place: Place;
  readonly from: Person;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** `automatic` is the client's refresh; it is never a decision. */
  readonly trigger: 'manual' | 'automatic';
  /** Message that carries the card, where known. */
  readonly cardMessageId?: string;
}

/** The bot was added to or removed from a place, or the place or its people changed. */
export interface PlaceEvent {
  readonly kind: 'place';
  readonly id: string;
  readonly at: Instant;
  readonly place: Place;
  readonly from?: Person;
  readonly event:
    | 'bot-added'
    | 'bot-removed'
    | 'members-changed'
    | 'channel-renamed'
    | 'channel-deleted'
    | 'team-renamed';
  readonly channelName?: string;
  readonly teamName?: string;
}

/** A meeting began or ended where the app is installed. `meetingId` is Teams' own (base64), not Graph's. */
export interface MeetingEvent {
  readonly kind: 'meeting';
  readonly id: string;
  readonly at: Instant;
  readonly place: Place;
  readonly event: 'started' | 'ended';
  readonly meetingId: string;
  readonly joinUrl: string;
  readonly title: string;
}

export type Incoming = IncomingMessage | CardClick | PlaceEvent | MeetingEvent;

/** What the bot says. Text is markdown made by Docket; user text in it goes through `escapeMarkdown`. */
export interface Reply {
  readonly text?: string;
  readonly card?: Card;
  /** People mentioned: each `<at>name</at>` in text or card becomes a mention. */
  readonly mentions?: readonly { readonly name: string; readonly teamsId: string }[];
  /** A job that begins when an answer is stored for sending; it gets the key of the message as `messageKey`. */
  readonly followUp?: { readonly job: string; readonly payload: object };
  /** What a mail says instead; only where it goes to a person's mailbox. */
  readonly mail?: { readonly subject: string; readonly html: string };
}

/**
 * Answer to a click: a card that replaces the clicked one for this person, or a short text. `said` is what the card
 * tells, in a sentence for all to read (markdown): it is posted where the card comes too late to be shown.
 */
export type ClickAnswer = { readonly card: Card; readonly said?: string } | { readonly text: string };

/** Whoever clicked: while they wait, the answer is shown on their card; after that it is posted. It changes meanwhile. */
export interface Asker {
  readonly isWaiting: boolean;
}
