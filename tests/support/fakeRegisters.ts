/** The registers over doubles in memory: one project, its roster, a clock that is set by hand. */
import { sheetFiles } from '../../src/adapters/workbook/index.ts';
import { findCommand } from '../../src/app/commandTable.ts';
import { downloadFile } from '../../src/app/downloadFile.ts';
import type { Card } from '../../src/kernel/cards.ts';
import type { ClickAnswer, IncomingMessage, Place, Reply } from '../../src/kernel/chat.ts';
import { NotFoundError, type Refusal } from '../../src/kernel/errors.ts';
import { asPersonId, asProjectId, asTenantId, type PersonId } from '../../src/kernel/ids.ts';
import type { Logger } from '../../src/kernel/logger.ts';
import type { RosterMember } from '../../src/kernel/people.ts';
import { asInstant, asZoneName, type Instant } from '../../src/kernel/time.ts';
import type { Project } from '../../src/projects/project.ts';
import type { Acting } from '../../src/registers/acting.ts';
import { actions } from '../../src/registers/definitions/actions.ts';
import { makeRegistersCapability, withStakeholderRoles } from '../../src/registers/index.ts';
import type { Role } from '../../src/registers/permissions.ts';
import type { RegisterPorts } from '../../src/registers/ports.ts';
import { provisionRegisters } from '../../src/registers/provisionRegisters.ts';
import { listIdsSchema, projectIdsSchema, SYNC_JOB, WRITE_JOB } from '../../src/registers/sendWriteJob.ts';
import { syncList } from '../../src/registers/syncList.ts';
import { writePendingRows } from '../../src/registers/writePendingRows.ts';
import { type FakeRegisterLists, fakeRegisterLists } from './fakeRegisterLists.ts';
import { type FakeRegisterStore, fakeRegisterStore } from './fakeRegisterStore.ts';

const id = (n: number): PersonId => asPersonId(`a1000000-0000-4000-8000-00000000000${n}`);
const member = (n: number, name: string, jobTitle: string): RosterMember => {
  const mail = `${name.toLowerCase().replace(' ', '.')}@harbour.example`;
  const [givenName = '', surname = ''] = name.split(' ');
  return { id: id(n), name, givenName, surname, mail, jobTitle, teamsId: `29:${n}` };
};

export const amara = member(1, 'Amara Okafor', 'Project coordinator');
export const tomasz = member(2, 'Tomasz Zielinski', 'Project manager');
export const priya = member(3, 'Priya Raman', 'Infrastructure lead');
export const lucia = {
  ...member(4, 'Lucía Fernández', 'Test manager'),
  mail: 'lucia.fernandez@harbour.example',
};
export const kenji: RosterMember = { ...member(5, 'Kenji Mori', 'Vendor lead'), isGuest: true };

export const general: Place = {
  kind: 'channel',
  tenantId: asTenantId('5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01'),
  conversationId: '19:general@thread.tacv2',
  serviceUrl: 'http://127.0.0.1/connector',
  botId: '28:docket',
};

export const makeProject = (more: Partial<Project> = {}): Project => ({
  id: asProjectId('c0000000-0000-4000-8000-000000000001'),
  tenantId: general.tenantId,
  name: 'Atlas ERP migration',
  siteUrl: 'https://harbour.sharepoint.example/sites/atlas',
  siteId: 'harbour.sharepoint.example,1,2',
  zone: asZoneName('Europe/Madrid'),
  locale: 'en-GB',
  workingWeekdays: [1, 2, 3, 4, 5],
  holidays: [],
  coordinatorId: amara.id,
  projectManagerId: tomasz.id,
  changeBoard: [],
  places: [general],
  ...more,
});

export interface FakeRegisters {
  readonly ports: RegisterPorts;
  readonly project: Project;
  readonly sharePoint: FakeRegisterLists;
  readonly store: FakeRegisterStore;
  readonly setTime: (at: string) => void;
  readonly as: (person: RosterMember) => Acting;
  /** Runs the jobs that wait until none is left; a job that throws waits again and its error is given back. */
  readonly runJobs: () => Promise<readonly Error[]>;
  readonly sync: (register?: string) => Promise<void>;
  /** Posted messages that were replaced: message id and the card's text. */
  readonly updated: (readonly [string, string])[];
  /** Files that were put into the project's library. */
  readonly uploads: { readonly path: string; readonly content: Uint8Array }[];
}

/** With the lists of these registers provisioned (the actions alone, unless told). Wednesday 25 November 2026, 10:00. */
export async function startFakeRegisters(definitions = [actions]): Promise<FakeRegisters> {
  let now: Instant = asInstant('2026-11-25T09:00:00Z');
  let uuids = 0;
  const clock = { now: () => now };
  const project = makeProject();
  const store = fakeRegisterStore();
  const sharePoint = fakeRegisterLists(clock);
  const updated: (readonly [string, string])[] = [];
  const uploads: { path: string; content: Uint8Array }[] = [];
  const roster = [amara, tomasz, priya, lucia, kenji];
  const ports: RegisterPorts = {
    clock,
    random: {
      uuid: () => {
        uuids += 1;
        return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`;
      },
      number: () => 0.5,
    },
    logger: quiet,
    transact: store.transact,
    lists: () => sharePoint.lists,
    messenger: {
      update: async (_place, messageId, { card }) => {
        if (messageId === 'gone') throw new NotFoundError('conversation-gone', 'The message is gone.');
        updated.push([messageId, textOfCard(card)]);
      },
    },
    sheets: sheetFiles,
    downloadFile,
    library: () => ({
      async put(_siteId, path, content) {
        uploads.push({ path, content });
        const name = path.split('/').at(-1) ?? path;
        return { name, webUrl: `https://harbour.sharepoint.example/sites/atlas/Shared Documents/${path}` };
      },
    }),
    projects: withStakeholderRoles({
      transact: store.transact,
      projects: {
        byPlace: async (place) => (place.kind === 'personal' ? null : project),
        byId: async () => project,
        ofPerson: async () => [project],
        chosenBy: async () => null,
        ofTenant: async () => [project],
        all: async () => [project],
        roster: async () => roster,
        lastRoster: async () => roster,
        organisers: async () => [project.coordinatorId, project.projectManagerId],
        roleOf: async (_project, personId) => roleOf(project, roster, personId),
        mentionOf: async (_project, personId) => {
          const known = roster.find((each) => each.id === personId);
          return known?.teamsId === undefined ? null : { name: known.name, teamsId: known.teamsId };
        },
      },
    }),
  };
  await provisionRegisters(ports, project, definitions);
  store.takeJobs(project.tenantId);
  return {
    ports,
    project,
    sharePoint,
    updated,
    uploads,
    store,
    setTime: (at) => {
      now = asInstant(at);
    },
    as: (person) => ({ project, person, source: { kind: 'chat', place: general } }),
    runJobs: () => runJobs(ports, store, project),
    sync: async (register = 'actions') => {
      await syncList(ports, { tenantId: project.tenantId, projectId: project.id, register });
    },
  };
}

function roleOf(
  { projectManagerId, coordinatorId }: Project,
  roster: readonly RosterMember[],
  person: string,
): Role {
  if (person === projectManagerId) return 'project manager';
  if (person === coordinatorId) return 'coordinator';
  const known = roster.find(({ id: each }) => each === person);
  return known === undefined || known.isGuest === true ? 'viewer' : 'member';
}

async function runJobs(
  ports: RegisterPorts,
  store: FakeRegisterStore,
  { tenantId }: Project,
): Promise<Error[]> {
  const errors: Error[] = [];
  for (let round = 0; round < 20; round += 1) {
    const jobs = store.takeJobs(tenantId);
    if (jobs.length === 0) return errors;
    for (const job of jobs) {
      try {
        if (job.name === WRITE_JOB) await writePendingRows(ports, projectIdsSchema.parse(job.payload));
        if (job.name === SYNC_JOB) await syncList(ports, listIdsSchema.parse(job.payload));
      } catch (error) {
        errors.push(error as Error);
        await ports.transact(tenantId, ({ jobs: sender }) => sender.send(job.name, job.payload, job));
      }
    }
  }
  return errors;
}

const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => quiet,
};

/** What the bot answers when a person says this in the channel. */
export async function say(
  { ports }: FakeRegisters,
  from: RosterMember,
  text: string,
  more: Partial<IncomingMessage> = {},
): Promise<Reply | Refusal | undefined> {
  const found = findCommand(makeRegistersCapability(ports).commands ?? [], text);
  if (found === null) throw new Error(`No command of the registers begins “${text}”.`);
  const message: IncomingMessage = {
    kind: 'message',
    id: 'm1',
    at: ports.clock.now(),
    place: general,
    from,
    text,
    mentions: [],
    files: [],
    ...more,
  };
  return found.command.run(message, found.rest);
}

/** What the bot answers when a person clicks a button with this verb. */
export async function click(
  { ports, project }: FakeRegisters,
  from: RosterMember,
  verb: string,
  data: Readonly<Record<string, unknown>>,
  { place = general, cardMessageId }: { readonly place?: Place; readonly cardMessageId?: string } = {},
): Promise<ClickAnswer | Refusal> {
  const action = makeRegistersCapability(ports).cardActions?.find((each) => each.verb === verb);
  if (action === undefined) throw new Error(`No button of the registers has the verb ${verb}.`);
  const event = {
    kind: 'click',
    id: 'c1',
    at: ports.clock.now(),
    place,
    from,
    verb,
    data,
    trigger: 'manual',
    ...(cardMessageId === undefined ? {} : { cardMessageId }),
  } as const;
  return action.run(event, action.schema.parse({ projectId: project.id, ...data }));
}

/** All texts that a card shows, joined; data of its buttons are left out. */
export function textOfCard(card: Card | undefined): string {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (/^(?:text|title|value|label)$/.test(name) && typeof inner === 'string') texts.push(inner);
        else if (name !== 'data') walk(inner);
      }
    }
  };
  walk(card ?? {});
  return texts.join('\n');
}
