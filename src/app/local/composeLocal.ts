/** The app of a machine; a file of its own since it takes seconds to load, in which the other parts start. */
import { type App, compose } from '../compose.ts';
import type { Config } from '../config.ts';
import { makeEngine } from '../engine.ts';
import { type Served, serve } from '../serve.ts';
import { makeLogger, systemClock, systemPause, systemRandom } from '../systemPorts.ts';
import { seedSampleProject } from './sampleProject.ts';
import { type LocalWorld, localConfig } from './world.ts';

export interface LocalApp {
  /** To be called once the local Microsoft 365 is up: serves, and sets the sample project up. */
  open(): Promise<Served>;
  close(): Promise<void>;
}

export async function composeLocal(config: Config, world: LocalWorld): Promise<LocalApp> {
  const logger = makeLogger(config.DOCKET_LOG_LEVEL);
  const local = localConfig(config, world);
  const app: App = await compose({
    config: local,
    clock: systemClock,
    random: systemRandom,
    pause: systemPause,
    logger,
    engine: await makeEngine(config, undefined, { logger }),
    localAppId: world.appId,
    localTenantId: world.tenantId,
  });
  return {
    async open() {
      const served = await serve(app, { host: config.DOCKET_HOST, port: config.DOCKET_PORT, logger });
      try {
        await seedSampleProject(app, world, `${local.GRAPH_URL}/connector`);
      } catch (error) {
        await served.close();
        throw error;
      }
      return served;
    },
    close: () => app.close(),
  };
}
