/** Finds the draft that speaks of the same thing, without looking at all of them. */
import type { MinuteKind } from '../minutes.ts';
import type { Draft } from './draft.ts';

/** Share of the weight of the shorter minute's words that must be shared. */
const SAME_AT = 0.62;
/** A word that is in this many drafts tells little; longer lists are not followed. */
const LONGEST_LIST = 200;

export class DraftIndex {
  private readonly byKey = new Map<string, Draft[]>();
  private count = 0;

  add(draft: Draft): void {
    this.count += 1;
    for (const key of draft.keys) {
      const list = this.byKey.get(key);
      if (list === undefined) this.byKey.set(key, [draft]);
      else list.push(draft);
    }
  }

  /** The draft with the most in common above the threshold; newer ones win ties. */
  findSame(
    kind: MinuteKind,
    keys: readonly string[],
    accepts: (draft: Draft) => boolean = () => true,
    at = SAME_AT,
  ): Draft | null {
    const shared = new Map<Draft, number>();
    for (const key of keys) {
      const list = this.byKey.get(key);
      if (list === undefined) continue;
      const weight = this.weightOf(key);
      for (const draft of list.slice(-LONGEST_LIST)) {
        if (draft.kind === kind && !draft.isGone) shared.set(draft, (shared.get(draft) ?? 0) + weight);
      }
    }
    const total = this.sum(keys);
    let best: Draft | null = null;
    let bestShare = 0;
    for (const [draft, weight] of shared) {
      const smaller = Math.min(total, this.sum(draft.keys));
      const share = smaller === 0 ? 0 : weight / smaller;
      if (namesOtherNumber(keys, draft)) continue;
      if (share >= at && share >= bestShare && sharesEnough(keys, draft) && accepts(draft)) {
        best = draft;
        bestShare = share;
      }
    }
    return best;
  }

  private sum(keys: readonly string[]): number {
    let sum = 0;
    for (const key of keys) sum += this.weightOf(key);
    return sum;
  }

  private weightOf(key: string): number {
    return Math.log(1 + (this.count + 2) / (1 + (this.byKey.get(key)?.length ?? 0)));
  }
}

/** "Defect 212" and "defect 215" are two things. */
function namesOtherNumber(keys: readonly string[], draft: Draft): boolean {
  const numbers = keys.filter(isNumber);
  const others = draft.keys.filter(isNumber);
  return numbers.length > 0 && others.length > 0 && !numbers.some((number) => others.includes(number));
}

const isNumber = (key: string): boolean => /^\d+$/.test(key);

/** One shared word is enough only for the shortest minutes. */
function sharesEnough(keys: readonly string[], draft: Draft): boolean {
  const shared = keys.filter((key) => draft.keys.includes(key)).length;
  return shared >= 2 || Math.min(keys.length, draft.keys.length) <= 1;
}
