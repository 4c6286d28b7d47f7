/** A capability's one door: everything that the app needs to know of it. `app/compose.ts` holds the list. */
import type { z } from 'zod';
import type { CardClick, ClickAnswer, IncomingMessage, MeetingEvent, PlaceEvent, Reply } from './chat.ts';
import type { DigestContributor } from './digestSection.ts';
import type { Refusal } from './errors.ts';
import type { TenantId } from './ids.ts';

export interface Capability {
  readonly name: string;
  readonly commands?: readonly Command[];
  readonly cardActions?: readonly CardAction[];
  readonly jobs?: readonly Job[];
  /** Its part of people's morning digests. */
  readonly digest?: DigestContributor;
  /** Runs on events of places and meetings, in the order of the list of capabilities. */
  readonly onEvent?: (event: PlaceEvent | MeetingEvent) => Promise<void>;
}

/** A chat command. The words are the first words of the message, matched without regard to case. */
export interface Command {
  /** First word or words, such as `actions` or `minutes status`. The first is the one that help shows. */
  readonly words: readonly string[];
  /** One line for help and for the manifest's command list (title at most 32 characters comes from `words[0]`). */
  readonly help: string;
  /** How it is written, such as `done KEY`. */
  readonly usage: string;
  /** True when it stands in the manifest's command menu (ten at most over all capabilities). */
  readonly menu?: boolean;
  /** For commands without fixed words, such as a key alone (`A-12`); asked when no words match. */
  readonly matches?: (text: string) => boolean;
  /** Changes nothing: its answer may be worked out and said again, so it is said without being kept first. */
  readonly reads?: true;
  readonly run: (message: IncomingMessage, rest: string) => Promise<Reply | Refusal | undefined>;
}

/** A card button by its verb. `data` was checked by `schema` before `run` is called. */
export interface CardAction<Data = never> {
  readonly verb: string;
  readonly schema: z.ZodType<Data, z.ZodTypeDef, unknown>;
  readonly run: (click: CardClick, data: Data) => Promise<ClickAnswer | Refusal>;
}

/** Helps TypeScript to tie a card action's schema to its `run`. */
export const cardAction = <Data>(action: CardAction<Data>): CardAction => action as unknown as CardAction;

/** A durable job. Payloads carry ids only. Running it twice must do no more than running it once. */
export interface Job<Payload = never> {
  readonly name: string;
  readonly schema: z.ZodType<Payload, z.ZodTypeDef, unknown>;
  readonly run: (payload: Payload, context: JobContext) => Promise<void>;
  /** For jobs that run by the clock: once per tenant in each such span, with an empty payload. */
  readonly everyMs?: number;
}

export interface JobContext {
  readonly tenantId: TenantId;
  /** 1 on the first run. */
  readonly attempt: number;
}

export const job = <Payload>(definition: Job<Payload>): Job => definition as unknown as Job;
