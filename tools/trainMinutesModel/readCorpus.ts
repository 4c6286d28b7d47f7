/** Reads meetings of the corpus format (see the corpus README): utterances and the ids that annotators linked. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Spoken } from '../../src/meetings/minutes/model/words.ts';

export interface LabelledMeeting {
  readonly id: string;
  /** Meetings of one series share their participants and stay in one fold. */
  readonly series: string;
  readonly source: 'ami' | 'icsi' | 'zoom' | 'other';
  readonly utterances: readonly Spoken[];
  readonly utteranceIds: readonly string[];
  /** Indexes of the utterances that an item's evidence names; items without evidence are left out. */
  readonly actionItems: readonly (readonly number[])[];
  readonly decisionItems: readonly (readonly number[])[];
  /** False where the annotation has no actions section: then the absence of actions says nothing. */
  readonly hasActionLabels: boolean;
  /** Start and end of each utterance; made up where the file gives none. */
  readonly seconds: readonly (readonly [start: number, end: number])[];
  /** The file's VTT twin; it may not be there. */
  readonly vttPath: string;
}

interface RawItem {
  readonly text?: string;
  readonly evidenceIds?: readonly string[];
}

interface RawMeeting {
  readonly id?: string;
  readonly source?: string;
  readonly series?: string;
  readonly utterances: readonly {
    readonly id: string;
    readonly speaker?: string | null;
    readonly start?: number;
    readonly end?: number;
    readonly text: string;
  }[];
  readonly actions?: readonly RawItem[];
  readonly decisions?: readonly RawItem[];
}

/** All meetings below a folder (its sub-folders too), in the order of their ids; other files are passed over. */
export function readCorpus(folder: string): LabelledMeeting[] {
  const meetings: LabelledMeeting[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name);
      if (statSync(full).isDirectory()) visit(full);
      else if (entry.name.endsWith('.json')) {
        const meeting = readMeeting(full);
        if (meeting !== null) meetings.push(meeting);
      }
    }
  };
  visit(folder);
  return meetings.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Null for a file that is no labelled meeting. */
function readMeeting(path: string): LabelledMeeting | null {
  const raw = readJson(path);
  if (!isRawMeeting(raw)) return null;
  const id = raw.id ?? basename(path, '.json');
  const indexOf = new Map(raw.utterances.map((utterance, index) => [utterance.id, index]));
  const linked = (items: readonly RawItem[] = []): number[][] =>
    items
      .map(({ evidenceIds = [] }) => evidenceIds.flatMap((each) => indexOf.get(each) ?? []))
      .filter((indexes) => indexes.length > 0);
  const told = sourceOf(raw.source ?? '');
  const source = told === 'other' ? sourceOf(path) : told;
  return {
    id,
    series: raw.series ?? id,
    source,
    utterances: raw.utterances.map(({ speaker = null, text }) => ({ speaker, text })),
    utteranceIds: raw.utterances.map((utterance) => utterance.id),
    seconds: raw.utterances.map(({ start, end }, index) => [start ?? 4 * index, end ?? 4 * index + 4]),
    actionItems: linked(raw.actions),
    decisionItems: linked(raw.decisions),
    hasActionLabels: source !== 'icsi',
    vttPath: path.replace(/\.json$/, '.vtt'),
  };
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (problem) {
    process.stderr.write(`${path} is not JSON and is passed over: ${String(problem)}\n`);
    return null;
  }
}

const isRawMeeting = (raw: unknown): raw is RawMeeting =>
  typeof raw === 'object' && raw !== null && Array.isArray((raw as RawMeeting).utterances);

function sourceOf(told: string): LabelledMeeting['source'] {
  if (/\bAMI\b/i.test(told)) return 'ami';
  if (/\bICSI\b/i.test(told)) return 'icsi';
  return /zoom|ethereum|\bpm\b/i.test(told) ? 'zoom' : 'other';
}
