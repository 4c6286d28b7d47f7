/** Answers a card button in time, whatever happens behind it. */
import type { Asker, CardClick, ClickAnswer } from '../../kernel/chat.ts';
import type { Random } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Messenger } from '../../kernel/messenger.ts';
import { withinDeadline } from './deadline.ts';
import { errorReply, makeReference } from './errorReply.ts';
import { cardAnswerBody } from './replyActivity.ts';
import { doorTexts } from './texts.ts';

export interface ClickPorts {
  // biome-ignore lint/suspicious/noConfusingVoidType: an async function without a return value is fine here
  readonly receive: (click: CardClick, asker: Asker) => Promise<ClickAnswer | void>;
  readonly messenger: Pick<Messenger, 'post'>;
  readonly clickDeadlineMs: number;
  readonly random: Random;
  readonly logger: Logger;
}

const LATE = Symbol('late');
const late = (): typeof LATE => LATE;
const localeOf = ({ from }: CardClick): string => from.locale ?? 'en';

/**
 * The body that answers an `adaptiveCard/action` invoke; never throws. An error becomes its sentence with a
 * reference; work that takes longer than the deadline goes on, and whoever does it is told that nobody waits any more.
 * An automatic refresh that fails or is late leaves the card as it is: after one error a client asks no more.
 */
export async function answerExecute(ports: ClickPorts, click: CardClick): Promise<object> {
  const asker = { isWaiting: true };
  const outcome = settle(ports, click, asker);
  const settled = await withinDeadline(outcome, ports.clickDeadlineMs, (): typeof LATE => {
    asker.isWaiting = false;
    return LATE;
  });
  if (settled !== LATE) return bodyFor(ports, click, settled.answer);
  if (click.trigger === 'manual') void outcome.then((settledLate) => tellFailure(ports, click, settledLate));
  return cardAnswerBody({ text: doorTexts(localeOf(click))('stillWorking') });
}

/** An `Action.Submit` takes no answer with its HTTP reply: nobody waits for one from the start. Never throws. */
export async function answerSubmit(ports: ClickPorts, click: CardClick): Promise<void> {
  const outcome = settle(ports, click, { isWaiting: false });
  const settled = await withinDeadline(outcome, ports.clickDeadlineMs, late);
  if (settled !== LATE) await tellFailure(ports, click, settled);
  else void outcome.then((settledLate) => tellFailure(ports, click, settledLate));
}

interface Settled {
  readonly answer: ClickAnswer;
  /** It was thrown, so that nobody else tells it. */
  readonly isFailure: boolean;
}

/** The answer, or the sentence for what was thrown. */
async function settle(
  { receive, random, logger }: ClickPorts,
  click: CardClick,
  asker: Asker,
): Promise<Settled> {
  try {
    return {
      answer: (await receive(click, asker)) ?? { text: doorTexts(localeOf(click))('received') },
      isFailure: false,
    };
  } catch (error) {
    return { answer: sentenceFor(error, click, random, logger), isFailure: true };
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
  return { text: errorReply(error, reference, localeOf(click)).text ?? '' };
}

function bodyFor({ random, logger }: ClickPorts, click: CardClick, answer: ClickAnswer): object {
  try {
    return cardAnswerBody(answer);
  } catch (error) {
    return cardAnswerBody(sentenceFor(error, click, random, logger));
  }
}

/** What could not even be stored is told at once: there is nothing that would remember to. */
async function tellFailure(
  { messenger, logger }: ClickPorts,
  { place, id, verb }: CardClick,
  { answer, isFailure }: Settled,
): Promise<void> {
  if (!isFailure) return;
  try {
    await messenger.post(place, answer);
  } catch (error) {
    logger.warn('The answer to a card button could not be posted.', { click: id, verb, error });
  }
}
