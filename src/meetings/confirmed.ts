/** What the coordinator confirmed on the review card, applied to the proposed minutes. */
import type { RosterMember } from '../kernel/people.ts';
import { isDay } from '../kernel/time.ts';
import { answeredOwners, chosenOwner } from './cards/ownerChoices.ts';
import type { MinuteItem, Minutes } from './minutes/minutes.ts';
import { isTakenByDefault, shownItems } from './shownItems.ts';

/** Inputs of the review card by item id; what is missing stays as proposed. */
export interface Confirmation {
  readonly keep: ReadonlyMap<string, boolean>;
  readonly owner: ReadonlyMap<string, string>;
  readonly due: ReadonlyMap<string, string>;
}

export const AS_PROPOSED: Confirmation = { keep: new Map(), owner: new Map(), due: new Map() };

/** Reads the card's inputs (`keep:ID`, `owner:ID`, `due:ID`); anything else in the data is left alone. */
export function readConfirmation(data: Readonly<Record<string, unknown>>): Confirmation {
  const keep = new Map<string, boolean>();
  const owner = new Map<string, string>();
  const due = new Map<string, string>();
  for (const [name, value] of Object.entries(data)) {
    if (typeof value !== 'string' && typeof value !== 'boolean') continue;
    const [what, id] = splitName(name);
    if (what === 'keep') keep.set(id, String(value) === 'true');
    if (what === 'owner' && value !== '') owner.set(id, String(value));
    if (what === 'due' && value !== '') due.set(id, String(value));
  }
  return { keep, owner, due };
}

function splitName(name: string): readonly [string, string] {
  const at = name.indexOf(':');
  return at < 0 ? ['', ''] : [name.slice(0, at), name.slice(at + 1)];
}

/** The minutes as they go out: only what is kept, with the owners and days that were confirmed. */
export function confirmMinutes(
  minutes: Minutes,
  confirmation: Confirmation,
  roster: readonly RosterMember[],
): Minutes {
  const items = shownItems(minutes)
    .filter((item) => confirmation.keep.get(item.id) ?? isTakenByDefault(item))
    .map((item) => confirmItem(item, confirmation, roster));
  return { ...minutes, items };
}

function confirmItem(
  item: MinuteItem,
  confirmation: Confirmation,
  roster: readonly RosterMember[],
): MinuteItem {
  const chosen = chosenOwner(item, confirmation.owner.get(item.id), roster);
  const day = confirmation.due.get(item.id);
  const owners = chosen === null ? item.owners : answeredOwners(item.owners, chosen);
  const due =
    day !== undefined && isDay(day)
      ? { day, phrase: item.due?.phrase ?? day, needsConfirmation: false }
      : item.due;
  // A person put it into the minutes, so it stands.
  return { ...item, owners, due, standing: item.kind === 'action' ? 'committed' : item.standing };
}
