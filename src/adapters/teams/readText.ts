/** The command in a message: the bot's own mention taken out, other mentions kept as `@[0]`, `@[1]`. */
import type { Mention } from '../../kernel/chat.ts';
import type { MentionEntity } from './activitySchema.ts';
import { decodeHtml } from './decodeHtml.ts';
import { plainOfMarkup } from './plainOfMarkup.ts';

export interface ReadText {
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** A piece of the text as sent: a mention tag with what stands in it, or the text between two tags. */
interface Piece {
  readonly tag: boolean;
  /** With its tags. */
  readonly whole: string;
  readonly inner: string;
}

/**
 * Reads text and mention entities of a message to the bot `botId`. A tag belongs to the entity with the same text,
 * else to the one with the same name, else to the next one left over, since people may shorten the name shown and
 * some clients leave an entity's text out. A tag that belongs to no entity is kept as the text in it. In a formatted
 * message other tags are formatting and go; what a person typed in angle brackets comes with entities and stays.
 */
export function readText(
  raw: string,
  entities: readonly MentionEntity[],
  botId: string,
  isFormatted = false,
): ReadText {
  const plain = (html: string): string => decodeHtml(isFormatted ? plainOfMarkup(html) : html);
  const pieces = withoutUntaggedBot(splitAtTags(raw), entities, botId);
  const owners = matchTags(pieces, entities);
  const mentions: Mention[] = [];
  let text = '';
  let afterBot = false;
  pieces.forEach((piece, index) => {
    const owner = owners.get(index);
    if (owner?.mentioned.id === botId) {
      afterBot = true;
      return;
    }
    let next = owner === undefined ? plain(piece.inner) : `@[${mentions.length}]`;
    if (owner !== undefined) mentions.push(mentionOf(owner, piece));
    if (afterBot && next !== '') {
      next = joinAfterGap(text, next);
      afterBot = false;
    }
    text += next;
  });
  return { text: text.trim(), mentions };
}

function mentionOf({ mentioned }: MentionEntity, piece: Piece): Mention {
  return { name: mentioned.name || decodeHtml(piece.inner), teamsId: mentioned.id };
}

/** One blank where the mention stood between two words, none where a blank is there already. */
function joinAfterGap(before: string, next: string): string {
  if (before === '' || /\s$/.test(before)) return next.replace(/^[^\S\n]+/, '');
  return /^\s/.test(next) ? next : ` ${next}`;
}

function splitAtTags(raw: string): Piece[] {
  const pieces: Piece[] = [];
  const opening = /<at(?:\s[^<>]*)?>/gi;
  const closing = /<\/at>/gi;
  let from = 0;
  for (let open = opening.exec(raw); open !== null; open = opening.exec(raw)) {
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(raw);
    if (close === null) break;
    pushText(pieces, raw.slice(from, open.index));
    pieces.push({
      tag: true,
      whole: raw.slice(open.index, closing.lastIndex),
      inner: raw.slice(opening.lastIndex, close.index),
    });
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  pushText(pieces, raw.slice(from));
  return pieces;
}

function pushText(pieces: Piece[], text: string): void {
  if (text !== '') pieces.push({ tag: false, whole: text, inner: text });
}

/** Index of a tag piece to the entity that it shows. */
function matchTags(
  pieces: readonly Piece[],
  entities: readonly MentionEntity[],
): ReadonlyMap<number, MentionEntity> {
  const owners = new Map<number, MentionEntity>();
  const left = new Set(entities);
  const tags = pieces.map((piece, index) => ({ piece, index })).filter(({ piece }) => piece.tag);
  const take = (fits: (entity: MentionEntity, piece: Piece) => boolean): void => {
    for (const { piece, index } of tags) {
      if (owners.has(index)) continue;
      const owner = [...left].find((entity) => fits(entity, piece));
      if (owner === undefined) continue;
      owners.set(index, owner);
      left.delete(owner);
    }
  };
  take((entity, piece) => entity.text === piece.whole);
  take((entity, piece) => decodeHtml(entity.text ?? '') === decodeHtml(piece.whole));
  take((entity, piece) => entity.mentioned.name === decodeHtml(piece.inner).trim());
  take(() => true);
  return owners;
}

/** Some clients send the bot's mention as plain text: the entity's text then stands in no tag. */
function withoutUntaggedBot(
  pieces: readonly Piece[],
  entities: readonly MentionEntity[],
  botId: string,
): readonly Piece[] {
  if (pieces.some((piece) => piece.tag)) return pieces;
  const shown = entities.find(({ mentioned }) => mentioned.id === botId)?.text;
  const [only] = pieces;
  if (!shown || only === undefined) return pieces;
  const at = only.inner.indexOf(shown);
  if (at < 0) return pieces;
  const parts: Piece[] = [];
  pushText(parts, only.inner.slice(0, at));
  parts.push({ tag: true, whole: shown, inner: shown });
  pushText(parts, only.inner.slice(at + shown.length));
  return parts;
}
