/** "Receive change notifications through webhooks", notificationUrl validation. */
import { GraphFault } from '../core/route.ts';
import { DeadlinePassed, type PlainAnswer, postPlain } from './postPlain.ts';

const DEADLINE_MS = 10_000;

/** Asks the address to give the token back: within 10 s, with 200, as text/plain, decoded. */
export async function validateAddress(url: string, requestId: string, signal: AbortSignal): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${requestId}`;
  const target = new URL(url);
  const separator = target.search === '' ? '?' : '&';
  target.search = `${target.search}${separator}validationToken=${encodeURIComponent(token)}`;
  let answer: PlainAnswer;
  try {
    answer = await postPlain(target.href, 'text/plain; charset=utf-8', '', DEADLINE_MS, signal);
  } catch (error) {
    throw failed(
      error instanceof DeadlinePassed
        ? 'Subscription validation request timed out.'
        : `Subscription validation request failed. The notification endpoint could not be reached: ${(error as Error).message}`,
    );
  }
  if (answer.status !== 200)
    throw failed(
      `Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request, not ${answer.status}.`,
    );
  if (!/^text\/plain\b/i.test(answer.contentType))
    throw failed(
      `Subscription validation request failed. The content type of the response must be text/plain, not '${answer.contentType}'.`,
    );
  if (answer.body !== token)
    throw failed(
      'Subscription validation request failed. Response must exactly match validationToken query parameter.',
    );
}

const failed = (message: string): GraphFault => new GraphFault(400, 'ValidationError', message);
