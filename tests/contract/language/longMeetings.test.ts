import assert from 'node:assert/strict';
import { estimateTokens } from '../../../src/adapters/language/estimateTokens.ts';
import type { Transcript } from '../../../src/meetings/transcript/transcript.ts';
import {
  answersItems,
  answersProperly,
  answersText,
  type Behaviour,
  fails,
  itemOf,
  minutesOf,
  sends,
  talkOf,
} from '../../support/startLanguageServer.ts';
import { inOneLine, makeContext, makeTranscript } from '../../unit/meetings/minutes/talk.ts';
import { type LanguageWorld, only, startLanguageWorld } from './support.ts';

const TASKS = ['firewall rules', 'load test', 'training plan', 'runbook', 'rollback script', 'licence list'];
const TALK =
  'and then there is the question how the interfaces behave when the nightly batch runs late, which happened twice last month';

/** `tasks` promises with much talk between them. */
function longTalk(tasks: readonly string[], between = 12): readonly string[] {
  return tasks.flatMap((task, at) => [
    `Priya: I will review the ${task} by Friday.`,
    ...Array.from(
      { length: between },
      (_, line) => `${line % 2 === 0 ? 'Kenji' : 'Yusuf'}: Number ${at * 100 + line}, ${TALK}.`,
    ),
  ]);
}

describe('makeLanguageModelEngine: a meeting longer than the context', () => {
  let world: LanguageWorld;
  beforeEach(async () => {
    world = await startLanguageWorld();
  });
  afterEach(() => world.close());
  const write = (transcript: Transcript, contextTokens: number) =>
    world.makeEngine({ contextTokens }).write(transcript, makeContext());
  const partsOf = (): readonly (readonly number[])[] =>
    world.server.requests.map((request) => talkOf(request).map(({ cue }) => cue));

  it('reads it in parts that overlap at the borders of turns, and each item once', async () => {
    const transcript = makeTranscript(longTalk(TASKS));
    const minutes = await write(transcript, 5_000);
    assert.equal(minutes.engine, 'language model 1 (local-model)');
    assert.deepEqual(
      minutes.items.map(({ text }) => text),
      TASKS.map((task) => `Review the ${task}`),
    );
    const parts = partsOf();
    assert.ok(parts.length > 2, `${parts.length} parts`);
    const [first = []] = parts;
    assert.equal(first[0], 1);
    for (const [at, part] of parts.slice(1).entries()) {
      const before = parts[at] ?? [];
      assert.ok((part[0] ?? 0) <= (before.at(-1) ?? 0), 'no overlap');
      assert.ok((part[0] ?? 0) > (before[0] ?? 0));
    }
    assert.equal(parts.at(-1)?.at(-1), transcript.cues.length);
    for (const { body } of world.server.requests) {
      const sent = estimateTokens(body.messages.map(({ content }) => content).join('\n'));
      assert.ok(sent + 2 * (body.max_tokens ?? 0) < 5_000, `${sent} tokens and two answers`);
    }
  });

  it('tells a later part what was found, and lets it change that', async () => {
    const change: Behaviour = (request, response) => {
      const talk = talkOf(request);
      const later = talk.find(({ words }) => words.includes('Monday'));
      const items =
        later === undefined
          ? minutesOf(talk)
          : [...minutesOf(talk), itemOf(later, { text: 'Review the firewall rules', due: 'Monday' })];
      answersItems(items)(request, response);
    };
    world.server.behave(change);
    const talk = [...longTalk(['firewall rules'], 40), 'Priya: About that, make it Monday instead.'];
    const minutes = await write(makeTranscript(talk), 5_000);
    const last = world.server.requests.at(-1)?.body.messages[1]?.content ?? '';
    assert.match(
      last.replace(/BEGIN TRANSCRIPT[\s\S]*/, ''),
      /Items of the earlier parts.*Review the firewall rules/,
    );
    const item = only(minutes.items);
    assert.equal(inOneLine(item), 'committed: Review the firewall rules (Priya Raman, 2027-03-15)');
    assert.deepEqual(
      item.history.map(({ what, from, to }) => [what, from, to]),
      [['due', '2027-03-12', '2027-03-15']],
    );
    assert.equal(item.evidence.length, 2);
  });

  it('cuts a part in two when it or its answer does not fit after all', async () => {
    const isLong: (limit: number, then: Behaviour) => Behaviour = (limit, then) => (request, response) =>
      talkOf(request).length > limit ? then(request, response) : answersProperly(request, response);
    for (const refusal of [
      fails(400, { code: 'context_length_exceeded' }),
      fails(413),
      fails(400, { message: "This model's maximum context length is 8192 tokens." }),
      sends(
        400,
        'application/json',
        '{"object":"error","message":"The prompt exceeds the context size.","code":400}',
      ),
      answersText('{"items": [{"kind"', {}, { finish_reason: 'length' }),
    ]) {
      world.server.behave(isLong(30, refusal));
      const minutes = await write(makeTranscript(longTalk(TASKS)), 32_000);
      assert.equal(minutes.engine, 'language model 1 (local-model)');
      assert.equal(minutes.items.length, TASKS.length);
    }
  });

  it('lets the rules write when one part fails, rather than half a meeting', async () => {
    world.server.behave(answersProperly, fails(401));
    const minutes = await write(makeTranscript(longTalk(TASKS)), 5_000);
    assert.equal(minutes.engine, 'rules 1 (the language model refused the sign-in)');
  });

  it('lets the rules write when the context has no room for talk', async () => {
    const minutes = await write(makeTranscript(longTalk(TASKS)), 2_000);
    assert.equal(minutes.engine, 'rules 1 (the meeting does not fit the language model)');
    assert.equal(world.server.requests.length, 0);
  });

  it('reads a single cue that is longer than a part', async () => {
    const words = `${Array.from({ length: 900 }, () => TALK).join(', ')}. I will review the runbook by Friday.`;
    const minutes = await write(makeTranscript([`Priya: ${words}`]), 5_000);
    assert.deepEqual(
      partsOf()
        .flat()
        .filter((cue) => cue !== 1),
      [],
    );
    assert.match(only(minutes.items).text, /runbook/);
  });
});
