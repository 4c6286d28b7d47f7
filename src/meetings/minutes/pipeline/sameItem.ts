/**
 * Whether two tellings are one item. Three things are compared: who owns it, when it is due and what it is about. Where
 * two of the three agree and none contradicts, it is one item; how much of the words must be shared depends on the place.
 */
import type { Day } from '../../../kernel/time.ts';
import type { Owner } from '../minutes.ts';

/** `open` where one side does not say. */
export type Agreement = 'same' | 'open' | 'other';

/** What is compared of an item, or of a line of a closing list. */
export interface Telling {
  readonly owners: readonly Owner[];
  readonly day: Day | null;
  /** Stems of its content words. */
  readonly keys: readonly string[];
  /** Stems of the words said around it, which a later telling may name it by. */
  readonly context: ReadonlySet<string>;
  /** The transcript names nobody: an owner whose name was not said is a guess from the turns. */
  readonly isUnattributed: boolean;
}

export function compareOwners(one: Telling, other: Telling): Agreement {
  const known = one.owners.filter(isKnown);
  const others = other.owners.filter(isKnown);
  if (known.length === 0 || others.length === 0) return 'open';
  if (known.some((owner) => others.some((candidate) => mayBeOnePerson(owner, candidate)))) return 'same';
  return [one, other].some(isOwnerOpen) ? 'open' : 'other';
}

/** Nobody said whose it is, or not of all of them. */
export const isOwnerOpen = ({
  owners,
  isUnattributed,
}: Pick<Telling, 'owners' | 'isUnattributed'>): boolean =>
  owners.some(({ kind }) => kind === 'unknown') ||
  owners.every(
    (owner) => owner.kind === 'ambiguous' || (isUnattributed && owner.kind === 'person' && !owner.stated),
  );

export const compareDays = (one: Telling, other: Telling): Agreement =>
  one.day === null || other.day === null ? 'open' : one.day === other.day ? 'same' : 'other';

/** A line that says more than this many words names its item by some of them. */
const LONGEST_LINE = 4;

/** Share of the later words that the earlier telling knows, 0 to 1: its own words count 1, those around it half. */
export function shareOfThings(earlier: Telling, later: Pick<Telling, 'keys'>): number {
  if (later.keys.length === 0) return 0;
  let shared = 0;
  for (const key of later.keys) shared += earlier.keys.includes(key) ? 1 : earlier.context.has(key) ? 0.5 : 0;
  return Math.min(1, shared / Math.min(later.keys.length, LONGEST_LINE));
}

export const sharesOwnWord = (earlier: Telling, later: Pick<Telling, 'keys'>): boolean =>
  later.keys.some((key) => earlier.keys.includes(key));

const isKnown = ({ kind }: Owner): boolean => kind !== 'unknown';

function mayBeOnePerson(one: Owner, other: Owner): boolean {
  if (one.kind === 'person' && other.kind === 'person') return one.personId === other.personId;
  if (one.kind === 'ambiguous') return mayBeMeant(one, other);
  if (other.kind === 'ambiguous') return mayBeMeant(other, one);
  return nameOf(one) === nameOf(other);
}

function mayBeMeant(said: Extract<Owner, { kind: 'ambiguous' }>, owner: Owner): boolean {
  if (owner.kind === 'ambiguous') return said.said === owner.said;
  return (
    said.said === nameOf(owner) ||
    said.candidates.some(({ personId, name }) =>
      owner.kind === 'person' ? personId === owner.personId : name === nameOf(owner),
    )
  );
}

const nameOf = (owner: Owner): string | null => ('name' in owner ? owner.name : null);
