/** One attempt to send a mail; one whose outcome is unknown is looked for before it is sent again. */
import { DocketError, ThrottledError, UnavailableError } from '../kernel/errors.ts';
import type { PersonId, TenantId } from '../kernel/ids.ts';
import type { DeliveryProblem } from '../kernel/transaction.ts';
import type { ClaimedMessage, Mailer } from './ports.ts';
import { problemOf } from './problem.ts';

/** What is to be done with the message then. */
export type MailOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'wait'; readonly afterMs: number; readonly problem: DeliveryProblem }
  /** Counts as an attempt; the next one looks first whether it has gone. */
  | { readonly kind: 'again'; readonly isUnknown: boolean; readonly problem: DeliveryProblem }
  | { readonly kind: 'refused'; readonly problem: DeliveryProblem };

export async function deliverMail(
  mailer: Mailer,
  tenantId: TenantId,
  to: PersonId,
  { key, reply, attempts, isBegun }: ClaimedMessage,
): Promise<MailOutcome> {
  const { mail } = reply;
  if (mail === undefined)
    return { kind: 'refused', problem: { code: 'no-mail-text', detail: 'There is no text for a mail.' } };
  try {
    await mailer.send(tenantId, to, { key, ...mail }, attempts > 0 || isBegun);
    return { kind: 'sent' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const problem = problemOf(error);
    if (error instanceof ThrottledError) return { kind: 'wait', afterMs: error.retryAfterMs, problem };
    if (error instanceof UnavailableError) return { kind: 'again', isUnknown: error.outcomeUnknown, problem };
    if (error instanceof DocketError) return { kind: 'refused', problem };
    return { kind: 'again', isUnknown: true, problem };
  }
}
