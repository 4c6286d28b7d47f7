/** Minutes as `docket minutes FILE` prints them to read. */
import { dayText, offsetText } from '../../meetings/meetingWhen.ts';
import type { Due, MinuteItem, Minutes } from '../../meetings/minutes/minutes.ts';
import { ownersText } from '../../meetings/shownItems.ts';
import type { Transcript } from '../../meetings/transcript/transcript.ts';

const GROUPS: readonly (readonly [heading: string, takes: (item: MinuteItem) => boolean])[] = [
  ['Decisions', ({ kind }) => kind === 'decision'],
  ['Actions', ({ kind, standing }) => kind === 'action' && standing === 'committed'],
  [
    'Asked or proposed, nobody has agreed yet',
    ({ kind, standing }) => kind === 'action' && (standing === 'requested' || standing === 'proposed'),
  ],
  ['Withdrawn in the meeting', ({ kind, standing }) => kind === 'action' && standing === 'withdrawn'],
  ['Risks', ({ kind }) => kind === 'risk'],
  ['Issues', ({ kind }) => kind === 'issue'],
  ['Open questions', ({ kind }) => kind === 'question'],
];
const LONGEST_QUOTE = 140;

/** Plain text, grouped, each item with its owner, its day and the words that it rests on. */
export function minutesText(
  minutes: Minutes,
  { dropped }: Pick<Transcript, 'dropped'>,
  { when, locale }: { readonly when: string; readonly locale: string },
): string {
  const lines = [when];
  const names = minutes.attendees.map(({ name }) => name);
  if (names.length > 0) lines.push(`Present: ${names.join(', ')}`);
  if (minutes.unidentifiedSpeakers > 0)
    lines.push(
      `${minutes.unidentifiedSpeakers} speaker${minutes.unidentifiedSpeakers === 1 ? ' has' : 's have'} no name in the transcript.`,
    );
  for (const notice of minutes.notices ?? []) lines.push('', notice);
  for (const [heading, takes] of GROUPS) {
    const items = minutes.items.filter(
      (item) => takes(item) && (item.kind === 'action' || item.standing !== 'withdrawn'),
    );
    if (items.length > 0) lines.push('', heading, ...items.flatMap((item) => itemLines(item, locale)));
  }
  if (minutes.items.length === 0 && minutes.notices === undefined)
    lines.push('', 'Nothing was heard that belongs in the minutes.');
  lines.push('', `Written by: ${minutes.engine}.${droppedText(dropped, minutes.droppedItems ?? 0)}`);
  return `${lines.join('\n')}\n`;
}

function itemLines(item: MinuteItem, locale: string): string[] {
  const [{ startMs, speaker, quote }] = item.evidence;
  const owner = item.kind === 'action' ? `${ownersText(item.owners)}: ` : '';
  const due = item.due === null ? '' : ` (${duePart(item.due, locale)})`;
  const words = quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE).trimEnd()} …` : quote;
  const by = speaker === null ? '' : `${speaker}, `;
  const changes = item.history.map(
    ({ what, from, to }) => `      ${what} changed in the meeting: ${from} → ${to}`,
  );
  return [`  - ${owner}${item.text}${due}`, `      ${by}${offsetText(startMs)}: “${words}”`, ...changes];
}

function duePart({ day, phrase, needsConfirmation }: Due, locale: string): string {
  if (day === null) return `due “${phrase}”, day to be confirmed`;
  return `due ${dayText(locale, day)}${needsConfirmation ? `, “${phrase}”: to be confirmed` : ''}`;
}

function droppedText(cues: Transcript['dropped'], items: number): string {
  const [first] = cues;
  const parts = [
    first === undefined
      ? ''
      : ` ${cues.length} broken cue${cues.length === 1 ? ' was' : 's were'} left out; the first is at line ${first.line}: ${first.problem}.`,
    items === 0
      ? ''
      : ` ${items} item${items === 1 ? '' : 's'} of the language model had no support in what was said and ${items === 1 ? 'is' : 'are'} left out.`,
  ];
  return parts.join('');
}
