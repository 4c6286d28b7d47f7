/** Which engine writes the minutes. */
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { MinutesEngine } from '../meetings/index.ts';
import { makeRulesEngine } from '../meetings/minutes/index.ts';
import type { Config } from './config.ts';
import { makeLogger, systemClock } from './systemPorts.ts';

/** `embedded`: nothing leaves the machine. `llm`: a language model, with the embedded engine where it fails. */
export type EngineKind = 'embedded' | 'llm';

/**
 * The engine of this kind; unless said, a language model where one is configured. Throws InputError for `llm` without
 * LANGUAGE_MODEL_URL.
 */
export async function makeEngine(
  config: Config,
  kind: EngineKind = config.LANGUAGE_MODEL_URL === undefined ? 'embedded' : 'llm',
  {
    clock = systemClock,
    logger = makeLogger(config.DOCKET_LOG_LEVEL),
  }: { readonly clock?: Clock; readonly logger?: Logger } = {},
): Promise<MinutesEngine> {
  const embedded = makeRulesEngine();
  if (kind === 'embedded') return embedded;
  const { makeLanguageEngine } = await import('./languageEngine.ts');
  return makeLanguageEngine(config, { clock, logger, fallback: embedded });
}
