/** What a part of the local Microsoft 365 gets and gives. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChangeBus } from './changes.ts';
import type { Directory } from './directory.ts';
import type { FaultBoard } from './faults.ts';
import type { Route } from './route.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

/** The only source of "now": ISO text in UTC with milliseconds. */
export interface Clock {
  now(): string;
}

export interface Random {
  /** A new GUID, lower case. */
  uuid(): string;
  /** A number in [0, 1). */
  number(): number;
}

/** Plain HTTP beside Graph (web page, upload addresses): answers true when it took the request. */
export interface PlainHandler {
  /** Path prefix, such as `/local365/uploads/`. */
  readonly prefix: string;
  readonly handle: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
}

export interface PartContext {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly faults: FaultBoard;
  readonly directory: Directory;
  /** Tells the other parts, above all subscriptions, that something changed. */
  readonly notify: ChangeBus['notify'];
  /** Hears what any part tells through `notify`. */
  readonly onChange: ChangeBus['onChange'];
  /** `http://127.0.0.1:PORT`, known only once the server listens: call it when a request is answered. */
  readonly address: () => string;
}

/** Made by a function `makeXPart(context)`. */
export interface Part {
  readonly name: string;
  readonly routes: readonly Route[];
  readonly plain?: readonly PlainHandler[];
  /** Called before the server closes: stop timers. */
  readonly close?: () => void | Promise<void>;
}
