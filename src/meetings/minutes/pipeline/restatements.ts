/** Finds what was said before among the drafts, and makes one item of two tellings of it. */
import type { Language } from '../language.ts';
import type { Draft } from './draft.ts';
import { confirm, restate } from './ledger.ts';
import { compareDays, compareOwners, shareOfThings, sharesOwnWord, type Telling } from './sameItem.ts';

/** Drafts that a later telling is compared with, newest first; a longer list is a meeting of many hours. */
const MOST_COMPARED = 400;
/** Least likeness of a later telling: its things, and something for the day. */
const ALIKE = { sameOwner: 0.33, anyOwner: 0.5, nobodys: 0.6 } as const;
/** The same owner and the same day say much, unless another line has spoken of it already. */
const SAME_DAY = { ofOwner: 0.36, otherwise: 0.3 } as const;
/** Without an announcement the last part of a long meeting, from this share of its sentences on, counts as its closing. */
const CLOSING_FROM = { share: 0.85, least: 60 } as const;
/** What one person says in one breath: so many sentences. */
const ONE_BREATH = 2;

/** Says of itself that it is one more. */
const ADDITION =
  /\b(?:also|as well|too|another|besides|on top of that|auch|außerdem|zusätzlich|también|además|aussi|également|en plus|ook|daarnaast)\b/i;

type Words = Pick<Language, 'keysOf' | 'mayBeSameWork'>;

export function tellingOf(draft: Draft, { keysOf }: Words): Telling {
  return {
    owners: draft.owners,
    day: draft.due?.day ?? null,
    keys:
      draft.openItem === undefined
        ? draft.keys
        : [...new Set([...draft.keys, ...keysOf(draft.openItem.text)])],
    context: draft.context,
    isUnattributed: draft.sentence.speaker === null,
  };
}

/** The action that a line of a closing list, or words in the closing part, tell again; null when they are new. */
export function findRestated(
  drafts: readonly Draft[],
  later: Telling,
  words: Words,
  accepts: (draft: Draft) => boolean = () => true,
): Draft | null {
  let best: Draft | null = null;
  let bestLikeness = 0;
  for (const draft of drafts.slice(-MOST_COMPARED)) {
    if (!isOpenAction(draft) || !accepts(draft)) continue;
    const likeness = likenessOf(draft, tellingOf(draft, words), later);
    if (likeness === null || likeness < bestLikeness) continue;
    best = draft;
    bestLikeness = likeness;
  }
  return best;
}

/** How much a draft is what is told later; null where it is not. */
function likenessOf(draft: Draft, earlier: Telling, later: Telling): number | null {
  const isOwnerSaid = later.owners.some(({ kind }) => kind !== 'unknown');
  // Asked first: most share no word.
  if (!isOwnerSaid && !sharesOwnWord(earlier, later)) return null;
  const owners = compareOwners(earlier, later);
  if (owners === 'other') return null;
  const isNobodys = earlier.owners.every(({ kind }) => kind === 'unknown');
  const isFresh = owners === 'same' && !draft.confirmed.has('recapped');
  const bonus = compareDays(earlier, later) !== 'same' ? 0 : isFresh ? SAME_DAY.ofOwner : SAME_DAY.otherwise;
  const likeness = shareOfThings(earlier, later) + bonus;
  const least = !isOwnerSaid ? ALIKE.anyOwner : isNobodys ? ALIKE.nobodys : ALIKE.sameOwner;
  return likeness > least ? likeness : null;
}

const isOpenAction = (draft: Draft): boolean =>
  draft.kind === 'action' && !draft.isGone && draft.act !== 'report' && draft.standing !== 'withdrawn';

/**
 * Makes one of the drafts that tell an action twice: in the closing part what was agreed before, and in one breath what
 * one person does by one day. The earlier one stays, with the later words in its evidence and history.
 */
export function mergeRestated(
  drafts: readonly Draft[],
  {
    sentences,
    closingFrom,
    isProposed,
  }: {
    readonly sentences: number;
    readonly closingFrom: number;
    /** What is not proposed makes no second item, and would only add words that prove little. */
    readonly isProposed: (draft: Draft) => boolean;
  },
  words: Words,
): void {
  const closing =
    sentences < CLOSING_FROM.least
      ? closingFrom
      : Math.min(closingFrom, Math.floor(CLOSING_FROM.share * sentences));
  const inOrder = drafts
    .filter((draft) => isOpenAction(draft) && draft.act !== 'recap' && isProposed(draft))
    .sort((one, other) => one.sentence.index - other.sentence.index);
  for (const [at, later] of inOrder.entries()) {
    const before = inOrder
      .slice(Math.max(0, at - MOST_COMPARED), at)
      // Words in no known form say too little of what they promise to be told again.
      .filter(({ isGone, loose }) => !isGone && loose === undefined);
    const isClosing = later.sentence.index >= closing;
    const earlier =
      (isClosing
        ? findRestated(
            before,
            tellingOf(later, words),
            words,
            (draft) => draft.sentence.index < closing && mayBeRetold(draft, later, words),
          )
        : null) ?? before.findLast((draft) => isOneBreath(draft, later, words));
    if (earlier === undefined) continue;
    merge(earlier, later);
    if (isClosing) confirm(earlier, 'recapped');
  }
}

/**
 * What is no line of a list must share a word of the item itself or its day. It may put the day right, but then the
 * work must not be another.
 */
function mayBeRetold(earlier: Draft, later: Draft, words: Words): boolean {
  const [one, other] = [tellingOf(earlier, words), tellingOf(later, words)];
  const days = compareDays(one, other);
  if (days === 'other') return words.mayBeSameWork(earlier.verb, later.verb);
  return days === 'same' || sharesOwnWord(one, other);
}

/** "I'll write a statement, I'll run it past legal, and you'll have it by Wednesday": one day, one person, one thing. */
function isOneBreath(earlier: Draft, later: Draft, words: Words): boolean {
  const isNear = (sentence: number) =>
    sentence <= later.sentence.index && later.sentence.index - sentence <= ONE_BREATH;
  if (!earlier.heard.some(isNear)) return false;
  if (earlier.openItem !== later.openItem || (earlier.saysDay === true && later.saysDay === true))
    return false;
  if ([earlier, later].some(({ owners }) => owners.some(({ kind }) => kind === 'ambiguous'))) return false;
  const [one, other] = [tellingOf(earlier, words), tellingOf(later, words)];
  const days = compareDays(one, other);
  if (days === 'other' || (one.day === null && other.day === null)) return false;
  if (ADDITION.test(later.sentence.text)) return false;
  return compareOwners(one, other) === 'same' && (days === 'same' || sharesOwnWord(one, other));
}

function merge(earlier: Draft, later: Draft): void {
  const isFirmer = later.saysDay === true && earlier.saysDay !== true && later.act === 'commitment';
  const { text, verb, keys } = later;
  restate(earlier, later);
  if (isFirmer && earlier.openItem === undefined) Object.assign(earlier, { text, verb, keys });
  for (const evidence of later.evidence) {
    if (
      !earlier.evidence.some(({ startMs, quote }) => startMs === evidence.startMs && quote === evidence.quote)
    )
      earlier.evidence.push(evidence);
  }
  earlier.history.push(...later.history);
  for (const how of later.confirmed) earlier.confirmed.add(how);
  later.isGone = true;
}
