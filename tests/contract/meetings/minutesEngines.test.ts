import { makeLanguageModelEngine } from '../../../src/adapters/language/makeLanguageModelEngine.ts';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { type LanguageServer, startLanguageServer } from '../../support/startLanguageServer.ts';
import { minutesEngineContract } from './minutesEngineContract.ts';

describe('the engine of rules', () => {
  minutesEngineContract(() => makeRulesEngine());
});

describe('the engine of a language model', () => {
  let server: LanguageServer;
  before(async () => {
    server = await startLanguageServer();
  });
  after(() => server.close());
  minutesEngineContract(() =>
    makeLanguageModelEngine({
      endpoint: server.url,
      credential: { kind: 'none' },
      model: 'local-model',
      contextTokens: 16_000,
      clock: fakeClock('2027-03-09T11:00:00Z'),
      logger: fakeLogger(),
      fallback: makeRulesEngine(),
    }),
  );
});
