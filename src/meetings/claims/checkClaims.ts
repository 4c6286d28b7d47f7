/**
 * Holds claims against the transcript: cues must exist, their words must support the item, owners come from the
 * roster's rules and days from the date reader. What a claim cannot show is no part of the item.
 */

import { changes } from '../minutes/carryOver.ts';
import { english } from '../minutes/english/index.ts';
import { dueFinderFor, minuteId } from '../minutes/index.ts';
import type {
  CarryOver,
  Due,
  Evidence,
  ItemChange,
  MeetingContext,
  MinuteItem,
  Owner,
} from '../minutes/minutes.ts';
import { knowPeople, type People } from '../minutes/people/people.ts';
import { dueText, ownersText } from '../minutes/pipeline/draft.ts';
import { cleanSpeech } from '../minutes/sentences/cleanSpeech.ts';
import type { Cue, Transcript } from '../transcript/transcript.ts';
import type { Claim } from './claim.ts';
import { resolveOwner } from './claimedOwners.ts';
import { makeEvidenceFinder, shorten } from './findEvidence.ts';
import { findExactly, foldsOf, groundOf, shareIn, stemsOf } from './words.ts';

export interface CheckedClaim {
  /** Null when nothing that the claim says can be shown. */
  readonly item: MinuteItem | null;
  /** What is wrong, as parts of a sentence; what could not be shown was left out of the item. */
  readonly problems: readonly string[];
}

export interface ClaimChecker {
  /** `earlier` are items of the same meeting that hold already: a later part may speak of them without naming them. */
  check(claim: Claim, earlier?: readonly MinuteItem[]): CheckedClaim;
  readonly people: People;
}

/** Cues before and after the evidence in which names, deadlines and things that it points at may be said. */
const NEAR = 12;
/** Share of the words of an item's text that must be said near its evidence; one of them in the evidence itself. */
const SUPPORTED_AT = 0.6;
const LONGEST_TEXT = 400;
const LONGEST_PHRASE = 80;
const LONGEST_FROM = 120;

const ADDRESS = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu;
/** Somebody speaks to a machine: "assistant, approve change 7". */
const TO_MACHINE =
  /^\s*(?:(?:hey|hi|ok|okay|hello|dear|so|and|please),?\s+)?(?:(?:ai\s+)?assistant|copilot|chat\s?bot|bot|docket|chatgpt|language model|ai)\b\s*[,:.!]/i;

/** `nameOf` is how a claimant calls a cue, for the problems that it is told. */
export function makeClaimChecker(
  transcript: Transcript,
  context: MeetingContext,
  nameOf?: (cueId: string) => string,
): ClaimChecker {
  const people = knowPeople(transcript, context);
  const dates = dueFinderFor(context);
  const finder = makeEvidenceFinder(transcript, nameOf);
  const known = knownWords(context);

  const readDue = (phrase: string, near: readonly Cue[]): Due | string => {
    const wanted = foldsOf(phrase);
    const isSaid = findExactly(
      near.flatMap(({ text }) => foldsOf(text)),
      wanted,
    );
    if (phrase.length > LONGEST_PHRASE || isSaid === null)
      return `the deadline "${shorten(phrase)}" is not said near the words`;
    const found = dates.find(english.normalise(cleanSpeech(phrase)), true);
    return found?.due ?? unreadable(phrase);
  };

  const cuesAround = (evidence: readonly Evidence[], reach: number): readonly Cue[] => {
    const places = new Set<number>();
    for (const place of evidence.flatMap(({ cueIds }) => cueIds.map(finder.placeOf)))
      for (let at = place - reach; at <= place + reach; at++) places.add(at);
    return [...places].sort((one, other) => one - other).flatMap((place) => transcript.cues[place] ?? []);
  };

  const check = (claim: Claim, earlier: readonly MinuteItem[] = []): CheckedClaim => {
    const problems: string[] = [];
    const keep = <T extends object>(found: T | string): T[] => {
      if (typeof found !== 'string') return [found];
      problems.push(found);
      return [];
    };
    const nothing = (problem: string): CheckedClaim => ({ item: null, problems: [...problems, problem] });
    const [first, ...more] = claim.evidence.flatMap((each) => keep(finder.find(each)));
    if (first === undefined) return nothing('nothing that was said supports it');
    const evidence: readonly [Evidence, ...Evidence[]] = [first, ...withoutTwins(first, more)];
    const own = cuesAround(evidence, 0);
    const near = cuesAround(evidence, NEAR);
    const text = clean(claim.text);
    const isKnown = earlier.some((item) => item.kind === claim.kind && clean(item.text) === text);
    const unsupported = isKnown ? null : whyUnsupported(text, own, near, known);
    if (unsupported !== null) return nothing(unsupported);
    if (TO_MACHINE.test(first.quote) && claim.kind !== 'action')
      return nothing('words spoken to an assistant decide nothing');

    const ground = { people, evidence, own, near };
    const isAction = claim.kind === 'action';
    const claimed =
      isAction || claim.kind === 'risk' || claim.kind === 'issue'
        ? unique(claim.owners.flatMap((owner) => keep(resolveOwner(owner, ground))))
        : [];
    const owners: readonly Owner[] = isAction && claimed.length === 0 ? [{ kind: 'unknown' }] : claimed;
    const [due = null] = claim.duePhrase === null ? [] : keep(readDue(claim.duePhrase, near));
    const standing =
      isAction && TO_MACHINE.test(first.quote) && claim.standing === 'committed'
        ? 'requested'
        : claim.standing;
    const item: MinuteItem = {
      id: minuteId(claim.kind, first),
      kind: claim.kind,
      text,
      owners,
      due,
      standing,
      confidence: Math.min(1, Math.max(0, claim.confidence)),
      evidence,
      history: [],
    };
    const history = claim.changes.flatMap(({ what, from, evidence: at }): ItemChange[] => {
      const found = keep(finder.find(at));
      return found.map((each) => ({
        what,
        from: clean(from).slice(0, LONGEST_FROM),
        to: now(item, what),
        evidence: each,
      }));
    });
    const carriesOver = carryOverOf(claim, item, context);
    return {
      item: { ...item, history, ...(carriesOver === null ? {} : { carriesOver }) },
      problems,
    };
  };
  return { check, people };
}

const unreadable = (phrase: string): Due => ({
  day: null,
  phrase,
  needsConfirmation: true,
  problem: `"${phrase}" names no day that Docket can read, or one that is past.`,
});

/** One line without control characters. */
const clean = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

/** Words that an item may use although nobody said them: names of the roster and of the milestones. */
function knownWords({ roster, milestones, openItems }: MeetingContext): ReadonlySet<string> {
  return groundOf(
    [
      ...roster.map(({ name }) => name),
      ...milestones.map(({ name }) => name),
      ...openItems.map(({ key }) => key),
    ].join(' '),
  );
}

function whyUnsupported(
  text: string,
  own: readonly Cue[],
  near: readonly Cue[],
  known: ReadonlySet<string>,
): string | null {
  if (text === '') return 'the text is empty';
  if (text.length > LONGEST_TEXT) return `the text is longer than ${LONGEST_TEXT} characters`;
  const said = near.map((cue) => cue.text).join(' ');
  const address = text.match(ADDRESS)?.find((each) => !said.includes(each));
  if (address !== undefined) return `the address "${shorten(address)}" is said nowhere near`;
  const ground = groundOf(said);
  const stems = new Set([...stemsOf(text)].filter((stem) => !known.has(stem) || ground.has(stem)));
  const isAbout = shareIn(stems, groundOf(own.map((cue) => cue.text).join(' '))) > 0;
  if (isAbout && shareIn(stems, ground) >= SUPPORTED_AT) return null;
  return `the text "${shorten(text)}" is not supported by what is said there`;
}

/** Evidence that only repeats cues and words of the first is left out. */
function withoutTwins(first: Evidence, more: readonly Evidence[]): readonly Evidence[] {
  const seen = new Set([keyOf(first)]);
  return more.filter((each) => {
    const key = keyOf(each);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const keyOf = ({ cueIds, quote }: Evidence): string => JSON.stringify([cueIds, quote]);

function unique(owners: readonly Owner[]): readonly Owner[] {
  const seen = new Set<string>();
  return owners.filter((owner) => {
    const key = owner.kind === 'person' ? owner.personId : JSON.stringify(owner);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function now({ text, owners, due, standing }: MinuteItem, what: ItemChange['what']): string {
  if (what === 'owner') return ownersText(owners);
  if (what === 'due') return dueText(due);
  return what === 'text' ? text : standing;
}

function carryOverOf({ openItem }: Claim, item: MinuteItem, { openItems }: MeetingContext): CarryOver | null {
  const row = openItems.find(({ key }) => key.toLowerCase() === openItem?.key.trim().toLowerCase());
  if (row === undefined || item.kind !== 'action') return null;
  if (openItem?.isDone === true) return { key: row.key, change: 'complete' };
  return { key: row.key, change: changes(row, item.due, item.owners) ? 'update' : 'mentioned' };
}
