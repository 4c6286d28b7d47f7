/** Minutes on their way, once for each standing: confirmed, not yet confirmed, without a transcript, corrected, discarded. */

import type { Person } from '../kernel/people.ts';
import type { Instant } from '../kernel/time.ts';
import type { Meeting, Minutes, MinutesRecord } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { digestReply } from './cards/digestView.ts';
import type { DigestStanding } from './digest.ts';
import { addendumKey, correctionKey, digestKey, discardKey } from './digestKeys.ts';
import { DOCUMENT_JOB } from './document/documentJob.ts';
import { findChanges, isNothing } from './minutesChanges.ts';
import type { DigestStores } from './ports.ts';
import { beginPromise, type MinutesPromise } from './promise/promise.ts';
import { sendDigest } from './sendDigest.ts';

export interface MinutesToSend {
  readonly project: Project;
  readonly meeting: Meeting;
  readonly keys: ReadonlyMap<string, string>;
  readonly roster: readonly Person[];
  readonly now: Instant;
}

/** What was confirmed. Of minutes that went out unconfirmed only what changed is sent. */
export async function sendConfirmed(
  stores: DigestStores,
  sending: MinutesToSend & { readonly minutes: Minutes; readonly record: MinutesRecord; readonly by: Person },
): Promise<void> {
  const { project, meeting, minutes, record, by, keys, roster, now } = sending;
  const digest = { project, meeting, minutes, keys, coordinator: by.name };
  const send = (key: string, standing: DigestStanding): Promise<void> =>
    sendDigest(stores, { key, digest: { ...digest, standing }, roster, by: by.id });
  await stores.jobs.send(DOCUMENT_JOB, { meetingId: meeting.id }, { key: meeting.id });
  if (record.publishedAt !== null)
    return send(addendumKey(meeting.id, record.publishedAt), { kind: 'addendum' });
  const promise = (await stores.promises.get(meeting.id)) ?? beginPromise(meeting, now);
  await stores.promises.save({
    ...promise,
    confirmedAt: now,
    confirmedBy: by.name,
    lookAt: promise.deliveredAt === null ? now : null,
  });
  if (promise.unconfirmed === null) return send(digestKey(meeting.id), { kind: 'confirmed' });
  await sendAfterUnconfirmed(stores, promise.unconfirmed, { ...sending, send });
}

/** The channel's card shows what is confirmed; people get the changes, or the minutes where they had none. */
async function sendAfterUnconfirmed(
  { outbox }: DigestStores,
  { minutes: before }: NonNullable<MinutesPromise['unconfirmed']>,
  {
    project,
    meeting,
    minutes,
    keys,
    by,
    send,
  }: MinutesToSend & {
    readonly minutes: Minutes;
    readonly by: Person;
    readonly send: (key: string, standing: DigestStanding) => Promise<void>;
  },
): Promise<void> {
  const digest = { project, meeting, minutes, keys, coordinator: by.name, absent: [] };
  await outbox.replace(digestKey(meeting.id), digestReply({ ...digest, standing: { kind: 'confirmed' } }));
  const key = correctionKey(meeting.id);
  if (before === null) return send(key, { kind: 'confirmed' });
  const changes = findChanges(before, minutes);
  if (!isNothing(changes)) await send(key, { kind: 'corrected', changes });
}

/** At the end of the promised time, before anybody confirmed; `minutes` is null where there are no words. */
export async function sendUnconfirmed(
  stores: DigestStores,
  {
    project,
    meeting,
    keys,
    roster,
    minutes,
    coordinator,
  }: MinutesToSend & {
    readonly minutes: Minutes | null;
    readonly coordinator: string;
  },
): Promise<void> {
  const standing: DigestStanding = { kind: minutes === null ? 'withoutTranscript' : 'unconfirmed' };
  const digest = { project, meeting, minutes, keys, coordinator, standing };
  await sendDigest(stores, { key: digestKey(meeting.id), digest, roster });
  if (minutes !== null) await stores.jobs.send(DOCUMENT_JOB, { meetingId: meeting.id }, { key: meeting.id });
}

/** Of minutes that went out unconfirmed: the channel's card and the document say that they do not stand, and so is everybody told. */
export async function sendDiscarded(
  stores: DigestStores,
  {
    project,
    meeting,
    minutes,
    roster,
    by,
  }: Pick<MinutesToSend, 'project' | 'meeting' | 'roster'> & {
    /** As they went out. */
    readonly minutes: Minutes | null;
    readonly by: Person;
  },
): Promise<void> {
  const digest = {
    project,
    meeting,
    minutes,
    keys: new Map(),
    coordinator: by.name,
    standing: { kind: 'discarded' as const },
  };
  await stores.outbox.replace(digestKey(meeting.id), digestReply({ ...digest, absent: [] }));
  await sendDigest(stores, { key: discardKey(meeting.id), digest, roster, by: by.id });
  await stores.jobs.send(DOCUMENT_JOB, { meetingId: meeting.id }, { key: meeting.id });
}
