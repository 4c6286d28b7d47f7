/** Keeps the pace that the service asks for, for each of its parts: pauses after a 429, slows near the limit. */

import type { IncomingReply } from './exchange.ts';
import { readRetryAfter } from './retryAfter.ts';

export interface Pace {
  /** Milliseconds to wait before the next request to this address may go; takes the turn. */
  takeTurn(url: string, now: number): number;
  /** Milliseconds that the part is paused for, without taking a turn. */
  pausedFor(url: string, now: number): number;
  /** Learns from a reply. */
  observe(url: string, reply: IncomingReply, now: number): void;
}

interface PartPace {
  pausedUntil: number;
  gapMs: number;
  gapUntil: number;
  nextTurn: number;
}

/** The longest gap between two requests while slowed down. */
const LONGEST_GAP_MS = 2_000;

/**
 * "Avoid getting throttled or blocked in SharePoint Online": Retry-After is to be honoured by the whole app, and
 * RateLimit-Remaining/-Reset, which appear from about 80 % of the limit on, say how much is left for how long.
 */
export function makePace(): Pace {
  const parts = new Map<string, PartPace>();
  const paceOf = (url: string): PartPace => {
    const part = partOf(url);
    const known = parts.get(part);
    if (known !== undefined) return known;
    const fresh = { pausedUntil: 0, gapMs: 0, gapUntil: 0, nextTurn: 0 };
    parts.set(part, fresh);
    return fresh;
  };
  return {
    takeTurn(url, now) {
      const pace = paceOf(url);
      const paused = Math.max(0, pace.pausedUntil - now);
      if (now >= pace.gapUntil) return paused;
      const turn = Math.max(now, pace.nextTurn);
      pace.nextTurn = turn + pace.gapMs;
      return Math.max(paused, turn - now);
    },
    pausedFor: (url, now) => Math.max(0, paceOf(url).pausedUntil - now),
    observe(url, reply, now) {
      const pace = paceOf(url);
      if (reply.status === 429) {
        const wait = readRetryAfter(reply.headers.get('retry-after'), now);
        if (wait !== null) pace.pausedUntil = Math.max(pace.pausedUntil, now + wait);
      }
      const remaining = readNumber(reply.headers.get('ratelimit-remaining'));
      const resetSeconds = readNumber(reply.headers.get('ratelimit-reset'));
      if (remaining === null || resetSeconds === null) return;
      pace.gapMs = Math.min(LONGEST_GAP_MS, Math.ceil((resetSeconds * 1000) / (remaining + 1)));
      pace.gapUntil = now + resetSeconds * 1000;
    },
  };
}

/** Part of the service that is throttled on its own: one mailbox, one team, SharePoint as a whole, or the rest. */
export function partOf(url: string): string {
  const segments = new URL(url).pathname.split('/').filter((segment) => segment !== '');
  const [, first = '', second = ''] = segments;
  if (first === 'sites' || first === 'drives' || segments.includes('sites')) return 'sharepoint';
  if (first === 'users' || first === 'teams') return `${first}/${second}`;
  return first;
}

function readNumber(text: string | null): number | null {
  if (text === null || !/^\d+(\.\d+)?$/.test(text.trim())) return null;
  return Number(text);
}
