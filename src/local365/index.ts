/** The local Microsoft 365: Microsoft Graph and its neighbours over HTTP on this machine, for development and tests. */
import { makeCalendarPart } from './calendar/index.ts';
import { makeChangeBus } from './core/changes.ts';
import { openDirectory } from './core/directory.ts';
import { type FaultRule, makeFaultBoard } from './core/faults.ts';
import type { Clock, Part, PartContext, Random } from './core/part.ts';
import { startGraphServer } from './core/server.ts';
import { openSettings } from './core/settings.ts';
import { openStore, type Store } from './core/store.ts';
import { makeDirectoryPart } from './directory/index.ts';
import { makeMailPart } from './mail/index.ts';
import { makeMeetingsPart } from './meetings/index.ts';
import { makePagePart } from './page/index.ts';
import { makeSharePointPart } from './sharepoint/index.ts';
import { makeSubscriptionsPart } from './subscriptions/index.ts';
import { makeTeamsPart } from './teams/index.ts';

export interface LocalMicrosoft365 {
  /** `http://127.0.0.1:PORT`; Graph is under `/v1.0` and `/beta`. */
  readonly url: string;
  readonly port: number;
  readonly store: Store;
  close(): Promise<void>;
}

export interface LocalMicrosoft365Options {
  /** Where the state is kept; null keeps it in memory. */
  readonly folder: string | null;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults?: readonly FaultRule[];
  /** Fills an empty state; called once all parts are there. */
  readonly seed?: (context: PartContext) => void;
  /** Address of the bot's messages endpoint, for the parts that speak to a bot. */
  readonly botEndpoint?: string;
  /** Address of an Agents Playground that shows what the bot says. */
  readonly playgroundUrl?: string;
  readonly onError?: (error: unknown) => void;
}

/** Starts it. Throws one sentence when the port is taken or the state cannot be read. */
export async function startLocalMicrosoft365(options: LocalMicrosoft365Options): Promise<LocalMicrosoft365> {
  const store = openStore(options.folder);
  const changes = makeChangeBus();
  let address = '';
  const context: PartContext = {
    store,
    clock: options.clock,
    random: options.random,
    settings: openSettings(store),
    faults: makeFaultBoard(),
    directory: openDirectory(store),
    notify: changes.notify,
    onChange: changes.onChange,
    address: () => address,
  };
  const parts = makeParts(context, options);
  for (const rule of options.faults ?? []) {
    const problem = context.faults.add(rule);
    if (problem !== null) throw new Error(problem);
  }
  options.seed?.(context);
  const server = await startGraphServer({
    ...context,
    routes: parts.flatMap(({ routes }) => routes),
    port: options.port,
    extra: parts.flatMap(({ plain }) => plain ?? []),
    ...(options.onError === undefined ? {} : { onError: options.onError }),
  });
  address = server.url;
  return {
    url: server.url,
    port: server.port,
    store,
    async close() {
      for (const part of parts) await part.close?.();
      await server.close();
    },
  };
}

/** One line a part. */
function makeParts(context: PartContext, options: LocalMicrosoft365Options): readonly Part[] {
  return [
    makeDirectoryPart(context),
    makeSharePointPart(context),
    makeMeetingsPart(context),
    makeCalendarPart(context),
    makeMailPart(context),
    makeSubscriptionsPart(context),
    makeTeamsPart(context, {
      botEndpoint: options.botEndpoint ?? null,
      playgroundUrl: options.playgroundUrl ?? null,
    }),
    makePagePart(context),
  ];
}
