/** Makes drafts of what the rules found in a sentence. */
import type { Act } from '../acts.ts';
import type { FoundDue } from '../dates/findDue.ts';
import type { Body, Clause, Pointing, Statement } from '../language.ts';
import type { MaskedText } from '../people/mentions.ts';
import type { KnownPerson, People } from '../people/people.ts';
import type { Sentence } from '../sentences/sentence.ts';
import { type Draft, evidenceOf } from './draft.ts';
import type { Focus } from './focus.ts';
import type { Ledger } from './ledger.ts';
import { ownersOf, type Speaking } from './owners.ts';
import type { MeetingTools } from './readMeeting.ts';
import { scoreAct, WEIGHTS } from './score.ts';

/** A sentence with everything that was found in it. */
export interface Spoken {
  readonly sentence: Sentence;
  /** Cleaned, masked and normalised. */
  readonly text: string;
  readonly masked: MaskedText;
  readonly speaking: Speaking;
  readonly due: FoundDue | null;
}

type ActTools = MeetingTools & { readonly focus: Focus; readonly ledger: Ledger };

/** Null when the words turn out to be no action. */
export function draftAct(
  act: Act,
  clause: Clause,
  spoken: Spoken,
  isConditional: boolean,
  tools: ActTools,
): Draft | null {
  const { language, focus, ledger } = tools;
  if (language.isHabit(clause.text)) return null;
  const found = tools.due.find(clause.text) ?? spoken.due;
  const due = found?.due ?? null;
  if (act.needsDue === true && due?.day == null) return null;
  const words = due === null ? act.body : withoutPhrase(act.body, due.phrase);
  const isTakeover = act.kind === 'takeover';
  const body: Body | null = isTakeover
    ? { verb: 'do', rest: 'it', isTentative: false, verbClass: 'task' }
    : language.readBody(words);
  if (body === null) return null;
  const owners = ownersOf(act.doer, spoken.masked.mentions, spoken.speaking, focus.lastPerson);
  const askedOf = act.kind === 'request' ? peopleAsked(act, spoken) : [];
  const isPointing = isTakeover || language.pointsOnly(body.verb, body.rest);
  if (isPointing && ledger.takeOver(act, body, owners, due, spoken)) return null;
  if (isTakeover || language.isMeetingTalk(body.verb, body.rest, due?.day != null)) return null;
  const thing = focus.thingBefore(spoken.sentence.index);
  const text = language.writeImperative(
    body.verb,
    body.rest,
    pointingOf(spoken, tools, thing, askedOf[0] ?? null),
  );
  const keys = language.keysOf(text);
  let weight = scoreAct(act, body, due, keys, isConditional);
  if (isPointing && thing === null) weight += WEIGHTS.pointing;
  if (clause.isQuestion && act.kind !== 'request') weight += WEIGHTS.question;
  if (language.isRecap(spoken.text)) weight += WEIGHTS.recap;
  return {
    kind: 'action',
    rule: act.rule,
    act: act.kind,
    sentence: spoken.sentence,
    speaker: spoken.speaking.person,
    text,
    verb: body.verb,
    keys,
    owners,
    askedOf,
    due,
    standing: standingOf(act, clause, due?.day != null),
    weight,
    isPointing,
    lastSentence: spoken.sentence.index,
    evidence: [evidenceOf(spoken.sentence)],
    history: [],
    isGone: false,
  };
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
  tools: MeetingTools & { readonly focus: Focus },
): Draft {
  const { language, focus } = tools;
  const body = statement.body.trim() === '' ? spoken.text : statement.body;
  const text = language.writeStatement(
    body,
    pointingOf(spoken, tools, focus.thingBefore(spoken.sentence.index), null),
  );
  const keys = language.keysOf(text);
  return {
    kind: statement.kind,
    rule: statement.rule,
    act: 'statement',
    sentence: spoken.sentence,
    speaker: spoken.speaking.person,
    text,
    verb: '',
    keys,
    owners: [],
    askedOf: [],
    due: null,
    standing: statement.needsAgreement ? 'proposed' : 'committed',
    weight: statement.weight + (keys.length < 2 ? WEIGHTS.noThing : 0),
    isPointing: false,
    lastSentence: spoken.sentence.index,
    evidence: [evidenceOf(spoken.sentence)],
    history: [],
    isGone: false,
  };
}

function pointingOf(
  spoken: Spoken,
  { people, focus }: { people: People; focus: Focus },
  thing: string | null,
  addressee: KnownPerson | null,
): Pointing {
  const { masked, speaking } = spoken;
  return {
    speaker: speaking.person === null ? null : people.shortName(speaking.person),
    addressee: addressee === null ? null : people.shortName(addressee),
    thing,
    person: focus.lastPerson === null ? null : people.shortName(focus.lastPerson),
    nameOf: (mark) => masked.mentions[mark]?.said ?? '',
  };
}

/** The words without those of the due date and the joints they leave. */
function withoutPhrase(words: string, phrase: string): string {
  const at = words.toLowerCase().indexOf(phrase.toLowerCase());
  if (at < 0 || phrase === '') return words;
  const before = words.slice(0, at).replace(/[\s,]+(?:and|or|so|,)?\s*$/i, '');
  const after = words.slice(at + phrase.length).replace(/^[\s,]+/, '');
  return `${before} ${after}`.trim();
}
