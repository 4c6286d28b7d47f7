/** What the finder of due dates asks of a language. */
import type { Pattern, RuleSet } from '../patterns/prefiltered.ts';
import type { DateContext, DateReading, DateRule } from './dateRule.ts';
import type { followTalk } from './daysOfTalk.ts';

/** Where a date stands in a text; `end` is exclusive. */
export interface PlacedDate {
  readonly reading: DateReading;
  readonly start: number;
  readonly end: number;
}

/** How far from a milestone: `count` null is the milestone itself. */
export interface MilestoneOffset {
  /** Characters that the words take. */
  readonly length: number;
  readonly count: number | null;
  readonly unit: 'day' | 'week' | 'month';
  readonly isWorking: boolean;
  readonly isAfter: boolean;
  /** ISO weekday: the last such day before it, or the first one behind it. */
  readonly weekday?: number;
}

/** Reads the words that end right before a milestone's name; null where they make it no deadline. */
export type OffsetReader = (before: string) => MilestoneOffset | null;

/** Patterns that end in `$` look at the words in front of a date, those that begin with `^` at what follows. */
export interface DateWords {
  /** Asked in this order; where two overlap the earlier wins, unless the later reads more. */
  readonly rules: RuleSet<DateRule>;
  /** A quick look before the rules are tried. */
  readonly mayHoldDate: Pattern;
  /** Words that belong to the phrase. */
  readonly preposition: Pattern;
  readonly leading: Pattern;
  readonly trailing: Pattern;
  /** "From", "since": the date is no deadline. */
  readonly noDeadline: Pattern;
  /** "By", "until": the date is surely one. */
  readonly deadlineBefore: Pattern;
  readonly deadlineStart: Pattern;
  /** "Move it to Friday": the day is what the work is about. */
  readonly toDay: Pattern;
  /** Between two dates: the second puts the first right. */
  readonly correction: Pattern;
  /** "The Friday call". */
  readonly nameOfMeeting: Pattern;
  readonly readOffset: OffsetReader;
  /** Counts days from those that the talk has named; where it is missing each sentence stands alone. */
  readonly followTalk?: typeof followTalk;
  /** Forms that the rules do not know. */
  readonly askLibrary: (text: string, context: DateContext) => PlacedDate[];
}
