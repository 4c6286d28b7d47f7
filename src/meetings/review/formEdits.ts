/** What was filled in on the review card and on an item's form, as edits. Pure. */
import { deterministicId } from '../../kernel/deterministicId.ts';
import type { RosterMember } from '../../kernel/people.ts';
import { isDay } from '../../kernel/time.ts';
import { answeredOwners, chosenOwner } from '../cards/ownerChoices.ts';
import type { Confirmation } from '../confirmed.ts';
import type { MinuteItem, MinuteKind, Minutes, Owner } from '../minutes/minutes.ts';
import { isTakenByDefault, shownItems } from '../shownItems.ts';
import type { ItemEdit } from './itemEdit.ts';

/** Ticks, owners and days of the whole card. */
export function cardEdits(
  minutes: Minutes,
  { keep, owner, due }: Confirmation,
  people: readonly RosterMember[],
): readonly ItemEdit[] {
  return shownItems(minutes).flatMap((item): readonly ItemEdit[] => {
    const taken = keep.get(item.id);
    const chosen = chosenOwner(item, owner.get(item.id), people);
    const day = due.get(item.id);
    return [
      ...(chosen === null
        ? []
        : [{ what: 'owners' as const, itemId: item.id, owners: answeredOwners(item.owners, chosen) }]),
      ...(day === undefined || !isDay(day) ? [] : [{ what: 'due' as const, itemId: item.id, day }]),
      ...(taken === undefined || taken === isTakenByDefault(item)
        ? []
        : [{ what: 'take' as const, itemId: item.id, taken }]),
    ];
  });
}

export interface ItemForm {
  readonly text: string;
  /** Empty leaves the owner as it is. */
  readonly owner: string;
  /** Empty takes the day away. */
  readonly due: string;
  readonly mergeInto: string;
  readonly taken: boolean;
}

export function itemEdits(
  item: MinuteItem,
  form: ItemForm,
  people: readonly RosterMember[],
): readonly ItemEdit[] {
  const itemId = item.id;
  if (form.mergeInto !== '') return [{ what: 'merge', itemId, into: form.mergeInto }];
  const text = tidy(form.text);
  const chosen = chosenOwner(item, form.owner, people);
  const day = isDay(form.due) ? form.due : null;
  const isOtherDay = day !== (item.due?.day ?? null);
  const isTaken = isTakenByDefault(item);
  const changes: readonly ItemEdit[] = [
    ...(text === '' || text === item.text ? [] : [{ what: 'text' as const, itemId, text }]),
    ...(chosen === null ? [] : [{ what: 'owners' as const, itemId, owners: [chosen] }]),
    ...(isOtherDay ? [{ what: 'due' as const, itemId, day }] : []),
  ];
  // A changed item is taken; whoever unticks it means that.
  const isMeant = form.taken ? isTaken || changes.length > 0 : !isTaken && changes.length === 0;
  return isMeant ? changes : [...changes, { what: 'take', itemId, taken: form.taken }];
}

export interface NewItem {
  readonly kind: MinuteKind;
  readonly text: string;
  readonly owners: readonly Owner[];
  readonly due: string;
}

/** `seed` makes the id: the same click or message twice adds one item. */
export function addedItem({ kind, text, owners, due }: NewItem, seed: string): ItemEdit {
  return {
    what: 'add',
    item: {
      id: deterministicId('added', seed),
      kind,
      text: tidy(text),
      owners,
      due: isDay(due) ? { day: due, phrase: due, needsConfirmation: false } : null,
      standing: 'committed',
      confidence: 1,
      evidence: [{ cueIds: [], startMs: 0, endMs: 0, speaker: null, quote: '' }],
      history: [],
      taken: true,
    },
  };
}

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 500);
