/** Results of test cases: passed closes what was to be retested, failed makes a defect or opens it again. */
import type { ApprovalStores } from '../approvals/index.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import {
  type Acting,
  findRowOf,
  mayDo,
  peopleOf,
  type RegisterRow,
  registerOfName,
  rowsOf,
  textOf,
  withLine,
} from '../registers/index.ts';
import { isOpenDefect } from './exitCriteria.ts';
import type { UatPorts } from './ports.ts';
import { namesKey } from './readCycle.ts';

export interface TestResult {
  readonly result: 'Passed' | 'Failed';
  /** `YYYY-MM-DD`. */
  readonly testedOn: string;
  /** Why it failed; for a pass what was seen. */
  readonly words: string;
  /** 1 to 4. */
  readonly severity: number;
  readonly links: readonly string[];
}

export interface Recorded extends Pick<TestResult, 'result' | 'testedOn'> {
  readonly testCase: RegisterRow;
  /** Keys of defects that were made, opened again or closed by it. */
  readonly defects: readonly string[];
  readonly kind: 'none' | 'made' | 'reopened' | 'closed';
}

const TO_RETEST = ['Fixed', 'Ready for retest'];

export async function recordResult<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  acting: Acting,
  key: string,
  result: TestResult,
): Promise<Recorded | Refusal> {
  const { project, person } = acting;
  if (result.result === 'Failed' && result.words === '')
    return refuse(
      'reason-missing',
      `Say what went wrong, such as \`failed ${key || 'TC-5'} because the total is wrong\`.`,
    );
  const role = await ports.lookup.roleOf(project, person.id);
  return ports.transact(project.tenantId, async (stores) => {
    const testCase = await findRowOf(stores, project, 'test cases', key, 'TC-4');
    if (isRefusal(testCase)) return testCase;
    const denied = mayRecord(testCase, person.id, role);
    if (denied !== null) return denied;
    const changed = await writeResult(ports, stores, acting, testCase, result);
    if (isRefusal(changed)) return changed;
    const told = { result: result.result, testedOn: result.testedOn, testCase };
    const defects = (await rowsOf(stores, project, ['defects'])).filter(
      (row) => isOpenDefect(row) && namesKey(row.values, 'testCase', testCase.key),
    );
    const retested = defects.filter(({ values }) => TO_RETEST.includes(textOf(values.status)));
    if (result.result === 'Passed') {
      await moveDefects(ports, stores, acting, retested, 'Closed', `The retest of ${testCase.key} passed.`);
      return {
        ...told,
        defects: retested.map((row) => row.key),
        kind: retested.length === 0 ? 'none' : 'closed',
      };
    }
    if (retested.length > 0) {
      await moveDefects(
        ports,
        stores,
        acting,
        retested,
        'In progress',
        `The retest of ${testCase.key} failed: ${result.words}`,
      );
      return { ...told, defects: retested.map((row) => row.key), kind: 'reopened' };
    }
    const made = await addDefect(ports, stores, acting, testCase, result);
    return isRefusal(made) ? made : { ...told, defects: made, kind: 'made' };
  });
}

/** Null for the testers of a case and those who lead the project. */
export function mayRecord(
  testCase: RegisterRow,
  personId: string,
  role: Parameters<typeof mayDo>[0],
): Refusal | null {
  const isTester = peopleOf(testCase.values.owners).some((each) => each.personId === personId);
  return isTester || mayDo(role, 'changeAny')
    ? null
    : refuse(
        'not-tester',
        `${testCase.key} is tested by ${testersText(testCase)}; they, the coordinator and the project manager record its result.`,
      );
}

const testersText = ({ values }: RegisterRow): string =>
  peopleOf(values.owners)
    .map(({ name }) => name)
    .join(', ') || 'nobody yet';

async function writeResult<Stores extends ApprovalStores>(
  { registers, clock }: UatPorts<Stores>,
  stores: Stores,
  acting: Acting,
  testCase: RegisterRow,
  { result, testedOn, words, links }: TestResult,
): Promise<Refusal | null> {
  const evidence = [textOf(testCase.values.evidence), ...links].filter((line) => line !== '').join('\n');
  const changed = await registers.changeRowIn(stores, acting, testCase.key, {
    status: result,
    testedOn,
    ...(evidence === '' ? {} : { evidence }),
    notes: withLine(testCase, clock, acting, `${result}${words === '' ? '' : `: ${words}`}`),
  });
  return isRefusal(changed) ? changed : null;
}

async function moveDefects<Stores extends ApprovalStores>(
  { registers, clock, logger }: UatPorts<Stores>,
  stores: Stores,
  acting: Acting,
  defects: readonly RegisterRow[],
  status: string,
  note: string,
): Promise<void> {
  for (const row of defects) {
    const notes = withLine(row, clock, acting, note);
    const changed = await registers.changeRowIn(stores, acting, row.key, { status, notes });
    if (isRefusal(changed))
      logger.error('A defect could not be moved on.', { key: row.key, code: changed.code });
  }
}

async function addDefect<Stores extends ApprovalStores>(
  { registers }: UatPorts<Stores>,
  stores: Stores,
  acting: Acting,
  testCase: RegisterRow,
  { words, severity, links }: TestResult,
): Promise<readonly string[] | Refusal> {
  const { person } = acting;
  const { cycle, expected, steps, workstream } = testCase.values;
  const added = await registers.addRowsIn(stores, acting, [
    {
      definition: registerOfName('defects'),
      values: {
        title: words,
        severity,
        testCase: [testCase.key],
        cycle: cycle ?? null,
        observed: [words, ...links].join('\n'),
        expected: expected ?? null,
        steps: steps ?? null,
        workstream: workstream ?? null,
        raisedBy: [{ personId: person.id, name: person.name }],
      },
    },
  ]);
  return isRefusal(added) ? added : added.map(({ key }) => key);
}
