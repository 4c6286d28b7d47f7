/** The local Teams: a Bot Connector between the bot, a Playground, and people who act on the local page. */

import { APPS, type AppRegistration } from '../core/directory.ts';
import type { Part, PartContext } from '../core/part.ts';
import { makeChatPage } from './chatPage.ts';
import { makeConnector } from './connector.ts';
import { makePlaygroundLink } from './playgroundLink.ts';
import { makeBotDoor, makePlaygroundDoor } from './toBot.ts';

export interface TeamsPartOptions {
  /** The bot's `/api/messages`; null when there is none. */
  readonly botEndpoint: string | null;
  /** Address of a Playground; null when none runs. */
  readonly playgroundUrl: string | null;
}

export function makeTeamsPart(context: PartContext, { botEndpoint, playgroundUrl }: TeamsPartOptions): Part {
  let seenBotId: string | null = null;
  const botId = (): string => {
    const [app] = context.store.collection<AppRegistration>(APPS).values();
    return seenBotId ?? `28:${app?.appId ?? 'bot'}`;
  };
  const door = makeBotDoor(context, botEndpoint, botId);
  return {
    name: 'teams',
    routes: [],
    plain: [
      makePlaygroundDoor(context, door, (id) => {
        seenBotId = id;
      }),
      makeConnector(context, makePlaygroundLink(playgroundUrl)),
      makeChatPage(context, door, botId),
    ],
  };
}
