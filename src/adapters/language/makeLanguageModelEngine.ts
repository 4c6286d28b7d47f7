/** The engine that asks a language model, and lets another engine write where the model fails. */
import { setTimeout as delay } from 'node:timers/promises';
import { DocketError, InputError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import { type Clock, type Instant, instantPlus } from '../../kernel/time.ts';
import { type ClaimChecker, makeClaimChecker } from '../../meetings/claims/checkClaims.ts';
import { mergeItems, withOwnIds } from '../../meetings/claims/mergeItems.ts';
import { durationOf } from '../../meetings/minutes/index.ts';
import { talkReadByModel } from '../../meetings/minutes/languages/readableTalk.ts';
import type { MeetingContext, MinuteItem, Minutes, MinutesEngine } from '../../meetings/minutes/minutes.ts';
import type { Transcript } from '../../meetings/transcript/transcript.ts';
import { reasonOf } from './errors.ts';
import { estimateTokens } from './estimateTokens.ts';
import { type ModelClient, type ModelCredential, makeModelClient, type Wait } from './modelClient.ts';
import { type Briefing, makeBriefing, messagesFor, TASK } from './prompt.ts';
import { type PartReading, readPart } from './readPart.ts';
import { halve, linesOf, splitTalk, type TalkLimits, type TalkLine } from './splitTalk.ts';

export interface LanguageModelOptions {
  /** Base address: `https://api.openai.com/v1`, or `https://NAME.openai.azure.com` together with `apiVersion`. */
  readonly endpoint: string;
  readonly credential: ModelCredential;
  /** Name of the model; on Azure of the deployment. */
  readonly model: string;
  /** Azure's `api-version`; absent for every other server. */
  readonly apiVersion?: string;
  /** Tokens that a request and its answer may have together. */
  readonly contextTokens: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How pauses between attempts pass. */
  readonly wait?: Wait;
  /** Writes the minutes where the model cannot. */
  readonly fallback: MinutesEngine;
  /** Longest time for one meeting; three minutes unless said, which a job of five leaves room for. */
  readonly deadlineMs?: number;
  /** Longest time for one attempt; 90 s unless said. */
  readonly requestMs?: number;
}

const DEADLINE_MS = 180_000;
const REQUEST_MS = 90_000;

/** A part longer than this is read less carefully by most models, however long their context is. */
const LONGEST_PART = 12_000;
const SHORTEST_PART = 300;
const OVERLAP_SHARE = 0.1;
/** An answer takes about this share of the request's room, in these limits. */
const ANSWER_SHARE = 0.2;
const LEAST_ANSWER = 500;
const MOST_ANSWER = 4_000;
/** Times that a part is cut in two when it does not fit after all. */
const MOST_HALVINGS = 3;

/**
 * Minutes by a chat model of Azure OpenAI or of any OpenAI-compatible server. Everything that the model says is held
 * against the transcript first. Never throws on what the server does: then the fallback writes the minutes and
 * `engine` says why, as in `rules 1 (the language model was not reachable)`.
 */
export function makeLanguageModelEngine(options: LanguageModelOptions): MinutesEngine {
  const { clock, logger, fallback } = options;
  const name = `language model 1 (${options.model})`;
  const client = makeModelClient({
    ...options,
    wait: options.wait ?? (async (milliseconds) => void (await delay(milliseconds))),
    requestMs: options.requestMs ?? REQUEST_MS,
  });

  const fallBack = async (
    transcript: Transcript,
    context: MeetingContext,
    reason: string,
  ): Promise<Minutes> => {
    const minutes = await fallback.write(transcript, context);
    return { ...minutes, engine: `${minutes.engine} (${reason})` };
  };

  return {
    name,
    async write(transcript, context) {
      const deadline = instantPlus(clock.now(), options.deadlineMs ?? DEADLINE_MS);
      let reading: MeetingReading;
      try {
        reading = await readMeeting(client, transcript, context, { ...options, deadline });
      } catch (error) {
        return fallBack(transcript, context, explain(error, logger));
      }
      const { items, dropped, checker } = reading;
      if (dropped > 0)
        logger.warn('Items of the language model had no support; they are left out.', { dropped });
      if (items.length === 0 && dropped > 0)
        return fallBack(transcript, context, 'the transcript supports nothing that the language model said');
      if (items.length === 0) {
        // The model may have been talked into silence, or be too small for the task.
        const minutes = await fallBack(transcript, context, 'the language model found nothing');
        if (minutes.items.length > 0) return minutes;
      }
      const { tag, notices } = talkReadByModel(transcript, context.locale);
      return {
        engine: name,
        items,
        ...(tag === null ? {} : { language: tag }),
        ...(notices.length === 0 ? {} : { notices }),
        attendees: checker.people.attendees,
        unidentifiedSpeakers: checker.people.unidentifiedSpeakers,
        durationMs: durationOf(transcript),
        droppedItems: dropped,
      };
    },
  };
}

/** Why the model wrote no minutes; a fault of our own is told apart in the log. */
function explain(error: unknown, logger: Logger): string {
  if (!(error instanceof DocketError)) {
    logger.error('Reading with the language model failed; the rules write the minutes.', { error });
    return 'reading with the language model failed';
  }
  const reason = reasonOf(error);
  logger.warn('The language model wrote no minutes; the rules do.', { error, reason });
  return reason;
}

interface MeetingReading extends PartReading {
  readonly checker: ClaimChecker;
}

interface ReadingOptions {
  readonly contextTokens: number;
  readonly logger: Logger;
  readonly deadline: Instant;
}

/** Part after part, since a later part may change what an earlier one held. */
async function readMeeting(
  client: ModelClient,
  transcript: Transcript,
  context: MeetingContext,
  { contextTokens, logger, deadline }: ReadingOptions,
): Promise<MeetingReading> {
  const ids = transcript.cues.map(({ id }) => id);
  const numbers = new Map(ids.map((id, index) => [id, String(index + 1)]));
  const cueIdOf = (number: number): string => ids[number - 1] ?? `?${number}`;
  const checker = makeClaimChecker(transcript, context, (id) => numbers.get(id) ?? id.slice(1));
  const answerTokens = Math.round(
    Math.min(MOST_ANSWER, Math.max(LEAST_ANSWER, contextTokens * ANSWER_SHARE)),
  );
  const lines = linesOf(transcript, contextTokens * OVERLAP_SHARE);
  const briefing = makeBriefing(lines, context, checker.people, contextTokens);
  const tools = { client, checker, cueIdOf, answerTokens, deadline, logger };

  let items: readonly MinuteItem[] = [];
  let dropped = 0;
  const read = async (part: readonly TalkLine[], halvings: number): Promise<void> => {
    try {
      const reading = await readPart(messagesFor(part, briefing, items, contextTokens), {
        ...tools,
        earlier: items,
      });
      items = mergeItems([...items, ...reading.items]);
      dropped += reading.dropped;
    } catch (error) {
      const isTooLong = error instanceof InputError && error.code === 'too-long';
      const halves = isTooLong && halvings < MOST_HALVINGS ? halve(part) : null;
      if (halves === null) throw error;
      for (const half of halves) await read(half, halvings + 1);
    }
  };
  for (const part of splitTalk(lines, limitsFor(briefing, contextTokens, answerTokens))) await read(part, 0);
  return { items: withOwnIds(items), dropped, checker };
}

/** What is left for the talk: beside task and facts, the answer, its correction, and the earlier items. */
function limitsFor({ facts }: Briefing, contextTokens: number, answerTokens: number): TalkLimits {
  const fixed = estimateTokens(TASK) + estimateTokens(facts) + contextTokens * 0.12 + answerTokens * 2 + 400;
  const most = Math.min(LONGEST_PART, contextTokens - fixed);
  if (most < SHORTEST_PART) {
    throw new InputError(
      'too-long',
      `${contextTokens} tokens leave no room for the talk: give LANGUAGE_MODEL_CONTEXT what the model can read.`,
    );
  }
  return { most, overlap: most * OVERLAP_SHARE };
}
