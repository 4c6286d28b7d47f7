/** Finds the deadline in a clause: own rules first, chrono-node for what they do not know. */

import { type Day, weekdayOf } from '../../../kernel/time.ts';
import type { Due } from '../minutes.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { remember } from '../remember.ts';
import type { DateContext, DateReading } from './dateRule.ts';
import type { DateWords } from './dateWords.ts';
import type { TalkDueFinder } from './daysOfTalk.ts';
import { ENGLISH_DATES } from './englishDates.ts';
import { findMilestone, milestoneWords, namedMilestones } from './milestoneDates.ts';

/** A deadline with the place of its words in the clause, preposition included. */
export interface FoundDue {
  readonly due: Due;
  readonly start: number;
  readonly end: number;
  /** "Extend it to the end of May": the day belongs to the work rather than being its deadline. */
  readonly isWeak: boolean;
}

export interface DueFinder {
  /**
   * The deadline that a clause names, or null. `text` has straight quotes. `thorough` also asks chrono-node, which is
   * slow, for forms that the rules do not know.
   */
  find(text: string, thorough?: boolean): FoundDue | null;
  /** All days that the words name, in their order, whatever for. */
  named(text: string): readonly NamedDay[];
  /** A finder for one talk, in which a day may be counted from one that was named before. */
  follow(): TalkDueFinder;
}

/** A day that was named; of a week any day of it stands for the whole. */
export interface NamedDay {
  readonly day: Day;
  readonly isWeek: boolean;
}

interface Candidate {
  readonly reading: DateReading;
  readonly start: number;
  readonly end: number;
}

/** "I should have done it in January", "I would have had it by Monday": a day that is over, or never was. */
const NEVER_WAS = prefiltered(
  /\b(?:should|could|would|might|ought to)(?:n't| not)?(?:'ve| have) (?:\w+ ){1,4}(?:(?:in|on|by|until|before) )?(?:the )?$/i,
);

/** Prepares a finder for one meeting, held in English unless other words are given. */
export function makeDueFinder(context: DateContext, words: DateWords = ENGLISH_DATES): DueFinder {
  const milestones = milestoneWords(context);
  const datesIn = (text: string, thorough: boolean): Candidate[] =>
    words.mayHoldDate.test(text) ? collect(text, words, context, thorough) : [];
  // A sentence is first searched for its deadline, and then for what it names.
  const plainDatesIn = remember((text: string): readonly Candidate[] => datesIn(text, false), KEPT);
  const search = (text: string, thorough: boolean): FoundDue | null => {
    const milestone =
      milestones.length > 0 ? findMilestone(text, milestones, context, words.readOffset) : null;
    const candidates = thorough ? datesIn(text, true) : [...plainDatesIn(text)];
    if (milestone !== null) candidates.push(milestone);
    const best = choose(text, withoutSpans(text, correctedDates(text, candidates, words)), words);
    return best === null ? null : describe(text, best, words);
  };
  const named = (text: string): NamedDay[] =>
    [...correctedDates(text, plainDatesIn(text), words), ...namedMilestones(text, milestones)]
      .sort((one, other) => one.start - other.start)
      .flatMap(({ reading: { day }, start, end }) =>
        day === null ? [] : [{ day, isWeek: IS_WEEK.test(text.slice(Math.max(0, start - 30), end)) }],
      );
  const findQuickly = remember((text: string) => search(text, false), KEPT);
  const findThoroughly = remember((text: string) => search(text, true), KEPT);
  const finder: DueFinder = {
    find: (text, thorough = false) => (thorough ? findThoroughly(text) : findQuickly(text)),
    named,
    follow: () => words.followTalk?.(finder, context) ?? { find: finder.find, hear: () => {} },
  };
  return finder;
}

/** "Next week", "in the week of the thirteenth". */
const IS_WEEK =
  /\bweek(?:,? (?:of|commencing|beginning|starting)(?: on)?(?: the)? .{0,24})?$|\bweek of (?:\w+ ){0,3}\w+$/i;

/** Texts that are kept: a sentence is asked for as a whole, and again clause by clause. */
const KEPT = 64;

/** Every date of the clause; where two overlap the earlier rule of the list wins, unless the later reads more. */
function collect(
  text: string,
  { rules, askLibrary }: DateWords,
  context: DateContext,
  thorough: boolean,
): Candidate[] {
  const found: Candidate[] = [];
  for (const { pattern, read } of rules.candidates(text)) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const start = match.index;
      const end = start + match[0].length;
      if (end === start) break;
      const rivals = found.filter((other) => other.start < end && start < other.end);
      if (rivals.some((other) => other.end - other.start >= end - start)) continue;
      const reading = read(match, context, text.slice(Math.max(0, start - 40), start));
      if (reading === null) continue;
      for (const rival of rivals) found.splice(found.indexOf(rival), 1);
      found.push({ reading, start, end });
    }
  }
  if (found.length === 0 && thorough) found.push(...askLibrary(text, context));
  return found.sort((one, other) => one.start - other.start);
}

/** "On Wednesday, no wait, Thursday": the later one, with the words of both. */
function correctedDates(
  text: string,
  candidates: readonly Candidate[],
  { correction }: DateWords,
): Candidate[] {
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const last = kept.at(-1);
    const joint = last === undefined ? '' : text.slice(last.end, candidate.start);
    // "On Monday, a week from today" is one day said twice.
    const isAgain = last !== undefined && last.reading.day === candidate.reading.day && AGAIN.test(joint);
    const isCorrected =
      last !== undefined && (isAgain || correction.test(joint) || isPinned(last, candidate, joint));
    if (isCorrected) kept.pop();
    kept.push(isCorrected ? { ...candidate, start: last.start } : candidate);
  }
  return kept;
}

/** "The Thursday before, so the eighteenth", "on Friday, the nineteenth": the number says which one is meant. */
function isPinned({ reading: loose }: Candidate, { reading: pinned }: Candidate, joint: string): boolean {
  if (loose.day === null || pinned.day === null || !PINNED.test(joint)) return false;
  return weekdayOf(loose.day) === weekdayOf(pinned.day);
}

const PINNED =
  /^[\s,]*(?:(?:before|after|of that week|that week|morning|afternoon|evening|night),? )?(?:so )?(?:that's |that is |it's )?(?:on )?(?:the )?$/i;
const AGAIN = /^[\s,]+(?:so |that's |on |the )?$/i;

/** "Friday to Sunday" is when something takes place, no deadline; in "from Wednesday until Monday" the first day counts. */
function withoutSpans(text: string, candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((one, other) => one.start - other.start);
  const dropped = new Set<Candidate>();
  const starts = new Map<Candidate, number>();
  for (const [at, later] of sorted.entries()) {
    const earlier = sorted[at - 1];
    if (earlier === undefined || earlier.reading.isPast === true) continue;
    const joint = text.slice(earlier.end, later.start);
    if (/^\s*(?:to|through|-|–)\s*(?:the\s+)?$/i.test(joint)) dropped.add(earlier).add(later);
    // "Wednesday, or Thursday at the latest": by the later one at any rate.
    else if (EITHER.test(joint)) {
      dropped.add(earlier);
      starts.set(later, starts.get(earlier) ?? earlier.start);
    } else if (
      /^[\s,]*(?:morning|noon|midday|afternoon|evening)?[\s,]*(?:until|till)\s+(?:the\s+)?$/i.test(joint)
    )
      dropped.add(later);
  }
  return sorted
    .filter((candidate) => !dropped.has(candidate))
    .map((candidate) => ({ ...candidate, start: starts.get(candidate) ?? candidate.start }));
}

const EITHER = /^\s*,?\s*(?:or|oder|o|ou|of)\s+(?:(?:maybe|perhaps|possibly|by|on|at|else)\s+)*(?:the\s+)?$/i;

function choose(text: string, candidates: readonly Candidate[], words: DateWords): Candidate | null {
  let best: Candidate | null = null;
  let bestRank = 0;
  for (const candidate of candidates) {
    if (candidate.reading.isPast === true) continue;
    const rank = rankOf(text, candidate, words);
    if (rank > bestRank) {
      best = candidate;
      bestRank = rank;
    }
  }
  return best;
}

/** "Tomorrow I'm out": a day on which nothing gets done. */
const IS_ABSENT =
  /^(?:'s| is)?,? (?:(?:I|we|he|she|they)(?:'m|'re|'s| am| are| is)|@\d+(?:'s| is)) (?:out|off|away|on leave|on holiday|on vacation|not (?:here|in|available|around)|in court|travelling|traveling|fully booked|at the)\b|^(?:'s| is) (?:the |a |my )?(?:bank holiday|public holiday|holiday|day off)\b/i;

/** Rank of a day that the work is about: "move it to Friday". */
const WEAK = 1;

/** A deadline's preposition counts most; a date behind "from" or "of" is no deadline. */
function rankOf(text: string, { start, end, reading }: Candidate, words: DateWords): number {
  const before = text.slice(Math.max(0, start - 40), start);
  if (
    reading.milestone !== undefined &&
    /^\s*(?:\w+\s+){0,4}(?:by|before|until|no later|ahead|prior|in time)/i.test(text.slice(start, end))
  )
    return 6;
  // "Freeze the content from Wednesday": the work begins then.
  if (
    /\b(?:freez\w+|block|clos\w+|lock|stop|paus\w+|suspend|shut|switch|disabl\w+|tak\w+)\b.*\bfrom\s+$/i.test(
      before,
    )
  )
    return 2;
  // "You can have new ones from tomorrow morning": they are due then.
  if (/\b(?:have|get|be (?:there|ready|available|up|live|in)|use) (?:\S+ ){0,4}from\s+$/i.test(before))
    return 2;
  if (words.noDeadline.test(before) || NEVER_WAS.test(before) || IS_ABSENT.test(text.slice(end))) return 0;
  if (words.toDay.test(before)) return WEAK;
  const isDeadline = words.deadlineBefore.test(before) || words.deadlineStart.test(text.slice(start, end));
  const base = isDeadline ? 4 : words.preposition.test(before) ? 3 : 2;
  if (reading.day === null) return base - 0.5;
  return words.nameOfMeeting.test(text.slice(end)) ? base - 1.5 : base;
}

function describe(text: string, candidate: Candidate, words: DateWords): FoundDue {
  const before = text.slice(0, candidate.start);
  const found = words.preposition.exec(before) ?? words.leading.exec(before);
  // "I'll put the change in tonight": the word belongs to the verb.
  const isOfVerb =
    /^(?:in|on)\s+$/i.test(found?.[0] ?? '') && NO_PREPOSITION.test(text.slice(candidate.start));
  const lead = isOfVerb ? null : found;
  const start = lead === null ? candidate.start : lead.index;
  const trail = words.trailing.exec(text.slice(candidate.end));
  const end = candidate.end + (trail?.[0].length ?? 0);
  const { day, problem, milestone } = candidate.reading;
  return {
    start,
    end,
    isWeak: rankOf(text, candidate, words) === WEAK,
    due: {
      day,
      phrase: text
        .slice(start, end)
        .replace(/[\s.,;]+$/, '')
        .trim(),
      needsConfirmation: problem !== undefined,
      ...(problem === undefined ? {} : { problem }),
      ...(milestone === undefined ? {} : { milestone }),
    },
  };
}

const NO_PREPOSITION = /^(?:today|tonight|tomorrow|this|next)\b/i;
