/** The form of a test result: shown by `result TC-4`, read from its click. What cannot be taken comes back as it was filled in. */
import { z } from 'zod';
import type { ApprovalStores } from '../approvals/index.ts';
import { type CardAction, cardAction } from '../kernel/capability.ts';
import type { CardClick, ClickAnswer, Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import {
  findRowOf,
  refuseFormDay,
  refuseUnsaidDay,
  registerOfName,
  type Speaking,
} from '../registers/index.ts';
import { resultCard } from './cards/resultView.ts';
import type { UatPorts } from './ports.ts';
import { linksIn } from './readResult.ts';
import { mayRecord, recordResult, type TestResult } from './recordResult.ts';
import { recordedText } from './words.ts';

const words = z.string().max(4_000).default('');
const resultSchema = z.object({
  projectId: z.string().max(64),
  key: z.string().max(16),
  result: words,
  testedOn: words,
  words,
  severity: words,
  evidence: words,
});
type Filled = Omit<z.output<typeof resultSchema>, 'projectId' | 'key'>;

const register = registerOfName('test cases');

export async function showResultForm<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  { project, acting, role, reading }: Speaking,
  key: string,
  given: Partial<Filled> = {},
  problem = '',
): Promise<(Reply & ClickAnswer) | Refusal> {
  return ports.transact(project.tenantId, async (stores) => {
    const row = await findRowOf(stores, project, 'test cases', key, 'TC-4');
    if (isRefusal(row)) return row;
    const denied = mayRecord(row, acting.person.id, role);
    return denied ?? { card: resultCard({ project, row, today: reading.today, given, problem }) };
  });
}

export function makeResultAction<Stores extends ApprovalStores>(ports: UatPorts<Stores>): CardAction {
  return cardAction<z.output<typeof resultSchema>>({
    verb: 'uat.result',
    schema: resultSchema,
    run: (click, data) => resultClicked(ports, click, data),
  });
}

async function resultClicked<Stores extends ApprovalStores>(
  ports: UatPorts<Stores>,
  click: CardClick,
  { projectId, key, ...given }: z.output<typeof resultSchema>,
): Promise<ClickAnswer | Refusal> {
  const speaking = await ports.registers.clickingOn(click, projectId);
  if (isRefusal(speaking)) return speaking;
  const result = readFilled(given, speaking.reading.today);
  const recorded = isRefusal(result) ? result : await recordResult(ports, speaking.acting, key, result);
  return isRefusal(recorded)
    ? showResultForm(ports, speaking, key, given, recorded.reason)
    : { text: recordedText(recorded) };
}

function readFilled(
  { result, testedOn, words: seen, severity, evidence }: Filled,
  today: string,
): TestResult | Refusal {
  if (result !== 'Passed' && result !== 'Failed')
    return refuse('result-missing', 'Choose the result: passed or failed.');
  const day = testedOn.trim();
  const field = { title: 'Tested on', type: 'day' } as const;
  const odd = day === '' ? null : refuseFormDay(field, day);
  const refusal = odd ?? refuseUnsaidDay(register, { status: result, testedOn: day }, today);
  if (refusal !== null) return refusal;
  const number = Number(severity.trim() || '3');
  if (![1, 2, 3, 4].includes(number)) return refuse('severity-unknown', 'Choose a severity from 1 to 4.');
  return { result, testedOn: day, words: seen.trim(), severity: number, links: linksIn(evidence) };
}
