import assert from 'node:assert/strict';
import type { Stores } from '../../../src/adapters/storage/transact.ts';
import type { Approval } from '../../../src/approvals/approval.ts';
import type { ApprovalsInside } from '../../../src/approvals/makeApprovals.ts';
import { makeApprovals } from '../../../src/approvals/makeApprovals.ts';
import { type ChangePorts, makeChangesCapability } from '../../../src/changes/index.ts';
import { submitChange } from '../../../src/changes/submitChange.ts';
import { askBoard } from '../../../src/gates/askBoard.ts';
import { makeGatesCapability } from '../../../src/gates/index.ts';
import { isRefusal, type Refusal } from '../../../src/kernel/errors.ts';
import type { Project } from '../../../src/projects/project.ts';
import {
  byDocket,
  makeRegistersCapability,
  type Registers,
  type RowValues,
  registerOfName,
  rowsOf,
} from '../../../src/registers/index.ts';
import { makeUatCapability } from '../../../src/uat/index.ts';
import { requestSignOff } from '../../../src/uat/signOff.ts';
import { onEachDatabase, type TestDatabase } from '../../support/databases.ts';
import { fakeRandom } from '../../support/fakeRandom.ts';
import { general } from '../../support/fakeRegisters.ts';
import { type Killed, killAfter } from '../../support/killAfter.ts';
import { amara, approve, ingrid, priya, tomasz } from '../../support/makeApproval.ts';
import { startApprovals } from '../../support/startApprovals.ts';
import { TENANT_A } from '../../support/startStores.ts';

/** More statements than a decision takes. */
const MOST_STATEMENTS = 400;

const given = <T>(result: T | Refusal): T => (isRefusal(result) ? assert.fail(result.reason) : result);
const owner = ({ id, name }: typeof tomasz) => [{ personId: id, name }];
const eur = (minor: number) => ({ minor, currency: 'EUR' });

interface World {
  readonly database: Killed;
  readonly project: Project;
  readonly approvals: ApprovalsInside<Stores>;
  readonly ports: ChangePorts<Stores>;
  add(register: string, values: RowValues): Promise<void>;
  rows(register: string): Promise<readonly RowValues[]>;
  /** Numbers of rows of every table, and all values of the registers. */
  state(): Promise<unknown>;
}

async function startWorld(opened: TestDatabase): Promise<World> {
  const database = killAfter(opened);
  const started = await startApprovals(database, [], { places: [general] });
  const { project, ports: base, stores } = started;
  const transact = stores.transact;
  const lookup = {
    ...base.projects,
    roster: async () => [amara, tomasz, priya, ingrid],
    roleOf: async () => 'project manager',
  } as never;
  const common = { ...base, random: fakeRandom(), transact, lookup, projects: lookup };
  const registers: Registers = makeRegistersCapability({ ...common, sheets: {}, downloadFile: {} } as never);
  const approvals = makeApprovals<Stores>({ ...common, registers });
  const ports = { ...common, registers, approvals } as unknown as ChangePorts<Stores>;
  makeChangesCapability<Stores>(ports);
  makeGatesCapability<Stores>(ports);
  makeUatCapability<Stores>({ ...ports, calendar: base.lists as never });
  const names = [
    'changes',
    'actions',
    'milestones',
    'budget',
    'documents',
    'uat cycles',
    'test cases',
    'gates',
  ];
  const inTenant = <T>(sql: string): Promise<T[]> =>
    opened.transaction(async (transaction) => {
      await transaction.query("select set_config('docket.tenant', $1, true)", [TENANT_A]);
      return transaction.query<T>(sql);
    });
  const tables = await inTenant<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = current_schema() and tablename <> 'migration'",
  );
  const counts = tables.map(({ name }) => `select '${name}' as name, count(*)::int as count from ${name}`);
  return {
    database,
    project,
    approvals,
    ports,
    async add(register, values) {
      const row = { definition: registerOfName(register), values };
      given(await stores.in((all) => registers.addRowsIn(all, byDocket(project), [row])));
    },
    rows: async (register) =>
      (await stores.in((all) => rowsOf(all, project, [register]))).map(({ values }) => values),
    state: async () => [
      await inTenant(`${counts.join(' union all ')} order by name`),
      (await stores.in((all) => rowsOf(all, project, names))).map(({ key, values }) => [key, values]),
    ],
  };
}

interface Story {
  readonly what: string;
  /** Asks for the decision; gives the approval and who decides. */
  ask(world: World): Promise<Approval>;
  /** What must be there once the decision is made, once. */
  check(world: World): Promise<void>;
}

const speakingOf = ({ project }: World) =>
  ({ project, acting: { ...byDocket(project), person: amara }, role: 'coordinator' }) as never;

const stories: readonly Story[] = [
  {
    what: 'a change request',
    async ask(world) {
      await world.add('milestones', { title: 'Go-live', baseline: '2027-01-22' });
      await world.add('budget', { title: 'Infrastructure', baseline: eur(100_000), currency: 'EUR' });
      await world.add('documents', { title: 'Cutover plan', status: 'Approved' });
      await world.add('changes', {
        title: 'Move the cutover',
        reason: 'The ledgers are frozen',
        rollback: 'Keep the old date',
        scheduleImpactDays: 2,
        milestones: ['M-1'],
        costImpact: eur(4_000),
        currency: 'EUR',
        budgetLine: ['B-1'],
        documents: ['DOC-1'],
        tasks: 'Move the freeze\nTell the bank',
        requester: owner(priya),
      });
      const acting = { ...byDocket(world.project), person: priya };
      return given(await submitChange(world.ports, acting, 'CR-1')).approval;
    },
    async check(world) {
      const { project, ports } = world;
      const baselines = await ports.transact(TENANT_A, ({ changes }) => changes.baselines(project.id));
      assert.deepEqual(
        baselines.map(({ number, changeKey, lines }) => [number, changeKey, lines.length]),
        [[2, 'CR-1', 2]],
      );
      assert.deepEqual(
        (await world.rows('milestones')).map(({ baseline }) => baseline),
        ['2027-01-26'],
      );
      assert.deepEqual(
        (await world.rows('budget')).map(({ baseline }) => baseline),
        [eur(104_000)],
      );
      assert.deepEqual(
        (await world.rows('documents')).map(({ status }) => status),
        ['In review'],
      );
      assert.deepEqual(
        (await world.rows('actions')).map(({ title }) => title),
        ['Move the freeze', 'Tell the bank'],
      );
    },
  },
  {
    what: 'a UAT sign-off',
    async ask(world) {
      await world.add('uat cycles', { title: 'Order to cash', signOffBy: owner(tomasz) });
      await world.add('test cases', {
        title: 'Post',
        cycle: ['UAT-1'],
        status: 'Passed',
        testedOn: '2026-11-24',
      });
      const acting = { ...byDocket(world.project), person: amara };
      const uat = { ...world.ports, calendar: () => assert.fail('No calendar is asked.') };
      return given(await requestSignOff(uat, acting, 'UAT-1')).approval;
    },
    async check(world) {
      const [cycle] = await world.rows('uat cycles');
      assert.deepEqual([cycle?.status, cycle?.signedOffOn], ['Signed off', '2026-11-25']);
      assert.equal(String(cycle?.notes).split('Signed off (revision').length, 2);
    },
  },
  {
    what: 'a gate',
    async ask(world) {
      await world.add('gates', { title: 'UAT entry', checks: 'Risks', board: owner(tomasz) });
      given(await askBoard(world.ports, speakingOf(world), 'GATE-1', ''));
      const { approvals, project, ports } = world;
      const [id] = await ports.transact(TENANT_A, (all) => all.approvals.pending(project.id));
      const loaded = id === undefined ? null : await approvals.load(TENANT_A, id);
      return loaded?.approval ?? assert.fail('The board was not asked.');
    },
    async check(world) {
      const [gate] = await world.rows('gates');
      assert.deepEqual([gate?.status, gate?.decidedOn], ['GO', '2026-11-25']);
      assert.equal(String(gate?.notes).split('GO (revision').length, 2);
    },
  },
];

onEachDatabase('a process that is killed while it records the decision', (start) => {
  for (const { what, ask, check } of stories) {
    it(`on ${what} leaves all as it was before each statement, and later does everything once`, async () => {
      const world = await startWorld(await start());
      const { database, approvals, project, state } = world;
      const { id } = await ask(world);
      const before = await state();
      const decide = () => approvals.run(project, id, approve(tomasz));
      let statement = 1;
      for (; statement < MOST_STATEMENTS; statement += 1) {
        database.killBefore(statement);
        const isKilled = await decide().then(
          () => false,
          (error: Error) => /was killed/.test(error.message) || assert.fail(error),
        );
        const run = database.startAgain();
        if (!isKilled) break;
        assert.equal(run, statement - 1);
        assert.deepEqual(await state(), before, `killed before statement ${statement}`);
      }
      assert.ok(statement > 10 && statement < MOST_STATEMENTS, `${statement} statements`);
      await check(world);
      // Killed after the answer and before the inbox knew of it, the click is handled again.
      const after = await state();
      given(await decide());
      assert.deepEqual(await state(), after, 'the same click again changes nothing');
    });
  }
});
