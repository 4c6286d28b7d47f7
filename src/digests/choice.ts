/** What a person wants to get, when and how. Pure. */
import type { PersonId } from '../kernel/ids.ts';
import type { Instant } from '../kernel/time.ts';

export interface DigestChoice {
  readonly personId: PersonId;
  /** How minutes of meetings come that they were in or invited to. */
  readonly minutes: 'chat' | 'mail' | 'off';
  /** The morning digest. */
  readonly morning: boolean;
  /** ISO weekdays, 1 = Monday to 7 = Sunday. */
  readonly weekdays: readonly number[];
  /** Minutes after midnight of their own clock. */
  readonly atMinute: number;
  /** When the last morning digest was made; what changed since then is in the next. */
  readonly lastAt: Instant | null;
}

const EIGHT_O_CLOCK = 8 * 60;

export const usualChoice = (personId: PersonId): DigestChoice => ({
  personId,
  minutes: 'chat',
  morning: true,
  weekdays: [1, 2, 3, 4, 5],
  atMinute: EIGHT_O_CLOCK,
  lastAt: null,
});
