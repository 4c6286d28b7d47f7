/** Runs a minutes engine over a labelled meeting and says which utterances its items rest on. */
import { existsSync, readFileSync } from 'node:fs';
import { asInstant, asZoneName } from '../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../src/kernel/workingCalendar.ts';
import type { MeetingContext, MinuteKind, MinutesEngine } from '../../../src/meetings/minutes/minutes.ts';
import { readTranscript } from '../../../src/meetings/transcript/index.ts';
import type { Cue } from '../../../src/meetings/transcript/transcript.ts';
import type { LabelledMeeting } from '../../../tools/trainMinutesModel/readCorpus.ts';

export interface EngineItem {
  readonly kind: MinuteKind;
  readonly confidence: number;
  /** Indexes of the meeting's utterances. */
  readonly utterances: readonly number[];
}

const CONTEXT: MeetingContext = {
  start: asInstant('2026-06-01T09:00:00Z'),
  zone: asZoneName('Europe/London'),
  locale: 'en-GB',
  roster: [],
  attendeeIds: [],
  calendar: {
    zone: asZoneName('Europe/London'),
    workingWeekdays: MONDAY_TO_FRIDAY,
    holidays: [],
  },
  milestones: [],
  openItems: [],
};

/** Items that the engine proposes (withdrawn ones are left out). `attributed: false` takes the speakers away first. */
export async function runEngine(
  engine: MinutesEngine,
  meeting: LabelledMeeting,
  attributed: boolean,
): Promise<EngineItem[]> {
  const spoken = await readCues(meeting);
  const cues = attributed ? spoken : spoken.map((cue) => ({ ...cue, speaker: null }));
  const isAttributed = cues.some(({ speaker }) => speaker !== null);
  const minutes = await engine.write(
    { format: 'teams-vtt', cues, attributed: isAttributed, dropped: [] },
    CONTEXT,
  );
  const indexOf = new Map(meeting.utteranceIds.map((id, index) => [id, index]));
  return minutes.items
    .filter(({ standing }) => standing !== 'withdrawn')
    .map(({ kind, confidence, evidence }) => {
      const ids = evidence.flatMap(({ cueIds }) => cueIds.map(utteranceIdOf));
      return { kind, confidence, utterances: [...new Set(ids.flatMap((id) => indexOf.get(id) ?? []))] };
    })
    .filter(({ utterances }) => utterances.length > 0);
}

/** The cues of the VTT beside the labels; where there is none, a cue for each utterance. */
async function readCues(meeting: LabelledMeeting): Promise<readonly Cue[]> {
  if (existsSync(meeting.vttPath)) return (await readTranscript(readFileSync(meeting.vttPath))).cues;
  return meeting.utterances.flatMap(({ speaker, text }, index) => {
    const [start, end] = meeting.seconds[index] ?? [0, 0];
    const id = meeting.utteranceIds[index] ?? '';
    return text === '' ? [] : [{ id, startMs: 1_000 * start, endMs: 1_000 * end, speaker, text }];
  });
}

/** A Teams cue id is `<meeting>/<utterance>-<part>`; elsewhere the cue id is the utterance's. */
function utteranceIdOf(cueId: string): string {
  return /\/(.+)-\d+$/.exec(cueId)?.[1] ?? cueId;
}
