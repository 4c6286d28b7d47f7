/** Makes drafts of what the rules found in a sentence. */

import { type Act, marksIn } from '../acts.ts';
import type { Body, Clause, Pointing, Statement } from '../language.ts';
import type { OpenItem, Owner } from '../minutes.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { saidIn } from '../people/mentions.ts';
import type { KnownPerson, People } from '../people/people.ts';
import { absorbAct } from './answers.ts';
import { beginDraft, changeOwners, type Draft, improveText } from './draft.ts';
import type { Focus } from './focus.ts';
import type { Ledger } from './ledger.ts';
import { ownersOf, personOwner } from './owners.ts';
import { isOfReason } from './reasonDay.ts';
import { scoreAct, WEIGHTS } from './score.ts';
import { type MeetingTools, type Spoken, withoutPhrase } from './spoken.ts';
import { thingBefore, thingInSentence } from './things.ts';

export interface ActTools extends MeetingTools {
  readonly focus: Focus;
  readonly ledger: Ledger;
}

export interface ActPlace {
  readonly clause: Clause;
  readonly spoken: Spoken;
  /** A condition stands before it in the sentence. */
  readonly isConditional: boolean;
  /** The condition is that something goes wrong: "if it isn't green I'll call you". */
  readonly isContingent: boolean;
  /** The open row of the register that is talked about, where the doer owns it. */
  readonly topic: (owners: readonly Owner[]) => OpenItem | null;
  /** One of several clauses with days of their own: the day of another is not borrowed. */
  readonly isListed: boolean;
  /** Somebody else has just asked or said what must be done, or the speaker has just taken it. */
  readonly isAnswer: boolean;
  /** What this turn has said yes to. */
  readonly answered: Draft | null;
  /** Who was addressed by name a sentence or two before. */
  readonly addressed: readonly KnownPerson[];
  /** Stems of the sentences before. */
  readonly context: () => ReadonlySet<string>;
}

/** An offer with a reserve behind it. */
const WITH_BUT = /,? (?:but|only|although|aber|pero|mais|maar) /i;
/** "By Friday, George, all sixty." */
const VOCATIVE_INSIDE = /(?<!@\d+|\b(?:to|with|for|and|from)),\s*@\d+(?=\s*[.!?]*$|\s*,(?! (?:and )?@\d))/gi;
const GIVE_ME_TIME = prefiltered(
  /^give (?:me|us) (?:until|till|(?:about |another |just )?(?:a|an|a few|a couple of|one|two|three|four|five|six|ten|\d+)(?: more)? (?:seconds?|secs?|moments?|minutes?|hours?|days?|weeks?|months?))\b/i,
);
const TAKEOVER: Body = { verb: 'do', rest: 'it', isTentative: false, verbClass: 'task' };

/**
 * A new draft; the draft that the words only go on about; `other` when this reading does not hold and another may; or
 * null when the words are no action however they are read.
 */
export function draftAct(
  said: Act,
  place: ActPlace,
  tools: ActTools,
): { draft: Draft; isNew: boolean } | 'other' | null {
  const { language, focus, ledger } = tools;
  const { clause, spoken } = place;
  if (language.isHabit(clause.text)) return null;
  const isToAddressed =
    said.doer.by === 'addressee' && said.doer.mentions.length === 0 && place.addressed.length > 0;
  const isSpokenTo = isToAddressed || (said.doer.by === 'addressee' && said.doer.mentions.length > 0);
  if (said.onlyAddressed === true && !isSpokenTo) return 'other';
  const weight = place.isAnswer ? said.weight : (said.unasked ?? said.weight);
  // "I want a plan in writing, Dmitri": whoever is spoken to is asked for it.
  const act: Act = { ...said, weight, kind: said.kind === 'need' && isSpokenTo ? 'request' : said.kind };
  const own = tools.due.find(clause.text, true);
  // "Next week, I could have it by Friday": the words before the clause say which Friday.
  const isPart = own !== null && own.due.phrase === spoken.due?.due.phrase;
  const found =
    own === null || own.isWeak || isPart
      ? place.isListed || isOfReason(spoken, language)
        ? own
        : (spoken.due ?? own)
      : own;
  const due = found === null || found.isWeak ? null : found.due;
  if (act.needsDue === true && due?.day == null) return 'other';
  if (act.onlyAsAnswer === true && !place.isAnswer && act.unasked === undefined) return 'other';
  // "Give me two weeks" says when, and of what was said before.
  if (act.kind === 'request' && GIVE_ME_TIME.test(act.body)) return null;
  const told = act.doer.by === 'addressee' ? act.body : act.body.replace(VOCATIVE_INSIDE, '');
  const words = due === null ? told : withoutPhrase(told, due.phrase);
  if (
    act.rule === 'I must' &&
    due === null &&
    place.isAnswer &&
    language.readReply(clause.text) === 'perhaps'
  )
    return null;
  const isTakeover = act.kind === 'takeover';
  const asked =
    act.doer.by === 'addressee' ? words.replace(/,?\s*@\d+[\s.?!]*$/, '').replace(/,\s*@\d+,/, ',') : words;
  const read = isTakeover ? TAKEOVER : language.readBody(asked);
  if (read === null || read.verbClass === 'state') return 'other';
  const body = read.rest === '' ? { ...read, rest: thingBefore(act, spoken) } : read;
  const object = isTakeover ? 'points only' : language.objectOf(body.verb, body.rest);
  const person =
    (act.doer.by === 'pronoun' ? nameBefore(act, spoken) : null) ??
    focus.person(spoken.sentence.index, [spoken.speaking.person]);
  const owners = isToAddressed
    ? place.addressed.map((known) => personOwner(known, true))
    : ownersOf(act.doer, spoken.masked.mentions, spoken.speaking, person);
  const askedOf = act.kind !== 'request' ? [] : isToAddressed ? place.addressed : peopleAsked(act, spoken);
  const retell = retelling(act, body, place, tools, askedOf[0] ?? null);
  const isPlural = language.isPluralPointer(body.rest);
  const named = object === 'thing' ? null : thingInSentence(place, act, language, isPlural);
  const thing = object === 'thing' ? null : (named ?? focus.thing(isPlural, spoken.sentence.index));
  const absorbed = absorbAct(
    ledger,
    tools,
    { act, body, object, named, owners, due, answered: place.answered },
    spoken,
  );
  if (absorbed !== null) {
    const isOwn =
      act.doer.by === 'speaker' && absorbed.kind === 'action' && absorbed.standing === 'committed';
    if (isOwn && absorbed.owners.every(({ kind }) => kind === 'unknown'))
      changeOwners(absorbed, owners, spoken.sentence);
    const isBetter = object === 'thing' || (thing === null && absorbed.text.includes('“'));
    if (isBetter && !isTakeover && body.verbClass === 'task' && mayRetell(body, absorbed, tools)) {
      const text = retell(thing);
      improveText(absorbed, text, body.verb, language.keysOf(text));
    }
    return { draft: absorbed, isNew: false };
  }
  if (act.asksDay === true && object !== 'thing') return null;
  if (act.onlyAsAnswer === true && act.isDelivery === true && due?.day == null) return 'other';
  const topic = object === 'thing' ? null : place.topic(owners);
  if (topic === null && (isTakeover || language.isMeetingTalk(body.verb, body.rest, due?.day != null)))
    return null;
  const text = topic?.text ?? retell(thing);
  const keys = language.keysOf(text);
  const draft = beginDraft(spoken.sentence, spoken.speaking.person, {
    kind: 'action',
    rule: act.rule,
    act: act.kind,
    text,
    verb: body.verb,
    keys,
    context: place.context(),
    owners,
    askedOf,
    due,
    saysDay: due !== null && (found === own || isPart),
    standing: standingOf(act, clause, due?.day != null),
    weight:
      (act.kind === 'offer' && WITH_BUT.test(spoken.text) ? WEIGHTS.withBut : 0) +
      (isToAddressed ? WEIGHTS.addressed : 0) +
      (place.isContingent ? WEIGHTS.contingent : 0) +
      (due?.day == null && language.isOnTheSpot(clause.text) ? WEIGHTS.onTheSpot : 0) +
      scoreAct({
        act,
        body,
        object: topic === null ? object : 'thing',
        due,
        keys,
        isConditional: place.isConditional,
        isQuestion: clause.isQuestion,
      }),
    isCorrecting: language.isCorrection(spoken.text),
    isPointing: object !== 'thing' && thing === null && topic === null,
    isExplicit: object === 'thing',
    ...(text.includes('“') ? { retell } : {}),
  });
  return { draft, isNew: true };
}

/** Writes the act's text with a thing in the place of "it". */
function retelling(
  act: Act,
  body: Body,
  { spoken }: ActPlace,
  tools: ActTools,
  addressee: KnownPerson | null,
): (thing: string | null) => string {
  const pointing = pointingOf(spoken, tools, null, addressee);
  const person = personBefore(act, spoken, tools) ?? pointing.person;
  return (thing) => tools.language.writeImperative(body.verb, body.rest, { ...pointing, person, thing });
}

/** "Lucía's on it, she'll have it by Monday": the one person named before the pronoun. */
function nameBefore(act: Act, { text, masked }: Spoken): KnownPerson | null {
  const at = text.indexOf(act.body);
  const marks = new Set(at > 0 ? marksIn(text.slice(0, at)) : []);
  const [mark] = marks;
  const named = marks.size === 1 && mark !== undefined ? masked.mentions[mark] : undefined;
  const [person] = named?.people ?? [];
  return named?.people.length === 1 && person !== undefined ? person : null;
}

/** The words speak of the same work as the draft, not of a step towards it. */
const mayRetell = (body: Body, draft: Draft, { language }: ActTools): boolean =>
  draft.verb === body.verb ||
  (draft.verb !== '' && !ANY_VERB.test(body.verb) && language.mayBeSameWork(draft.verb, body.verb));

/** Verbs that say nothing of the work. */
const ANY_VERB =
  /^(?:do|have|get|make|take|handle|put|start|try|keep|bring|help|finish|be|go|own|manage|sort|deal)$/;

/** "I promised Kenji that I'd send him": the one person named earlier in the sentence. */
function personBefore(act: Act, { text, masked }: Spoken, { people }: ActTools): string | null {
  const at = text.indexOf(act.body);
  const marks = at > 0 ? marksIn(text.slice(0, at)) : [];
  const named = masked.mentions[marks[0] ?? -1];
  if (marks.length !== 1 || named === undefined) return null;
  const [person] = named.people;
  return named.people.length === 1 && person !== undefined ? people.shortName(person) : named.said;
}

function standingOf(act: Act, { isQuestion }: Clause, hasDay: boolean): Draft['standing'] {
  switch (act.kind) {
    case 'commitment':
      return isQuestion ? 'proposed' : 'committed';
    case 'assignment':
      return isQuestion ? 'requested' : 'committed';
    case 'takeover':
      return 'committed';
    case 'offer':
      return hasDay && !isQuestion ? 'committed' : 'proposed';
    case 'request':
      return 'requested';
    default:
      return 'proposed';
  }
}

function peopleAsked(act: Act, { masked }: Spoken): readonly KnownPerson[] {
  if (act.doer.by !== 'addressee' && act.doer.by !== 'mentions') return [];
  return act.doer.mentions.flatMap((mark) => masked.mentions[mark]?.people ?? []);
}

/** Decisions, risks, issues and questions. */
export function draftStatement(
  statement: Statement,
  spoken: Spoken,
  context: ReadonlySet<string>,
  tools: ActTools,
): Draft {
  const { language } = tools;
  const body = statement.body.trim() === '' ? spoken.text : statement.body;
  const text = language.writeStatement(body, pointingOf(spoken, tools, null, null));
  const keys = language.keysOf(text);
  return beginDraft(spoken.sentence, spoken.speaking.person, {
    kind: statement.kind,
    rule: statement.rule,
    act: 'statement',
    text,
    verb: '',
    keys,
    context,
    owners: [],
    due: null,
    standing: statement.needsAgreement ? 'proposed' : 'committed',
    weight:
      statement.weight + (keys.length === 0 ? WEIGHTS.noThing : keys.length === 1 ? WEIGHTS.oneThing : 0),
  });
}

export function pointingOf(
  spoken: Spoken,
  { people, focus }: { people: People; focus: Focus },
  thing: string | null,
  addressee: KnownPerson | null,
): Pointing {
  const { masked, speaking, sentence } = spoken;
  const person = focus.person(sentence.index, [speaking.person, addressee]);
  const short = (known: KnownPerson | null) => (known === null ? null : people.shortName(known));
  return {
    speaker: short(speaking.person),
    addressee: short(addressee),
    thing,
    person: short(person),
    nameOf: saidIn(masked),
  };
}
