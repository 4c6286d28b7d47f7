/** Everything on one machine: the local Microsoft 365, the bot, the Playground, and the sample project. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startPlayground } from '../../adapters/teams/playground.ts';
import { PLAYGROUND_CONFIG_FILE, playgroundConfig } from '../../adapters/teams/playgroundConfig.ts';
import { InputError } from '../../kernel/errors.ts';
import { makeRulesEngine } from '../../meetings/minutes/index.ts';
import { compose } from '../compose.ts';
import type { Config } from '../config.ts';
import { serve } from '../serve.ts';
import { makeLogger, systemClock, systemRandom } from '../systemPorts.ts';
import { seedSampleProject } from './sampleProject.ts';
import { requireFreePort, startLocalMicrosoft365Process } from './startChild.ts';
import { type LocalWorld, readLocalWorld } from './world.ts';

/** Sample that the local start shows. */
export const SAMPLE_FOLDER = resolve(import.meta.dirname, '../../../samples/atlas');

export interface LocalAddresses {
  readonly chat: string | null;
  readonly sharePoint: string;
  readonly health: string;
}

export interface LocalStart {
  readonly addresses: LocalAddresses;
  close(): Promise<void>;
}

/** `withPlayground` false leaves the Playground out (tests that speak to the bot themselves). */
export async function startLocal(
  config: Config,
  { reset, withPlayground }: { readonly reset: boolean; readonly withPlayground: boolean },
): Promise<LocalStart> {
  const data = resolve(config.DOCKET_DATA);
  const world = readLocalWorld(SAMPLE_FOLDER);
  await requireFreePort(config.DOCKET_PORT, 'DOCKET_PORT', 'the bot');
  if (reset) resetData(data);
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, '.docket-data'), 'Made by Docket; "npm start -- --reset" removes this folder.\n');
  const local365 = `http://127.0.0.1:${config.LOCAL365_PORT}`;
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  try {
    const microsoft365 = await startLocalMicrosoft365Process({
      folder: join(data, 'microsoft365'),
      port: config.LOCAL365_PORT,
      seed: world.tenantFile,
      botEndpoint: `http://127.0.0.1:${config.DOCKET_PORT}/api/messages`,
      playgroundUrl: `http://127.0.0.1:${config.PLAYGROUND_PORT}`,
    });
    closing.push(microsoft365.close);
    const logger = makeLogger(config.DOCKET_LOG_LEVEL);
    const app = await compose({
      config: localConfig(config, world),
      clock: systemClock,
      random: systemRandom,
      logger,
      engine: makeRulesEngine(),
      localAppId: world.appId,
      localTenantId: world.tenantId,
    });
    const served = await serve(app, { host: config.DOCKET_HOST, port: config.DOCKET_PORT, logger });
    closing.push(served.close);
    await seedSampleProject(app, world, `${local365}/connector`);
    let chat: string | null = null;
    if (withPlayground) {
      const folder = join(data, 'playground');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, PLAYGROUND_CONFIG_FILE), playgroundConfig(world.playground));
      const playground = await startPlayground({
        folder,
        port: config.PLAYGROUND_PORT,
        appEndpoint: `${local365}/connector/api/messages`,
      });
      closing.push(playground.close);
      chat = playground.url;
    }
    return { addresses: { chat, sharePoint: local365, health: `${served.url}/health` }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The configuration with the addresses and the sign-in of the local Microsoft 365. */
export function localConfig(config: Config, world: LocalWorld): Config {
  return {
    ...config,
    DOCKET_DATA: resolve(config.DOCKET_DATA),
    DOCKET_TENANTS: world.tenantId,
    GRAPH_URL: `http://127.0.0.1:${config.LOCAL365_PORT}`,
    GRAPH_TOKEN: world.graphToken,
    // The same after a restart, so that subscriptions made before are still known.
    NOTIFICATION_SECRET: config.NOTIFICATION_SECRET ?? 'notifications-of-this-machine-only',
  };
}

/** Removes the data folder, but never a folder that Docket did not make. */
function resetData(data: string): void {
  if (!existsSync(data)) return;
  if (!existsSync(join(data, '.docket-data'))) {
    throw new InputError(
      'not-our-folder',
      `${data} was not made by Docket, so it is not removed; choose another folder with DOCKET_DATA.`,
    );
  }
  rmSync(data, { recursive: true });
}
