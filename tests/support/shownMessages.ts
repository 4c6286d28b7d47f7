/** What stands in the chat of the local Teams, as a test reads it. */
import assert from 'node:assert/strict';
import type { Card } from '../../src/kernel/cards.ts';

/** A message as the local Teams shows it. */
export interface ShownMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly threadId: string | null;
  readonly from: { readonly id: string; readonly name: string; readonly isBot: boolean };
  readonly text: string;
  readonly attachments: readonly { readonly contentType: string; readonly content?: unknown }[];
  readonly sentAt: string;
  readonly updatedAt: string | null;
}

export interface ShownAnswer {
  readonly text?: string;
  readonly card?: Card;
}

/** All that a message or an answer to a click shows, as lines. */
export function shownText(shown: ShownMessage | ShownAnswer): string {
  const cards = 'attachments' in shown ? shown.attachments.map(({ content }) => content) : [shown.card];
  return [shown.text ?? '', ...cards.flatMap(textsIn)].filter((text) => text !== '').join('\n');
}

function textsIn(value: unknown): readonly string[] {
  return objectsIn(value).flatMap(({ text, title, value: shown }) =>
    [text, title, shown].filter((each): each is string => typeof each === 'string'),
  );
}

/** Buttons of a message's card by verb, with their data. */
export function buttonsOf(message: ShownMessage): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const actions = objectsIn(message.attachments.map(({ content }) => content)).filter(
    ({ type }) => type === 'Action.Execute',
  );
  return new Map(actions.map(({ verb, data }) => [String(verb), (data ?? {}) as Record<string, unknown>]));
}

/** Every object of a card, from the outside in and from the top down. */
export function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

/** The answer to `adaptiveCard/action`. */
export function readClickAnswer(answer: unknown): ShownAnswer {
  const { type, value } = answer as { type?: string; value?: unknown };
  if (type === 'application/vnd.microsoft.card.adaptive') return { card: value as Card };
  if (typeof value === 'string') return { text: value };
  return assert.fail(`This is no answer to a click: ${JSON.stringify(answer)}`);
}
