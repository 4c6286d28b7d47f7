/** Answers a card button in time, whatever happens behind it. */
import type { CardClick, ClickAnswer, Reply } from '../../kernel/chat.ts';
import type { Random } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Messenger } from '../../kernel/messenger.ts';
import { withinDeadline } from './deadline.ts';
import { errorReply, makeReference } from './errorReply.ts';
import { cardAnswerBody } from './replyActivity.ts';

export interface ClickPorts {
  // biome-ignore lint/suspicious/noConfusingVoidType: an async function without a return value is fine here
  readonly receive: (click: CardClick) => Promise<ClickAnswer | void>;
  readonly messenger: Pick<Messenger, 'post' | 'update'>;
  readonly clickDeadlineMs: number;
  readonly random: Random;
  readonly logger: Logger;
}

const LATE = Symbol('late');
const STILL_WORKING = 'Still working on it. You will see the result here.';
const RECEIVED = 'Done.';

/**
 * The body that answers an `adaptiveCard/action` invoke; never throws. An error becomes its sentence with a
 * reference; work that takes longer than the deadline goes on, and what it has to say is posted when it is done.
 * An automatic refresh that fails or is late leaves the card as it is: after one error a client asks no more.
 */
export async function answerExecute(ports: ClickPorts, click: CardClick): Promise<object> {
  const outcome = settle(ports, click);
  const answer = await withinDeadline(outcome, ports.clickDeadlineMs, LATE);
  if (answer !== LATE) return bodyFor(ports, click, answer);
  if (click.trigger === 'manual') void outcome.then((late) => deliverLate(ports, click, late));
  return cardAnswerBody({ text: STILL_WORKING });
}

/** An `Action.Submit` takes no answer with its HTTP reply, so what there is to say is posted. Never throws. */
export async function answerSubmit(ports: ClickPorts, click: CardClick): Promise<void> {
  const outcome = settle(ports, click);
  const answer = await withinDeadline(outcome, ports.clickDeadlineMs, LATE);
  if (answer === LATE) {
    void outcome.then((late) => deliver(ports, click, late));
    return;
  }
  await deliver(ports, click, answer);
}

/** The answer, or the sentence for what was thrown. */
async function settle({ receive, random, logger }: ClickPorts, click: CardClick): Promise<ClickAnswer> {
  try {
    return (await receive(click)) ?? { text: RECEIVED };
  } catch (error) {
    return sentenceFor(error, click, random, logger);
  }
}

function sentenceFor(
  error: unknown,
  click: CardClick,
  random: Random,
  logger: Logger,
): { readonly text: string } {
  const reference = makeReference(random);
  logger.error('A card button could not be carried out.', {
    reference,
    click: click.id,
    verb: click.verb,
    trigger: click.trigger,
    error,
  });
  return { text: errorReply(error, reference).text ?? '' };
}

function bodyFor({ random, logger }: ClickPorts, click: CardClick, answer: ClickAnswer): object {
  try {
    return cardAnswerBody(answer);
  } catch (error) {
    return cardAnswerBody(sentenceFor(error, click, random, logger));
  }
}

/** In a shared place a card made for one person is not shown to all; the outbox replaces the card that all see. */
async function deliverLate(ports: ClickPorts, click: CardClick, answer: ClickAnswer): Promise<void> {
  if ('card' in answer && click.place.kind !== 'personal') {
    ports.logger.info('A card button took longer than its deadline; its card is not shown.', {
      click: click.id,
      verb: click.verb,
    });
    return;
  }
  await deliver(ports, click, answer);
}

async function deliver(
  { messenger, logger }: ClickPorts,
  { place, cardMessageId, id, verb }: CardClick,
  answer: ClickAnswer,
): Promise<void> {
  const reply: Reply = answer;
  try {
    if ('card' in answer && cardMessageId !== undefined && place.kind === 'personal') {
      await messenger.update(place, cardMessageId, reply);
    } else {
      await messenger.post(place, reply);
    }
  } catch (error) {
    logger.warn('The answer to a card button could not be posted.', { click: id, verb, error });
  }
}
