/** `minutes sla`: how the promise of minutes within 24 hours was kept. */
import type { Reply } from '../kernel/chat.ts';
import { DAY_MS, instantPlus } from '../kernel/time.ts';
import type { Meeting } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { slaCard } from './cards/slaView.ts';
import type { DigestPorts } from './ports.ts';
import { promiseState } from './promise/promise.ts';
import { digestTexts } from './texts.ts';

/** Half a year is judged; the bars show the last weeks of it. */
const LOOK_BACK_MS = 183 * DAY_MS;

export async function showSla({ transact, clock }: DigestPorts, project: Project): Promise<Reply> {
  const now = clock.now();
  return transact(project.tenantId, async ({ promises, meetings }) => {
    const known = await promises.ofProject(project.id, instantPlus(now, -LOOK_BACK_MS));
    if (known.length === 0) return { text: digestTexts(project.locale)('sla.none') };
    const late = new Map<string, Meeting>();
    for (const promise of known.filter((each) => promiseState(each, now) === 'missed')) {
      const meeting = await meetings.get(promise.meetingId);
      if (meeting !== null) late.set(promise.meetingId, meeting);
    }
    return { card: slaCard(project, known, late, now) };
  });
}
