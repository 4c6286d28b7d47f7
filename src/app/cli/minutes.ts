/** `docket minutes FILE`: hops 3 and 4 of a meeting's way, and a printer. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { InputError } from '../../kernel/errors.ts';
import { asPersonId } from '../../kernel/ids.ts';
import type { RosterMember } from '../../kernel/people.ts';
import { asInstant, isZoneName } from '../../kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../kernel/workingCalendar.ts';
import { dayText, type MinuteItem, type Minutes, offsetText, ownersText } from '../../meetings/index.ts';
import { makeRulesEngine } from '../../meetings/minutes/index.ts';
import { readTranscript } from '../../meetings/transcript/index.ts';
import { systemClock } from '../systemPorts.ts';
import { minutesJson } from './minutesJson.ts';

export interface MinutesOptions {
  readonly json: boolean;
  readonly start?: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly roster?: string;
}

const rosterSchema = z.array(
  z.object({
    id: z.string().min(1),
    name: z.string().min(1),
    mail: z.string().optional(),
    givenName: z.string().optional(),
    surname: z.string().optional(),
    department: z.string().optional(),
  }),
);

export async function printMinutes(file: string, options: MinutesOptions): Promise<void> {
  if (!isZoneName(options.timeZone)) {
    throw new InputError(
      'zone-unknown',
      `--time-zone: “${options.timeZone}” is no time zone; write it as Europe/Madrid.`,
    );
  }
  const zone = options.timeZone;
  const transcript = await readTranscript(await readGiven(file), { fileName: basename(file) });
  const start = options.start === undefined ? systemClock.now() : asInstant(options.start);
  const minutes = await makeRulesEngine().write(transcript, {
    start,
    zone,
    locale: options.locale,
    roster: options.roster === undefined ? [] : await readRoster(options.roster),
    attendeeIds: [],
    calendar: { zone, workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
    milestones: [],
    openItems: [],
  });
  process.stdout.write(
    options.json
      ? `${JSON.stringify(minutesJson(transcript, minutes, { file: basename(file), start, zone, locale: options.locale }), null, 2)}\n`
      : minutesText(minutes, options.locale, transcript.dropped.length),
  );
}

export async function readGiven(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new InputError('file-missing', `The file ${file} cannot be read; give the path of a transcript.`, {
      cause,
    });
  }
}

async function readRoster(file: string): Promise<readonly RosterMember[]> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(await readGiven(file)).toString('utf8'));
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError('roster', `--roster: ${file} is no JSON.`, { cause });
  }
  const parsed = rosterSchema.safeParse(value);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    throw new InputError('roster', `--roster: ${file}: ${problem?.path.join('.')}: ${problem?.message}.`);
  }
  return parsed.data.map(({ id, name, mail, givenName, surname, department }) => ({
    id: asPersonId(id),
    name,
    ...(mail === undefined ? {} : { mail }),
    ...(givenName === undefined ? {} : { givenName }),
    ...(surname === undefined ? {} : { surname }),
    ...(department === undefined ? {} : { department }),
  }));
}

const HEADINGS: readonly (readonly [MinuteItem['kind'], string])[] = [
  ['decision', 'Decisions'],
  ['action', 'Actions'],
  ['risk', 'Risks'],
  ['issue', 'Issues'],
  ['question', 'Open questions'],
];

function minutesText(minutes: Minutes, locale: string, dropped: number): string {
  const lines: string[] = [];
  const names = minutes.attendees.map(({ name }) => name);
  if (names.length > 0) lines.push(`Present: ${names.join(', ')}`, '');
  for (const [kind, heading] of HEADINGS) {
    const items = minutes.items.filter((item) => item.kind === kind && item.standing !== 'withdrawn');
    if (items.length === 0) continue;
    lines.push(heading, ...items.map((item) => itemText(item, locale)), '');
  }
  if (minutes.items.length === 0) lines.push('Nothing was heard that belongs in the minutes.', '');
  if (dropped > 0) lines.push(`${dropped} broken cues were left out.`, '');
  return `${lines.join('\n')}\n`;
}

function itemText(item: MinuteItem, locale: string): string {
  const [evidence] = item.evidence;
  const owner = item.kind === 'action' ? `${ownersText(item.owners)}: ` : '';
  const due =
    item.due === null
      ? ''
      : item.due.day === null
        ? ` (due “${item.due.phrase}”?)`
        : ` (due ${dayText(locale, item.due.day)})`;
  const standing = item.standing === 'committed' ? '' : ` [${item.standing}]`;
  return `  - ${owner}${item.text}${due}${standing}  at ${offsetText(evidence.startMs)}`;
}
