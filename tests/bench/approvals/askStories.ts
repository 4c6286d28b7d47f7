/**
 * Approvals from which much follows, on the sample project, by the words that people say: in turn a plain approval, a change
 * request, a sign-off and a gate, each with the same five approvers.
 */
import { findCommand } from '../../../src/app/commandTable.ts';
import type { App } from '../../../src/app/compose.ts';
import { seedSampleProject } from '../../../src/app/local/sampleProject.ts';
import { systemClock } from '../../../src/app/systemPorts.ts';
import { foldEvents, isOpen } from '../../../src/approvals/index.ts';
import { readEntry } from '../../../src/approvals/ledger/chain.ts';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import type { Person } from '../../../src/kernel/people.ts';
import type { Project } from '../../../src/projects/index.ts';
import { byDocket, type RowValues, registerOfName } from '../../../src/registers/index.ts';
import { AMARA, INGRID, KENJI, LUCIA, PRIYA, SAMPLE, TENANT, YUSUF } from '../../support/sampleTenant.ts';
import { askOne } from './askPlain.ts';
import type { Asked } from './clicks.ts';

const BOARD = [PRIYA, LUCIA, KENJI, INGRID, YUSUF];

export async function askStories(app: App, serviceUrl: string, count: number): Promise<readonly Asked[]> {
  const world = { ...SAMPLE, project: { ...SAMPLE.project, changeBoard: BOARD } };
  await seedSampleProject(app, world, serviceUrl);
  await app.settled();
  const project = await storyProject(app);
  await add(app, project, 'budget', { title: 'Infrastructure', baseline: eur(5_000_000), currency: 'EUR' });
  await add(app, project, 'documents', { title: 'Cutover plan', status: 'Approved' });
  for (let number = 1; number <= count; number += 1) {
    const serial = Math.ceil(number / 4);
    if (number % 4 === 1) await askForPlain(app, project, serial);
    else if (number % 4 === 2) await askForChange(app, project, serial);
    else if (number % 4 === 3) await askForSignOff(app, project, serial);
    else await askForGate(app, project, serial);
  }
  await app.settled();
  return pendingOf(app, project);
}

export async function storyProject(app: App): Promise<Project> {
  const [project] = await app.lookup.ofTenant(TENANT);
  if (project === undefined) throw new Error('There is no sample project.');
  return project;
}

/** Says it as the coordinator, in the project's channel; gives the reply's text. */
export async function runWords(app: App, project: Project, text: string): Promise<string> {
  const [place] = project.places;
  const found = findCommand(app.commands, text);
  if (place === undefined || found === null) throw new Error(`Nobody hears ${text}.`);
  const at = systemClock.now();
  const from = personOf(AMARA);
  const reply = await found.command.run(
    { kind: 'message', id: text, at, place, from, text, mentions: [], files: [] },
    found.rest,
  );
  if (isRefusal(reply)) throw new Error(`${text}: ${reply.reason}`);
  return reply?.text ?? '';
}

const eur = (minor: number) => ({ minor, currency: 'EUR' });
const personOf = (id: string): Person => ({
  id: asPersonId(id),
  name: SAMPLE.people.find((person) => person.id === id)?.displayName ?? id,
});
const namedIn = (ids: readonly string[]) => ids.map((id) => ({ personId: id, name: personOf(id).name }));

async function add(app: App, project: Project, register: string, values: RowValues): Promise<string> {
  const row = { definition: registerOfName(register), values };
  const added = await app.transact(TENANT, (stores) =>
    app.registers.addRowsIn(stores, byDocket(project), [row]),
  );
  if (isRefusal(added)) throw new Error(added.reason);
  return added[0]?.key ?? '';
}

async function askForPlain(app: App, project: Project, serial: number): Promise<void> {
  const seats = BOARD.map((id) => ({ person: personOf(id), roles: [] }));
  const rule = serial % 2 === 0 ? { kind: 'all' as const } : { kind: 'quorum' as const, count: 3 };
  await askOne(app, project, serial, { name: 'Bench', stages: [{ name: 'Board', seats, rule }] });
}

async function askForChange(app: App, project: Project, serial: number): Promise<void> {
  const key = await add(app, project, 'changes', {
    title: `Move the cutover ${serial}`,
    reason: 'The ledgers are frozen',
    rollback: 'Keep the old date',
    scheduleImpactDays: 1,
    milestones: ['M-1'],
    costImpact: eur(20_000_000),
    currency: 'EUR',
    budgetLine: ['B-1'],
    documents: ['DOC-1'],
    tasks: `Move the freeze of ${serial}\nTell the bank of ${serial}`,
    requester: namedIn([AMARA]),
  });
  await runWords(app, project, `submit ${key}`);
}

async function askForSignOff(app: App, project: Project, serial: number): Promise<void> {
  const key = await add(app, project, 'uat cycles', {
    title: `Order to cash ${serial}`,
    signOffBy: namedIn(BOARD),
  });
  const testedOn = systemClock.now().slice(0, 10);
  await add(app, project, 'test cases', {
    title: `Post ${serial}`,
    cycle: [key],
    status: 'Passed',
    testedOn,
  });
  await runWords(app, project, `sign off ${key}`);
}

async function askForGate(app: App, project: Project, serial: number): Promise<void> {
  const key = await add(app, project, 'gates', {
    title: `Entry ${serial}`,
    checks: 'Risks',
    board: namedIn(BOARD),
  });
  await runWords(app, project, `ask go-live ${key}`);
}

async function pendingOf(app: App, project: Project): Promise<readonly Asked[]> {
  return app.transact(TENANT, async ({ approvals }) => {
    const asked: Asked[] = [];
    for (const id of await approvals.pending(project.id)) {
      const approval = foldEvents((await approvals.entriesOf(id)).map((entry) => readEntry(entry).event));
      if (approval === null || !isOpen(approval)) continue;
      const { subject, stages } = approval;
      const approvers = stages.flatMap(({ seats }) => seats.map(({ person }) => person));
      asked.push({ id, key: subject.key, revision: subject.revision, approvers });
    }
    return asked;
  });
}
