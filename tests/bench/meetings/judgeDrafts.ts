/** Committed actions of the whole engine, with the weight behind each and whether annotators or authors have marked it. */
import { readFileSync } from 'node:fs';
import { english } from '../../../src/meetings/minutes/english/index.ts';
import { dueFinderFor } from '../../../src/meetings/minutes/index.ts';
import type { MeetingContext } from '../../../src/meetings/minutes/minutes.ts';
import { knowPeople } from '../../../src/meetings/minutes/people/people.ts';
import type { MeetingScorer } from '../../../src/meetings/minutes/pipeline/askModel.ts';
import type { Draft } from '../../../src/meetings/minutes/pipeline/draft.ts';
import { readDrafts } from '../../../src/meetings/minutes/pipeline/readDrafts.ts';
import { readTranscript } from '../../../src/meetings/transcript/index.ts';
import type { Transcript } from '../../../src/meetings/transcript/transcript.ts';
import type { LabelledMeeting } from '../../../tools/trainMinutesModel/readCorpus.ts';
import { pairUp } from './pairUp.ts';
import { CORPUS_CONTEXT, readCues, utteranceIdOf } from './runEngine.ts';
import { contextOf, likeness, type WrittenMeeting } from './writtenMeetings.ts';

export interface JudgedDraft {
  readonly weight: number;
  readonly busyness: number;
  readonly isRight: boolean;
}

export const judgeDrafts = {
  /** Right where it shares an utterance with an annotated action. */
  async labelled(meeting: LabelledMeeting, scorer: MeetingScorer): Promise<JudgedDraft[]> {
    const cues = await readCues(meeting);
    const { drafts, busyness } = read(
      { format: 'teams-vtt', cues, attributed: true, dropped: [] },
      CORPUS_CONTEXT,
      scorer,
    );
    const indexOf = new Map(meeting.utteranceIds.map((id, index) => [id, index]));
    const linked = new Set(meeting.actionItems.flat());
    return drafts.map(({ weight, evidence }) => ({
      weight,
      busyness,
      isRight: evidence.some(({ cueIds }) =>
        cueIds.some((id) => linked.has(indexOf.get(utteranceIdOf(id)) ?? -1)),
      ),
    }));
  },

  /** Right where it pairs with a marked action. */
  async written(meeting: WrittenMeeting, scorer: MeetingScorer): Promise<JudgedDraft[]> {
    const transcript = await readTranscript(readFileSync(meeting.vttPath));
    const { drafts, busyness } = read(transcript, contextOf(meeting), scorer);
    const marked = meeting.actions.filter(({ standing }) => standing === 'committed');
    const right = new Set(pairUp(drafts, marked, likeness).map(([draft]) => draft));
    return drafts.map((draft) => ({ weight: draft.weight, busyness, isRight: right.has(draft) }));
  },
};

function read(
  transcript: Transcript,
  context: MeetingContext,
  scorer: MeetingScorer,
): { readonly drafts: readonly Draft[]; readonly busyness: number } {
  const tools = {
    language: english,
    people: knowPeople(transcript, context),
    due: dueFinderFor(context, english),
  };
  const { drafts, busyness } = readDrafts(transcript, context, tools, { scorer });
  return {
    drafts: drafts.filter(({ kind, standing }) => kind === 'action' && standing === 'committed'),
    busyness,
  };
}
