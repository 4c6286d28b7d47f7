/** The digest of a meeting as it stands now, from what is stored: what the channel's card and the document show. */
import { deterministicId } from '../kernel/deterministicId.ts';
import type { Person } from '../kernel/people.ts';
import type { Meeting, Minutes } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import type { Digest } from './digest.ts';
import type { DigestStores } from './ports.ts';
import { findRecipients } from './recipients.ts';

type Reading = Pick<DigestStores, 'meetings' | 'promises' | 'registers' | 'people' | 'minutesDocuments'>;

/** Null while nothing has gone out that has words. */
export async function currentDigest(
  stores: Reading,
  project: Project,
  meeting: Meeting,
): Promise<Digest | null> {
  const record = await stores.meetings.minutes(meeting.id);
  const promise = await stores.promises.get(meeting.id);
  const minutes = record?.published ?? promise?.unconfirmed?.minutes ?? null;
  if (minutes === null) return null;
  const kind =
    record?.published != null ? 'confirmed' : meeting.state === 'discarded' ? 'discarded' : 'unconfirmed';
  const { absentees } = findRecipients(meeting, minutes);
  const people = await stores.people.find([...absentees, project.coordinatorId]);
  const document = await stores.minutesDocuments.get(meeting.id);
  return {
    project,
    meeting,
    minutes,
    keys: await keysOf(stores, meeting, minutes),
    standing: { kind },
    absent: namesOf(absentees, people),
    coordinator: promise?.confirmedBy ?? namesOf([project.coordinatorId], people)[0] ?? '',
    ...(document === null ? {} : { documentUrl: document.webUrl }),
  };
}

const namesOf = (ids: readonly string[], people: readonly Person[]): readonly string[] =>
  ids.flatMap((id) => people.find((person) => person.id === id)?.name ?? []);

/** Rows got their ids from their items when they were written (`rowOfItem`). */
async function keysOf(
  { registers }: Pick<DigestStores, 'registers'>,
  meeting: Meeting,
  { items }: Minutes,
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  for (const { id, carriesOver } of items) {
    const row = carriesOver === undefined ? await registers.rowById(deterministicId(meeting.id, id)) : null;
    const key = carriesOver?.key ?? row?.key;
    if (key !== undefined) keys.set(id, key);
  }
  return keys;
}
