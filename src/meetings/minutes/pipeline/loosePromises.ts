/** What may be promised or given out in words that no rule knows: candidates that only the judge makes actions of. */
import { withNames } from '../acts.ts';
import { opensByDayInFull } from '../dates/relativeDates.ts';
import type { Body, LoosePromise } from '../language.ts';
import type { Owner } from '../minutes.ts';
import { saidIn } from '../people/mentions.ts';
import type { KnownPerson } from '../people/people.ts';
import { addEvidence, beginDraft, type Draft, type LooseWords } from './draft.ts';
import { type ActTools, pointingOf } from './draftActs.ts';
import { isSamePerson } from './ledger.ts';
import { ownersOf, personOwner, speakerOwner } from './owners.ts';
import type { Statable } from './recaps.ts';
import { NOT_SHOWN } from './score.ts';
import type { Screen } from './screen.ts';
import { type Spoken, withoutPhrase } from './spoken.ts';

const OTHER_WORDS = 'other words';
/** A day that is said alone belongs to what was said so many sentences before. */
const DAY_REACH = 3;
/** An answer speaks of what was said so many sentences before. */
const ANSWER_REACH = 3;
/** Sentences and turns before, in which somebody may have been called upon. */
const CALL_REACH = { sentences: 6, turns: 2 } as const;
const LEAST_WORDS = 2;

/** `keys` are of what was said: names put in for "me" and "you" are none. */
type Written = Pick<Draft, 'text' | 'verb' | 'keys'> & Pick<LooseWords, 'hasOpenPointer'>;

interface Heard {
  /** A rule has made an action of it. */
  readonly isKnown: boolean;
  readonly before: readonly Statable[];
  readonly addressed: readonly KnownPerson[];
}

/** Listens to what the rules made nothing of. It changes nothing that is read after it. */
export class LoosePromises {
  readonly drafts: Draft[] = [];
  private readonly tools: ActTools;
  private readonly screen: Screen;

  constructor(tools: ActTools, screen: Screen) {
    this.tools = tools;
    this.screen = screen;
  }

  /** `drafts` are those that the rules made of the sentence, `before` what was said before it. */
  hear(
    spoken: Spoken,
    drafts: readonly Draft[],
    before: readonly Statable[],
    addressed: readonly KnownPerson[],
  ): void {
    const heard = { isKnown: drafts.some(isAction), before, addressed };
    this.hearDay(spoken, before);
    if (heard.isKnown && !this.screen.takesKnown) return;
    if (!this.screen.takes('promise', spoken.sentence)) return;
    const asked = this.askedBefore(spoken, heard);
    if (asked !== null) {
      const draft = this.draft(asked, spoken, heard);
      if (draft !== null) addEvidence(draft, spoken.sentence);
      return;
    }
    if (spoken.isQuestion || spoken.text.split(' ').length < LEAST_WORDS) return;
    this.draft(spoken, null, heard);
  }

  private draft(spoken: Spoken, answer: Spoken | null, heard: Heard): Draft | null {
    const { language } = this.tools;
    const day = answer?.due ?? spoken.due;
    const text = answer === null ? spoken.text : spoken.text.replace(/[?\s]+$/, '');
    const found = language.readLoosePromise?.(text, day !== null) ?? null;
    if (found === null) return null;
    const due = day === null || day.isWeak ? null : day.due;
    const { hasOpenPointer, ...written } = this.write(found, { ...spoken, text }, due?.phrase ?? '', heard);
    const owners = answer === null ? this.ownersOf(found, spoken, heard) : [speakerOwner(answer.speaking)];
    const draft = beginDraft(spoken.sentence, (answer ?? spoken).speaking.person, {
      kind: 'action',
      rule: OTHER_WORDS,
      act: 'commitment',
      ...written,
      owners,
      due,
      saysDay: due !== null,
      standing: 'committed',
      weight: NOT_SHOWN,
      loose: {
        text,
        answer: answer?.text ?? null,
        doer: found.doer.by,
        verb: written.verb,
        isKnown: heard.isKnown,
        isCalled: isCalled(answer ?? spoken, heard.before),
        hasOpenPointer,
      },
    });
    this.drafts.push(draft);
    return draft;
  }

  private ownersOf(
    { doer }: LoosePromise,
    { sentence, masked, speaking }: Spoken,
    { addressed }: Heard,
  ): Owner[] {
    if (doer.by === 'addressee' && addressed.length > 0)
      return addressed.map((person) => personOwner(person, true));
    const person = this.tools.focus.person(sentence.index, [speaking.person]);
    return ownersOf(doer, masked.mentions, speaking, person);
  }

  private write(
    { body, isPointing }: LoosePromise,
    spoken: Spoken,
    day: string,
    { addressed, before }: Heard,
  ): Written {
    const { language, focus } = this.tools;
    const thing = focus.thing(false, spoken.sentence.index);
    const pointing = pointingOf(spoken, this.tools, thing, addressed[0] ?? null);
    const read: Body | null = body === undefined ? null : language.readBody(withoutPhrase(body, day));
    if (read?.verbClass === 'task')
      return this.written(language.writeImperative(read.verb, read.rest, pointing), read.verb);
    const words = language.writeStatement(withoutPhrase(spoken.text, day), pointing);
    const isBare = isPointing || language.keysOf(words).length < 2;
    const topic = isBare ? (thing ?? this.topicBefore(before)) : null;
    if (topic !== null)
      return this.written(language.writeImperative('take', `care of ${topic}`, pointing), 'take');
    const statement = this.written(words === '' ? spoken.sentence.text : words, '');
    return { ...statement, text: language.resolvePersons?.(statement.text, pointing) ?? statement.text };
  }

  private written(text: string, verb: string): Written {
    return { text, verb, keys: this.tools.language.keysOf(text), hasOpenPointer: text.includes('“') };
  }

  /** The thing that was named last, for words that name none. */
  private topicBefore(before: readonly Statable[]): string | null {
    for (const { spoken } of before.slice(-DAY_REACH).reverse()) {
      const phrase = this.tools.language.nounPhrases(spoken.text).find((one) => !one.isBehindPreposition);
      if (phrase !== undefined) return withNames(phrase.text, saidIn(spoken.masked));
    }
    return null;
  }

  /** "Friday it's in the repository": the day of what was said a moment before. */
  private hearDay({ sentence, due, text, isQuestion }: Spoken, before: readonly Statable[]): void {
    if (due?.due.day == null || due.isWeak) return;
    const last = this.drafts
      .slice(-DAY_REACH)
      .findLast(
        ({ sentence: { index, turn } }) =>
          sentence.index - index <= DAY_REACH && sentence.turn - turn <= 1 && index < sentence.index,
      );
    if (last === undefined) return;
    if (last.due?.day != null) {
      // "On Tuesday." - "Wednesday, then.", "Wednesday the sixteenth, you and me."
      const isNewDay =
        !isQuestion &&
        (opensByDayInFull(text) || this.tools.language.isDayTalk(withoutPhrase(text, due.due.phrase)));
      const isOfAnother = before.some(
        ({ spoken, drafts }) => spoken.sentence.index > last.sentence.index && drafts.some(isAction),
      );
      if (!isNewDay || isOfAnother) return;
    }
    last.due = due.due;
    addEvidence(last, sentence);
  }

  /** What a yes says yes to, where the rules heard no request in it. */
  private askedBefore({ text, sentence, isQuestion }: Spoken, { before }: Heard): Spoken | null {
    if (isQuestion || this.tools.language.readReply(text) !== 'yes') return null;
    const asked = before.findLast(({ spoken }) => spoken.sentence.turn !== sentence.turn);
    if (asked === undefined || sentence.index - asked.spoken.sentence.index > ANSWER_REACH) return null;
    if (asked.spoken.sentence.turn !== sentence.turn - 1) return null;
    return asked.drafts.length === 0 ? asked.spoken : null;
  }
}

const isAction = ({ kind }: Draft): boolean => kind === 'action';

/** The speaker was named by somebody else a moment before. */
function isCalled({ sentence, speaking }: Spoken, before: readonly Statable[]): boolean {
  return before
    .slice(-CALL_REACH.sentences)
    .some(
      ({ spoken }) =>
        spoken.sentence.turn !== sentence.turn &&
        sentence.turn - spoken.sentence.turn <= CALL_REACH.turns &&
        spoken.masked.mentions.some(({ people }) => people.some((one) => isSamePerson(one, speaking.person))),
    );
}
