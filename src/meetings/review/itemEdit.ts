/** What a person changes in proposed minutes, kept apart from what was read. Pure. */
import type { Day } from '../../kernel/time.ts';
import type { MinutesRecord } from '../meeting.ts';
import type { MinuteItem, MinuteKind, Minutes, Owner } from '../minutes/minutes.ts';
import { isTakenByDefault } from '../shownItems.ts';

export type ItemEdit =
  | { readonly what: 'text'; readonly itemId: string; readonly text: string }
  | { readonly what: 'owners'; readonly itemId: string; readonly owners: readonly Owner[] }
  | { readonly what: 'due'; readonly itemId: string; readonly day: Day | null }
  | { readonly what: 'take'; readonly itemId: string; readonly taken: boolean }
  /** The item goes up in another, which keeps its own text and gets the evidence of both. */
  | { readonly what: 'merge'; readonly itemId: string; readonly into: string }
  | { readonly what: 'add'; readonly item: MinuteItem };

const KIND_ORDER: readonly MinuteKind[] = ['action', 'decision', 'risk', 'issue', 'question'];

/**
 * The minutes with every edit made, in the order of their numbers: what is taken by default by kind, then what is not
 * clear, then what was added. The order follows from the reading alone, so an item keeps its number.
 */
export function editedMinutes({ minutes, edits }: Pick<MinutesRecord, 'minutes' | 'edits'>): Minutes {
  const rank = (item: MinuteItem): number =>
    (isTakenByDefault(item) ? 0 : item.standing === 'withdrawn' ? 20 : 10) + KIND_ORDER.indexOf(item.kind);
  const items = [...minutes.items].sort((one, other) => rank(one) - rank(other));
  return withEdits({ ...minutes, items }, edits);
}

/** The minutes with these edits made too, in the same order. */
export const withEdits = (minutes: Minutes, edits: readonly ItemEdit[]): Minutes => ({
  ...minutes,
  items: edits.reduce<readonly MinuteItem[]>(applyEdit, minutes.items),
});

/** The number of an item on the card and in commands, from 1. */
export const numberOf = ({ items }: Minutes, id: string): number =>
  items.findIndex((item) => item.id === id) + 1;

/** Edits of items that a newer reading does not have do nothing. */
function applyEdit(items: readonly MinuteItem[], edit: ItemEdit): readonly MinuteItem[] {
  if (edit.what === 'add') return items.some(({ id }) => id === edit.item.id) ? items : [...items, edit.item];
  if (edit.what === 'merge') return merge(items, edit.itemId, edit.into);
  return items.map((item) => (item.id === edit.itemId ? changeItem(item, edit) : item));
}

/** Whoever changes an item wants it in the minutes. */
function changeItem(item: MinuteItem, edit: Exclude<ItemEdit, { what: 'add' | 'merge' }>): MinuteItem {
  switch (edit.what) {
    case 'text':
      return { ...item, text: edit.text, taken: true };
    case 'owners':
      return { ...item, owners: edit.owners, taken: true };
    case 'due':
      return { ...item, due: edit.day === null ? null : confirmedDue(item, edit.day), taken: true };
    case 'take':
      return { ...item, taken: edit.taken };
  }
}

const confirmedDue = (item: MinuteItem, day: Day) => ({
  day,
  phrase: item.due?.phrase ?? day,
  needsConfirmation: false,
});

function merge(items: readonly MinuteItem[], from: string, into: string): readonly MinuteItem[] {
  const gone = items.find(({ id }) => id === from);
  const kept = items.find(({ id }) => id === into);
  if (gone === undefined || kept === undefined || from === into || gone.standing === 'withdrawn')
    return items;
  const merged: MinuteItem = {
    ...kept,
    owners: kept.owners.length === 0 ? gone.owners : kept.owners,
    due: kept.due ?? gone.due,
    evidence: [...kept.evidence, ...gone.evidence],
    taken: true,
  };
  return items.map((item) => {
    if (item.id === into) return merged;
    return item.id === from ? { ...item, standing: 'withdrawn' as const } : item;
  });
}
