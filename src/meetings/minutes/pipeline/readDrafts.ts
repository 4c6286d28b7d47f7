/** From the sentences of a meeting to the drafts that are shown: rules, model, and what was said twice. */
import type { Transcript } from '../../transcript/transcript.ts';
import type { MeetingContext } from '../minutes.ts';
import { splitSentences } from '../sentences/splitSentences.ts';
import { askModel, type Readers } from './askModel.ts';
import type { Draft } from './draft.ts';
import { readMeeting } from './readMeeting.ts';
import { mergeRestated } from './restatements.ts';
import { SHOWN_FROM } from './score.ts';
import type { TalkTools } from './spoken.ts';

export interface ReadDrafts {
  /** In the order in which they were first said. */
  readonly drafts: readonly Draft[];
  /** How far weights are right as they are: 0 where hardly any work is given out, 1 where it is or nobody looked. */
  readonly judgedShare: number;
}

/** What has less weight than `SHOWN_FROM` is left out, unless it was taken back: that is history. */
export function readDrafts(
  transcript: Transcript,
  { openItems }: MeetingContext,
  tools: TalkTools,
  readers: Readers,
): ReadDrafts {
  const { language } = tools;
  const sentences = splitSentences(transcript, language.findBeginnings);
  const { drafts, maybeDecided, maybePromised, closingFrom } = readMeeting(
    sentences,
    tools,
    openItems,
    readers.readsAll,
  );
  // The model was trained on English meetings.
  const judgeAll =
    language.tag === 'en' ? askModel(drafts, sentences, transcript.cues, readers, tools) : null;
  const isProposed = (draft: Draft) => draft.weight >= SHOWN_FROM;
  const merge = () =>
    mergeRestated(drafts, { sentences: sentences.length, closingFrom, isProposed }, language);
  merge();
  let judgedShare = 1;
  if (judgeAll !== null) {
    drafts.push(...maybeDecided, ...maybePromised);
    judgedShare = judgeAll();
    merge();
  }
  drafts.sort((one, other) => one.sentence.index - other.sentence.index);
  return {
    drafts: drafts.filter((draft) => !draft.isGone && (isProposed(draft) || draft.standing === 'withdrawn')),
    judgedShare,
  };
}
