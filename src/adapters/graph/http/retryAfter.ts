/** Reads how long the service asks to wait. */

/**
 * `Retry-After` as milliseconds from now, rounded up: seconds, with fractions as Graph's batch parts have them, or an
 * HTTP date. Null when there is none or it cannot be read; never negative.
 */
export function readRetryAfter(value: string | null | undefined, now: number): number | null {
  const text = value?.trim();
  if (text === undefined || text === '') return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const moment = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(moment) ? null : Math.max(0, moment - now);
}
