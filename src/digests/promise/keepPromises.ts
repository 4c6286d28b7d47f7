/** The job that keeps the 24-hour promise: it looks at each meeting that is over until its digest is with everybody. */
import type { MeetingId, TenantId } from '../../kernel/ids.ts';
import type { Person } from '../../kernel/people.ts';
import { DAY_MS, type Instant, instantPlus } from '../../kernel/time.ts';
import type { DeliveryProblem } from '../../kernel/transaction.ts';
import { lockMeeting, type Meeting, type MinutesRecord, tellMissing } from '../../meetings/index.ts';
import { minutesPolicyOf, type Project } from '../../projects/index.ts';
import { digestKey, isAboveKey } from '../digestKeys.ts';
import { ifKnown } from '../ifKnown.ts';
import { pointAtMinutes } from '../pointAtMinutes.ts';
import type { DigestPorts, DigestStores } from '../ports.ts';
import { sendUnconfirmed } from '../sendMinutes.ts';
import { unconfirmedMinutes } from '../unconfirmedMinutes.ts';
import { deliveredAt } from './deliveredAt.ts';
import {
  beginPromise,
  endOf,
  isHurried,
  type MinutesPromise,
  nextLookAt,
  nextSteps,
  type PromiseStep,
} from './promise.ts';
import { warnLeads } from './warnLeads.ts';

/** Meetings that ended longer ago are past mending. */
const LOOK_BACK_MS = 8 * DAY_MS;
const TOO_LATE: DeliveryProblem = {
  code: 'too-late',
  detail: 'Teams did not take it before the promised time was over.',
};
/** Looks of one run; the rest is looked at by the next. */
const MOST_LOOKS = 1_000;

export async function keepPromises(ports: DigestPorts, tenantId: TenantId): Promise<void> {
  const now = ports.clock.now();
  const due = await ports.transact(tenantId, async ({ promises }) => {
    for (const meeting of await promises.meetingsWithout(instantPlus(now, -LOOK_BACK_MS), now))
      await promises.save(beginPromise(meeting, now));
    return promises.toLookAt(now, MOST_LOOKS);
  });
  for (const meetingId of due) {
    try {
      await keepPromise(ports, tenantId, meetingId);
    } catch (error) {
      // One meeting that cannot be looked at must not hold up the others; the next run looks again.
      ports.logger.error('A promise could not be looked after.', { tenantId, meetingId, error });
    }
  }
}

async function keepPromise(ports: DigestPorts, tenantId: TenantId, meetingId: MeetingId): Promise<void> {
  const known = await ports.transact(tenantId, ({ meetings }) => meetings.get(meetingId));
  const project = known === null ? null : await ports.projects.get(tenantId, known.projectId);
  const setting = project === null ? null : await readSetting(ports, project);
  await ports.transact(tenantId, async (stores) => {
    const meeting = await lockMeeting(stores.meetings, meetingId);
    const promise = await stores.promises.get(meetingId);
    if (promise === null) return;
    if (meeting === null || setting === null) return stores.promises.save({ ...promise, lookAt: null });
    const look = {
      ...setting,
      meeting,
      record: await stores.meetings.minutes(meetingId),
      now: ports.clock.now(),
    };
    const next = await takeSteps(ports, stores, look, { ...promise, from: endOf(meeting) ?? promise.from });
    await stores.promises.save({ ...next, lookAt: nextLookAt(next, look.now) });
  });
}

interface Setting {
  readonly project: Project;
  readonly roster: readonly Person[];
  readonly mention: { readonly name: string; readonly teamsId: string } | null;
}

interface Look extends Setting {
  readonly meeting: Meeting;
  readonly record: MinutesRecord | null;
  readonly now: Instant;
}

/** The promise must hold while Graph or Teams do not answer: then names are those that are known. */
async function readSetting(ports: DigestPorts, project: Project): Promise<Setting> {
  return {
    project,
    roster: await ifKnown(ports, project, ports.lookup.lastRoster(project), []),
    mention: await ifKnown(ports, project, ports.projects.mentionOf(project, project.coordinatorId), null),
  };
}

async function takeSteps(
  ports: DigestPorts,
  stores: DigestStores,
  look: Look,
  promise: MinutesPromise,
): Promise<MinutesPromise> {
  const { meeting, record, project, now } = look;
  const deliveries = await stores.outgoing.under(digestKey(meeting.id));
  await pointAtMinutes(stores, look, deliveries, isHurried(promise, now));
  const steps = nextSteps(
    {
      promise,
      meetingState: meeting.state,
      hasMinutes: record !== null,
      isTold: meeting.toldAt !== null,
      sendsUnconfirmed: minutesPolicyOf(project).sendsUnconfirmed,
      deliveredAt: deliveredAt(deliveries),
    },
    now,
  );
  let next = promise;
  for (const step of steps) {
    ports.logger.info('A step of the promise.', { step, meetingId: meeting.id, projectId: project.id });
    next = await takeStep[step](stores, look, next);
  }
  return next;
}

type TakeStep = (stores: DigestStores, look: Look, promise: MinutesPromise) => Promise<MinutesPromise>;

const takeStep: Readonly<Record<PromiseStep, TakeStep>> = {
  waive: async (_stores, { now }, promise) => ({ ...promise, waivedAt: now }),
  settle: async ({ outgoing }, { meeting }, promise) => ({
    ...promise,
    deliveredAt: deliveredAt(await outgoing.under(digestKey(meeting.id))),
  }),
  async tell(stores, { project, meeting, mention, now }, promise) {
    await tellMissing(stores, project, meeting, mention, now);
    return promise;
  },
  async warn(stores, look, promise) {
    await warnLeads(stores, { ...look, promise });
    return { ...promise, warnedAt: look.now };
  },
  async send(stores, { project, meeting, record, roster, now }, promise) {
    const minutes = record === null ? null : unconfirmedMinutes(record, roster);
    const keys = new Map(
      (minutes?.items ?? []).flatMap(({ id, carriesOver }) =>
        carriesOver === undefined ? [] : [[id, carriesOver.key] as const],
      ),
    );
    const met = await stores.people.find([project.coordinatorId]);
    const coordinator = [...roster, ...met].find(({ id }) => id === project.coordinatorId)?.name ?? '';
    await sendUnconfirmed(stores, { project, meeting, minutes, keys, roster, coordinator, now });
    return { ...promise, unconfirmed: { at: now, minutes } };
  },
  async hurry(stores, look, promise) {
    const deliveries = await stores.outgoing.under(digestKey(look.meeting.id));
    for (const { key, to, state } of deliveries) {
      if (state === 'waiting' && ('personId' in to || isAboveKey(key)))
        await stores.outbox.giveUp(key, TOO_LATE);
    }
    return promise;
  },
};
