/** Meetings in a few lines: `talk('Priya: I will send it.', ...)`, read with the people of Harbour Logistics. */
import assert from 'node:assert/strict';
import { asPersonId } from '../../../../src/kernel/ids.ts';
import type { RosterMember } from '../../../../src/kernel/people.ts';
import { asDay, asInstant, asZoneName } from '../../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../../src/kernel/workingCalendar.ts';
import { makeRulesEngine } from '../../../../src/meetings/minutes/index.ts';
import type {
  MeetingContext,
  MinuteItem,
  MinuteKind,
  Minutes,
  Owner,
} from '../../../../src/meetings/minutes/minutes.ts';
import type { Cue, Transcript } from '../../../../src/meetings/transcript/transcript.ts';

export const person = (number: number, name: string, more: Partial<RosterMember> = {}): RosterMember => {
  const [givenName = name, ...rest] = name.split(' ');
  return {
    id: asPersonId(`a1000000-0000-4000-8000-00000000000${number}`),
    name,
    givenName,
    surname: rest.join(' '),
    mail: `${name.toLowerCase().replaceAll(' ', '.')}@harbour.example`,
    ...more,
  };
};

export const ROSTER: readonly RosterMember[] = [
  person(1, 'Amara Okafor', { department: 'Project office' }),
  person(2, 'Tomasz Zielinski', { department: 'Project office', nicknames: ['Tom'] }),
  person(3, 'Priya Raman', { department: 'Infrastructure' }),
  person(4, 'Lucía Fernández', { department: 'Quality' }),
  person(5, 'Kenji Mori', { department: 'Northgate Systems', isGuest: true }),
  person(7, 'Yusuf Demir', { department: 'Data' }),
];

/** Tuesday 9 March 2027, ten o'clock in Madrid. */
export const makeContext = (more: Partial<MeetingContext> = {}): MeetingContext => ({
  start: asInstant('2027-03-09T09:00:00Z'),
  zone: asZoneName('Europe/Madrid'),
  locale: 'en-GB',
  roster: ROSTER,
  attendeeIds: ROSTER.map(({ id }) => id),
  calendar: { zone: asZoneName('Europe/Madrid'), workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
  milestones: [
    { name: 'UAT start', day: asDay('2027-04-12') },
    { name: 'Go-live', aliases: ['cutover weekend'], day: asDay('2027-06-19') },
  ],
  openItems: [],
  ...more,
});

/** `Name: words` lines as cues of four seconds; a line that begins with a colon names nobody. */
export function makeTranscript(lines: readonly string[]): Transcript {
  const cues = lines.map((line, at): Cue => {
    const colon = line.indexOf(':');
    const speaker = line.slice(0, colon);
    return {
      id: `c${at + 1}`,
      startMs: at * 5_000,
      endMs: at * 5_000 + 4_000,
      speaker:
        speaker === '' ? null : (ROSTER.find(({ givenName }) => givenName === speaker)?.name ?? speaker),
      text: line.slice(colon + 1).trim(),
    };
  });
  return { format: 'teams-vtt', cues, attributed: cues.some(({ speaker }) => speaker !== null), dropped: [] };
}

export const readTalk = (lines: readonly string[], more: Partial<MeetingContext> = {}): Promise<Minutes> =>
  makeRulesEngine().write(makeTranscript(lines), makeContext(more));

export const itemsOf = (minutes: Minutes, kind: MinuteKind): MinuteItem[] =>
  minutes.items.filter((item) => item.kind === kind);

export const ownerNames = (owners: readonly Owner[]): string[] =>
  owners.map((owner) =>
    owner.kind === 'unknown' ? '?' : owner.kind === 'ambiguous' ? `${owner.said}?` : owner.name,
  );

/** An action in one line: `committed: Send the plan (Priya Raman, 2027-03-12)`. */
export const inOneLine = ({ standing, text, owners, due }: MinuteItem): string =>
  `${standing}: ${text} (${ownerNames(owners).join(' + ')}, ${due === null ? '-' : (due.day ?? `?${due.phrase}`)})`;

/** The meeting has exactly these actions, written as `inOneLine` writes them. */
export async function expectActions(
  lines: readonly string[],
  wanted: readonly string[],
  more: Partial<MeetingContext> = {},
): Promise<MinuteItem[]> {
  const minutes = await readTalk(lines, more);
  const actions = itemsOf(minutes, 'action');
  assert.deepEqual(actions.map(inOneLine), wanted, `in: ${lines.join(' / ')}`);
  return actions;
}
