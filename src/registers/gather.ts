/** Lets what comes in a burst be done in one go. */

/** Does the work a moment later. Whoever asks for the same meanwhile is answered at once: that work does theirs too. */
export type Gather = (name: string, work: () => Promise<void>) => Promise<void>;

/**
 * `pause` lets a time in milliseconds pass. Only for work that looks anew for what there is to do when it begins, and
 * that a clock starts again should this process die meanwhile.
 */
export function makeGather(pause: (milliseconds: number) => Promise<void>, milliseconds: number): Gather {
  const gathering = new Set<string>();
  return async (name, work) => {
    if (gathering.has(name)) return;
    gathering.add(name);
    try {
      await pause(milliseconds);
    } finally {
      gathering.delete(name);
    }
    await work();
  };
}
