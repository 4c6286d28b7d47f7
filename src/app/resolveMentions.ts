/** Who is mentioned in a message, by their Entra ids. */
import type { IncomingMessage } from '../kernel/chat.ts';
import type { Messenger } from '../kernel/messenger.ts';
import type { Clock } from '../kernel/time.ts';
import type { Transact } from '../kernel/transaction.ts';
import type { PeopleStore } from '../projects/index.ts';

export interface MentionPorts {
  readonly transact: Transact<{ readonly people: PeopleStore }>;
  readonly messenger: Pick<Messenger, 'members'>;
  readonly clock: Clock;
}

/** Fills in who is mentioned; people whom the bot has not met are looked up in the conversation. */
export async function resolveMentions(
  { transact, messenger, clock }: MentionPorts,
  message: IncomingMessage,
): Promise<IncomingMessage> {
  const ids = message.mentions.filter(({ personId }) => personId === undefined).map(({ teamsId }) => teamsId);
  if (ids.length === 0) return message;
  const { tenantId } = message.place;
  let known = await transact(tenantId, ({ people }) => people.byTeamsIds(ids));
  if (known.length < new Set(ids).size) {
    const members = await messenger.members(message.place);
    await transact(tenantId, ({ people }) => people.seen(members, clock.now()));
    known = [...known, ...members];
  }
  const mentions = message.mentions.map((mention) => {
    const person = known.find(({ teamsId, id }) => teamsId === mention.teamsId || id === mention.teamsId);
    return person === undefined ? mention : { ...mention, personId: person.id };
  });
  return { ...message, mentions };
}
