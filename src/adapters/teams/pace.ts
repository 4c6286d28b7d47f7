/** How fast Docket may speak: Teams' published limits as arithmetic on the times of what was sent. Pure. */

export interface PaceWindow {
  readonly most: number;
  readonly spanMs: number;
}

/** Per bot and conversation: send and create ("Optimize your bot with rate limiting in Teams"). */
export const CONVERSATION_PACE: readonly PaceWindow[] = [
  { most: 7, spanMs: 1_000 },
  { most: 8, spanMs: 2_000 },
  { most: 60, spanMs: 30_000 },
  { most: 1_800, spanMs: 3_600_000 },
];

/** Per app and tenant; editions of the same page say 50 and 30 a second, and 30 is safe by both. */
export const TENANT_PACE: readonly PaceWindow[] = [{ most: 30, spanMs: 1_000 }];

/**
 * Milliseconds to wait until one more message keeps to every window. `sent` are the times of earlier messages in
 * milliseconds, oldest first; a message leaves a window when its whole span has passed.
 */
export function paceDelay(sent: readonly number[], now: number, windows: readonly PaceWindow[]): number {
  let delay = 0;
  for (const { most, spanMs } of windows) {
    const oldestThatCounts = sent.at(-most);
    if (oldestThatCounts !== undefined) delay = Math.max(delay, oldestThatCounts + spanMs - now);
  }
  return delay;
}

/** The times to remember after one more message, without those that have left the longest window. */
export function paceAfter(
  sent: readonly number[],
  now: number,
  windows: readonly PaceWindow[],
): readonly number[] {
  const longest = Math.max(...windows.map(({ spanMs }) => spanMs));
  const firstKept = sent.findIndex((at) => at > now - longest);
  return [...(firstKept < 0 ? [] : sent.slice(firstKept)), now];
}
