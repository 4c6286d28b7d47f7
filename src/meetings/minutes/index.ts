/** The one door of the minutes. */
import { createHash } from 'node:crypto';
import { dayOf } from '../../kernel/time.ts';
import type { Transcript } from '../transcript/transcript.ts';
import { changes } from './carryOver.ts';
import { type DueFinder, makeDueFinder } from './dates/findDue.ts';
import { judgeItem } from './judge/judge.ts';
import type { Language } from './language.ts';
import { type ReadableTalk, readableTalk } from './languages/readableTalk.ts';
import type {
  CarryOver,
  Evidence,
  MeetingContext,
  MinuteItem,
  MinuteKind,
  Minutes,
  MinutesEngine,
  OpenItem,
} from './minutes.ts';
import { scoreActions } from './model/scorer.ts';
import { knowPeople, type People } from './people/people.ts';
import type { Readers } from './pipeline/askModel.ts';
import { confidenceOf } from './pipeline/confidence.ts';
import type { Draft } from './pipeline/draft.ts';
import { readDrafts } from './pipeline/readDrafts.ts';

/**
 * The engine of rules: nothing leaves the machine, the same words give the same minutes. `scorer` is the trained model; the
 * benchmark puts one there that has not seen the meeting.
 */
export function makeRulesEngine({
  scorer = scoreActions,
  judge = judgeItem,
  readsAll = false,
}: Partial<Readers> = {}): MinutesEngine {
  const readers: Readers = { scorer, judge, readsAll };
  return {
    name: 'rules 1',
    write: async (transcript, context) => writeMinutes(transcript, context, readers),
  };
}

function writeMinutes(transcript: Transcript, context: MeetingContext, readers: Readers): Minutes {
  const people = knowPeople(transcript, context);
  const talk = readableTalk(transcript, context.locale);
  return {
    engine: 'rules 1',
    items:
      talk.language === null
        ? []
        : readItems(transcript, context, { language: talk.language, people, readers }),
    ...noticesOf(talk),
    attendees: people.attendees,
    unidentifiedSpeakers: people.unidentifiedSpeakers,
    durationMs: durationOf(transcript),
  };
}

const noticesOf = ({ tag, notices }: ReadableTalk): Pick<Minutes, 'language' | 'notices'> => ({
  ...(tag === null ? {} : { language: tag }),
  ...(notices.length === 0 ? {} : { notices }),
});

function readItems(
  transcript: Transcript,
  context: MeetingContext,
  {
    language,
    people,
    readers,
  }: { readonly language: Language; readonly people: People; readonly readers: Readers },
): MinuteItem[] {
  const tools = { language, people, due: dueFinderFor(context, language) };
  const { drafts, judgedShare } = readDrafts(transcript, context, tools, readers);
  return drafts.map((draft) => toItem(draft, confidenceOf(draft, judgedShare)));
}

/** The reader of due dates of a meeting: its day, the project's calendar, milestones and order of day and month. */
export function dueFinderFor(context: MeetingContext, language?: Pick<Language, 'dates'>): DueFinder {
  const dates = {
    today: dayOf(context.start, context.zone),
    order: /^en-(?:us|ph|fm|pw|mh)\b|^en$/i.test(context.locale) ? 'month-first' : 'day-first',
    calendar: context.calendar,
    milestones: context.milestones,
  } as const;
  return makeDueFinder(dates, language?.dates);
}

function toItem(draft: Draft, confidence: number): MinuteItem {
  const { kind, text, owners, due, standing, evidence, history } = draft;
  return {
    id: minuteId(kind, evidence[0]),
    kind,
    text,
    owners,
    due,
    standing,
    confidence: Math.round(confidence * 1000) / 1000,
    evidence,
    history,
    ...(draft.openItem === undefined ? {} : { carriesOver: carryOverOf(draft, draft.openItem) }),
  };
}

function carryOverOf({ act, due, owners }: Draft, item: OpenItem): CarryOver {
  if (act === 'report') return { key: item.key, change: 'complete' };
  return { key: item.key, change: changes(item, due, owners) ? 'update' : 'mentioned' };
}

/** Stable for the same words at the same place of the same transcript. */
export function minuteId(kind: MinuteKind, first: Evidence): string {
  return createHash('sha256')
    .update(`${kind}|${first.cueIds.join(',')}|${first.quote}`)
    .digest('hex')
    .slice(0, 16);
}

/** Milliseconds from the first word to the last. */
export function durationOf({ cues }: Transcript): number {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const { startMs, endMs } of cues) {
    start = Math.min(start, startMs);
    end = Math.max(end, endMs);
  }
  return cues.length === 0 ? 0 : end - start;
}
