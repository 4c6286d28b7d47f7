import assert from 'node:assert/strict';
import { asDay } from '../../../../src/kernel/time.ts';
import { makeDueFinder } from '../../../../src/meetings/minutes/dates/findDue.ts';
import { english } from '../../../../src/meetings/minutes/english/index.ts';
import type { Language } from '../../../../src/meetings/minutes/language.ts';
import { knowPeople } from '../../../../src/meetings/minutes/people/people.ts';
import { readMeeting } from '../../../../src/meetings/minutes/pipeline/readMeeting.ts';
import { cleanSpeech } from '../../../../src/meetings/minutes/sentences/cleanSpeech.ts';
import { splitSentences } from '../../../../src/meetings/minutes/sentences/splitSentences.ts';
import { makeContext, makeTranscript } from './talk.ts';

const TALK: readonly string[] = [
  'Amara: Morning all, shall we begin with point NUMBER?',
  "Priya: Yes. I'll send version NUMBER of the cutover plan to the vendor by Friday.",
  'Amara: Tomasz, can you check report NUMBER?',
  'Tomasz: Sure, on Monday.',
  'Kenji: The interface NUMBER is still blocked, so we may be late.',
  "Amara: That's a risk.",
  "Yusuf: So we go with option NUMBER. Let's do that.",
  'Lucía: Agreed. The weather is nice today and nobody has anything to add to that, I think.',
  "Amara: Priya, plan NUMBER, Friday. And who pays for that? Let's leave that as an open question.",
];

const meeting = (rounds: number): string[] =>
  Array.from({ length: rounds }, (_, round) =>
    TALK.map((line) => line.replaceAll('NUMBER', String(round))),
  ).flat();

/** English that counts the characters it is given to look at. */
function countingEnglish(): { language: Language; count: () => number } {
  let seen = 0;
  const counted = Object.entries(english).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value];
    const call = value as (...args: unknown[]) => unknown;
    const counting = (...args: unknown[]) => {
      for (const argument of args) seen += typeof argument === 'string' ? argument.length : 0;
      return call(...args);
    };
    return [name, counting];
  });
  return { language: Object.fromEntries(counted) as Language, count: () => seen };
}

function charactersRead(rounds: number): { read: number; drafts: number } {
  const transcript = makeTranscript(meeting(rounds));
  const context = makeContext();
  const { language, count } = countingEnglish();
  const due = makeDueFinder({
    today: asDay('2027-03-09'),
    order: 'day-first',
    calendar: context.calendar,
    milestones: context.milestones,
  });
  const { drafts } = readMeeting(
    splitSentences(transcript),
    { language, people: knowPeople(transcript, context), due },
    [],
  );
  return { read: count(), drafts: drafts.length };
}

describe('readMeeting, effort', () => {
  it('looks at ten times the words for ten times the talk', () => {
    const [small, large] = [charactersRead(20), charactersRead(200)];
    assert.ok(small.drafts > 60, `${small.drafts} drafts`);
    assert.ok(large.read <= small.read * 12, `${small.read} then ${large.read} characters`);
  });

  it('keeps the evidence of an item short however often it is repeated', () => {
    const lines = Array.from(
      { length: 400 },
      () => "Priya: I'll send the cutover plan to the vendor by Friday.",
    );
    const transcript = makeTranscript(lines);
    const context = makeContext();
    const due = makeDueFinder({
      today: asDay('2027-03-09'),
      order: 'day-first',
      calendar: context.calendar,
      milestones: [],
    });
    const { drafts } = readMeeting(
      splitSentences(transcript),
      { language: english, people: knowPeople(transcript, context), due },
      [],
    );
    assert.equal(drafts.length, 1);
    assert.ok((drafts[0]?.evidence.length ?? 0) <= 40);
  });
});

describe('rules on hostile text', () => {
  // A rule that backtracks without bound does not come back from these within the test's time limit.
  const HOSTILE: readonly string[] = [
    `${'a '.repeat(20_000)}`,
    `${'I will '.repeat(8_000)}`,
    `${'and I will send '.repeat(4_000)}`,
    `${'so and but then '.repeat(4_000)}`,
    `${', '.repeat(20_000)}`,
    `${'@1 and @2, '.repeat(4_000)}`,
    `${'the the '.repeat(10_000)}`,
    `${'x'.repeat(60_000)}`,
    `${'1/2/'.repeat(10_000)}`,
    `${'by the end of '.repeat(4_000)}`,
    `${'"'.repeat(30_000)}`,
    `${'if '.repeat(15_000)}I'll send it`,
  ];

  it('reads each of them to the end', () => {
    const context = makeContext();
    const due = makeDueFinder({
      today: asDay('2027-03-09'),
      order: 'day-first',
      calendar: context.calendar,
      milestones: context.milestones,
    });
    for (const text of HOSTILE) {
      const transcript = {
        format: 'teams-vtt' as const,
        attributed: true,
        dropped: [],
        cues: [{ id: 'c1', startMs: 0, endMs: 1_000, speaker: 'Priya Raman', text: text.trim() || '.' }],
      };
      const { drafts } = readMeeting(
        splitSentences(transcript),
        { language: english, people: knowPeople(transcript, context), due },
        [],
      );
      assert.ok(Array.isArray(drafts));
      assert.ok(cleanSpeech(text).length <= text.length);
    }
  });
});
