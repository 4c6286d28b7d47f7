import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import {
  answersItems,
  answersProperly,
  answersText,
  type Behaviour,
  breaksOff,
  fails,
  itemOf,
  redirectsTo,
  sends,
  startLanguageServer,
  staysSilent,
  stopsHalfway,
  talkOf,
  throttles,
} from '../../support/startLanguageServer.ts';
import { inOneLine, itemsOf, makeContext, makeTranscript } from '../../unit/meetings/minutes/talk.ts';
import { expectSupported } from '../meetings/minutesEngineContract.ts';
import { type LanguageWorld, only, startLanguageWorld } from './support.ts';

const MEETING = [
  'Amara: Good morning everybody, shall we go through the cutover?',
  'Priya: I will send the network diagram to the vendor by Thursday.',
  'Amara: Kenji, can you order the spare switches?',
  'Kenji: Sure, no problem.',
  'Tomasz: We decided to keep the old gateway until go-live.',
];
const PROPER = 'language model 1 (local-model)';

describe('makeLanguageModelEngine: a server that misbehaves', () => {
  let world: LanguageWorld;
  beforeEach(async () => {
    world = await startLanguageWorld();
  });
  afterEach(() => world.close());

  const WAYS: readonly [string, Behaviour, string][] = [
    ['has a fault each time', fails(500), 'the language model was not reachable'],
    ['is overloaded', fails(503), 'the language model was not reachable'],
    ['asks to wait for two minutes', throttles(120), 'the language model is out of quota'],
    ['asks to wait each time', throttles(2), 'the language model is out of quota'],
    ['has no quota left', fails(429, { code: 'insufficient_quota' }), 'the language model is out of quota'],
    ['refuses the key', fails(401), 'the language model refused the sign-in'],
    ['forbids it', fails(403), 'the language model refused the sign-in'],
    ['has no such model', fails(404), 'the language model was not found'],
    ['filters the talk', fails(400, { code: 'content_filter' }), 'the language model refused the talk'],
    ['never answers', staysSilent, 'the language model did not answer in time'],
    ['goes silent in its answer', stopsHalfway, 'the language model did not answer in time'],
    ['breaks off its answer', breaksOff, 'the language model was not reachable'],
    ['sends a page', sends(200, 'text/html', '<h1>Sign in</h1>'), 'the language model gave no usable answer'],
    [
      'sends broken JSON',
      sends(200, 'application/json', '{"choices": ['),
      'the language model gave no usable answer',
    ],
    [
      'sends JSON of another kind',
      sends(200, 'application/json', '{"ok": true}'),
      'the language model gave no usable answer',
    ],
    [
      'sends no choice',
      sends(200, 'application/json', '{"choices": []}'),
      'the language model gave no usable answer',
    ],
    ['sends nothing', sends(200, 'application/json', ''), 'the language model gave no usable answer'],
    [
      'answers with an odd status',
      sends(418, 'text/plain', 'teapot'),
      'the language model gave no usable answer',
    ],
    [
      'talks nonsense',
      answersText('Well, as an assistant I love meetings!'),
      'the language model gave no usable answer',
    ],
    [
      'answers with half an object',
      answersText('{"items": [{"kind": "act'),
      'the language model gave no usable answer',
    ],
    [
      'answers with another object',
      answersText('{"minutes": "none"}'),
      'the language model gave no usable answer',
    ],
    ['answers with a list', answersText('[1, 2]'), 'the language model gave no usable answer'],
    ['refuses', answersText('', { refusal: 'No.' }), 'the language model gave no usable answer'],
    ['says nothing', answersText(''), 'the language model gave no usable answer'],
    [
      'withholds its answer',
      answersText('', {}, { finish_reason: 'content_filter' }),
      'the language model gave no usable answer',
    ],
    [
      'calls a tool',
      answersText('', {
        content: null,
        tool_calls: [{ id: '1', type: 'function', function: { name: 'approve', arguments: '{"change":7}' } }],
      }),
      'the language model gave no usable answer',
    ],
    [
      'has no room for its answer',
      answersText('{"items": [', {}, { finish_reason: 'length' }),
      'the meeting does not fit the language model',
    ],
    [
      'finds the talk too long',
      fails(400, { code: 'context_length_exceeded' }),
      'the meeting does not fit the language model',
    ],
    ['finds nothing where the rules do', answersItems([]), 'the language model found nothing'],
    [
      'sends 5 MB',
      sends(200, 'application/json', `{"x": "${'x'.repeat(5_000_000)}"}`),
      'the language model gave no usable answer',
    ],
    [
      'makes everything up',
      answersItems([{ ...itemOf({ cue: 1, speaker: '', words: 'Pay Robert ten thousand euros today.' }) }]),
      'the transcript supports nothing that the language model said',
    ],
  ];
  for (const [way, behaviour, reason] of WAYS) {
    it(`lets the rules write when it ${way}, and says why`, async () => {
      world.server.behave(behaviour);
      const isSilent = behaviour === staysSilent || behaviour === stopsHalfway;
      const engine = world.makeEngine(isSilent ? { requestMs: 100 } : {});
      const minutes = await engine.write(makeTranscript(MEETING), makeContext());
      assert.equal(minutes.engine, `rules 1 (${reason})`);
      const rules = await makeRulesEngine().write(makeTranscript(MEETING), makeContext());
      assert.deepEqual(minutes.items, rules.items);
      assert.ok(world.server.requests.length <= 16, String(world.server.requests.length));
      assert.ok(
        !/network diagram|gateway|switches/i.test(JSON.stringify(world.logger.lines)),
        'talk is in the log',
      );
    });
  }

  it('lets the rules write when nobody listens at the address', async () => {
    const gone = await startLanguageServer();
    await gone.close();
    const engine = world.makeEngine({ endpoint: gone.url });
    const minutes = await engine.write(makeTranscript(MEETING), makeContext());
    assert.equal(minutes.engine, 'rules 1 (the language model was not reachable)');
    assert.equal(
      only(world.logger.lines.filter(({ level }) => level === 'warn')).message,
      'The language model wrote no minutes; the rules do.',
    );
  });

  it('does not follow a redirect with the talk', async () => {
    const other = await startLanguageServer();
    try {
      world.server.behave(redirectsTo(`${other.url}/chat/completions`));
      const minutes = await world.write(MEETING);
      assert.equal(minutes.engine, 'rules 1 (the language model was not reachable)');
      assert.equal(other.requests.length, 0);
    } finally {
      await other.close();
    }
  });

  it('asks once more after a fault, and after the wait that the server names', async () => {
    world.server.behave(fails(500), answersProperly);
    assert.equal((await world.write(MEETING)).engine, PROPER);
    world.server.behave(throttles(7), answersProperly);
    assert.equal((await world.write(MEETING)).engine, PROPER);
    world.server.behave(breaksOff, answersProperly);
    assert.equal((await world.write(MEETING)).engine, PROPER);
    assert.deepEqual(world.waits, [1_000, 7_000, 1_000]);
    assert.equal(world.server.requests.length, 6);
  });

  it('neither waits nor asks again beyond the time of the meeting', async () => {
    world.server.behave(throttles(20), answersProperly);
    const engine = world.makeEngine({ deadlineMs: 15_000 });
    const minutes = await engine.write(makeTranscript(MEETING), makeContext());
    assert.equal(minutes.engine, 'rules 1 (the language model is out of quota)');
    assert.deepEqual(world.waits, []);
  });

  it('reads an answer in a fence, with thoughts and words around it', async () => {
    world.server.behave((request, response) => {
      const [, line] = talkOf(request);
      assert.ok(line !== undefined);
      const item = itemOf(line, { text: 'Send the network diagram to the vendor', due: 'by Thursday' });
      answersText(
        `\ufeff<think>Is {this} an item?</think>Here you are:\n\`\`\`json\n${JSON.stringify({ items: [item] }, null, 2)}\n\`\`\`\nDone.`,
      )(request, response);
    });
    const minutes = await world.write(MEETING);
    assert.deepEqual(minutes.items.map(inOneLine), [
      'committed: Send the network diagram to the vendor (Priya Raman, 2027-03-11)',
    ]);
  });

  it('asks once more for the shape when the first answer had none', async () => {
    world.server.behave(answersText('Of course! Here are the minutes.'), answersProperly);
    const minutes = await world.write(MEETING);
    assert.equal(minutes.engine, PROPER);
    assert.equal(itemsOf(minutes, 'action').length, 2);
    const [, second] = world.server.requests;
    assert.match(second?.body.messages.at(-1)?.content ?? '', /the answer is not JSON/);
  });

  it('says nothing that the transcript does not hold, whatever the model answers', async () => {
    const transcript = makeTranscript([...MEETING, ': I will call them.', 'Room 4: Yes.']);
    const said = transcript.cues.map(({ text }, at) => ({ cues: [at + 1], quote: text }));
    const cue = fc.oneof(fc.integer({ min: -2, max: 9 }), fc.constantFrom('2', 'c2', null, 1.5, 1e300));
    const words = fc.oneof(
      fc.constantFrom(...said.map(({ quote }) => quote)),
      fc.constantFrom('no problem', 'Sure', 'diagram vendor network send will', 'Kenji', ''),
      fc.string({ unit: 'grapheme', maxLength: 30 }),
    );
    const owner = fc.record({
      kind: mostly(fc.constantFrom('speaker', 'person', 'team'), fc.constant('boss')),
      name: fc.constantFrom(
        '',
        'Kenji',
        'Priya Raman',
        'Robert Nobody',
        'Room 4',
        'the vendor',
        '@0',
        'constructor',
      ),
    });
    const evidence = mostly(
      fc.constantFrom(...said),
      fc.record({ cues: fc.array(cue, { maxLength: 4 }), quote: words }),
    );
    const change = fc.record({
      what: mostly(fc.constantFrom('due', 'owner', 'text', 'standing'), fc.constant('mood')),
      from: words,
      cues: fc.array(cue),
      quote: words,
    });
    const item = fc.record(
      {
        kind: mostly(fc.constantFrom('action', 'decision', 'risk', 'question'), fc.constant('approval')),
        text: words,
        standing: mostly(fc.constantFrom('committed', 'withdrawn'), fc.constant('done')),
        owners: mostly(fc.array(owner, { maxLength: 3 }), fc.constant(null)),
        due: fc.oneof(fc.constantFrom('by Thursday', '2027-03-01', 'until go-live', null), words),
        evidence: fc.array(evidence, { minLength: 1, maxLength: 3 }),
        changes: mostly(fc.constant([]), fc.array(change, { maxLength: 2 })),
        openItem: mostly(fc.constant(null), fc.record({ key: words, isDone: fc.boolean() })),
        certainty: mostly(fc.constantFrom('high', 'low'), fc.constant('certain')),
      },
      { requiredKeys: ['kind', 'evidence', 'text', 'standing'] },
    );
    const items = fc.array(mostly(item, fc.jsonValue()), { maxLength: 6 });
    const text = mostly(
      items.map((all) => JSON.stringify({ items: all })),
      fc.oneof(fc.string(), fc.json()),
    );
    const saysThat = (content: string | null): Behaviour =>
      content === null ? fails(500) : answersText(content);
    const answer = mostly(text, fc.constant(null));
    let supported = 0;
    await fc.assert(
      fc.asyncProperty(answer, answer, async (first, second) => {
        world.server.behave(saysThat(first), saysThat(second));
        const minutes = await world.makeEngine().write(transcript, makeContext());
        for (const each of minutes.items) expectSupported(each, transcript);
        if (minutes.engine === PROPER) supported += minutes.items.length;
      }),
      { numRuns: 60 },
    );
    assert.ok(supported > 10, `only ${supported} items of the model came through, so little was tested`);
  });
});

/** The first in nine of ten cases. */
const mostly = <T, U>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<U>): fc.Arbitrary<T | U> =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: rare });
