/** Puts a digest on its way, in the caller's transaction: to the channel, and to people as they chose. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Place, Reply } from '../kernel/chat.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import type { Otherwise, OutgoingMessage } from '../kernel/transaction.ts';
import { digestReply } from './cards/digestView.ts';
import type { DigestChoice } from './choice.ts';
import { type Digest, readerOf } from './digest.ts';
import { digestKey, personKey } from './digestKeys.ts';
import { digestMail } from './mailView.ts';
import type { DigestStores } from './ports.ts';
import { findRecipients } from './recipients.ts';
import { digestTexts } from './texts.ts';

export interface Sending {
  readonly key: string;
  readonly digest: Omit<Digest, 'absent'>;
  /** People of the project, for the names of those who were absent. */
  readonly roster: readonly Person[];
  /** Confirmed it just now and need not be told. */
  readonly by?: PersonId;
}

type SendingStores = Pick<DigestStores, 'people' | 'choices' | 'outbox'>;

export async function sendDigest(stores: SendingStores, { key, digest, roster, by }: Sending): Promise<void> {
  const { project, meeting, minutes } = digest;
  const { attendees, absentees } = findRecipients(meeting, minutes);
  const ids = [...attendees, ...absentees];
  const met = await stores.people.find(ids);
  const personOf = (id: PersonId): Person | undefined => {
    const known = [roster, met].flatMap((people) => people.find((each) => each.id === id) ?? []);
    return known.length === 0 ? undefined : Object.assign({}, ...known);
  };
  const whole: Digest = { ...digest, absent: absentees.flatMap((id) => personOf(id)?.name ?? []) };
  const [place] = project.places;
  if (place !== undefined)
    await stores.outbox.post({ key, to: channelTarget(key, whole, place), reply: digestReply(whole) });
  for (const choice of await stores.choices.of(ids.filter((id) => id !== by))) {
    const message = personalMessage(key, whole, choice, personOf(choice.personId), place);
    if (message !== null) await stores.outbox.post(message);
  }
}

/** What follows a first digest stands in its thread. */
function channelTarget(key: string, { meeting }: Digest, place: Place): OutgoingMessage['to'] {
  const first = digestKey(meeting.id);
  return key === first ? place : { place, inThreadOf: first };
}

/** Chat, then mail, then a mention in the channel; from mail on for who wants mail. Null for who wants none. */
function personalMessage(
  key: string,
  digest: Digest,
  { personId, minutes }: DigestChoice,
  person: Person | undefined,
  place: Place | undefined,
): OutgoingMessage | null {
  if (minutes === 'off') return null;
  const reader = readerOf(person, digest.project);
  const mention: Otherwise | null =
    place === undefined ? null : { to: { place, inThreadOf: key }, reply: mentionReply(digest, person) };
  const mail: Otherwise = {
    to: { mailTo: personId },
    reply: { mail: digestMail(digest, reader) },
    ...(mention === null ? {} : { otherwise: mention }),
  };
  if (minutes === 'mail') return { key: personKey(key, personId), ...mail };
  return {
    key: personKey(key, personId),
    to: { personId },
    reply: digestReply(digest, reader),
    otherwise: mail,
  };
}

/** Tells a person that a digest stands above. */
export function mentionReply(
  { project, meeting }: Pick<Digest, 'project' | 'meeting'>,
  person: Person | undefined,
): Reply {
  const t = digestTexts(project.locale);
  const name = person?.name ?? '';
  const mention = person?.teamsId === undefined ? null : { name, teamsId: person.teamsId };
  const text = t('mention', {
    name: mention === null ? escapeMarkdown(name) : `<at>${name}</at>`,
    isNamed: name === '' ? 'no' : 'yes',
    meeting: `**${escapeMarkdown(meeting.subject)}**`,
  });
  return mention === null ? { text } : { text, mentions: [mention] };
}
