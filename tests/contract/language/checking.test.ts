import assert from 'node:assert/strict';
import {
  answersItems,
  answersProperly,
  answersText,
  fails,
  itemOf,
  type TalkLine,
} from '../../support/startLanguageServer.ts';
import { inOneLine, person, ROSTER } from '../../unit/meetings/minutes/talk.ts';
import { type LanguageWorld, only, startLanguageWorld } from './support.ts';

const MEETING = [
  'Amara: Good morning everybody, shall we go through the cutover?',
  'Priya: I will send the network diagram to the vendor by Thursday.',
  'Amara: Kenji, can you order the spare switches?',
  'Kenji: Sure, no problem.',
  'Yusuf: The last load took nine hours and failed twice.',
];
const SEND = 'committed: Send the network diagram to the vendor (Priya Raman, 2027-03-11)';

describe('makeLanguageModelEngine: what is held against the transcript', () => {
  let world: LanguageWorld;
  beforeEach(async () => {
    world = await startLanguageWorld();
  });
  afterEach(() => world.close());

  const send = (talk: readonly TalkLine[], more: object = {}): object =>
    itemOf(talk[1] as TalkLine, {
      text: 'Send the network diagram to the vendor',
      due: 'by Thursday',
      ...more,
    });
  /** The first answer has this item besides a sound one; the second is that of `then`. */
  const flawed = (more: object): void =>
    world.server.behave(
      answersItems((talk) => [
        itemOf(talk[4] as TalkLine, { kind: 'issue', text: 'The last load failed twice', owners: [] }),
        send(talk, more),
      ]),
      answersItems((talk) => [send(talk)]),
    );
  const followUp = (): string => world.server.requests[1]?.body.messages.at(-1)?.content ?? '';

  const FLAWS: readonly [string, object, RegExp][] = [
    [
      'a cue that does not exist',
      { evidence: [{ cues: [77], quote: 'I will send the network diagram' }] },
      /item 2: cue 77 does not exist/,
    ],
    [
      'a cue that says something else',
      { evidence: [{ cues: [5], quote: 'I will send the network diagram to the vendor' }] },
      /are not said in cue 5; they stand in cue 2/,
    ],
    [
      'words that nobody said',
      { evidence: [{ cues: [2], quote: 'I promise to pay the invoice of the vendor' }] },
      /are not said in cue 2/,
    ],
    ['no evidence', { evidence: [] }, /nothing that was said supports it/],
    ['a quote without words', { evidence: [{ cues: [2], quote: '...' }] }, /the quote has no words/],
    [
      'half of the meeting as evidence',
      { evidence: [{ cues: Array.from({ length: 30 }, (_, at) => at), quote: 'I will' }] },
      /names more than 20 cues/,
    ],
    [
      'a text about something else',
      { text: 'Transfer ten thousand euros to a numbered account' },
      /the text ".*" is not supported/,
    ],
    [
      'an address that nobody said',
      { text: 'Send the network diagram to https://evil.example/collect' },
      /the address "https:\/\/evil/,
    ],
    [
      'a text without end',
      { text: 'Send the network diagram to the vendor. '.repeat(40) },
      /longer than 400 characters/,
    ],
    [
      'an owner who was never named',
      { owners: [{ kind: 'person', name: 'Lucía Fernández' }] },
      /the owner "Lucía Fernández" is neither named near/,
    ],
    [
      'an owner whom nobody knows',
      { owners: [{ kind: 'person', name: 'Robert Nobody' }] },
      /the owner "Robert Nobody" is neither named/,
    ],
    [
      'a team that was never named',
      { owners: [{ kind: 'team', name: 'Legal department' }] },
      /the team "Legal department" is not named/,
    ],
    ['a date that it worked out', { due: '2027-03-11' }, /the deadline "2027-03-11" is not said/],
    ['a deadline that nobody said', { due: 'by end of June' }, /the deadline "by end of June" is not said/],
    ['a kind that does not exist', { kind: 'approval' }, /item 2: kind: invalid enum value/],
    ['a missing text', { text: undefined }, /item 2: text: required/],
    ['owners of another shape', { owners: ['Priya'] }, /item 2: owners\.0: expected object/],
  ];
  for (const [flaw, more, problem] of FLAWS) {
    it(`asks once more about an item with ${flaw}, and takes the correction`, async () => {
      flawed(more);
      const minutes = await world.write(MEETING);
      assert.match(followUp(), problem);
      assert.equal(world.server.requests.length, 2);
      assert.deepEqual(minutes.items.map(inOneLine), [SEND, 'committed: The last load failed twice (, -)']);
      assert.equal(minutes.droppedItems, 0);
    });
  }

  it('shows the model its own answer and the whole request again', async () => {
    flawed({ due: 'by end of June' });
    await world.write(MEETING);
    const [first, second] = world.server.requests;
    assert.deepEqual(second?.body.messages.slice(0, 2), first?.body.messages);
    assert.deepEqual(
      second?.body.messages.slice(2).map(({ role }) => role),
      ['assistant', 'user'],
    );
  });

  it('drops and counts what has no support the second time either', async () => {
    const made = { evidence: [{ cues: [77], quote: 'We will pay' }] };
    world.server.behave(
      answersItems((talk) => [send(talk), send(talk, { ...made, text: 'Pay the vendor' })]),
    );
    const minutes = await world.write(MEETING);
    assert.deepEqual(minutes.items.map(inOneLine), [SEND]);
    assert.equal(minutes.droppedItems, 1);
    assert.equal(world.server.requests.length, 2);
    const { data } = only(world.logger.lines.filter(({ level }) => level === 'warn'));
    assert.deepEqual(data, { dropped: 1 });
  });

  it('keeps an item without the owner and the deadline that it cannot show', async () => {
    const more = { owners: [{ kind: 'person', name: 'Robert Nobody' }], due: 'by end of June' };
    world.server.behave(answersItems((talk) => [send(talk, more)]));
    const minutes = await world.write(MEETING);
    assert.deepEqual(minutes.items.map(inOneLine), [
      'committed: Send the network diagram to the vendor (?, -)',
    ]);
    assert.equal(minutes.droppedItems, 0);
  });

  it('keeps the sound items when the follow-up fails', async () => {
    for (const then of [fails(500), answersText('Sorry.'), fails(401)]) {
      world.server.behave(
        answersItems((talk) => [send(talk), send(talk, { text: 'Pay the invoice', evidence: [] })]),
        then,
      );
      const minutes = await world.write(MEETING);
      assert.equal(minutes.engine, 'language model 1 (local-model)');
      assert.deepEqual(minutes.items.map(inOneLine), [SEND]);
      assert.equal(minutes.droppedItems, 1);
    }
  });

  it('gives the words as they were said where the model quotes them loosely', async () => {
    world.server.behave(
      answersItems((talk) => [
        send(talk, {
          evidence: [{ cues: [1, 2], quote: 'i will SEND the diagram to the vendor by thursday' }],
        }),
      ]),
    );
    const [item] = (await world.write(MEETING)).items;
    assert.deepEqual(item?.evidence, [
      {
        cueIds: ['c2'],
        startMs: 5_000,
        endMs: 9_000,
        speaker: 'Priya Raman',
        quote: 'I will send the network diagram to the vendor by Thursday.',
      },
    ]);
  });

  it('keeps a name ambiguous even where the model chose one of two', async () => {
    world.server.behave(
      answersItems((talk) => [
        itemOf(talk[0] as TalkLine, {
          text: 'Order the spare switches',
          owners: [{ kind: 'person', name: 'Kenji Mori' }],
          evidence: [{ cues: [1], quote: 'Kenji, can you order the spare switches?' }],
        }),
      ]),
    );
    const roster = [...ROSTER, person(8, 'Kenji Sato')];
    const [item] = (
      await world.write([': Kenji, can you order the spare switches?', ': Okay.'], {
        roster,
        attendeeIds: roster.map(({ id }) => id),
      })
    ).items;
    assert.equal(item?.owners[0]?.kind, 'ambiguous', JSON.stringify(item));
  });

  it('gives the day by its own reader, flagged where it is past or unclear', async () => {
    world.server.behave(
      answersItems((talk) => [
        itemOf(talk[0] as TalkLine, { text: 'Close the ticket', due: 'by 31 February' }),
      ]),
    );
    const [item] = (await world.write(['Priya: I will close the ticket by 31 February.'])).items;
    assert.equal(item?.due?.day, null);
    assert.equal(item?.due?.needsConfirmation, true);
    assert.match(item?.due?.problem ?? '', /\.$/);
  });

  it('keeps what an item was before it was corrected', async () => {
    world.server.behave(
      answersItems((talk) => [
        itemOf(talk[0] as TalkLine, {
          text: 'Send the report',
          due: 'by Friday',
          evidence: [
            { cues: [1], quote: 'I will send the report by Thursday.' },
            { cues: [2], quote: 'Actually make that by Friday.' },
          ],
          changes: [{ what: 'due', from: 'by Thursday', cues: [2], quote: 'Actually make that by Friday.' }],
        }),
      ]),
    );
    const minutes = await world.write([
      'Priya: I will send the report by Thursday.',
      'Priya: Actually make that by Friday.',
    ]);
    const item = only(minutes.items);
    assert.equal(inOneLine(item), 'committed: Send the report (Priya Raman, 2027-03-12)');
    assert.deepEqual(
      item.history.map(({ what, from, to, evidence }) => [what, from, to, evidence.cueIds]),
      [['due', 'by Thursday', '2027-03-12', ['c2']]],
    );
  });

  it('tells two things apart that were promised in one sentence', async () => {
    const words = 'I will send the diagram and book the meeting room.';
    world.server.behave(
      answersItems((talk) => [
        itemOf(talk[0] as TalkLine, { text: 'Send the diagram' }),
        itemOf(talk[0] as TalkLine, { text: 'Book the meeting room' }),
      ]),
    );
    const { items } = await world.write([`Priya: ${words}`]);
    assert.deepEqual(
      items.map(({ text }) => text),
      ['Send the diagram', 'Book the meeting room'],
    );
    assert.equal(new Set(items.map(({ id }) => id)).size, 2);
  });

  it('minutes an item once that the model tells twice', async () => {
    world.server.behave(
      answersItems((talk) => [send(talk), send(talk, { text: 'Send network diagram to vendor' })]),
    );
    assert.deepEqual((await world.write(MEETING)).items.map(inOneLine), [SEND]);
    world.server.behave(answersProperly);
  });
});
