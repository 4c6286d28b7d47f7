/** The local Teams: a Bot Connector between the bot, a Playground, and people who act on the local page. */
import type { Part, PartContext } from '../core/part.ts';
import { makeChatFiles } from './chatFiles.ts';
import { makeChatPage } from './chatPage.ts';
import { CONNECTOR_FAULTS, makeConnector } from './connector.ts';
import { makePlaygroundDoor } from './playgroundDoor.ts';
import { makePlaygroundLink } from './playgroundLink.ts';
import { makePostToBot } from './toBot.ts';

export interface TeamsPartOptions {
  /** The bot's `/api/messages`; null when there is none. */
  readonly botEndpoint: string | null;
  /** Address of a Playground; null when none runs. */
  readonly playgroundUrl: string | null;
}

export function makeTeamsPart(context: PartContext, { botEndpoint, playgroundUrl }: TeamsPartOptions): Part {
  for (const [name, description] of Object.entries(CONNECTOR_FAULTS))
    context.faults.declare(name, description);
  const closing = new AbortController();
  const post = makePostToBot(botEndpoint, closing.signal);
  const link = makePlaygroundLink(playgroundUrl);
  return {
    name: 'teams',
    routes: [],
    plain: [
      makePlaygroundDoor(context, link, post),
      makeConnector(context, link),
      makeChatFiles(context),
      makeChatPage(context, post),
    ],
    close: () => closing.abort(),
  };
}
