/**
 * Answers that may be worked out and said again, such as a list that somebody asked for: they are said without being
 * kept first. Only what could not be said is kept, with what became of it.
 */
import type { Place, Reply } from '../kernel/chat.ts';
import { makeTurns } from '../kernel/turns.ts';
import type { DeliveryPorts } from './deliver.ts';
import { type ClaimedMessage, laneOf } from './ports.ts';
import { IN_TURN, judge, type Settlement, waitFor } from './settle.ts';

export interface AnswerToSay {
  /** Under which it is kept where it must be. */
  readonly key: string;
  readonly to: Place;
  readonly reply: Reply;
}

export interface SayAtOnce {
  /**
   * Says it when everything that was to be said there at once has been said. Null when that went well, else what keeps the
   * message, to be written with the end of its handling.
   */
  say(answer: AnswerToSay): Promise<Settlement | null>;
  /** Resolves when nothing is being said at once in the lane by this process. */
  silence(lane: string): Promise<void>;
}

export function makeSayAtOnce(ports: Omit<DeliveryPorts, 'transact' | 'mailer'>): SayAtOnce {
  const inTurn = makeTurns();
  return {
    say: (answer) => inTurn(laneOf(answer.to), () => trySaying(ports, answer)),
    silence: (lane) => inTurn(lane, async () => undefined),
  };
}

async function trySaying(
  ports: Omit<DeliveryPorts, 'transact' | 'mailer'>,
  { key, to, reply }: AnswerToSay,
): Promise<Settlement | null> {
  const { messenger, clock, pace } = ports;
  const message: ClaimedMessage = {
    key,
    to,
    reply,
    posted: null,
    otherwise: null,
    attempts: 0,
    isBegun: false,
  };
  const kept =
    (settle: Settlement): Settlement =>
    async (stores) => {
      await stores.outgoing.keep({ key, to, reply }, clock.now());
      await settle(stores);
    };
  const waitMs = pace(to);
  if (waitMs > 0) return kept(waitFor(ports, message, waitMs, IN_TURN));
  try {
    await messenger.post(to, reply);
    return null;
  } catch (error) {
    return kept(judge(ports, message, to, error));
  }
}
