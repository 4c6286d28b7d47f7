/** For what another process does: asks again until it is so. */
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';

const LOOK_AGAIN_MS = 100;
const DEADLINE_MS = 60_000;

/** The first value of `look` that `isThere` accepts; fails with the last one after a minute. */
export async function waitUntil<Seen>(
  what: string,
  look: () => Promise<Seen>,
  isThere: (seen: Seen) => boolean,
): Promise<Seen> {
  const until = performance.now() + DEADLINE_MS;
  for (;;) {
    const seen = await look();
    if (isThere(seen)) return seen;
    if (performance.now() > until) assert.fail(`${what} did not come; last seen: ${JSON.stringify(seen)}`);
    await setTimeout(LOOK_AGAIN_MS);
  }
}
