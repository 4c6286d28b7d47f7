/** Answers a card button in time, whatever happens behind it. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { CardClick, ClickAnswer, Reply } from '../../kernel/chat.ts';
import type { Random } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Messenger } from '../../kernel/messenger.ts';
import type { Person } from '../../kernel/people.ts';
import { withinDeadline } from './deadline.ts';
import { errorReply, makeReference } from './errorReply.ts';
import { cardAnswerBody } from './replyActivity.ts';

export interface ClickPorts {
  // biome-ignore lint/suspicious/noConfusingVoidType: an async function without a return value is fine here
  readonly receive: (click: CardClick) => Promise<ClickAnswer | void>;
  readonly messenger: Pick<Messenger, 'post' | 'update'>;
  readonly clickDeadlineMs: number;
  /** Clicks whose late outcome is still to be told: Teams may deliver one again meanwhile, and it is told once. */
  readonly late: Set<string>;
  readonly random: Random;
  readonly logger: Logger;
}

const LATE = Symbol('late');
const STILL_WORKING = 'Still working on it. You will see the result here.';
const RECEIVED = 'Done.';
/** For cards that do not say in words what they show. */
const FINISHED_LATE =
  'What you clicked took longer than usual and is finished now; open the card again to see what came of it.';

/**
 * The body that answers an `adaptiveCard/action` invoke; never throws. An error becomes its sentence with a
 * reference; work that takes longer than the deadline goes on, and what came of it is posted in words when it is done.
 * An automatic refresh that fails or is late leaves the card as it is: after one error a client asks no more.
 */
export async function answerExecute(ports: ClickPorts, click: CardClick): Promise<object> {
  const outcome = settle(ports, click);
  const answer = await withinDeadline(outcome, ports.clickDeadlineMs, LATE);
  if (answer !== LATE) return bodyFor(ports, click, answer);
  if (click.trigger === 'manual') tellLater(ports, click, outcome);
  return cardAnswerBody({ text: STILL_WORKING });
}

function tellLater(ports: ClickPorts, click: CardClick, outcome: Promise<ClickAnswer>): void {
  const name = `${click.place.conversationId}/${click.id}`;
  if (ports.late.has(name)) return;
  ports.late.add(name);
  void outcome.then((late) => deliverLate(ports, click, late)).finally(() => ports.late.delete(name));
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

/**
 * What came of a click whose deadline passed, in words to whoever clicked. In a 1:1 chat its card takes the place of the
 * one that was pressed too; in a shared place a card made for one person is not shown to all.
 */
async function deliverLate(ports: ClickPorts, click: CardClick, answer: ClickAnswer): Promise<void> {
  if ('text' in answer) return deliver(ports, click, answer);
  const { card, said } = answer;
  if (click.place.kind !== 'personal')
    return deliver(ports, click, addressed(click.from, said ?? FINISHED_LATE));
  await deliver(ports, click, { card });
  if (said !== undefined) await deliver(ports, click, { text: said });
}

function addressed({ name, teamsId }: Person, said: string): Reply {
  if (teamsId === undefined) return { text: `${escapeMarkdown(name)}: ${said}` };
  return { text: `<at>${name}</at>: ${said}`, mentions: [{ name, teamsId }] };
}

async function deliver(
  { messenger, logger }: ClickPorts,
  { place, cardMessageId, id, verb }: CardClick,
  reply: Reply,
): Promise<void> {
  try {
    if (reply.card !== undefined && cardMessageId !== undefined && place.kind === 'personal') {
      await messenger.update(place, cardMessageId, reply);
    } else {
      await messenger.post(place, reply);
    }
  } catch (error) {
    logger.warn('The answer to a card button could not be posted.', { click: id, verb, error });
  }
}
