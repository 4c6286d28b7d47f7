/** `gate rules`: by what gates measure, and who decides. Reading them is pure. */
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asPersonId } from '../kernel/ids.ts';
import type { Transact } from '../kernel/transaction.ts';
import { type GatePolicy, gatePolicyOf } from '../projects/index.ts';
import { type ReadingContext, readPeople, refuseUnlessAllowed, type Speaking } from '../registers/index.ts';
import type { GateStores } from './ports.ts';

export const RULES_USAGE =
  'gate rules [risks N | severity 2 N | budget N % | decide within N days | board @PERSON and @PERSON | change board]';

export async function gateRules(
  { transact }: { readonly transact: Transact<GateStores> },
  { project, role, reading }: Speaking,
  rest: string,
): Promise<Reply | Refusal> {
  if (rest.trim() === '') return { text: rulesText(gatePolicyOf(project)) };
  const denied = refuseUnlessAllowed(role, 'setGateRules');
  if (denied !== null) return denied;
  return transact(project.tenantId, async ({ projects }) => {
    const current = (await projects.get(project.id)) ?? project;
    const policy = readGateRules(gatePolicyOf(current), rest, reading);
    if (isRefusal(policy)) return policy;
    await projects.save({ ...current, gatePolicy: policy });
    return { text: rulesText(policy) };
  });
}

/** Each number with what it may be. */
const NUMBERS: readonly {
  readonly words: RegExp;
  readonly field: 'riskAppetite' | 'sev2Allowed' | 'mostOverrun' | 'decisionDays';
  readonly least: number;
  readonly most: number;
}[] = [
  { words: /^risks?(?:\s+above)?\s+(\d{1,2})$/i, field: 'riskAppetite', least: 0, most: 25 },
  { words: /^sev(?:erity)?\s*2\s+(\d{1,3})$/i, field: 'sev2Allowed', least: 0, most: 100 },
  { words: /^budget\s+(\d{1,3})\s*(?:%|per\s*cent|percent)?$/i, field: 'mostOverrun', least: 0, most: 100 },
  {
    words: /^decide\s+within\s+(\d{1,2})(?:\s+(?:working\s+)?days?)?$/i,
    field: 'decisionDays',
    least: 1,
    most: 60,
  },
];

export function readGateRules(
  policy: GatePolicy,
  text: string,
  context: ReadingContext,
): GatePolicy | Refusal {
  const words = text.trim();
  for (const { words: pattern, field, least, most } of NUMBERS) {
    const typed = pattern.exec(words)?.[1];
    if (typed === undefined) continue;
    const number = Number(typed);
    return number >= least && number <= most
      ? { ...policy, [field]: number }
      : refuse('rules-odd', `That is a number from ${least} to ${most}.`);
  }
  if (/^(?:board\s+)?(?:is\s+)?(?:the\s+)?change board$/i.test(words)) return { ...policy, board: [] };
  const named = /^board\s+(.+)$/is.exec(words)?.[1];
  if (named === undefined) return refuse('rules-unread', `Say \`${RULES_USAGE}\`.`);
  const people = readPeople(named, context);
  if (isRefusal(people)) return people;
  const stranger = people.find(({ personId }) => personId === null);
  if (stranger !== undefined || people.length === 0)
    return refuse('person-unknown', 'Mention people of the organisation; they are the board.');
  const board = people.flatMap(({ personId, name }) =>
    personId === null ? [] : [{ personId: asPersonId(personId), name }],
  );
  return { ...policy, board };
}

function rulesText({ riskAppetite, sev2Allowed, mostOverrun, decisionDays, board }: GatePolicy): string {
  const names = board.map(({ name }) => escapeMarkdown(name)).join(', ');
  return [
    'What gates measure by, and who decides where a gate names no board:',
    `- a risk with an exposure over ${riskAppetite} needs a response and an owner`,
    `- ${sev2Allowed} open defects of severity 2 are allowed, of severity 1 none`,
    `- the forecast may be ${mostOverrun} % over the baseline`,
    `- ${board.length === 0 ? 'the change board' : names} decides within ${decisionDays} working days, by more than half`,
    `\nChange it with \`${RULES_USAGE}\`.`,
  ].join('\n');
}
