/** `docket minutes FILE`: hops 3 and 4 of a meeting's way, and a printer. Loads no more than it needs, when it needs it. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DateTime } from 'luxon';
import { InputError } from '../../kernel/errors.ts';
import { asInstant, type Instant, isZoneName, type ZoneName } from '../../kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../kernel/workingCalendar.ts';
import type { MinutesEngine } from '../../meetings/minutes/minutes.ts';
import { systemClock } from '../systemPorts.ts';
import { minutesJson } from './minutesJson.ts';
import { minutesText } from './minutesText.ts';
import { readRoster } from './readRoster.ts';

export interface MinutesOptions {
  readonly json: boolean;
  readonly start?: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly roster?: string;
  readonly engine: string;
}

/** Prints the minutes on standard output. Throws InputError for whatever the command line or a file has wrong. */
export async function printMinutes(file: string, options: MinutesOptions): Promise<void> {
  const zone = readZone(options.timeZone);
  const locale = readLocale(options.locale);
  const start = options.start === undefined ? systemClock.now() : readStart(options.start, zone);
  const makeEngine = engineOf(options.engine);
  const roster =
    options.roster === undefined
      ? []
      : readRoster(
          Buffer.from(await readGiven(options.roster, '--roster: the')).toString('utf8'),
          options.roster,
        );
  const given = await readGiven(file);
  // Only now, when nothing is wrong with the command, what takes seconds to load.
  const engine = await makeEngine();
  const { readTranscript } = await import('../../meetings/transcript/index.ts');
  const transcript = await readTranscript(given, { fileName: basename(file) });
  const minutes = await engine.write(transcript, {
    start,
    zone,
    locale,
    roster,
    attendeeIds: [],
    calendar: { zone, workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
    milestones: [],
    openItems: [],
  });
  const meeting = { file: basename(file), start, zone, locale };
  process.stdout.write(
    options.json
      ? `${JSON.stringify(minutesJson(transcript, minutes, meeting), null, 2)}\n`
      : minutesText(minutes, transcript, { locale, when: whenText(basename(file), start, zone, locale) }),
  );
}

function readZone(value: string): ZoneName {
  if (isZoneName(value)) return value;
  throw new InputError('zone-unknown', `--time-zone: “${value}” is no time zone; write it as Europe/Madrid.`);
}

function readLocale(value: string): string {
  try {
    const [locale] = Intl.getCanonicalLocales(value);
    if (locale !== undefined) return locale;
  } catch (cause) {
    throw new InputError('locale-unknown', `--locale: “${value}” is no language tag; write it as en-GB.`, {
      cause,
    });
  }
  throw new InputError('locale-unknown', '--locale: give a language tag such as en-GB.');
}

/** ISO 8601; without an offset it is local time of the zone, a day alone is its midnight. */
function readStart(value: string, zone: ZoneName): Instant {
  const start = DateTime.fromISO(value, { zone, setZone: false });
  if (start.isValid && /^\d{4}-\d{2}-\d{2}/.test(value)) return asInstant(start.toMillis());
  throw new InputError(
    'start-unknown',
    `--start: “${value}” is no moment in ISO 8601; write it as 2026-12-01T09:00:00Z or 2026-12-01T10:00.`,
  );
}

function engineOf(kind: string): () => Promise<MinutesEngine> {
  if (kind === 'embedded')
    return async () => (await import('../../meetings/minutes/index.ts')).makeRulesEngine();
  if (kind !== 'llm')
    throw new InputError('engine-unknown', `--engine: “${kind}” is no engine; write embedded or llm.`);
  return async () => {
    const { readConfig } = await import('../config.ts');
    const { makeEngine } = await import('../engine.ts');
    return makeEngine(readConfig(), 'llm');
  };
}

export async function readGiven(file: string, what = 'The'): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new InputError('file-missing', `${what} file ${file} cannot be read; give the path of a file.`, {
      cause,
    });
  }
}

function whenText(file: string, start: Instant, zone: ZoneName, locale: string): string {
  const text = new Intl.DateTimeFormat(locale, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: zone,
  }).format(Date.parse(start));
  return `Minutes of ${file}, ${text} (${zone})`;
}
