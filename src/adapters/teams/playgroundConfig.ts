/** What the Microsoft 365 Agents Playground is told of the sample tenant. Pure. */
import { InputError } from '../../kernel/errors.ts';

export interface PlaygroundPerson {
  /** Entra object id. */
  readonly id: string;
  readonly givenName: string;
  readonly surname: string;
  readonly mail: string;
}

export interface PlaygroundWorld {
  readonly tenantId: string;
  /** `id` as in Teams, `28:...`. */
  readonly bot: { readonly id: string; readonly name: string };
  /** The person who sits at the Playground. */
  readonly signedIn: PlaygroundPerson;
  /** The others of the team and of the group chat: the Playground takes five, no more and no fewer. */
  readonly others: readonly PlaygroundPerson[];
  /** `id` is that of the General channel too. */
  readonly team: {
    readonly id: string;
    readonly name: string;
    readonly groupId: string;
    readonly channel: { readonly id: string; readonly name: string };
  };
  readonly groupChat: { readonly id: string; readonly name: string };
  readonly personalChatId: string;
}

/** The name that the Playground looks for in its working folder. */
export const PLAYGROUND_CONFIG_FILE = '.m365agentsplayground.yml';

const OTHERS = 5;
/** `bot.name` in the Playground's schema. */
const LONGEST_BOT_NAME = 42;

/**
 * Content of `.m365agentsplayground.yml` (JSON, which is YAML too). A wrong one makes the Playground end without a
 * word, so what its schema demands is checked here: throws an InputError.
 */
export function playgroundConfig(world: PlaygroundWorld): string {
  const problem = problemOf(world);
  if (problem !== undefined)
    throw new InputError('playground-config', `The Playground cannot show this: ${problem}`);
  const { team, groupChat, bot, personalChatId } = world;
  const config = {
    version: '0.1.1',
    tenantId: world.tenantId,
    bot: { id: bot.id, name: bot.name },
    currentUser: userOf(world.signedIn),
    users: world.others.map(userOf),
    personalChat: { id: personalChatId },
    groupChat: { id: groupChat.id, name: groupChat.name },
    team: {
      id: team.id,
      name: team.name,
      aadGroupId: team.groupId,
      channels: [{ id: team.channel.id, name: team.channel.name }],
    },
  };
  return `# Written by Docket at each start from its sample project; changes here are lost.\n${JSON.stringify(config, null, 2)}\n`;
}

function problemOf({ others, signedIn, bot }: PlaygroundWorld): string | undefined {
  if (others.length !== OTHERS) {
    return `it takes exactly ${OTHERS} people beside the one signed in, and was given ${others.length}.`;
  }
  const ids = [signedIn, ...others].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return 'two of its people have the same id.';
  if (bot.name.length > LONGEST_BOT_NAME)
    return `the bot's name is longer than ${LONGEST_BOT_NAME} characters.`;
  return undefined;
}

/**
 * Teams opens a 1:1 chat by Entra id as well as by its own id; the Playground knows only the latter, so both are the
 * same here. `userPrincipleName` is spelled as its schema has it.
 */
function userOf({ id, givenName, surname, mail }: PlaygroundPerson): Record<string, string> {
  return {
    id,
    name: `${givenName} ${surname}`,
    userPrincipleName: mail,
    aadObjectId: id,
    givenName,
    surname,
    email: mail,
  };
}
