/** Everything on one machine: the local Microsoft 365, the bot, the Playground, and the sample project. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Playground, startPlayground } from '../../adapters/teams/playground.ts';
import { PLAYGROUND_CONFIG_FILE, playgroundConfig } from '../../adapters/teams/playgroundConfig.ts';
import { InputError } from '../../kernel/errors.ts';
import type { Config } from '../config.ts';
import { requireFreePort, startLocalMicrosoft365Process } from './startChild.ts';
import { type LocalWorld, readLocalWorld, SAMPLE_FOLDER } from './world.ts';

interface LocalAddresses {
  /** Null when the chat was left out. */
  readonly chat: string | null;
  readonly sharePoint: string;
  readonly health: string;
}

interface Part {
  close(): Promise<void>;
}

interface LocalStart {
  readonly addresses: LocalAddresses;
  close(): Promise<void>;
}

/** Starts all parts side by side; `withChat` false leaves the Playground out. Throws when one does not come up. */
export async function startLocal(
  config: Config,
  { reset, withChat }: { readonly reset: boolean; readonly withChat: boolean },
): Promise<LocalStart> {
  const data = resolve(config.DOCKET_DATA);
  const world = readLocalWorld(SAMPLE_FOLDER);
  await requireFreePort(config.DOCKET_PORT, 'DOCKET_PORT', 'the bot');
  await requireFreePort(config.LOCAL365_PORT, 'LOCAL365_PORT', 'the local Microsoft 365');
  if (withChat) await requireFreePort(config.PLAYGROUND_PORT, 'PLAYGROUND_PORT', 'the chat');
  if (reset) resetData(data);
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, '.docket-data'), 'Made by Docket; "npm start -- --reset" removes this folder.\n');
  const local365 = `http://127.0.0.1:${config.LOCAL365_PORT}`;
  const parts: Part[] = [];
  const close = async (): Promise<void> => {
    for (const part of parts.splice(0).reverse()) await part.close();
  };
  const started = async <Started extends Part>(starting: Promise<Started>): Promise<Started> => {
    const part = await starting;
    parts.push(part);
    return part;
  };
  // All of them are waited for even when one fails, so that those which came up are closed.
  const starting = [
    started(startMicrosoft365(config, world, data)),
    withChat ? started(startChat(config, world, data, local365)) : null,
    started(import('./composeLocal.ts').then(({ composeLocal }) => composeLocal(config, world))),
  ] as const;
  try {
    await Promise.allSettled(starting);
    const [, chat, app] = await Promise.all(starting);
    const served = await started(app.open());
    const addresses = { chat: chat?.url ?? null, sharePoint: local365, health: `${served.url}/health` };
    return { addresses, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The local Microsoft 365 alone, on its data below `data`. */
export function startMicrosoft365(config: Config, world: LocalWorld, data: string): Promise<Part> {
  return startLocalMicrosoft365Process({
    folder: join(data, 'microsoft365'),
    port: config.LOCAL365_PORT,
    seed: world.tenantFile,
    botEndpoint: `http://127.0.0.1:${config.DOCKET_PORT}/api/messages`,
    playgroundUrl: `http://127.0.0.1:${config.PLAYGROUND_PORT}`,
  });
}

function startChat(
  config: Config,
  { playground }: LocalWorld,
  data: string,
  local365: string,
): Promise<Playground> {
  const folder = join(data, 'playground');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PLAYGROUND_CONFIG_FILE), playgroundConfig(playground));
  return startPlayground({
    folder,
    port: config.PLAYGROUND_PORT,
    appEndpoint: `${local365}/connector/api/messages`,
    // As the Playground calls a team's first channel.
    opensOn: `${playground.team.name} - General`,
  });
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
