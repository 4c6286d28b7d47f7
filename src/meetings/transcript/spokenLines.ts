/** Transcripts written as lines of text: `[09:00 AM] Name: text`, `Name: text`, or a name and a time above the words. */
import type { SpokenPart } from './buildTranscript.ts';
import { splitLabel } from './nameLabel.ts';
import { parseTimeLine } from './timeLine.ts';

/** Words a person says in a second, for files that give no times (150 words a minute). */
const WORDS_PER_SECOND = 2.5;

interface Speech {
  readonly line: number;
  /** Seconds from the file's own zero: of the clock or of the recording. */
  readonly atSeconds: number | null;
  readonly endSeconds: number | null;
  readonly speaker: string | null;
  words: string[];
}

const HEADER =
  /^(?:meeting(?: title| name| date| id)?|title|subject|date|time|start(?: time)?|end(?: time)?|duration|participants?|attendees?|present|apologies|absent|location|place|organi[sz]er|chair|host|agenda|transcript|recording|project|minutes(?: by)?|note ?taker|scribe)$/i;

/** Lines to spoken parts. A line that names nobody goes on with the speech above; what stands before the first speech is the head. */
export function readSpokenLines(lines: readonly string[]): SpokenPart[] {
  const speeches: Speech[] = [];
  const timed = lines.some((line) => readHead(line, true)?.atSeconds != null);
  let waitingTimes: { start: number; end: number } | null = null;
  let waitingForName = false;
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const times = line.includes('-->') ? parseTimeLine(line) : null;
    if (times !== null) {
      waitingTimes = { start: times.startMs / 1000, end: times.endMs / 1000 };
      waitingForName = true;
      continue;
    }
    if (waitingTimes !== null && waitingForName) {
      waitingForName = false;
      const label = splitLabel(line);
      const { start, end } = waitingTimes;
      speeches.push({
        line: index,
        atSeconds: start,
        endSeconds: end,
        speaker: label?.speaker ?? line,
        words: label === null ? [] : [label.text],
      });
      continue;
    }
    const head = readHead(line, timed);
    if (head !== null) speeches.push({ line: index, endSeconds: null, ...head });
    else speeches.at(-1)?.words.push(line);
  }
  return timeSpeeches(speeches.filter((speech) => speech.words.some((words) => words !== '')));
}

const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?\s*(?:[AaPp]\.?[Mm]\.?)?`;
const TIME_FIRST = new RegExp(String.raw`^(?:[[(]\s*(${CLOCK})\s*[\])]|(${CLOCK})(?=\s))\s*[-–]?\s*(.*)$`);
const TIME_LAST = new RegExp(String.raw`^(\S.{0,58}?)\s+[[(]?(${CLOCK})[\])]?\s*:?$`);
const TIME_BETWEEN = new RegExp(String.raw`^(\S.{0,58}?)\s*[[(](${CLOCK})[\])]\s*:\s*(.*)$`);

/** "November 25, 2026, 9:00AM" heads a document; it is nobody who speaks at nine. */
const IS_DATE = /\b(?:19|20)\d{2}\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|,$/;

/** The start of a speech: its time, its speaker and its first words; null for a line that goes on. */
function readHead(line: string, timed: boolean): Pick<Speech, 'atSeconds' | 'speaker' | 'words'> | null {
  const first = TIME_FIRST.exec(line);
  if (first !== null) {
    const label = splitLabel(first[3] ?? '');
    if (label !== null) return head(first[1] ?? first[2], label.speaker, label.text);
    return (first[3] ?? '') === '' ? null : head(first[1] ?? first[2], null, first[3] ?? '');
  }
  const between = TIME_BETWEEN.exec(line);
  if (between?.[1] !== undefined) return head(between[2], between[1], between[3] ?? '');
  const last = TIME_LAST.exec(line);
  if (
    last?.[1] !== undefined &&
    !IS_DATE.test(last[1]) &&
    splitLabel(`${last[1]}: x`) !== null &&
    !HEADER.test(last[1].replace(/:$/, ''))
  ) {
    return head(last[2], last[1].replace(/:$/, ''), '');
  }
  const label = splitLabel(line);
  if (label === null || HEADER.test(label.speaker)) return null;
  return timed ? null : { atSeconds: null, speaker: label.speaker, words: [label.text] };
}

function head(
  time: string | undefined,
  speaker: string | null,
  words: string,
): Pick<Speech, 'atSeconds' | 'speaker' | 'words'> {
  return { atSeconds: secondsOf(time ?? ''), speaker, words: [words] };
}

/** Seconds of `9:02 PM`, `00:03` or `1:02:03`. Two numbers are minutes and seconds unless the text says AM or PM. */
function secondsOf(text: string): number | null {
  const match = /^(\d+):(\d+)(?::(\d+))?(?:[.,](\d+))?\s*([AaPp])?/.exec(text.trim());
  if (match === null) return null;
  const [one, two, three] = [
    Number(match[1]),
    Number(match[2]),
    match[3] === undefined ? null : Number(match[3]),
  ];
  const fraction = match[4] === undefined ? 0 : Number(`0.${match[4]}`);
  if (match[5] !== undefined) {
    const hour = (one % 12) + (/p/i.test(match[5]) ? 12 : 0);
    return hour * 3600 + two * 60 + (three ?? 0) + fraction;
  }
  if (three !== null) return one * 3600 + two * 60 + three + fraction;
  const isClock = one >= 6 && match[1]?.length === 2 && one < 24;
  return isClock ? one * 3600 + two * 60 : one * 60 + two + fraction;
}

/** Clock times count from the first one; where a file gives none, speech takes as long as its words. */
function timeSpeeches(speeches: readonly Speech[]): SpokenPart[] {
  const first = speeches.find((speech) => speech.atSeconds !== null)?.atSeconds ?? 0;
  const zero = first >= 6 * 3600 ? first : 0;
  let clock = 0;
  return speeches.map((speech, place) => {
    const text = speech.words.join(' ').replace(/\s+/g, ' ').trim();
    const start = speech.atSeconds === null ? clock : Math.max(speech.atSeconds - zero, 0);
    const spoken = text.split(' ').length / WORDS_PER_SECOND;
    const next = speeches[place + 1]?.atSeconds;
    const end =
      speech.endSeconds ??
      (next == null ? start + spoken : Math.max(start, Math.min(start + spoken, next - zero)));
    clock = Math.max(clock, start + spoken);
    return {
      id: null,
      place,
      startMs: Math.round(start * 1000),
      endMs: Math.round(end * 1000),
      speaker: speech.speaker,
      text,
    };
  });
}
