/** An engine over the local language server, with everything that it logged and waited for. */
import assert from 'node:assert/strict';
import {
  type LanguageModelOptions,
  makeLanguageModelEngine,
} from '../../../src/adapters/language/makeLanguageModelEngine.ts';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import type { MeetingContext, Minutes, MinutesEngine } from '../../../src/meetings/minutes/minutes.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { type FakeLogger, fakeLogger } from '../../support/fakeLogger.ts';
import { type LanguageServer, startLanguageServer } from '../../support/startLanguageServer.ts';
import { makeContext, makeTranscript } from '../../unit/meetings/minutes/talk.ts';

export interface LanguageWorld {
  readonly server: LanguageServer;
  readonly logger: FakeLogger;
  /** Pauses that were asked for; they took no time. */
  readonly waits: readonly number[];
  makeEngine(more?: Partial<LanguageModelOptions>): MinutesEngine;
  write(lines: readonly string[], more?: Partial<MeetingContext>): Promise<Minutes>;
  close(): Promise<void>;
}

export async function startLanguageWorld(): Promise<LanguageWorld> {
  const server = await startLanguageServer();
  const logger = fakeLogger();
  const clock = fakeClock('2027-03-09T11:00:00Z');
  const waits: number[] = [];
  const makeEngine: LanguageWorld['makeEngine'] = (more = {}) =>
    makeLanguageModelEngine({
      endpoint: server.url,
      credential: { kind: 'key', key: 'key-of-the-tests' },
      model: 'local-model',
      contextTokens: 16_000,
      clock,
      logger,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        clock.pass(milliseconds);
      },
      fallback: makeRulesEngine(),
      ...more,
    });
  return {
    server,
    logger,
    waits,
    makeEngine,
    write: (lines, more) => makeEngine().write(makeTranscript(lines), makeContext(more)),
    close: () => server.close(),
  };
}

/** The only one of a list. */
export function only<T>(values: readonly T[]): T {
  assert.equal(values.length, 1, JSON.stringify(values));
  return values[0] as T;
}
