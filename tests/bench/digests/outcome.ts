/** What became of the simulated digests, as counts, and which were late and why. */
import type { Stores } from '../../../src/adapters/storage/transact.ts';
import { digestKey } from '../../../src/digests/digestKeys.ts';
import { type PromiseState, promiseState } from '../../../src/digests/promise/promise.ts';
import type { MeetingId, TenantId } from '../../../src/kernel/ids.ts';
import type { Instant } from '../../../src/kernel/time.ts';
import type { Transact } from '../../../src/kernel/transaction.ts';
import type { Project } from '../../../src/projects/index.ts';
import type { Services } from './services.ts';

export interface SimulationResult {
  readonly meetings: number;
  readonly kept: number;
  readonly missed: number;
  readonly running: number;
  /** Recipients who got the first digest of a meeting more than once. */
  readonly duplicates: number;
  /** Posts that arrived though Teams did not say so. */
  readonly unsure: number;
  readonly unconfirmed: number;
  readonly messagesPerMeeting: number;
  readonly updatesPerMeeting: number;
  readonly graphRequestsPerMeeting: number;
}

/** A digest that was not with everybody in time, and what became of each of its messages. */
export interface LateDigest {
  readonly meetingId: MeetingId;
  readonly deliveries: readonly string[];
}

export interface SimulationOutcome {
  readonly result: SimulationResult;
  readonly late: readonly LateDigest[];
}

/** Where and when the digests were to go out. */
interface Simulated {
  readonly tenantId: TenantId;
  readonly projects: readonly Project[];
  readonly since: Instant;
  readonly now: Instant;
}

export async function outcomeOf(
  transact: Transact<Stores>,
  { tenantId, projects, since, now }: Simulated,
  { counts, received }: Services,
): Promise<SimulationOutcome> {
  const all = await transact(tenantId, async ({ promises }) => {
    const found = [];
    for (const { id } of projects) found.push(...(await promises.ofProject(id, since)));
    return found;
  });
  const inState = (state: PromiseState) => all.filter((promise) => promiseState(promise, now) === state);
  const per = (number: number): number => Math.round((100 * number) / all.length) / 100;
  const result = {
    meetings: all.length,
    kept: inState('kept').length,
    missed: inState('missed').length,
    running: inState('running').length,
    duplicates: [...received.values()].filter((times) => times > 1).length,
    unsure: counts.unsure,
    unconfirmed: all.filter(({ unconfirmed }) => unconfirmed !== null).length,
    messagesPerMeeting: per(counts.messages),
    updatesPerMeeting: per(counts.updates),
    graphRequestsPerMeeting: per(counts.graphRequests),
  };
  return {
    result,
    late: await Promise.all(
      inState('missed').map(async ({ meetingId }) => ({
        meetingId,
        deliveries: await deliveriesOf(transact, tenantId, meetingId),
      })),
    ),
  };
}

async function deliveriesOf(
  transact: Transact<Stores>,
  tenantId: TenantId,
  meetingId: MeetingId,
): Promise<readonly string[]> {
  const known = await transact(tenantId, ({ outgoing }) => outgoing.under(digestKey(meetingId)));
  return known.map(({ key, state, sentAt, problem }) => `${key} ${state} ${sentAt ?? problem}`);
}
