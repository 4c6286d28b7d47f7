/** From a reply to the activities that carry it: mentions tied to their entities, sizes kept. Pure. */
import type { Card } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import { InputError } from '../../kernel/errors.ts';
import { payloadLength, splitText } from './splitText.ts';

/**
 * "Format your bot messages": about 100 KB for the whole message, counted in UTF-16, so 51,200 units; 8,000 of them
 * are left to the frame that the connector adds.
 */
const MOST_UNITS = 43_200;

/** Bot cards are refused from 28 KB on in some clients ("Format cards in Microsoft Teams"). */
const MOST_CARD_BYTES = 25 * 1024;

const CARD_CONTENT_TYPE = 'application/vnd.microsoft.card.adaptive';

/** A message as the connector takes it. */
export interface MessageActivity {
  readonly type: 'message';
  readonly text?: string;
  readonly textFormat?: 'markdown';
  readonly attachments?: { contentType: string; content: Card }[];
  readonly entities?: MentionPart[];
}

interface MentionPart {
  readonly type: 'mention';
  readonly text: string;
  readonly mentioned: { readonly id: string; readonly name: string };
}

type ReplyMentions = NonNullable<Reply['mentions']>;

/**
 * The messages that say a reply: one, or several when the text is too long for one; the card is on the first. Throws
 * an InputError `card-too-big`, or `empty-message` when there is nothing to say.
 */
export function replyActivities(reply: Reply): readonly [MessageActivity, ...MessageActivity[]] {
  const card =
    reply.card === undefined ? undefined : checkedCard(withCardMentions(reply.card, reply.mentions));
  const cardUnits = card === undefined ? 0 : JSON.stringify(card).length;
  const text = reply.text ?? '';
  if (card === undefined && text.trim() === '') {
    throw new InputError('empty-message', 'A message needs a text or a card; this one has neither.');
  }
  const [first = '', ...rest] = splitText(text, MOST_UNITS, MOST_UNITS - cardUnits);
  return [
    messageActivity(first, reply.mentions, card),
    ...rest.map((part) => messageActivity(part, reply.mentions)),
  ];
}

/** The one message that replaces another. Throws an InputError `message-too-big` when the text needs more than one. */
export function replacementActivity(reply: Reply): MessageActivity {
  const [only, ...more] = replyActivities(reply);
  if (more.length === 0) return only;
  const units = payloadLength(reply.text ?? '');
  throw new InputError(
    'message-too-big',
    `The new text of a message has ${units} characters; a message that replaces another takes ${MOST_UNITS} at most.`,
  );
}

function messageActivity(text: string, mentions: ReplyMentions | undefined, card?: Card): MessageActivity {
  const entities = entitiesFor(text, mentions);
  return {
    type: 'message',
    ...(text === '' ? {} : { text, textFormat: 'markdown' as const }),
    ...(card === undefined ? {} : { attachments: [{ contentType: CARD_CONTENT_TYPE, content: card }] }),
    ...(entities.length === 0 ? {} : { entities }),
  };
}

/**
 * Teams turns `<at>name</at>` into a mention only where an entity has exactly that text. Two people of one name have
 * an entity each, in the order in which they are mentioned.
 */
function entitiesFor(text: string, mentions: ReplyMentions = []): MentionPart[] {
  const seen = new Set<string>();
  return mentions.flatMap(({ name, teamsId }) => {
    const shown = `<at>${name}</at>`;
    const key = `${teamsId} ${shown}`;
    if (seen.has(key) || !text.includes(shown)) return [];
    seen.add(key);
    return [{ type: 'mention' as const, text: shown, mentioned: { id: teamsId, name } }];
  });
}

function withCardMentions(card: Card, mentions: ReplyMentions | undefined): Card {
  if (mentions === undefined || mentions.length === 0) return card;
  const entities = entitiesFor(textsOf(card).join('\n'), mentions);
  if (entities.length === 0) return card;
  const own = card.msteams?.entities;
  return {
    ...card,
    msteams: { ...card.msteams, entities: [...(Array.isArray(own) ? own : []), ...entities] },
  };
}

/** Every text anywhere in a card. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsOf);
}

function checkedCard(card: Card): Card {
  const bytes = Buffer.byteLength(JSON.stringify(card));
  if (bytes <= MOST_CARD_BYTES) return card;
  throw new InputError(
    'card-too-big',
    `A card has ${bytes.toLocaleString('en-GB')} bytes; Teams shows ${MOST_CARD_BYTES.toLocaleString('en-GB')} at most. Show fewer rows or shorter texts on it.`,
    { details: { bytes, limit: MOST_CARD_BYTES } },
  );
}

/** Answer body of a card action ("Universal Actions for Adaptive Cards"). */
export function cardAnswerBody(answer: { readonly card: Card } | { readonly text: string }): object {
  return 'card' in answer
    ? { statusCode: 200, type: CARD_CONTENT_TYPE, value: checkedCard(answer.card) }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: answer.text };
}
