/** One request to a chat model of Azure OpenAI or of an OpenAI-compatible server, with what the server supports. */
import OpenAI, { AzureOpenAI } from 'openai';
import { z } from 'zod';
import { ContractError, DocketError, InputError, ThrottledError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import { type Clock, type Instant, millisecondsBetween } from '../../kernel/time.ts';
import { RESPONSE_FORMATS, type ResponseFormat } from './answer.ts';
import { LONGEST_WAIT_MS, timedOut, toDocketError } from './errors.ts';

/** How Docket signs in. `token` is asked for each request and keeps its own cache; a server without any needs `none`. */
export type ModelCredential =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'token'; readonly token: () => Promise<string> }
  | { readonly kind: 'none' };

export type Wait = (milliseconds: number) => Promise<void>;

export interface ModelClientParts {
  /** Base address: `https://api.openai.com/v1`, or `https://NAME.openai.azure.com` together with `apiVersion`. */
  readonly endpoint: string;
  readonly credential: ModelCredential;
  /** Name of the model; on Azure of the deployment. */
  readonly model: string;
  /** Azure's `api-version`; absent for every other server. */
  readonly apiVersion?: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wait: Wait;
  /** Longest time for one attempt. */
  readonly requestMs: number;
}

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ModelReply {
  readonly content: string;
  /** True when the model ran out of room before it had ended. */
  readonly isCut: boolean;
}

export interface ModelClient {
  /**
   * Asks until `deadline`; what may be asked again is asked once more. Throws the kernel's errors; `too-long` says that
   * the messages do not fit.
   */
  ask(messages: readonly Message[], mostTokens: number, deadline: Instant): Promise<ModelReply>;
}

/** Only what is used; a reply with anything else in it (tool calls, say) is read no further. */
const replySchema = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
});

/** What the server accepts, found out by its refusals and kept. */
interface Dialect {
  format: number;
  limit: 'max_tokens' | 'max_completion_tokens' | null;
  temperature: boolean;
  seed: boolean;
}

/** The same seed for every request, so that a server that honours it answers alike. */
const SEED = 20_270_309;
/** A reply larger than this is no minutes. */
const MOST_BYTES = 4_000_000;
/** Pause before a second attempt after a fault. */
const PAUSE_MS = 1_000;

export function makeModelClient(parts: ModelClientParts): ModelClient {
  const sdk = makeSdk(parts);
  const dialect: Dialect = { format: 0, limit: 'max_tokens', temperature: true, seed: true };

  const send = async (
    messages: readonly Message[],
    mostTokens: number,
    deadline: Instant,
  ): Promise<ModelReply> => {
    const leftMs = millisecondsBetween(parts.clock.now(), deadline);
    if (leftMs <= 0) throw timedOut();
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), Math.min(leftMs, parts.requestMs));
    try {
      const reply: unknown = await sdk.chat.completions.create(
        {
          model: parts.model,
          messages: messages.map((each) => ({ ...each })),
          stream: false,
          ...optionsOf(dialect, mostTokens),
        },
        { signal: control.signal },
      );
      return readReply(reply);
    } catch (error) {
      throw toDocketError(error);
    } finally {
      clearTimeout(timer);
    }
  };

  const sendInDialect: typeof send = async (messages, mostTokens, deadline) => {
    for (;;) {
      const asked = { ...dialect };
      try {
        return await send(messages, mostTokens, deadline);
      } catch (error) {
        if (!(error instanceof InputError) || error.code !== 'request-refused') throw error;
        // Another request may have learnt it meanwhile.
        const isKnown = JSON.stringify(asked) !== JSON.stringify(dialect);
        if (!isKnown && !concede(dialect, error.details.param)) throw error;
        parts.logger.info('The language model does not support an option; asking without it.', {
          ...dialect,
        });
      }
    }
  };

  return {
    async ask(messages, mostTokens, deadline) {
      try {
        return await sendInDialect(messages, mostTokens, deadline);
      } catch (error) {
        const pauseMs = pauseBeforeSecond(error);
        if (pauseMs === null || millisecondsBetween(parts.clock.now(), deadline) <= pauseMs) throw error;
        parts.logger.info('The language model did not answer; asking once more.', { error, pauseMs });
        await parts.wait(pauseMs);
        return sendInDialect(messages, mostTokens, deadline);
      }
    },
  };
}

/** A question may be asked twice. A model that is slow once is slow again; a long wait is not worth it. */
function pauseBeforeSecond(error: unknown): number | null {
  if (error instanceof ThrottledError)
    return error.retryAfterMs <= LONGEST_WAIT_MS ? error.retryAfterMs : null;
  if (error instanceof DocketError && error.retry === 'soon' && error.code !== 'timed-out') return PAUSE_MS;
  return null;
}

function optionsOf({ format, limit, temperature, seed }: Dialect, mostTokens: number) {
  const wanted: ResponseFormat | undefined = RESPONSE_FORMATS[format];
  return {
    ...(temperature ? { temperature: 0 } : {}),
    ...(seed ? { seed: SEED } : {}),
    ...(limit === null ? {} : { [limit]: mostTokens }),
    ...(wanted === undefined ? {} : { response_format: wanted }),
  };
}

/** Leaves out the option that was refused, or asks for a looser format; false when there is nothing left to leave out. */
function concede(dialect: Dialect, param: unknown): boolean {
  if (param === 'temperature' && dialect.temperature) dialect.temperature = false;
  else if (param === 'seed' && dialect.seed) dialect.seed = false;
  else if (param === 'max_tokens' && dialect.limit === 'max_tokens') dialect.limit = 'max_completion_tokens';
  else if (param === 'max_completion_tokens' && dialect.limit !== null) dialect.limit = null;
  else if (dialect.format < RESPONSE_FORMATS.length) dialect.format += 1;
  else return false;
  return true;
}

function readReply(reply: unknown): ModelReply {
  const parsed = replySchema.safeParse(reply);
  const [choice] = parsed.success ? parsed.data.choices : [];
  if (choice === undefined)
    throw new ContractError(
      'unexpected-reply',
      'The language model sent something that is no chat completion.',
    );
  if (choice.finish_reason === 'content_filter')
    throw new ContractError('answer-filtered', "The language model's content filter withheld its answer.");
  return { content: choice.message.content ?? '', isCut: choice.finish_reason === 'length' };
}

/** The SDK without its own repetitions, environment variables and redirects. */
function makeSdk({ endpoint, credential, apiVersion, requestMs }: ModelClientParts): OpenAI {
  const base = endpoint.replace(/\/+$/, '');
  const common = {
    apiKey: credential.kind === 'key' ? credential.key : 'none',
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: requestMs,
    fetch: fetchFor(credential),
  };
  if (apiVersion === undefined) return new OpenAI({ ...common, baseURL: base });
  return new AzureOpenAI({ ...common, baseURL: `${base}/openai`, apiVersion });
}

type SdkFetch = NonNullable<ConstructorParameters<typeof OpenAI>[0]>['fetch'];

/**
 * Node's fetch. It follows no redirect, since the talk would go along to an address that nobody configured, and reads
 * no endless reply.
 */
function fetchFor(credential: ModelCredential): SdkFetch {
  const send = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (credential.kind !== 'key') {
      headers.delete('authorization');
      headers.delete('api-key');
    }
    if (credential.kind === 'token') headers.set('authorization', `Bearer ${await credential.token()}`);
    const response = await fetch(url, { ...init, headers, redirect: 'error' });
    const body = await readBody(response);
    const { status } = response;
    return new Response(status < 400 ? body : withErrorObject(body), { status, headers: response.headers });
  };
  return send as unknown as SdkFetch;
}

/** vLLM sends its errors bare; the SDK reads them only within `error`. */
function withErrorObject(body: Buffer | null): Buffer | string | null {
  const text = body?.toString('utf8').trim() ?? '';
  return /^\{\s*"(?!error")/.test(text) ? `{"error": ${text}}` : body;
}

async function readBody(response: Response): Promise<Buffer | null> {
  if (response.body === null) return null;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    if (bytes > MOST_BYTES)
      throw new ContractError('reply-too-large', `The language model sent more than ${MOST_BYTES} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
