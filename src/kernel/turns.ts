/** What must not run side by side in a process runs one after the other. */

export type RunInTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Works of the same key run one after the other, in the order of their calls; a failed one stops none behind it. */
export function makeTurns(): RunInTurn {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    const settled = turn
      .catch(() => undefined)
      .finally(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return turn;
  };
}
