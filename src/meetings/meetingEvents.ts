/** Teams tells that a meeting ended where the app is installed: look for its transcript without waiting for the calendar. */
import type { MeetingEvent } from '../kernel/chat.ts';
import { asPersonId, type PersonId } from '../kernel/ids.ts';
import type { MeetingPorts } from './meetingPorts.ts';
import { isObstacle } from './ports.ts';

export async function onMeetingEvent(ports: MeetingPorts, event: MeetingEvent): Promise<void> {
  if (event.event !== 'ended') return;
  const organiserId = organiserOf(event.joinUrl);
  if (organiserId === null) {
    ports.logger.info('A meeting ended whose join address names no organiser.', { title: event.title });
    return;
  }
  const { tenantId } = event.place;
  const found = await ports.transcripts(tenantId).findMeeting(organiserId, event.joinUrl);
  if (isObstacle(found)) {
    ports.logger.info('A meeting that ended cannot be looked up.', { tenantId, obstacle: found.obstacle });
    return;
  }
  const { onlineMeetingId } = found;
  await ports.transact(tenantId, ({ jobs }) =>
    jobs.send('process-meeting', { organiserId, onlineMeetingId }, { key: onlineMeetingId }),
  );
}

/** A join address carries `context={"Tid":"...","Oid":"..."}`: tenant and organiser. */
export function organiserOf(joinUrl: string): PersonId | null {
  if (!URL.canParse(joinUrl)) return null;
  const context = new URL(joinUrl).searchParams.get('context') ?? '';
  const match = /"Oid"\s*:\s*"([0-9a-f-]{36})"/i.exec(context);
  return match?.[1] === undefined ? null : asPersonId(match[1]);
}
