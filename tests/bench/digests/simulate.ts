/** Meetings of many projects on a clock that jumps from event to event, over the real stores, outbox and digests. */
import type { Database } from '../../../src/adapters/storage/database.ts';
import { LANE_HEADS } from '../../../src/adapters/storage/outgoing.ts';
import { makeTransact, type Stores } from '../../../src/adapters/storage/transact.ts';
import { deliverLane } from '../../../src/delivery/index.ts';
import { keepDocument } from '../../../src/digests/document/keepDocument.ts';
import type { DigestPorts } from '../../../src/digests/ports.ts';
import { keepPromises } from '../../../src/digests/promise/keepPromises.ts';
import { publishMinutes } from '../../../src/digests/publishMinutes.ts';
import { asMeetingId, asPersonId, asProjectId, type MeetingId } from '../../../src/kernel/ids.ts';
import { asInstant, HOUR_MS, type Instant, instantPlus, MINUTE_MS } from '../../../src/kernel/time.ts';
import type { Transact } from '../../../src/kernel/transaction.ts';
import { AS_PROPOSED } from '../../../src/meetings/index.ts';
import type { Project } from '../../../src/projects/index.ts';
import type { RegisterRow, Registers } from '../../../src/registers/index.ts';
import { type FakeClock, fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { general, makeProject } from '../../support/fakeRegisters.ts';
import { makeItem, makeMeeting, makeMinutes } from '../../support/makeMeeting.ts';
import { outcomeOf, type SimulationOutcome } from './outcome.ts';
import { makeServices, type Outage, type Services } from './services.ts';

export interface Simulation {
  readonly projects: number;
  readonly meetings: number;
  readonly days: number;
  readonly outage: Outage;
  readonly seed: number;
}

const TENANT = general.tenantId;
/** Of each kind of meeting: no transcript comes; the coordinator does not get to it within a day. */
const WITHOUT_TRANSCRIPT = 0.05;
const UNTOUCHED = 0.15;
const ATTENDEES = 6;
/** Conversations that are served at a time; a database server answers them side by side. */
const WORKERS = 6;
/** What falls due within so little time is done together. */
const LEAST_STEP_MS = 15_000;
const START = asInstant('2026-03-02T00:00:00Z');

interface Event {
  readonly at: Instant;
  readonly run: () => Promise<unknown>;
}

export async function simulate(database: Database, simulation: Simulation): Promise<SimulationOutcome> {
  const random = lcg(simulation.seed);
  const clock = fakeClock(START);
  const services = makeServices(clock, simulation.outage, random);
  const documents: MeetingId[] = [];
  const transact = makeTransact({
    holdMs: null,
    database,
    clock,
    sendJob: async (_transaction, _tenant, name, payload) => {
      if (name === 'keep-minutes-document') documents.push((payload as { meetingId: MeetingId }).meetingId);
    },
    committed: () => undefined,
  });
  const projects = Array.from({ length: simulation.projects }, (_, at) => projectOf(at));
  const ports = portsOf(clock, transact, services, projects);
  await transact(TENANT, async ({ places }) => {
    for (const { places: own } of projects) for (const place of own) await places.activate(place, START);
  });
  const events = eventsOf(ports, simulation, projects, random);
  const until = instantPlus(START, (simulation.days + 2) * 24 * HOUR_MS);
  let lastLook = START;
  while (clock.now() < until) {
    const next = await nextMoment(database, clock.now(), events[0]?.at ?? until, lastLook);
    clock.set(next > until ? until : next);
    while (events[0] !== undefined && events[0].at <= clock.now()) await events.shift()?.run();
    if (clock.now() >= instantPlus(lastLook, 5 * MINUTE_MS)) {
      lastLook = clock.now();
      await keepPromises(ports, TENANT);
    }
    await workOff(ports, transact, services, documents);
  }
  return outcomeOf(transact, { tenantId: TENANT, projects, since: START, now: clock.now() }, services);
}

/** The next event, message or later job; promises are looked after every five minutes while one is due. */
async function nextMoment(
  database: Database,
  now: Instant,
  event: Instant,
  lastLook: Instant,
): Promise<Instant> {
  const [row] = await database.transaction(
    (transaction) =>
      transaction.query<{ at: Date | null; look: Date | null }>(
        `${LANE_HEADS} select least((select min(start_at) from later_job where tenant_id = $1),
           (select min(next_at) from head)) as at,
           (select min(look_at) from minutes_promise where tenant_id = $1 and look_at is not null) as look`,
        [TENANT],
      ),
    TENANT,
  );
  const look = row?.look == null ? null : asInstant(row.look);
  const nextRound = instantPlus(lastLook, 5 * MINUTE_MS);
  const looks = look === null ? [instantPlus(now, 6 * HOUR_MS)] : [look > nextRound ? look : nextRound];
  const moments = [event, ...looks, ...(row?.at == null ? [] : [asInstant(row.at)])];
  const least = instantPlus(now, LEAST_STEP_MS);
  return moments.map((moment) => (moment > least ? moment : least)).sort()[0] ?? least;
}

async function workOff(
  ports: DigestPorts,
  transact: Transact<Stores>,
  { messenger, mailer }: Services,
  documents: MeetingId[],
): Promise<void> {
  const { clock, logger } = ports;
  const lanes = await transact(TENANT, async ({ laterJobs, jobs, outgoing }) => {
    for (const { name, payload } of await laterJobs.takeDue(clock.now())) await jobs.send(name, payload);
    return outgoing.dueLanes(clock.now());
  });
  for (const meetingId of documents.splice(0)) await keepDocument(ports, TENANT, meetingId);
  const delivery = {
    transact,
    messenger,
    mailer,
    pace: () => 0,
    clock,
    random: { uuid: () => '', number: () => 0.5 },
    logger,
  };
  const inTurn = lanes.values();
  const work = async (): Promise<void> => {
    for (const lane of inTurn) await deliverLane(delivery, TENANT, lane);
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
}

function projectOf(at: number): Project {
  const id = (number: number) => asPersonId(`p${at}-${number}`);
  return makeProject({
    id: asProjectId(`project-${at}`),
    name: `Project ${at}`,
    siteId: 'site',
    coordinatorId: id(0),
    projectManagerId: id(1),
    places: [{ ...general, conversationId: `19:project-${at}@thread.tacv2` }],
  });
}

const rosterOf = ({ coordinatorId }: Project) =>
  Array.from({ length: ATTENDEES }, (_, at) => ({
    id: asPersonId(coordinatorId.replace(/-0$/, `-${at}`)),
    name: `Person ${at}`,
  }));

function portsOf(
  clock: FakeClock,
  transact: Transact<Stores>,
  { library }: Services,
  projects: readonly Project[],
): DigestPorts {
  const byId = new Map(projects.map((project) => [project.id, project]));
  let rows = 0;
  const registers = {
    addRowsIn: async (_stores: unknown, _acting: unknown, added: readonly unknown[]) =>
      added.map((): Pick<RegisterRow, 'key'> => {
        rows += 1;
        return { key: `A-${rows}` as RegisterRow['key'] };
      }),
  } as unknown as Registers;
  return {
    clock,
    logger: fakeLogger(),
    transact,
    registers,
    lookup: {
      byPlace: async () => null,
      byId: async (_tenantId, projectId) => byId.get(projectId) ?? null,
      lastRoster: async (project) => rosterOf(project),
      roleOf: async () => 'coordinator',
      ofPerson: async () => [],
      ofTenant: async () => projects,
    },
    projects: {
      get: async (_tenantId, projectId) => byId.get(projectId) ?? null,
      mentionOf: async () => null,
    },
    documents: { write: async () => new Uint8Array(1) },
    library: () => library,
  };
}

/** Each meeting ends in working hours; then its minutes are proposed, and confirmed or not. */
function eventsOf(
  ports: DigestPorts,
  { meetings, days }: Simulation,
  projects: readonly Project[],
  random: () => number,
): Event[] {
  const events: Event[] = [];
  for (let number = 0; number < meetings; number += 1) {
    const project = projects[number % projects.length] as Project;
    const day = Math.floor((number / meetings) * days);
    const end = instantPlus(START, day * 24 * HOUR_MS + (8 + 9 * random()) * HOUR_MS);
    events.push(...eventsOfMeeting(ports, project, number, end, random));
  }
  return events.sort((one, other) => one.at.localeCompare(other.at));
}

function eventsOfMeeting(
  ports: DigestPorts,
  project: Project,
  number: number,
  end: Instant,
  random: () => number,
): readonly Event[] {
  const people = rosterOf(project);
  const meeting = makeMeeting({
    id: asMeetingId(`meeting-${number}`),
    projectId: project.id,
    subject: `Meeting ${number}`,
    onlineMeetingId: `online-${number}`,
    organiserId: project.coordinatorId,
    attendeeIds: people.map(({ id }) => id),
    state: 'waiting',
    start: instantPlus(end, -HOUR_MS),
    end,
  });
  const minutes = makeMinutes(
    [makeItem({ id: `a${number}` }), makeItem({ id: `b${number}`, kind: 'decision' })],
    {
      attendees: people.slice(0, 4).map(({ id, name }) => ({ name, personId: id })),
    },
  );
  const proposed = instantPlus(end, (5 + 175 * random()) * MINUTE_MS);
  const confirmed = instantPlus(
    proposed,
    (random() < UNTOUCHED ? 26 + 10 * random() : 10 * random() ** 3) * HOUR_MS,
  );
  const ended: Event = {
    at: end,
    run: () => ports.transact(TENANT, ({ meetings }) => meetings.save(meeting)),
  };
  if (random() < WITHOUT_TRANSCRIPT) return [ended];
  return [
    ended,
    {
      at: proposed,
      run: () =>
        ports.transact(TENANT, async ({ meetings }) => {
          const known = (await meetings.get(meeting.id)) ?? meeting;
          await meetings.save({ ...known, state: 'proposed', readFrom: ['t'] });
          await meetings.propose(meeting.id, minutes);
        }),
    },
    {
      at: confirmed,
      run: () => {
        const by = { id: project.coordinatorId, name: 'Person 0' };
        return publishMinutes(ports, {
          project,
          meetingId: meeting.id,
          revision: null,
          confirmation: AS_PROPOSED,
          by,
        });
      },
    },
  ];
}

/** Numbers in [0, 1) that repeat with the seed (Numerical Recipes). */
function lcg(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
