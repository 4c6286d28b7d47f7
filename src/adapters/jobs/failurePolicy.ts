/** What happens to a job that threw; the table of style "Refusals and errors", in one place. */
import { AccessError, DocketError, NotFoundError } from '../../kernel/errors.ts';

export type NextStep =
  /** The same job later; the attempt is not counted. */
  | { readonly kind: 'again'; readonly afterMs: number }
  /** Attempts are counted; waits double. */
  | { readonly kind: 'retry' }
  /** Never by itself. */
  | { readonly kind: 'dead' };

/** A missing permission is looked at again each hour, so that work goes on once an administrator granted it. */
const PARKED_MS = 3_600_000;

export function whatNext(error: unknown): NextStep {
  if (error instanceof AccessError) return { kind: 'again', afterMs: PARKED_MS };
  if (error instanceof NotFoundError) return { kind: 'dead' };
  if (!(error instanceof DocketError)) return { kind: 'retry' };
  if (error.retry === 'never') return { kind: 'dead' };
  if (error.retry === 'soon') return { kind: 'retry' };
  return { kind: 'again', afterMs: error.retry.afterMs };
}
