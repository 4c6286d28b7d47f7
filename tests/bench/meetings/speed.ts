/** How fast a long meeting is read, and how a WebVTT file is parsed beside two packages that do only that. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { asInstant, asZoneName } from '../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../src/kernel/workingCalendar.ts';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import type { MeetingContext } from '../../../src/meetings/minutes/minutes.ts';
import { readTranscript } from '../../../src/meetings/transcript/index.ts';

/** An hour of talk. */
const CUES_AN_HOUR = 1_000;
const WORDS_A_CUE = 10;
const MS_A_CUE = 3_600;
const ROUNDS = 9;
/** A file is parsed in some milliseconds, which other programs double: the least of few rounds says little. */
const PARSE_ROUNDS = 30;
const PEOPLE = ['Amara Okafor', 'Tomasz Zielinski', 'Priya Raman', 'Kenji Mori'];

type PackageName = 'node-webvtt' | 'webvtt-parser';

export interface Speed {
  /** Milliseconds from the bytes of the file to its minutes; the first run, then the median of further ones. */
  readonly hourFirstMs: number;
  readonly hourMs: number;
  /** The least of the further ones: what the code takes while no other program is at work. */
  readonly hourLeastMs: number;
  /** Processor time of the same, all threads: what the clock would show on a core that nobody else uses. */
  readonly hourProcessorMs: number;
  readonly tenHoursMs: number;
  /** Milliseconds to parse a ten-hour file of each dialect, by parser, the least of some rounds; null where the package is not installed. */
  readonly parseMs: Readonly<Record<Dialect, Readonly<Record<'docket' | PackageName, number | null>>>>;
}

/** How a WebVTT file names its speakers: in voice tags, before a colon, not at all. */
export const DIALECTS = ['teams', 'zoom', 'plain'] as const;
type Dialect = (typeof DIALECTS)[number];

/** `talk` is spoken text to make meetings of; `packages` is a folder with other copies of the parsers in `node_modules`. */
export async function measureSpeed(talk: readonly string[], packages: string | undefined): Promise<Speed> {
  const hour = Buffer.from(writeVtt('teams', talk, CUES_AN_HOUR));
  const tenHoursBytes = Buffer.from(writeVtt('teams', talk, 10 * CUES_AN_HOUR));
  const understand = async (file: Buffer): Promise<void> => {
    await makeRulesEngine().write(await readTranscript(file), CONTEXT);
  };
  const hourFirstMs = await time(() => understand(hour));
  const hourTimes: number[] = [];
  const hourProcessor: number[] = [];
  const tenTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const processor = process.cpuUsage();
    hourTimes.push(await time(() => understand(hour)));
    const { user, system } = process.cpuUsage(processor);
    hourProcessor.push((user + system) / 1_000);
    if (round % 2 === 0) tenTimes.push(await time(() => understand(tenHoursBytes)));
  }
  return {
    hourFirstMs,
    hourMs: median(hourTimes),
    hourLeastMs: Math.min(...hourTimes),
    hourProcessorMs: median(hourProcessor),
    tenHoursMs: median(tenTimes),
    parseMs: {
      teams: await compareParsers(writeVtt('teams', talk, 10 * CUES_AN_HOUR), packages),
      zoom: await compareParsers(writeVtt('zoom', talk, 10 * CUES_AN_HOUR), packages),
      plain: await compareParsers(writeVtt('plain', talk, 10 * CUES_AN_HOUR), packages),
    },
  };
}

async function compareParsers(
  text: string,
  packages: string | undefined,
): Promise<Speed['parseMs'][Dialect]> {
  const bytes = Buffer.from(text);
  const nodeWebvtt = loadPackage<{ parse: (input: string, options: object) => unknown }>(
    'node-webvtt',
    packages,
  );
  const webvttParser = loadPackage<{
    WebVTTParser: new () => { parse: (input: string, mode: string) => unknown };
  }>('webvtt-parser', packages);
  const parsers: Record<keyof Speed['parseMs'][Dialect], (() => unknown) | null> = {
    docket: () => readTranscript(bytes),
    'node-webvtt': nodeWebvtt && (() => nodeWebvtt.parse(text, { strict: false })),
    'webvtt-parser': webvttParser && (() => new webvttParser.WebVTTParser().parse(text, 'metadata')),
  };
  const times = { docket: [], 'node-webvtt': [], 'webvtt-parser': [] } as Record<
    keyof typeof parsers,
    number[]
  >;
  const names = Object.keys(parsers) as (keyof typeof parsers)[];
  for (let round = 0; round < PARSE_ROUNDS; round += 1) {
    for (const name of names) {
      const parse = parsers[name];
      if (parse !== null) times[name].push(await time(async () => parse()));
    }
  }
  const leastOf = (name: keyof typeof parsers): number | null =>
    parsers[name] === null ? null : Math.min(...times[name]);
  return {
    docket: leastOf('docket'),
    'node-webvtt': leastOf('node-webvtt'),
    'webvtt-parser': leastOf('webvtt-parser'),
  };
}

const require = createRequire(import.meta.url);
const OWN: Readonly<Record<PackageName, () => unknown>> = {
  'node-webvtt': () => require('node-webvtt'),
  'webvtt-parser': () => require('webvtt-parser'),
};

/** The package's exports, of the copy in this repository unless a folder is named; null where it is not installed. */
function loadPackage<Exports>(name: PackageName, folder: string | undefined): Exports | null {
  try {
    const loaded = folder === undefined ? OWN[name]() : createRequire(join(folder, 'package.json'))(name);
    return loaded as Exports;
  } catch {
    return null;
  }
}

/** A file of so many cues of ten words. Each time round, the longer words are others, so that nothing is said twice. */
function writeVtt(dialect: Dialect, talk: readonly string[], cues: number): string {
  const words = talk.join(' ').split(/\s+/);
  const long = [...new Set(words.filter(isLong))];
  const placeOf = new Map(long.map((word, place) => [word, place]));
  const blocks = ['WEBVTT', ''];
  for (let cue = 0; cue < cues; cue += 1) {
    const said: string[] = [];
    for (let at = cue * WORDS_A_CUE; at < (cue + 1) * WORDS_A_CUE; at += 1) {
      const word = words[at % words.length] ?? '';
      const place = placeOf.get(word);
      const turned = place === undefined ? 0 : place + 7 * Math.floor(at / words.length);
      said.push(place === undefined ? word : (long[turned % long.length] ?? word));
    }
    const speaker = PEOPLE[Math.floor(cue / 4) % PEOPLE.length] ?? '';
    const teamsId = `2fcf01dd-830d-41ff-8249-bf7fe9021016/${Math.floor(cue / 2) + 9}-${cue % 2}`;
    const times = `${clock(cue * MS_A_CUE)} --> ${clock((cue + 1) * MS_A_CUE - 100)}`;
    const text = said.join(' ');
    if (dialect === 'teams') blocks.push(teamsId, times, `<v ${speaker}>${text}</v>`, '');
    else if (dialect === 'zoom') blocks.push(`${cue + 1}`, times, `${speaker}: ${text}`, '');
    else blocks.push(times, text, '');
  }
  return blocks.join('\n');
}

const isLong = (word: string): boolean => /^[a-z]{7,}$/.test(word);

function clock(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1_000);
  const rest = String(ms % 1_000).padStart(3, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${rest}`;
}

async function time(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const CONTEXT: MeetingContext = {
  start: asInstant('2026-11-02T09:00:00Z'),
  zone: asZoneName('Europe/Madrid'),
  locale: 'en-GB',
  roster: [],
  attendeeIds: [],
  calendar: { zone: asZoneName('Europe/Madrid'), workingWeekdays: MONDAY_TO_FRIDAY, holidays: [] },
  milestones: [],
  openItems: [],
};
