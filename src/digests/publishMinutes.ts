/** Publishes confirmed minutes: rows in the registers, the digest in the chat, the review card closed. All or none. */
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { MeetingId } from '../kernel/ids.ts';
import type { Person, RosterMember } from '../kernel/people.ts';
import {
  type Confirmation,
  confirmMinutes,
  editedMinutes,
  lockMeeting,
  type Meeting,
  type Minutes,
  type MinutesRecord,
  refuseReview,
  refuseUnlessLead,
  reviewKey,
  settledReview,
} from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import type { Acting, RegisterRow } from '../registers/index.ts';
import { ifKnown } from './ifKnown.ts';
import type { DigestPorts, DigestStores } from './ports.ts';
import { changesOfItem, isCarriedOn, rowOfItem } from './rowsOfMinutes.ts';
import { sendConfirmed } from './sendMinutes.ts';

export interface PublishedMinutes {
  readonly meeting: Meeting;
  readonly minutes: Minutes;
  /** Key of the register row by item id. */
  readonly keys: ReadonlyMap<string, string>;
  /** False when they were out already. */
  readonly isNew: boolean;
}

export interface Publishing {
  readonly project: Project;
  readonly meetingId: MeetingId;
  /** Revision that the person saw; null takes the newest. */
  readonly revision: number | null;
  readonly confirmation: Confirmation;
  readonly by: Person;
}

export async function publishMinutes(
  ports: DigestPorts,
  publishing: Publishing,
): Promise<PublishedMinutes | Refusal> {
  const { project, meetingId, revision, confirmation, by } = publishing;
  const denied = await refuseUnlessLead(ports.lookup, project, by);
  if (denied !== null) return denied;
  const roster = await readNames(ports, project, confirmation);
  return ports.transact(project.tenantId, async (stores) => {
    const meeting = await lockMeeting(stores.meetings, meetingId);
    const record = await stores.meetings.minutes(meetingId);
    if (meeting === null || record === null || meeting.projectId !== project.id) {
      return refuseReview('unknown', project.locale);
    }
    if (meeting.state === 'published') {
      return { meeting, minutes: record.published ?? record.minutes, keys: new Map(), isNew: false };
    }
    if (meeting.state !== 'proposed') {
      return refuseReview('discarded', project.locale);
    }
    if (revision !== null && revision !== record.revision) {
      return refuseReview('readAgain', project.locale);
    }
    const minutes = confirmMinutes(editedMinutes(record), confirmation, roster);
    const written = await writeRows(ports, stores, { ...publishing, meeting, minutes });
    if (isRefusal(written)) return written;
    await settle(ports, stores, { project, meeting, record, minutes, keys: written, by, roster });
    return { meeting: { ...meeting, state: 'published' }, minutes, keys: written, isNew: true };
  });
}

/** Minutes go out while Graph does not answer; an owner who was chosen on the card must be known, though. */
function readNames(
  ports: DigestPorts,
  project: Project,
  { owner }: Confirmation,
): Promise<readonly RosterMember[]> {
  const names = ports.lookup.lastRoster(project);
  return owner.size > 0 ? names : ifKnown(ports, project, names, []);
}

async function writeRows(
  ports: DigestPorts,
  stores: DigestStores,
  { project, meeting, minutes, by }: Publishing & { readonly meeting: Meeting; readonly minutes: Minutes },
): Promise<ReadonlyMap<string, string> | Refusal> {
  const acting: Acting = {
    project,
    person: by,
    source: { kind: 'meeting', meetingId: meeting.id, title: meeting.subject },
  };
  const keys = new Map<string, string>();
  const added = minutes.items.flatMap((item) => {
    const row = rowOfItem(project, meeting, item);
    return row === null ? [] : [{ item, row }];
  });
  const rows = await ports.registers.addRowsIn(
    stores,
    acting,
    added.map(({ row }) => row),
  );
  if (isRefusal(rows)) return rows;
  for (const [index, { item }] of added.entries()) keys.set(item.id, (rows[index] as RegisterRow).key);
  for (const item of minutes.items.filter(isCarriedOn)) {
    const key = item.carriesOver?.key;
    if (key === undefined) continue;
    keys.set(item.id, key);
    const changes = changesOfItem(item);
    if (Object.keys(changes).length === 0) continue;
    const changed = await ports.registers.changeRowIn(stores, acting, key, changes);
    // The row was closed or deleted by hand meanwhile: the minutes still say what was said of it.
    if (isRefusal(changed))
      ports.logger.info('An open row could not be carried on.', { key, code: changed.code });
  }
  return keys;
}

interface Settled {
  readonly project: Project;
  readonly meeting: Meeting;
  readonly record: MinutesRecord;
  readonly minutes: Minutes;
  readonly keys: ReadonlyMap<string, string>;
  readonly by: Person;
  readonly roster: readonly Person[];
}

async function settle(ports: DigestPorts, stores: DigestStores, settled: Settled): Promise<void> {
  const { project, meeting, record, minutes, by } = settled;
  const now = ports.clock.now();
  await stores.meetings.save({ ...meeting, state: 'published' });
  await stores.meetings.publish(meeting.id, minutes, now);
  await stores.outbox.replace(reviewKey(meeting.id, record), {
    card: settledReview(project, meeting, { kind: 'published', by: by.name }, minutes),
  });
  await sendConfirmed(stores, { ...settled, now });
}
