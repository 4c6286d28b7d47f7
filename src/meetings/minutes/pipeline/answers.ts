/** Acts that only go on about what was asked or said before: somebody takes it, sharpens it, or delivers it. */
import type { Act } from '../acts.ts';
import type { Body, ObjectKind } from '../language.ts';
import type { Due, Owner } from '../minutes.ts';
import { addEvidence, changeDue, changeOwners, type Draft } from './draft.ts';
import { confirm, isAskedOf, isFromOther, isSamePerson, isWaiting, type Ledger } from './ledger.ts';
import type { Speaking } from './owners.ts';
import { WEIGHTS } from './score.ts';
import type { MeetingTools, Spoken } from './spoken.ts';

/** How far back each may reach, in sentences. */
const REACH = { takeover: 8, elaboration: 3, sameVerb: 8 } as const;

export interface ReadAct {
  readonly act: Act;
  readonly body: Body;
  readonly object: ObjectKind;
  /** What the sentence itself names before it points at it: "the exit clause, I'll renegotiate that". */
  readonly named: string | null;
  readonly owners: readonly Owner[];
  readonly due: Due | null;
  /** The draft that this sentence, or the one before it in the turn, said yes to. */
  readonly answered: Draft | null;
}

/** Finds the draft that an act only goes on about, and tells it so; null when the act stands for itself. */
export function absorbAct(ledger: Ledger, tools: MeetingTools, read: ReadAct, spoken: Spoken): Draft | null {
  const { act, body, object, owners, answered } = read;
  if (body.verbClass === 'state') return null;
  if (act.kind === 'request') {
    // "I can book it" - "Please do. Book it for the whole weekend."
    if (answered !== null && answered.verb === body.verb && answered.kind === 'action') {
      addEvidence(answered, spoken.sentence);
      if (read.due !== null) changeDue(answered, read.due, spoken.sentence);
      return answered;
    }
    return object === 'thing' ? null : sharpen(ledger, read, spoken);
  }
  // "I'd have to look" takes nothing on.
  if (act.rule === 'I must' && object !== 'thing' && /\bI(?:'d| would) (?:have|need) to\b/i.test(spoken.text))
    return null;
  const isOwnWord = act.doer.by === 'speaker' || act.doer.by === 'we';
  if (act.doer.by === 'pronoun') {
    const [who] = owners;
    const isWhose = (draft: Draft) =>
      who?.kind === 'person' &&
      draft.owners.some((owner) => owner.kind === 'person' && owner.personId === who.personId);
    const same =
      ledger.recent(
        spoken.sentence,
        0,
        (draft) => draft.kind === 'action' && draft.owners.some(({ kind }) => kind === 'person'),
      ) ??
      (object === 'thing'
        ? null
        : ledger.recent(
            spoken.sentence,
            REACH.elaboration - 1,
            (draft) =>
              draft.kind === 'action' &&
              isWhose(draft) &&
              tools.language.mayBeSameWork(draft.verb, body.verb),
          ));
    if (same !== null) return elaborate(same, read, spoken);
  }
  if (
    answered !== null &&
    answered.kind === 'action' &&
    isOwnWord &&
    (object !== 'thing' || sharesWord(answered, read, tools)) &&
    (object === 'points only' ||
      act.isDelivery === true ||
      answered.verb === '' ||
      tools.language.mayBeSameWork(answered.verb, body.verb))
  ) {
    return elaborate(answered, read, spoken);
  }
  const asked = isOwnWord ? askedFor(ledger, read, spoken) : null;
  if (asked !== null) return elaborate(asked, read, spoken);
  if (act.isDelivery === true) {
    const wanted = deliver(ledger, tools, read, spoken);
    if (wanted !== null) return wanted;
  }
  if (object === 'thing') return act.isDelivery === true ? goOn(ledger, tools, read, spoken) : null;
  if (object === 'none' && read.due !== null && isOwnWord && isAim(body))
    return goOn(ledger, tools, read, spoken);
  if (object === 'none' && !isAnyWork(body)) return null;
  if (isOwnWord && namesAnother(ledger, tools, read, spoken)) return null;
  return takeOver(ledger, tools, read, spoken) ?? (isOwnWord ? goOn(ledger, tools, read, spoken) : null);
}

/** The sentence names its thing, and nothing that was spoken of a moment ago is about it. */
function namesAnother(
  ledger: Ledger,
  { language }: MeetingTools,
  { named, body }: ReadAct,
  { sentence }: Spoken,
): boolean {
  if (named === null || body.verbClass !== 'task' || isAnyWork(body)) return false;
  const keys = language.keysOf(named);
  const isAbout = (draft: Draft): boolean =>
    draft.kind === 'action' && keys.some((key) => draft.keys.includes(key) || draft.context.has(key));
  return keys.length > 0 && ledger.recent(sentence, REACH.takeover, isAbout) === null;
}

/** "I need the list from you, Nikos." - "You'll get a proper file from me": what was asked of the speaker, promised in other words. */
function askedFor(ledger: Ledger, { body }: ReadAct, { sentence, speaking }: Spoken): Draft | null {
  const target = ledger.recent(
    sentence,
    REACH.elaboration + 1,
    (draft) =>
      draft.act === 'request' &&
      draft.kind === 'action' &&
      draft.verb === body.verb &&
      draft.sentence.turn !== sentence.turn &&
      sentence.turn - draft.lastTurn <= 1 &&
      (draft.askedOf.some((person) => isSamePerson(person, speaking.person)) ||
        draft.owners.some(
          (owner) => owner.kind === 'person' && owner.personId === speaking.person?.personId,
        )),
  );
  if (target === null) return null;
  confirm(target, 'accepted');
  return target;
}

/** "You get it on Thursday", "the order goes in today": what somebody else has asked for or said must be done. */
function deliver(ledger: Ledger, tools: MeetingTools, read: ReadAct, spoken: Spoken): Draft | null {
  const { sentence, speaking } = spoken;
  const target = ledger.recent(
    sentence,
    REACH.takeover,
    (draft) =>
      draft.kind === 'action' &&
      draft.act !== 'report' &&
      isWaiting(draft) &&
      isFromOther(draft, sentence) &&
      (draft.askedOf.length === 0 ||
        speaking.person === null ||
        draft.askedOf.some((person) => isSamePerson(person, speaking.person))) &&
      (read.object !== 'thing' || sharesWord(draft, read, tools)),
  );
  if (target === null) return null;
  if (!target.owners.some(({ kind }) => kind === 'person' || kind === 'named'))
    changeOwners(target, read.owners, sentence);
  if (read.due !== null) changeDue(target, read.due, sentence);
  target.standing = 'committed';
  confirm(target, 'accepted');
  target.weight = Math.max(target.weight, WEIGHTS.taken) + (read.due?.day == null ? 0 : WEIGHTS.takenWithDay);
  return target;
}

/** "Can you do that by Friday?" after "we need to order the firewall". */
function sharpen(
  ledger: Ledger,
  { owners, due, act, body, object }: ReadAct,
  { sentence, masked }: Spoken,
): Draft | null {
  const target =
    (isAnyWork(body) && object === 'points only'
      ? ledger.recent(
          sentence,
          REACH.elaboration,
          (draft) => draft.kind === 'action' && draft.act !== 'commitment' && isWaiting(draft),
        )
      : null) ??
    ledger.recent(
      sentence,
      REACH.sameVerb,
      (draft) => draft.kind === 'action' && draft.act !== 'report' && draft.verb === body.verb,
    ) ??
    ledger.recent(
      sentence,
      REACH.elaboration,
      (draft) => draft.act === 'offer' && isFromOther(draft, sentence),
    );
  if (target === null) return null;
  if (target.isPointing) {
    target.isGone = true;
    return null;
  }
  addEvidence(target, sentence);
  if (due !== null) changeDue(target, due, sentence);
  if (owners.some(({ kind }) => kind !== 'unknown') && target.standing !== 'committed')
    changeOwners(target, owners, sentence);
  if (act.doer.by === 'addressee')
    target.askedOf = act.doer.mentions.flatMap((mark) => masked.mentions[mark]?.people ?? []);
  if (target.standing !== 'committed') target.standing = 'requested';
  target.weight = Math.max(
    target.weight,
    act.weight + (owners.some(({ kind }) => kind === 'person') ? 0.8 : 0),
  );
  return target;
}

/** "I'll do that", "Sam will take it": the draft that is pointed at gets this owner. */
function takeOver(ledger: Ledger, { language }: MeetingTools, read: ReadAct, spoken: Spoken): Draft | null {
  const { act, body, object, owners, due } = read;
  const { sentence, text } = spoken;
  if (act.kind === 'need' || act.kind === 'proposal') return null;
  if (act.rule === 'let me' && body.verb === 'ask') return null;
  const isAction = (draft: Draft) => draft.kind === 'action' && draft.act !== 'report';
  const names = act.doer.by === 'mentions';
  const target =
    ledger.recent(
      sentence,
      REACH.takeover,
      (draft) =>
        isAction(draft) &&
        isWaiting(draft) &&
        (fitsVerb(draft, body) || (object === 'points only' && isAskedOf(draft, spoken))),
    ) ??
    (object === 'points only' &&
    (names || (language.isCorrection(text) && /^(?:do|take|own|handle)$/.test(body.verb)))
      ? ledger.recent(
          sentence,
          REACH.takeover,
          (draft) => isAction(draft) && (act.kind === 'takeover' || fitsVerb(draft, body)),
        )
      : null);
  if (target === null) return null;
  changeOwners(target, owners, sentence);
  if (due !== null) changeDue(target, due, sentence);
  target.standing = 'committed';
  confirm(target, 'accepted');
  // A need is nobody's until somebody takes it; then it counts as that promise does.
  target.weight = Math.max(target.weight, WEIGHTS.taken) + (due?.day == null ? 0 : WEIGHTS.takenWithDay);
  return target;
}

/** "I'll draft the report and share it with all of you": one thing, by the same person, a moment later. */
function goOn(ledger: Ledger, tools: MeetingTools, read: ReadAct, spoken: Spoken): Draft | null {
  const { sentence, speaking } = spoken;
  const isOwn = (draft: Draft) =>
    draft.kind === 'action' &&
    draft.act !== 'report' &&
    !(read.act.doer.by === 'speaker' && read.act.isDelivery !== true && isOthers(draft, speaking.person)) &&
    (draft.sentence.speaker === null
      ? draft.sentence.turn === sentence.turn && !areTwo(draft.speaker, speaking.person)
      : isSamePerson(draft.speaker, speaking.person)) &&
    draft.owners.every(({ kind }) => kind !== 'team');
  const isThing = read.object === 'thing';
  const target =
    ledger.recent(
      sentence,
      REACH.elaboration,
      (draft) =>
        isOwn(draft) &&
        draft.sentence.turn === sentence.turn &&
        (!isThing || draft.sentence.index === sentence.index || sharesWord(draft, read, tools)),
    ) ??
    (isThing
      ? null
      : ledger.recent(sentence, REACH.sameVerb, (draft) => isOwn(draft) && draft.verb === read.body.verb));
  return target === null ? null : elaborate(target, read, spoken);
}

const areTwo = (one: Speaking['person'], other: Speaking['person']): boolean =>
  one !== null && other !== null && !isSamePerson(one, other);

/** "Sunita will ask them. I'll put it in her calendar": what another person does is not gone on with. */
const isOthers = (draft: Draft, person: Speaking['person']): boolean =>
  draft.act === 'assignment' &&
  draft.owners.some((owner) => owner.kind === 'person' && owner.personId !== person?.personId);

function elaborate(target: Draft, { due, act }: ReadAct, { sentence }: Spoken): Draft {
  addEvidence(target, sentence);
  if (target.due === null && due?.day != null) target.weight += WEIGHTS.dueDay;
  if (due !== null && (target.due === null || due.day !== null)) changeDue(target, due, sentence);
  // "I don't know. Let me ask first": no promise to do what was asked.
  const isPutOff =
    act.rule === 'let me' && (target.confirmed.has('perhaps') || target.confirmed.has('refused'));
  if (act.kind === 'commitment' && !isPutOff) {
    target.standing = 'committed';
    target.weight += WEIGHTS.goesOn;
  }
  return target;
}

/** The act names something that the draft, or the talk around it, is about. */
function sharesWord(draft: Draft, { body }: ReadAct, { language }: MeetingTools): boolean {
  return language.keysOf(body.rest).some((key) => draft.keys.includes(key) || draft.context.has(key));
}

/** "Do", "take" and "handle" fit any work; another verb only its own. "Take it to two stations" says what is done. */
const fitsVerb = (draft: Draft, { verb, rest }: Body): boolean =>
  verb === draft.verb ||
  (isAnyWork({ verb }) && !(verb === 'take' && /^\w+ (?:to|into|through|out)\b/i.test(rest)));

/** "I'll aim for Thursday". */
const isAim = ({ verb }: Body): boolean => /^(?:aim|target|shoot|say|try|go|plan)$/.test(verb);

const isAnyWork = ({ verb }: Pick<Body, 'verb'>): boolean =>
  /^(?:do|take|handle|own|cover|help|sort|deal|pick|have|try|make|finish|look|machen|hacer|faire|doen)$/.test(
    verb,
  );
