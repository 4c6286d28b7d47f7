/** The way to the bot's messages endpoint. */
import type { Activity } from './activities.ts';

/** The connector gives up after 10 to 15 s ("Bot basics"); the local one waits a little longer, to show what happened. */
const BOT_DEADLINE_MS = 20_000;

export interface BotAnswer {
  /** 503 when no bot is configured, 504 when it did not answer. */
  readonly status: number;
  readonly body: unknown;
}

/** Posts an activity to the bot. */
export type PostToBot = (activity: Activity) => Promise<BotAnswer>;

/** `botEndpoint` is the bot's `/api/messages`; null when there is none. `closing` ends what is on its way. */
export function makePostToBot(botEndpoint: string | null, closing: AbortSignal): PostToBot {
  return async (activity) => {
    if (botEndpoint === null)
      return {
        status: 503,
        body: { error: 'No bot is configured; start the local Microsoft 365 with --bot.' },
      };
    try {
      const response = await fetch(botEndpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(activity),
        signal: AbortSignal.any([AbortSignal.timeout(BOT_DEADLINE_MS), closing]),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : parseOrText(text) };
    } catch {
      // No connection, or no answer in time: the caller shows it as the gateway's answer, as Teams does.
      return { status: 504, body: { error: `The bot at ${botEndpoint} did not answer.` } };
    }
  };
}

export function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
