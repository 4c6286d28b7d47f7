/** The meeting's row in the Meetings register, once its minutes are in the library. */
import { deterministicId } from '../../kernel/deterministicId.ts';
import { isRefusal } from '../../kernel/errors.ts';
import { dayOf } from '../../kernel/time.ts';
import { byDocket, type RowPerson, type RowValues, registerOfName } from '../../registers/index.ts';
import type { Digest, DigestStanding } from '../digest.ts';
import type { DigestPorts, DigestStores } from '../ports.ts';

/** Of what is not published. */
const STATUSES: Partial<Readonly<Record<DigestStanding['kind'], string>>> = {
  unconfirmed: 'Minutes in review',
  discarded: 'Held',
};

/**
 * Adds the row, or brings it up to date when there is a new version of the document. In the caller's transaction. What
 * a person wrote into the row's other fields stays; a row that somebody deleted is not made again.
 */
export async function logMeeting(
  { registers, logger }: Pick<DigestPorts, 'registers' | 'logger'>,
  stores: DigestStores,
  digest: Digest,
  documentUrl: string,
): Promise<void> {
  const { project, meeting } = digest;
  const rowId = deterministicId(meeting.id, 'meeting');
  const values = await valuesOf(stores, digest, documentUrl);
  const definition = registerOfName('meetings');
  const known = await stores.registers.rowById(rowId);
  const written =
    known === null
      ? await registers.addRowsIn(stores, byDocket(project), [{ definition, values, rowId }])
      : await registers.changeRowIn(stores, byDocket(project), known.key, values);
  if (isRefusal(written))
    logger.info('The meeting’s row is not written.', { meetingId: meeting.id, code: written.code });
}

async function valuesOf(
  { people }: Pick<DigestStores, 'people'>,
  { project, meeting, minutes, standing }: Digest,
  documentUrl: string,
): Promise<RowValues> {
  const { organiserId, start } = meeting;
  const [organiser] = organiserId === null ? [] : await people.find([organiserId]);
  const attendees = (minutes?.attendees ?? []).map(({ personId, name }): RowPerson => ({ personId, name }));
  return {
    title: meeting.subject,
    heldOn: start === null ? null : dayOf(start, project.zone),
    startedAt: start,
    organiser: organiser === undefined ? [] : [{ personId: organiser.id, name: organiser.name }],
    attendees,
    status: STATUSES[standing.kind] ?? 'Minutes published',
    minutes: documentUrl,
  };
}
