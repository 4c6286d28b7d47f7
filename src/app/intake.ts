/** Everything that comes in from the chat: stored, recognised when it comes again, handled once, answered. */
import { cameBefore, type InboxKeys, type InboxStore } from '../adapters/storage/inbox.ts';
import { type DeliveryStores, laneOf, type SayAtOnce } from '../delivery/index.ts';
import type { Capability, CardAction, Command } from '../kernel/capability.ts';
import type {
  Asker,
  CardClick,
  ClickAnswer,
  Incoming,
  IncomingMessage,
  MeetingEvent,
  Place,
  PlaceEvent,
  Reply,
} from '../kernel/chat.ts';
import { isRefusal } from '../kernel/errors.ts';
import type { TenantId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { type Clock, DAY_MS, instantPlus } from '../kernel/time.ts';
import type { JobSender, Outbox, Transact } from '../kernel/transaction.ts';
import type { PeopleStore } from '../projects/index.ts';
import { type AnsweringPorts, answerMessage } from './answerMessage.ts';
import { inboxKeys } from './inboxKeys.ts';
import { tellLate } from './tellLate.ts';
import { appTexts } from './texts.ts';

export interface IntakePorts extends AnsweringPorts {
  readonly transact: Transact<
    DeliveryStores & {
      readonly inbox: InboxStore;
      readonly jobs: JobSender;
      readonly people: PeopleStore;
    }
  >;
  /** Says what need not be kept first. */
  readonly atOnce: Pick<SayAtOnce, 'say'>;
  readonly capabilities: readonly Capability[];
  readonly clock: Clock;
}

export interface Intake {
  /**
   * Stores, then handles: a message in the background, a click at once. Throws when nothing was stored. The answer of a
   * click that ends when the asker waits no more is posted.
   */
  receive(incoming: Incoming, asker: Asker): Promise<ClickAnswer | undefined>;
  /** Takes up what a process left behind. */
  recover(tenantId: TenantId): Promise<void>;
  /** Resolves when nothing is being handled in this process. */
  settled(): Promise<void>;
}

/** A hold that is not renewed for so long is that of a process that died. */
const LEASE_MS = 60_000;
const MOST_ATTEMPTS = 3;
const STALE_AT_ONCE = 20;
/** Teams repeats a delivery within minutes; a week leaves room for looking into it. */
const REMEMBERED_MS = 7 * DAY_MS;
/** How long a repeated click waits for the answer of the first. */
const REPEAT_WAIT_MS = 5_000;
const REPEAT_LOOK_MS = 100;

export function makeIntake(ports: IntakePorts): Intake {
  const { transact, capabilities, clock, logger } = ports;
  const commands: readonly Command[] = capabilities.flatMap((each) => each.commands ?? []);
  const actions = new Map<string, CardAction>(
    capabilities.flatMap((each) => each.cardActions ?? []).map((action) => [action.verb, action]),
  );
  const running = new Map<
    string,
    { readonly answer: Promise<ClickAnswer | undefined>; readonly ended: Promise<void> }
  >();

  /**
   * Handles one stored incoming in this process and remembers that it does, until that is stored too. `isLaneFree` when
   * nothing waits to be said there, so that an answer may go before whatever comes after it.
   */
  const start = (
    idKey: string,
    incoming: Incoming,
    asker: Asker,
    isLaneFree: boolean,
  ): Promise<ClickAnswer | undefined> => {
    const name = `${incoming.place.tenantId}/${idKey}`;
    const { tenantId } = incoming.place;
    // A handling that takes long keeps its hold, so that no other process takes it for abandoned.
    const holding = setInterval(() => {
      const until = instantPlus(clock.now(), LEASE_MS);
      transact(tenantId, ({ inbox }) => inbox.hold(idKey, until)).catch((error) =>
        logger.warn('The hold on an activity could not be renewed.', { incoming: incoming.id, error }),
      );
    }, LEASE_MS / 3);
    const answer = handle(idKey, incoming, isLaneFree);
    const ended = answer
      .then((given) => {
        // Whoever clicked has their answer already: it is kept behind that.
        if (incoming.kind === 'click') return finishClick(idKey, incoming, given ?? null, asker.isWaiting);
      })
      .catch(() => undefined)
      .finally(() => {
        clearInterval(holding);
        running.delete(name);
      });
    running.set(name, { answer, ended });
    return answer;
  };

  async function handle(
    idKey: string,
    incoming: Incoming,
    isLaneFree: boolean,
  ): Promise<ClickAnswer | undefined> {
    if (incoming.kind === 'click') return answerClick(incoming);
    if (incoming.kind === 'message') await handleMessage(idKey, incoming, isLaneFree);
    else await handleEvent(idKey, incoming);
    return undefined;
  }

  async function handleMessage(idKey: string, stored: IncomingMessage, isLaneFree: boolean): Promise<void> {
    const { place } = stored;
    const { reply, mayRepeat } = await answerMessage(ports, commands, stored);
    const key = `reply:${idKey}`;
    const isSaidAtOnce = isLaneFree && mayRepeat && reply?.followUp === undefined;
    const write =
      reply === undefined
        ? null
        : isSaidAtOnce
          ? await ports.atOnce.say({ key, to: place, reply })
          : (stores: PostingStores) => postReply(stores, key, place, reply);
    await transact(place.tenantId, async (stores) => {
      await Promise.all([write?.(stores), stores.inbox.finish(idKey, null)]);
    });
  }

  async function handleEvent(idKey: string, event: PlaceEvent | MeetingEvent): Promise<void> {
    let isDone = true;
    for (const capability of capabilities) {
      try {
        await capability.onEvent?.(event);
      } catch (error) {
        // One capability's fault must not keep the event from the others; it comes back once the hold has lapsed.
        isDone = false;
        logger.error('An event could not be handled.', {
          capability: capability.name,
          event: event.id,
          error,
        });
      }
    }
    if (!isDone) return;
    await transact(event.place.tenantId, ({ inbox }) => inbox.finish(idKey, null));
  }

  async function finishClick(
    idKey: string,
    click: CardClick,
    answer: ClickAnswer | null,
    isAwaited: boolean,
  ): Promise<void> {
    try {
      await transact(click.place.tenantId, async ({ inbox, outbox }) => {
        await inbox.finish(idKey, answer);
        if (!isAwaited && answer !== null) await tellLate(outbox, idKey, click, answer);
      });
    } catch (error) {
      logger.error('A click was answered, and is handled again since that could not be stored.', {
        click: click.id,
        error,
      });
    }
  }

  async function answerClick(click: CardClick): Promise<ClickAnswer> {
    const locale = click.from.locale ?? 'en';
    const t = appTexts(locale);
    const action = actions.get(click.verb);
    if (action === undefined) {
      return { text: t('click.older') };
    }
    const data = action.schema.safeParse(click.data);
    if (!data.success) {
      return { text: t('click.unusable') };
    }
    try {
      const result = await action.run(click, data.data);
      return isRefusal(result)
        ? { text: ports.replies.refusal(result, locale).text ?? result.reason }
        : result;
    } catch (error) {
      const reference = ports.replies.reference();
      logger.error('A click could not be answered.', { reference, verb: click.verb, click: click.id, error });
      return { text: ports.replies.error(error, reference, locale).text ?? '' };
    }
  }

  /** The answer that the first delivery of a click got or will get. */
  async function answerAgain(
    { place: { tenantId }, from }: CardClick,
    keys: InboxKeys,
  ): Promise<ClickAnswer> {
    const here = await running.get(`${tenantId}/${keys.idKey}`)?.answer;
    if (here !== undefined) return here;
    const until = instantPlus(clock.now(), REPEAT_WAIT_MS);
    for (let waitedMs = 0; waitedMs < REPEAT_WAIT_MS && clock.now() <= until; waitedMs += REPEAT_LOOK_MS) {
      const known = await transact(tenantId, ({ inbox }) => inbox.find(keys));
      if (known?.answer !== undefined && known.answer !== null) return known.answer;
      await new Promise((resolve) => setTimeout(resolve, REPEAT_LOOK_MS));
    }
    return { text: appTexts(from.locale ?? 'en')('click.again') };
  }

  return {
    async receive(incoming, asker) {
      const { tenantId } = incoming.place;
      const keys = inboxKeys(incoming);
      const now = clock.now();
      const stored = await transact(tenantId, async ({ inbox, places, people, outgoing }) => {
        await inbox.accept(keys, incoming, now, instantPlus(now, LEASE_MS));
        const waiting = incoming.kind === 'message' ? outgoing.isWaiting(laneOf(incoming.place)) : undefined;
        if (incoming.kind !== 'message' && incoming.kind !== 'click') {
          await places.seen(incoming.place, now);
          return { waiting };
        }
        // Whoever speaks to the bot there has it there, whatever was concluded from an earlier refusal.
        const { place, from } = incoming;
        await places.activate(place, now);
        await people.seen([personOf(incoming)], now);
        if (place.kind === 'personal') await places.keepPersonal(from.id, place);
        return { waiting };
      }).catch((error: unknown) => {
        if (cameBefore(error)) return null;
        throw error;
      });
      if (stored === null) {
        logger.info('An activity came again and is not handled twice.', { incoming: incoming.id });
        return incoming.kind === 'click' ? answerAgain(incoming, keys) : undefined;
      }
      const isLaneFree = (await stored.waiting?.answer) === false;
      const work = start(keys.idKey, incoming, asker, isLaneFree);
      if (incoming.kind === 'click') return work;
      work.catch((error) =>
        logger.error('An activity stays in the inbox and is taken up again.', {
          incoming: incoming.id,
          error,
        }),
      );
      return undefined;
    },
    async recover(tenantId) {
      const now = clock.now();
      const stale = await transact(tenantId, async ({ inbox }) => {
        await inbox.forget(instantPlus(now, -REMEMBERED_MS));
        return inbox.claimStale(now, instantPlus(now, LEASE_MS), STALE_AT_ONCE);
      });
      for (const { idKey, incoming, attempts } of stale) {
        if (running.has(`${tenantId}/${idKey}`)) continue;
        if (attempts > MOST_ATTEMPTS) {
          logger.error('An activity was given up.', { incoming: incoming.id, attempts });
          await transact(tenantId, ({ inbox }) => inbox.finish(idKey, null));
          continue;
        }
        // Whoever clicked has long been told that the answer would come in the chat, or nothing at all.
        await start(idKey, incoming, { isWaiting: false }, false);
      }
    },
    async settled() {
      while (running.size > 0) await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}

interface PostingStores {
  readonly outbox: Outbox;
  readonly jobs: JobSender;
}

async function postReply(
  { outbox, jobs }: PostingStores,
  key: string,
  to: Place,
  { followUp, ...reply }: Reply,
): Promise<void> {
  await outbox.post({ key, to, reply });
  if (followUp !== undefined)
    await jobs.send(followUp.job, { ...followUp.payload, messageKey: key }, { key });
}

/** Who it was, with the language and zone of their Teams where it told them. */
function personOf(incoming: IncomingMessage | CardClick): Person {
  if (incoming.kind === 'click') return incoming.from;
  const { from, locale, zone } = incoming;
  return { ...from, ...(locale === undefined ? {} : { locale }), ...(zone === undefined ? {} : { zone }) };
}
