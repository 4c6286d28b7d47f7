/** Waits with an end. */

/**
 * The value, or what `late` gives when the work takes longer; the work itself goes on. `late` is called at the very
 * moment at which that is decided: whoever is told by it knows before the work can end. The timer never outlives the wait.
 */
export async function withinDeadline<T, Late>(
  work: Promise<T>,
  deadlineMs: number,
  late: () => Late,
): Promise<T | Late> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<Late>((resolve) => {
    timer = setTimeout(() => resolve(late()), deadlineMs);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
