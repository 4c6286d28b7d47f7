/** How the coordinator sees the items of proposed minutes: which are taken by default, and what needs an answer. */
import type { MinuteItem, Minutes, Owner } from './minutes/minutes.ts';

/**
 * Below this confidence an action is shown but not taken by default. The one threshold that decides what is proposed
 * as an action; see docs/decisions/0006-minutes-model.md and `npm run bench:minutes`.
 */
const ACTIONS_TAKEN_FROM = 0.65;
/** The same of decisions, risks, issues and questions, which cost nobody work. */
const OTHERS_TAKEN_FROM = 0.5;

/** Items that are in the minutes unless somebody takes them out. */
export function isTakenByDefault(item: MinuteItem): boolean {
  if (item.standing === 'withdrawn') return false;
  if (item.taken !== undefined) return item.taken;
  if (item.kind === 'action' && item.standing !== 'committed') return false;
  return item.confidence >= (item.kind === 'action' ? ACTIONS_TAKEN_FROM : OTHERS_TAKEN_FROM);
}

/** What is shown at all: withdrawn items are history, not proposals. */
export function shownItems(minutes: Minutes): readonly MinuteItem[] {
  return minutes.items.filter((item) => item.standing !== 'withdrawn');
}

/** Owners as one text: `Priya Raman and Kenji Mori`, `owner to be confirmed`. */
export function ownersText(owners: readonly Owner[]): string {
  const names = owners.map(ownerText);
  if (names.length === 0) return 'owner to be confirmed';
  const last = names.at(-1) ?? '';
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

function ownerText(owner: Owner): string {
  switch (owner.kind) {
    case 'person':
    case 'named':
    case 'team':
      return owner.name;
    case 'ambiguous':
      return `${owner.said} (which one?)`;
    case 'unknown':
      return owner.label === undefined ? 'owner to be confirmed' : `${owner.label} (who is it?)`;
  }
}

/** True when a person must say who owns it. */
export function needsOwner(item: MinuteItem): boolean {
  if (item.kind !== 'action') return false;
  return (
    item.owners.length === 0 || item.owners.some(({ kind }) => kind === 'ambiguous' || kind === 'unknown')
  );
}
