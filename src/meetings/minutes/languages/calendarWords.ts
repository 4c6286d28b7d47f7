/** What the rules for days ask of a language other than English. */
/** Sources of patterns, without flags; all are matched without regard to case. Groups have no names. */
export interface CalendarWords {
  /** Monday to Sunday. */
  readonly weekdays: readonly string[];
  /** January to December. */
  readonly months: readonly string[];
  /** Days of the month in words, from the first on. */
  readonly dayWords: readonly string[];
  /** Behind the figures of a day: `.`, `er`, `º`. */
  readonly dayEnding: string;
  /** Between day and month, and between month and year. */
  readonly ofMonth: string;
  readonly ofYear: string;
  /** In front of a bare day of the month: `am`, `le`, `el día`. */
  readonly beforeBareDay: string;
  /** What may not follow a bare day of the month. */
  readonly notBehindBareDay: string;
  readonly beforeWeekday: string;
  readonly behindWeekday: string;
  readonly isPastWeekday: RegExp;
  /** The weekday of the next calendar week, without doubt. */
  readonly isOfNextWeek: RegExp;
  /** "Next Friday": of next week, which some take for the coming one. */
  readonly isNext: RegExp;
  readonly isInAWeek: RegExp;
  readonly today: string;
  readonly tomorrow: string;
  readonly dayAfterTomorrow: string;
  readonly past: string;
  readonly endOfWeek: string;
  readonly endOfNextWeek: string;
  readonly startOfNextWeek: string;
  readonly middleOfNextWeek: string;
  readonly nextWeek: string;
  readonly thisWeek: string;
  readonly weekend: string;
  readonly endOfMonth: string;
  readonly middleOfMonth: string;
  readonly endOfNextMonth: string;
  readonly startOfNextMonth: string;
  readonly nextMonth: string;
  readonly endOfYear: string;
  /** With `(one)` figures of the quarter. */
  readonly endOfQuarter: string;
  readonly partOfMonth: { readonly start: string; readonly middle: string; readonly end: string };
  /** In front of a span that lies ahead, and behind it. */
  readonly within: string;
  readonly withinEnd: string;
  readonly numbers: Readonly<Record<string, number>>;
  /** Numbers that are not exact. */
  readonly vague: RegExp;
  readonly units: {
    readonly hour: string;
    readonly day: string;
    readonly workingDay: string;
    readonly week: string;
    readonly fortnight: string;
    readonly month: string;
  };
  readonly noDay: string;
  /** Calendar weeks by number, with the number as a group; empty where nobody says so. */
  readonly weekNumber: string;
}
