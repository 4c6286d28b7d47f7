/** What confirmed minutes differ in from those that went out unconfirmed. */
import type { MinuteItem, Minutes } from '../meetings/index.ts';

export interface MinutesChanges {
  readonly changed: readonly { readonly before: MinuteItem; readonly after: MinuteItem }[];
  readonly added: readonly MinuteItem[];
  readonly removed: readonly MinuteItem[];
}

/** `before` is null when only "no transcript came" went out: then everything is new. */
export function findChanges(before: Minutes | null, after: Minutes): MinutesChanges {
  const old = new Map((before?.items ?? []).map((item) => [item.id, item]));
  const kept = new Set(after.items.map(({ id }) => id));
  return {
    changed: after.items.flatMap((item) => {
      const known = old.get(item.id);
      return known === undefined || looksSame(known, item) ? [] : [{ before: known, after: item }];
    }),
    added: after.items.filter(({ id }) => !old.has(id)),
    removed: [...old.values()].filter(({ id }) => !kept.has(id)),
  };
}

export const isNothing = ({ changed, added, removed }: MinutesChanges): boolean =>
  changed.length + added.length + removed.length === 0;

function looksSame(one: MinuteItem, other: MinuteItem): boolean {
  const seen = ({ kind, text, owners, due }: MinuteItem) =>
    JSON.stringify([
      kind,
      text,
      owners.map((owner) => ('name' in owner ? owner.name : owner.kind)),
      due?.day ?? null,
    ]);
  return seen(one) === seen(other);
}
