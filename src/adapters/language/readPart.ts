/** Reads one part of a meeting: asks, holds the answer against the transcript, asks once more about what fails. */
import { ContractError, InputError } from '../../kernel/errors.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Instant } from '../../kernel/time.ts';
import type { ClaimChecker } from '../../meetings/claims/checkClaims.ts';
import { isSameItem } from '../../meetings/claims/mergeItems.ts';
import type { MinuteItem } from '../../meetings/minutes/minutes.ts';
import { type ReadItem, readAnswer } from './answer.ts';
import type { Message, ModelClient } from './modelClient.ts';
import { repairMessage } from './prompt.ts';

export interface PartReading {
  readonly items: readonly MinuteItem[];
  /** Items that the transcript does not support. */
  readonly dropped: number;
}

export interface PartTools {
  readonly client: ModelClient;
  readonly checker: ClaimChecker;
  /** Items of the parts before. */
  readonly earlier: readonly MinuteItem[];
  readonly cueIdOf: (number: number) => string;
  readonly answerTokens: number;
  readonly deadline: Instant;
  readonly logger: Logger;
}

/** Something of the answer that was wrong. `item` is what remains of it without what could not be shown. */
interface Flaw {
  readonly problem: string;
  readonly item: MinuteItem | null;
}

/** Problems told to the model; more would leave no room for its answer. */
const MOST_PROBLEMS = 30;

/** Throws the client's errors, `too-long` when the answer has no room, ContractError when it is no answer at all. */
export async function readPart(messages: readonly Message[], tools: PartTools): Promise<PartReading> {
  const content = await askFor(messages, tools);
  const read = readAnswer(content, tools.cueIdOf);
  if (typeof read === 'string') return readSecondAnswer(messages, content, read, tools);
  const { sound, flaws } = judge(read, tools);
  if (flaws.length === 0) return { items: sound, dropped: 0 };
  const repaired = await repair(messages, content, flaws, tools);
  return settle(sound, flaws, repaired);
}

async function askFor(
  messages: readonly Message[],
  { client, answerTokens, deadline }: PartTools,
): Promise<string> {
  const { content, isCut } = await client.ask(messages, answerTokens, deadline);
  if (isCut) throw new InputError('too-long', 'The answer of the language model does not fit.');
  return content;
}

/** The first answer had no shape: the second must have one, and its flaws are not repaired again. */
async function readSecondAnswer(
  messages: readonly Message[],
  content: string,
  problem: string,
  tools: PartTools,
): Promise<PartReading> {
  const again = await askFor(conversation(messages, content, [problem]), tools);
  const read = readAnswer(again, tools.cueIdOf);
  if (typeof read === 'string')
    throw new ContractError('unusable-answer', `The language model gave no usable answer twice: ${read}.`);
  const { sound, flaws } = judge(read, tools);
  return settle(sound, flaws, []);
}

function judge(
  read: readonly ReadItem[],
  { checker, earlier }: PartTools,
): { readonly sound: MinuteItem[]; readonly flaws: Flaw[] } {
  const sound: MinuteItem[] = [];
  const flaws: Flaw[] = [];
  for (const { number, claim, problem } of read) {
    const { item, problems } =
      claim === null ? { item: null, problems: [problem ?? ''] } : checker.check(claim, earlier);
    if (problems.length > 0) flaws.push({ problem: `item ${number}: ${problems.join('; ')}`, item });
    else if (item !== null) sound.push(item);
  }
  return { sound, flaws };
}

/** What the follow-up gives; nothing when it fails, since the first answer stands without what was wrong in it. */
async function repair(
  messages: readonly Message[],
  content: string,
  flaws: readonly Flaw[],
  tools: PartTools,
): Promise<readonly MinuteItem[]> {
  try {
    const problems = flaws.map(({ problem }) => problem);
    const answer = await askFor(conversation(messages, content, problems), tools);
    const read = readAnswer(answer, tools.cueIdOf);
    if (typeof read === 'string') return [];
    const { sound, flaws: still } = judge(read, tools);
    return [...sound, ...still.flatMap(({ item }) => item ?? [])];
  } catch (error) {
    tools.logger.info('The language model did not correct its answer.', { error });
    return [];
  }
}

const conversation = (
  messages: readonly Message[],
  answer: string,
  problems: readonly string[],
): readonly Message[] => [
  ...messages,
  { role: 'assistant', content: answer },
  repairMessage(problems.slice(0, MOST_PROBLEMS)),
];

/** Each flaw is replaced by its correction, else by what remains of it, else counted as dropped. */
function settle(
  sound: readonly MinuteItem[],
  flaws: readonly Flaw[],
  repaired: readonly MinuteItem[],
): PartReading {
  const fresh = repaired.filter((item) => !sound.some((other) => isSameItem(other, item)));
  const remains = flaws
    .flatMap(({ item }) => item ?? [])
    .filter((item) => !fresh.some((other) => isSameItem(other, item)));
  return {
    items: [...sound, ...fresh, ...remains],
    dropped: Math.max(0, flaws.length - fresh.length - remains.length),
  };
}
