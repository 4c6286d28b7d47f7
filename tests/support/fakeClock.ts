/** A clock that stands until it is set or moved. */
import { asInstant, type Clock, type Instant, instantPlus } from '../../src/kernel/time.ts';

export interface FakeClock extends Clock {
  set(at: string): void;
  /** Moves on by milliseconds. */
  pass(milliseconds: number): void;
}

export function fakeClock(at: string): FakeClock {
  let now: Instant = asInstant(at);
  return {
    now: () => now,
    set(next) {
      now = asInstant(next);
    },
    pass(milliseconds) {
      now = instantPlus(now, milliseconds);
    },
  };
}
