/** Minutes as `docket minutes FILE --json` prints them: one object, its shape documented in docs/minutes-json.md. */
import type { MinuteItem, Minutes, Owner } from '../../meetings/minutes/minutes.ts';
import type { Cue, Transcript } from '../../meetings/transcript/transcript.ts';

export function minutesJson(
  transcript: Transcript,
  minutes: Minutes,
  {
    file,
    start,
    zone,
    locale,
  }: { readonly file: string; readonly start: string; readonly zone: string; readonly locale: string },
): object {
  const cues = new Map(transcript.cues.map((cue) => [cue.id, cue]));
  const of = (kind: MinuteItem['kind']): readonly object[] =>
    minutes.items.filter((item) => item.kind === kind).map((item) => itemJson(item, cues));
  return {
    meeting: {
      file,
      format: transcript.format,
      start,
      timeZone: zone,
      locale,
      durationMs: minutes.durationMs,
      cues: transcript.cues.length,
      hasSpeakers: transcript.attributed,
      language: minutes.language ?? null,
    },
    notices: minutes.notices ?? [],
    attendees: minutes.attendees.map(({ name, personId }) => ({ name, id: personId })),
    unidentifiedSpeakers: minutes.unidentifiedSpeakers,
    actions: of('action'),
    decisions: of('decision'),
    risks: of('risk'),
    issues: of('issue'),
    questions: of('question'),
    engine: minutes.engine,
    dropped: transcript.dropped.length + (minutes.droppedItems ?? 0),
    droppedCues: transcript.dropped,
    droppedItems: minutes.droppedItems ?? 0,
  };
}

function itemJson(item: MinuteItem, cues: ReadonlyMap<string, Cue>): object {
  const { text, standing, owners, due, confidence, carriesOver } = item;
  return {
    text,
    standing,
    owners: owners.map(ownerJson),
    due:
      due === null
        ? null
        : {
            date: due.day,
            phrase: due.phrase,
            needsConfirmation: due.needsConfirmation,
            ...(due.problem === undefined ? {} : { problem: due.problem }),
            ...(due.milestone === undefined ? {} : { milestone: due.milestone }),
          },
    evidence: item.evidence.flatMap(({ cueIds, speaker, quote }) =>
      cueIds.flatMap((id) => {
        const cue = cues.get(id);
        if (cue === undefined) return [];
        const words = wordsOfCue(cue.text, quote);
        return [{ cue: cue.inFile ?? cue.id, start: cue.startMs, end: cue.endMs, speaker, quote: words }];
      }),
    ),
    history: item.history.map(({ what, from, to }) => ({ what, from, to })),
    confidence: Math.round(confidence * 1_000) / 1_000,
    ...(carriesOver === undefined ? {} : { carriesOver }),
  };
}

/** A sentence that runs over several cues is quoted with the words of each. */
function wordsOfCue(text: string, quote: string): string {
  if (text.includes(quote)) return quote;
  if (quote.includes(text)) return text;
  const most = Math.min(text.length, quote.length);
  for (let length = most; length > 0; length--) {
    if (text.endsWith(quote.slice(0, length))) return quote.slice(0, length);
    if (text.startsWith(quote.slice(-length))) return quote.slice(-length);
  }
  return quote;
}

/** Name and id where they are known; the people who may be meant where they are not. */
function ownerJson(owner: Owner): object {
  switch (owner.kind) {
    case 'person':
      return { name: owner.name, id: owner.personId, candidates: [] };
    case 'named':
    case 'team':
      return { name: owner.name, id: null, candidates: [], kind: owner.kind };
    case 'ambiguous':
      return {
        name: null,
        id: null,
        said: owner.said,
        candidates: owner.candidates.map(({ personId, name }) => ({ name, id: personId })),
      };
    case 'unknown':
      return {
        name: null,
        id: null,
        ...(owner.label === undefined ? {} : { label: owner.label }),
        candidates: [],
      };
  }
}
