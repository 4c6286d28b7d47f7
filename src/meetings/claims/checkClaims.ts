/**
 * Holds claims against the transcript: cues must exist, their words must support the item, owners come from the
 * roster's rules and days from the date reader. What a claim cannot show is no part of the item.
 */

import { changes } from '../minutes/carryOver.ts';
import type { DueFinder } from '../minutes/dates/findDue.ts';
import { english } from '../minutes/english/index.ts';
import { dueFinderFor, minuteId } from '../minutes/index.ts';
import type { Language } from '../minutes/language.ts';
import { readableTalk } from '../minutes/languages/readableTalk.ts';
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
import { type OwnerGround, resolveOwner } from './claimedOwners.ts';
import { type EvidenceFinder, makeEvidenceFinder, shorten } from './findEvidence.ts';
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
  const language = readableTalk(transcript, context.locale).language ?? english;
  const tools: Tools = {
    transcript,
    context,
    people: knowPeople(transcript, context),
    language,
    dates: dueFinderFor(context, language),
    finder: makeEvidenceFinder(transcript, nameOf),
    known: knownWords(context),
  };
  return {
    people: tools.people,
    check(claim, earlier = []) {
      const problems: string[] = [];
      const item = readClaim(claim, earlier, tools, problems);
      return { item, problems };
    },
  };
}

interface Tools {
  readonly transcript: Transcript;
  readonly context: MeetingContext;
  readonly people: People;
  /** English where the language of the meeting is not one that Docket reads. */
  readonly language: Language;
  readonly dates: DueFinder;
  readonly finder: EvidenceFinder;
  /** Words that need not have been said. */
  readonly known: ReadonlySet<string>;
}

/** What is no text is kept; a text is a problem. */
function keep<T extends object>(found: T | string, problems: string[]): T[] {
  if (typeof found !== 'string') return [found];
  problems.push(found);
  return [];
}

function readClaim(
  claim: Claim,
  earlier: readonly MinuteItem[],
  tools: Tools,
  problems: string[],
): MinuteItem | null {
  const [first, ...more] = claim.evidence.flatMap((each) => keep(tools.finder.find(each), problems));
  if (first === undefined) {
    problems.push('nothing that was said supports it');
    return null;
  }
  const ground = groundAround([first, ...withoutTwins(first, more)], tools);
  const text = clean(claim.text);
  const isKnown = earlier.some((item) => item.kind === claim.kind && clean(item.text) === text);
  const refusal = isKnown ? null : whyUnsupported(text, ground, tools.known);
  const isToMachine = TO_MACHINE.test(first.quote);
  if (refusal !== null || (isToMachine && claim.kind !== 'action')) {
    problems.push(refusal ?? 'words spoken to an assistant decide nothing');
    return null;
  }
  const item: MinuteItem = {
    id: minuteId(claim.kind, first),
    kind: claim.kind,
    text,
    owners: readOwners(claim, ground, problems),
    due: readDue(claim.duePhrase, ground, tools, problems),
    standing: isToMachine && claim.standing === 'committed' ? 'requested' : claim.standing,
    confidence: Math.min(1, Math.max(0, claim.confidence)),
    evidence: ground.evidence,
    history: [],
  };
  const carriesOver = carryOverOf(claim, item, tools.context);
  return {
    ...item,
    history: readHistory(claim, item, tools, problems),
    ...(carriesOver === null ? {} : { carriesOver }),
  };
}

function groundAround(
  evidence: readonly [Evidence, ...Evidence[]],
  { people, finder, transcript }: Tools,
): OwnerGround {
  const places = evidence.flatMap(({ cueIds }) => cueIds.map(finder.placeOf));
  const cuesWithin = (reach: number): readonly Cue[] => {
    const wanted = new Set<number>();
    for (const place of places) for (let at = place - reach; at <= place + reach; at++) wanted.add(at);
    return [...wanted].sort((one, other) => one - other).flatMap((place) => transcript.cues[place] ?? []);
  };
  return { people, evidence, own: cuesWithin(0), near: cuesWithin(NEAR) };
}

/** An action without anybody has an owner to be confirmed; decisions and questions have none. */
function readOwners({ kind, owners }: Claim, ground: OwnerGround, problems: string[]): readonly Owner[] {
  if (kind === 'decision' || kind === 'question') return [];
  const found = unique(owners.flatMap((owner) => keep(resolveOwner(owner, ground), problems)));
  return kind === 'action' && found.length === 0 ? [{ kind: 'unknown' }] : found;
}

function readDue(
  phrase: string | null,
  { near }: OwnerGround,
  { dates, language }: Tools,
  problems: string[],
): Due | null {
  if (phrase === null) return null;
  const said = near.flatMap(({ text }) => foldsOf(text));
  if (phrase.length > LONGEST_PHRASE || findExactly(said, foldsOf(phrase)) === null) {
    problems.push(`the deadline "${shorten(phrase)}" is not said near the words`);
    return null;
  }
  return (
    dates.find(language.normalise(cleanSpeech(phrase, language.fillers)), true)?.due ?? unreadable(phrase)
  );
}

function readHistory(claim: Claim, item: MinuteItem, { finder }: Tools, problems: string[]): ItemChange[] {
  return claim.changes.flatMap(({ what, from, evidence }) =>
    keep(finder.find(evidence), problems).map((found) => ({
      what,
      from: clean(from).slice(0, LONGEST_FROM),
      to: now(item, what),
      evidence: found,
    })),
  );
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

function whyUnsupported(text: string, { own, near }: OwnerGround, known: ReadonlySet<string>): string | null {
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
