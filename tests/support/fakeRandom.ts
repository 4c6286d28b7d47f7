/** Identity and chance that repeat: numbers from a fixed sequence, GUIDs that count. */
import type { Random } from '../../src/kernel/ids.ts';

export function fakeRandom(numbers: readonly number[] = [0.5]): Random {
  let drawn = 0;
  let made = 0;
  return {
    number() {
      const next = numbers[drawn % numbers.length] ?? 0.5;
      drawn += 1;
      return next;
    },
    uuid() {
      made += 1;
      return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
    },
  };
}
