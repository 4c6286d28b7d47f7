/** For people of whom nobody knows whether their digest arrived: it is not sent again, they are shown where it stands. */
import { asPersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { Delivery } from '../kernel/transaction.ts';
import type { Meeting } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { digestKey, recipientOf } from './digestKeys.ts';
import type { DigestStores } from './ports.ts';
import { mentionReply } from './sendDigest.ts';

/**
 * Mentions them below the channel's digest, once each; where that is not in the channel, they stay unknown. Teams has
 * no call by which a bot finds a message of its own whose id it was not told.
 */
export async function pointAtChannel(
  { outbox, people }: Pick<DigestStores, 'outbox' | 'people'>,
  where: { readonly project: Project; readonly meeting: Meeting; readonly roster: readonly Person[] },
  deliveries: readonly Delivery[],
): Promise<void> {
  const key = digestKey(where.meeting.id);
  const [place] = where.project.places;
  const isInChannel = deliveries.some((each) => each.key === key && each.state === 'sent');
  if (place === undefined || !isInChannel) return;
  for (const delivery of deliveries) {
    const recipient = recipientOf(delivery.key);
    if (delivery.state !== 'unknown' || !('personId' in delivery.to) || recipient === null) continue;
    const personId = asPersonId(recipient);
    const known = [...where.roster, ...(await people.find([personId]))].filter(({ id }) => id === personId);
    const person = known.length === 0 ? undefined : Object.assign({}, ...known);
    await outbox.post({
      key: `${delivery.key}/above`,
      to: { place, inThreadOf: key },
      reply: mentionReply(where, person),
    });
  }
}
