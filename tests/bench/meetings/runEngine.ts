/** Runs a minutes engine over a meeting's VTT and says which utterances its items rest on. */
import { readFileSync } from 'node:fs';
import { asInstant, asZoneName } from '../../../src/kernel/time.ts';
import { MONDAY_TO_FRIDAY } from '../../../src/kernel/workingCalendar.ts';
import type { MeetingContext, MinuteKind, MinutesEngine } from '../../../src/meetings/minutes/minutes.ts';
import { readTranscript } from '../../../src/meetings/transcript/index.ts';
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
  const read = await readTranscript(readFileSync(meeting.vttPath));
  const cues = attributed ? read.cues : read.cues.map((cue) => ({ ...cue, speaker: null }));
  const minutes = await engine.write({ ...read, cues, attributed: attributed && read.attributed }, CONTEXT);
  const indexOf = new Map(meeting.utteranceIds.map((id, index) => [id, index]));
  return minutes.items
    .filter(({ standing }) => standing !== 'withdrawn')
    .map(({ kind, confidence, evidence }) => {
      const ids = evidence.flatMap(({ cueIds }) => cueIds.map(utteranceIdOf));
      const utterances = [
        ...new Set(ids.map((id) => indexOf.get(id)).filter((index) => index !== undefined)),
      ];
      return { kind, confidence, utterances };
    })
    .filter(({ utterances }) => utterances.length > 0);
}

/** A Teams cue id is `<meeting>/<utterance>-<part>`; elsewhere the cue id is the utterance's. */
function utteranceIdOf(cueId: string): string {
  return /\/(.+)-\d+$/.exec(cueId)?.[1] ?? cueId;
}
