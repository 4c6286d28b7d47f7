/** Lets what comes in a burst be done in one go. */
import { makeTurns } from '../kernel/turns.ts';

/**
 * Does the work a moment later, and not before the same work that runs already has ended. Whoever asks for it meanwhile
 * is answered at once: the work that is to begin does theirs too.
 */
export type Gather = (name: string, work: () => Promise<void>) => Promise<void>;

/**
 * `pause` lets a time in milliseconds pass. Only for work that looks anew for what there is to do when it begins, and
 * that a clock starts again should this process die meanwhile.
 */
export function makeGather(pause: (milliseconds: number) => Promise<void>, milliseconds: number): Gather {
  const gathering = new Set<string>();
  const inTurn = makeTurns();
  return async (name, work) => {
    if (gathering.has(name)) return;
    gathering.add(name);
    await pause(milliseconds);
    await inTurn(name, () => {
      gathering.delete(name);
      return work();
    });
  };
}

/** What else of `name` is asked for within a moment; nothing to whoever asks for it meanwhile. */
export type GatherAll = (name: string, one: string) => Promise<readonly string[]>;

/** Whoever asks first does all of it, a moment later; with the same conditions as `makeGather`. */
export function makeGatherAll(
  pause: (milliseconds: number) => Promise<void>,
  milliseconds: number,
): GatherAll {
  const gathering = new Map<string, Set<string>>();
  return async (name, one) => {
    const others = gathering.get(name);
    if (others !== undefined) {
      others.add(one);
      return [];
    }
    const all = new Set([one]);
    gathering.set(name, all);
    await pause(milliseconds);
    gathering.delete(name);
    return [...all];
  };
}
