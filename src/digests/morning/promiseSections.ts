/** The minutes' part of the morning digest: promises at risk, for who leads the project. */
import type { DigestContributor, DigestLine, DigestRequest } from '../../kernel/digestSection.ts';
import { DAY_MS, HOUR_MS, type Instant, instantPlus } from '../../kernel/time.ts';
import { type Meeting, meetingWhen } from '../../meetings/index.ts';
import type { Project } from '../../projects/index.ts';
import { digestKey } from '../digestKeys.ts';
import type { DigestPorts } from '../ports.ts';
import { deliveredAt } from '../promise/deliveredAt.ts';
import { dueOf, type MinutesPromise, promiseState } from '../promise/promise.ts';
import { digestTexts } from '../texts.ts';

/** With less time left than this, minutes that nobody has confirmed are at risk. */
const AT_RISK_MS = 16 * HOUR_MS;

interface AtRisk {
  readonly project: Project;
  readonly meeting: Meeting;
  readonly promise: MinutesPromise;
}

export function makePromiseContributor(ports: Pick<DigestPorts, 'transact' | 'lookup'>): DigestContributor {
  return {
    async gather(tenantId, now) {
      const found: AtRisk[] = [];
      for (const project of await ports.lookup.ofTenant(tenantId))
        found.push(...(await findAtRisk(ports, project, now)));
      return {
        readers: found.flatMap(({ project }) => [project.coordinatorId, project.projectManagerId]),
        sections: async (request) => [
          {
            heading: digestTexts(request.locale)('morning.promises'),
            isUrgent: true,
            lines: found
              .filter(({ project }) => request.leads.includes(project.id))
              .map((each) => lineOf(each, request)),
          },
        ],
      };
    },
  };
}

/** Due soon and not out, or missed within the last day. */
function findAtRisk(
  { transact }: Pick<DigestPorts, 'transact'>,
  project: Project,
  now: Instant,
): Promise<readonly AtRisk[]> {
  return transact(project.tenantId, async ({ promises, meetings, outgoing }) => {
    const found: AtRisk[] = [];
    for (const promise of await promises.ofProject(project.id, instantPlus(now, -DAY_MS))) {
      const isOpen = promise.deliveredAt === null && promise.waivedAt === null;
      if (!isOpen || dueOf(promise) > instantPlus(now, AT_RISK_MS)) continue;
      // It may be with everybody since the promise was looked at last.
      if (deliveredAt(await outgoing.under(digestKey(promise.meetingId))) !== null) continue;
      const meeting = await meetings.get(promise.meetingId);
      if (meeting !== null) found.push({ project, meeting, promise });
    }
    return found;
  });
}

function lineOf({ project, meeting, promise }: AtRisk, { locale, zone, now }: DigestRequest): DigestLine {
  const t = digestTexts(locale);
  const when = meetingWhen({ locale, zone }, dueOf(promise));
  const words = promiseState(promise, now) === 'missed' ? 'morning.lateNoMinutes' : 'morning.promise';
  return { key: '', text: t(words, { meeting: meeting.subject, when }), facts: project.name };
}
