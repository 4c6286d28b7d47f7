/** For people of whom nobody knows whether their digest arrived: it is not sent again, they are told where it stands. */
import { asPersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { Delivery, OutgoingMessage } from '../kernel/transaction.ts';
import type { Meeting } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { readerOf } from './digest.ts';
import { aboveKey, digestKey, pointerMailKey, recipientOf } from './digestKeys.ts';
import { pointerMail } from './mailView.ts';
import type { DigestStores } from './ports.ts';
import { mentionReply } from './sendDigest.ts';

interface Where {
  readonly project: Project;
  readonly meeting: Meeting;
  readonly roster: readonly Person[];
}

/**
 * Mentions them below the channel's digest, once each. Where that did not come into the channel, or nobody knows whether
 * the mention did, a mail tells them; so it does where `isLate`: the promised time is nearly over. Teams has no call by
 * which a bot finds a message of its own whose id it was not told.
 */
export async function pointAtMinutes(
  { outbox, people, minutesDocuments }: Pick<DigestStores, 'outbox' | 'people' | 'minutesDocuments'>,
  where: Where,
  deliveries: readonly Delivery[],
  isLate: boolean,
): Promise<void> {
  const { project, meeting, roster } = where;
  const stateOf = (key: string) => deliveries.find((each) => each.key === key)?.state;
  for (const { key, state, to } of deliveries) {
    const recipient = recipientOf(key);
    if (state !== 'unknown' || !('personId' in to) || recipient === null) continue;
    const way = wayOf(stateOf(digestKey(meeting.id)), stateOf(aboveKey(key)), isLate);
    if (way === null || stateOf(pointerMailKey(key)) !== undefined) continue;
    const personId = asPersonId(recipient);
    const known = [...roster, ...(await people.find([personId]))].filter(({ id }) => id === personId);
    const person = known.length === 0 ? undefined : Object.assign({}, ...known);
    const document = await minutesDocuments.get(meeting.id);
    const mail = {
      to: { mailTo: personId },
      reply: { mail: pointerMail(where, readerOf(person, project), document?.webUrl) },
    };
    await outbox.post(
      way === 'mail' ? { key: pointerMailKey(key), ...mail } : mentionBelow(where, person, key, mail),
    );
  }
}

/** Null while the mention is on its way, or may yet be made. */
function wayOf(
  channel: Delivery['state'] | undefined,
  mention: Delivery['state'] | undefined,
  isLate: boolean,
): 'mention' | 'mail' | null {
  if (mention === 'unknown') return 'mail';
  if (mention !== undefined) return null;
  if (channel === 'sent') return 'mention';
  return channel === 'waiting' && !isLate ? null : 'mail';
}

function mentionBelow(
  where: Where,
  person: Person | undefined,
  key: string,
  mail: Pick<OutgoingMessage, 'to' | 'reply'>,
): OutgoingMessage {
  const [place] = where.project.places;
  if (place === undefined) return { key: pointerMailKey(key), ...mail };
  return {
    key: aboveKey(key),
    to: { place, inThreadOf: digestKey(where.meeting.id) },
    reply: mentionReply(where, person),
    otherwise: mail,
  };
}
