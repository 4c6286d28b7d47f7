/** Docket in a tenant: one of any number of like processes on one PostgreSQL server. */
import { InputError } from '../kernel/errors.ts';
import { compose } from './compose.ts';
import type { Config } from './config.ts';
import { makeEngine } from './engine.ts';
import { serve } from './serve.ts';
import { makeLogger, systemClock, systemPause, systemRandom } from './systemPorts.ts';
import { untilSignal } from './untilSignal.ts';

/** Runs until it is asked to end; what is being handled is finished first. */
export async function startServer(config: Config): Promise<void> {
  if (config.isLocal) {
    throw new InputError(
      'no-bot',
      'Without MICROSOFT_APP_ID Docket runs locally, as one process: use "docket start".',
    );
  }
  const logger = makeLogger(config.DOCKET_LOG_LEVEL);
  const app = await compose({
    config,
    clock: systemClock,
    random: systemRandom,
    pause: systemPause,
    logger,
    engine: await makeEngine(config, undefined, { logger }),
  });
  const served = await serve(app, { host: config.DOCKET_HOST, port: config.DOCKET_PORT, logger });
  logger.info('Docket runs.', { url: served.url });
  await untilSignal();
  await served.close();
}
