/** Makes drafts of what the trained model holds for an action, and lifts those drafts of the rules that it means. */
import type { Owner } from '../minutes.ts';
import { maskPeople } from '../people/mentions.ts';
import { cleanSpeech } from '../sentences/cleanSpeech.ts';
import { QUESTION, type Sentence } from '../sentences/sentence.ts';
import { addEvidence, beginDraft, type Draft } from './draft.ts';
import { learnNames } from './nameWords.ts';
import { mentionOwner, type Speaking, speakerOwner } from './owners.ts';
import { logOdds, SHOWN_FROM } from './score.ts';
import type { MeetingTools } from './spoken.ts';

export type ModelTools = MeetingTools;

/** An utterance with its cues and the probability that it states an action. */
export interface ScoredUtterance {
  readonly cueIds: readonly string[];
  readonly action: number;
  /** Its sentence that is most like an action. */
  readonly actionText: string;
}

export interface ModelReading {
  readonly scored: readonly ScoredUtterance[];
  /** Place in `scored` by cue id. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** The least probability that counts in this meeting. */
  readonly atLeast: number;
  /** Where work is given out all the time, people say who does what; then nothing else is proposed. */
  readonly isBusy: boolean;
}

/** Utterances at most this far from each other state the same action. */
const APART = 1;

/** From this probability on an utterance is proposed whatever its form; below it must say who does what. */
const SURE = 0.25;

export function proposeByModel(
  drafts: Draft[],
  sentences: readonly Sentence[],
  reading: ModelReading,
  tools: ModelTools,
): void {
  const { scored, placeOf, atLeast, isBusy } = reading;
  const draftAt = placeDrafts(drafts, placeOf);
  const sentenceAt = new Map<number, Sentence>();
  for (const sentence of sentences) {
    for (const id of sentence.cueIds) {
      const place = placeOf.get(id);
      if (place !== undefined && !sentenceAt.has(place)) sentenceAt.set(place, sentence);
    }
  }
  let names: ((word: string) => boolean) | null = null;
  const isUnknownName = (word: string): boolean => {
    names ??= learnNames(sentences);
    return names(word);
  };
  let last: { readonly draft: Draft; readonly place: number } | null = null;
  scored.forEach((utterance, place) => {
    if (utterance.action < atLeast) return;
    const sentence = sentenceAt.get(place);
    if (sentence === undefined) return;
    const weight = logOdds(utterance.action) - logOdds(atLeast);
    const said: Sentence = { ...sentence, text: utterance.actionText, cueIds: utterance.cueIds };
    const near = last !== null && place - last.place <= APART ? last.draft : null;
    const known = draftAt.get(place) ?? near ?? proposedBeside(draftAt, place);
    const draft = known ?? makeDraft(said, weight, tools, isUnknownName);
    if (known === null) {
      if ((isBusy || utterance.action < SURE) && !isPlainWork(draft, tools)) return;
      drafts.push(draft);
      draftAt.set(place, draft);
    } else if (draft.standing !== 'withdrawn') {
      draft.weight = Math.max(draft.weight, weight);
      if (!holds(draft, utterance.cueIds)) addEvidence(draft, said);
    }
    last = { draft, place };
  });
}

/** The draft that an utterance began, else one that it repeats or confirms: what was said of it makes no second one. */
function placeDrafts(drafts: readonly Draft[], placeOf: ReadonlyMap<string, number>): Map<number, Draft> {
  const began = new Map<number, Draft>();
  const repeats = new Map<number, Draft>();
  for (const draft of drafts) {
    if (draft.kind !== 'action' || draft.isGone || draft.act === 'report') continue;
    const isProposed = draft.weight >= SHOWN_FROM;
    draft.evidence.forEach(({ cueIds }, index) => {
      const drafted = index === 0 ? began : repeats;
      for (const id of cueIds) {
        const place = placeOf.get(id);
        if (place !== undefined && (isProposed || !drafted.has(place))) drafted.set(place, draft);
      }
    });
  }
  return new Map([...repeats, ...began]);
}

function proposedBeside(draftAt: ReadonlyMap<number, Draft>, place: number): Draft | null {
  for (const beside of [place - 1, place + 1]) {
    const draft = draftAt.get(beside);
    if (draft !== undefined && draft.standing !== 'withdrawn' && draft.weight >= SHOWN_FROM) return draft;
  }
  return null;
}

/** Says who does what, and it is not about the talk itself ("you could take a few minutes"). */
const isPlainWork = ({ rule, verb, text, due }: Draft, { language }: ModelTools): boolean =>
  rule === MODEL_RULE.plain && !language.isMeetingTalk(verb, text.slice(verb.length + 1), due?.day != null);

const holds = ({ evidence }: Draft, cueIds: readonly string[]): boolean =>
  evidence.some((one) => one.cueIds.some((id) => cueIds.includes(id)));

const MODEL_RULE = { plain: 'model, who does what', other: 'model' } as const;

/** "You two", "the team", a name or a pronoun, and what they are to do. */
const ASSIGNED =
  /(?:^|[\s,])(?<who>@\d+(?: and @\d+)?|i|we|you(?: guys| two| both| all)?|everyone|everybody|somebody|someone|they|he|she)(?:'ll|(?:'m|'re|'s| am| are| is) (?:going|about|supposed) to| will| shall| should| need to| needs to| have to| has to| must| can| could| might)(?: (?:also|just|then|all|both|probably|definitely|actually|still|now))* (?<what>\p{L}.*)$/iu;

function makeDraft(
  sentence: Sentence,
  weight: number,
  { language, people, due }: ModelTools,
  isUnknownName: (word: string) => boolean,
): Draft {
  const masked = maskPeople(cleanSpeech(sentence.text), people, isUnknownName);
  const text = language.normalise(masked.text);
  const label = sentence.speaker;
  const speaking: Speaking = { person: label === null ? null : people.ofSpeaker(label), label };
  const { who = '', what } = ASSIGNED.exec(text)?.groups ?? {};
  const body = what === undefined ? null : language.readBody(what);
  const pointing = {
    speaker: speaking.person === null ? null : people.shortName(speaking.person),
    addressee: null,
    thing: null,
    person: null,
    nameOf: (mark: number) => masked.mentions[mark]?.said ?? '',
  };
  const isDoable = body !== null && body.verbClass !== 'state';
  const written = isDoable
    ? language.writeImperative(body.verb, body.rest, pointing)
    : language.writeStatement(text, pointing);
  const owners: Owner[] = [...who.matchAll(/@(\d+)/g)].flatMap(([, mark]) => {
    const mention = masked.mentions[Number(mark)];
    return mention === undefined ? [] : [mentionOwner(mention)];
  });
  const own = /^i$/i.test(who) ? [speakerOwner(speaking)] : [];
  return beginDraft(sentence, speaking.person, {
    kind: 'action',
    rule: isDoable && !/^(?:they|he|she)$/i.test(who) ? MODEL_RULE.plain : MODEL_RULE.other,
    act: 'need',
    text: written === '' ? sentence.text : written,
    verb: isDoable ? body.verb : '',
    keys: language.keysOf(written),
    owners: owners.length + own.length > 0 ? [...own, ...owners] : [{ kind: 'unknown' }],
    due: due.find(text)?.due ?? null,
    standing: QUESTION.test(text) ? 'requested' : 'committed',
    weight,
  });
}
