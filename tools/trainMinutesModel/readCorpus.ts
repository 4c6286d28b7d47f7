/** Reads meetings of the corpus format (see the corpus README): utterances and the ids that annotators linked. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  /** Words of the file's VTT twin, where it is there. */
  readonly vttPath: string;
  /** Words of the annotators' sentences. */
  readonly actionTexts: readonly string[];
  readonly acts: readonly (string | null)[];
}

interface RawItem {
  readonly text: string;
  readonly evidenceIds: readonly string[];
}

interface RawMeeting {
  readonly id: string;
  readonly source: string;
  readonly series?: string;
  readonly utterances: readonly { id: string; speaker: string | null; text: string; act?: string | null }[];
  readonly actions: readonly RawItem[];
  readonly decisions: readonly RawItem[];
}

/** All meetings below a folder (its sub-folders too), in the order of their ids. */
export function readCorpus(folder: string): LabelledMeeting[] {
  const meetings: LabelledMeeting[] = [];
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name);
      if (entry.isDirectory()) visit(full);
      else if (entry.name.endsWith('.json')) {
        const meeting = readMeeting(full);
        if (meeting !== null) meetings.push(meeting);
      }
    }
  };
  visit(folder);
  return meetings.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function readMeeting(path: string): LabelledMeeting | null {
  const raw = JSON.parse(readFileSync(path, 'utf8')) as Partial<RawMeeting>;
  if (raw.id === undefined || raw.utterances === undefined) return null;
  const indexOf = new Map(raw.utterances.map((utterance, index) => [utterance.id, index]));
  const linked = (items: readonly RawItem[] = []): number[][] =>
    items
      .map((item) => item.evidenceIds.map((id) => indexOf.get(id)).filter((index) => index !== undefined))
      .filter((indexes) => indexes.length > 0);
  const source = sourceOf(raw.source ?? '');
  return {
    id: raw.id,
    series: raw.series ?? raw.id,
    source,
    utterances: raw.utterances.map(({ speaker, text }) => ({ speaker, text })),
    utteranceIds: raw.utterances.map(({ id }) => id),
    actionItems: linked(raw.actions),
    decisionItems: linked(raw.decisions),
    hasActionLabels: source !== 'icsi',
    vttPath: path.replace(/\.json$/, '.vtt'),
    actionTexts: (raw.actions ?? []).map(({ text }) => text),
    acts: raw.utterances.map(({ act }) => act ?? null),
  };
}

function sourceOf(source: string): LabelledMeeting['source'] {
  if (/\bAMI\b/.test(source)) return 'ami';
  if (/\bICSI\b/.test(source)) return 'icsi';
  if (/zoom|ethereum|\bpm\b/i.test(source)) return 'zoom';
  return 'other';
}
