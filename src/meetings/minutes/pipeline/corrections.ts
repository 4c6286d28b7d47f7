/** Later words that change an item: corrections, withdrawals, and talk about the day. */
import { weekdayOf } from '../../../kernel/time.ts';
import { opensByDayInFull } from '../dates/relativeDates.ts';
import type { Due } from '../minutes.ts';
import { prefiltered } from '../patterns/prefiltered.ts';
import { addEvidence, changeDue, changeOwners, changeStanding, type Draft } from './draft.ts';
import { confirm, isAskedOf, isFromOther, isSamePerson, isWaiting, type Ledger } from './ledger.ts';
import { mentionOwner, speakerOwner } from './owners.ts';
import { WEIGHTS } from './score.ts';
import { type MeetingTools, type Spoken, withoutPhrase } from './spoken.ts';

const REACH = { correction: 10, withdrawal: 8, joke: 2, day: 7, askedWhen: 3 } as const;

/**
 * "Let's not do that", "we don't need the second firewall any more". `isAnswered` is true of a draft behind which
 * something else was asked: "skip it" answers that.
 */
export function hearWithdrawal(
  ledger: Ledger,
  { language }: MeetingTools,
  { text, sentence }: Spoken,
  isAnswered: (draft: Draft) => boolean,
): boolean {
  // "Thank you, that is not necessary" declines what somebody else has offered.
  const isDeclined = language.isThanks(text);
  const withdrawal = language.readWithdrawal(text);
  if (withdrawal === null) return false;
  const isOpen = (draft: Draft) => draft.standing !== 'withdrawn' && draft.act !== 'report';
  const target =
    withdrawal.what === ''
      ? ledger.recent(
          sentence,
          REACH.withdrawal,
          (draft) =>
            isOpen(draft) &&
            (draft.kind === 'action' || draft.kind === 'decision') &&
            !isAnswered(draft) &&
            !(isDeclined && !isFromOther(draft, sentence)),
        )
      : ledger.index.findSame('action', language.keysOf(withdrawal.what), isOpen, 0.5);
  if (target === null) return false;
  changeStanding(target, 'withdrawn', sentence);
  return true;
}

export function hearJoke(ledger: Ledger, sentence: Spoken['sentence']): void {
  const last = ledger.recent(sentence, REACH.joke, () => true);
  if (last !== null) last.isGone = true;
}

/** "Actually make that Thursday", "no, Sam will take it", "sorry, I meant the 12th". */
export function hearCorrection(ledger: Ledger, { language }: MeetingTools, spoken: Spoken): boolean {
  const { text, sentence, due, isQuestion } = spoken;
  if (isQuestion || !language.isCorrection(text) || text.split(' ').length > 22) return false;
  const rest = withoutReason(due === null ? text : withoutPhrase(text, due.due.phrase));
  const isAboutDay =
    due?.due.day != null &&
    language.isDayTalk(
      rest.replace(
        /\b(?:actually|correction|sorry|wait|mean|meant|thoughts?|second|hang|hold|scratch|move|push|change|mistake)\b/gi,
        ' ',
      ),
    );
  const keys = language
    .keysOf(rest)
    .filter(
      (key) => !/^(?:actual|correct|sor|wait|mean|instead|rath|bet|mak|mov|push|chang|mistak)/.test(key),
    );
  const named = keys.length >= 2 ? ledger.index.findSame('action', keys, isStanding, 0.6) : null;
  const target =
    named ??
    (isAboutDay || keys.length <= 1
      ? ledger.recent(sentence, REACH.correction, (draft) => draft.kind === 'action' && isStanding(draft))
      : null);
  if (target === null) return false;
  // "Let's move the plan to Friday": its one thing is the item's.
  const isItsThing = keys.length === 1 && keys.every((key) => target.keys.includes(key));
  if (due?.due.day != null && (isAboutDay || named !== null || isItsThing)) {
    changeDue(target, due.due, sentence);
    return true;
  }
  return keys.length <= 1 && correctOwner(target, spoken, language.newOwner);
}

/** "The 17th, because of the holiday": the reason is not about the day. */
const withoutReason = (words: string): string =>
  words.replace(/,? (?:because|since|due to|so that|weil|porque|parce que|omdat)\b.*$/i, '');

const isStanding = (draft: Draft): boolean =>
  draft.standing !== 'withdrawn' && draft.act !== 'report' && draft.act !== 'need';

const NEW_OWNER =
  /(?:^|\b(?:no|actually|sorry|wait|rather|give (?:it|that) to|that(?:'s| is) for|better)[, ]+)@(\d+)(?:'ll| will| should| can| does| takes|\s*(?:instead|then|,? not @\d+)?[.!]?$)/i;

function correctOwner(target: Draft, { text, masked, sentence }: Spoken, newOwner = NEW_OWNER): boolean {
  const mention = masked.mentions[Number(newOwner.exec(text)?.[1] ?? -1)];
  if (mention === undefined) return false;
  changeOwners(target, [mentionOwner(mention)], sentence);
  return true;
}

/** The day of an item that was asked about: one that waits for a yes, or null where somebody asked "by when?". */
export interface AskedDay {
  readonly draft: Draft;
  readonly due: Due | null;
  /** Whoever was asked to do it offers this day. */
  readonly isOffer?: boolean;
  readonly sentence: number;
  /** Label of who asked. */
  readonly speaker: string | null;
}

/**
 * "By Friday." after an item without a day; "Friday?" waits for a yes. An item that has a day keeps it unless the words
 * put it right ("let's say Friday then").
 */
export function hearDay(
  ledger: Ledger,
  { language }: MeetingTools,
  spoken: Spoken,
  asked: AskedDay | null,
): AskedDay | null {
  const { due, text, sentence, isQuestion } = spoken;
  const isAnswer = asked !== null && isAnswerTo(asked, spoken);
  if (due === null || due.due.day === null) {
    if (isQuestion && language.asksWhen?.(text) === true) return askWhen(ledger, spoken) ?? asked;
    const isYes = isAnswer && asked.due !== null && language.readReply(text) === 'yes';
    if (isYes) settle(asked, asked.due, spoken);
    return isYes ? null : asked;
  }
  if (isAnswer && asked.due === null) {
    promise(asked.draft, due.due, spoken);
    return null;
  }
  if (isAnswer && asked.due?.day === due.due.day) {
    settle(asked, asked.due, spoken);
    return null;
  }
  if (!isQuestion && opensByDayInFull(text) && pinDay(ledger, due.due, sentence)) return null;
  if (!language.isDayTalk(withoutReason(withoutPhrase(deadlineIn(text), due.due.phrase)))) return asked;
  // "This Wednesday we had five" tells what was.
  if (/\b(?:we|they|he|she|it|there) (?:had|were)\b/i.test(text)) return asked;
  const target = dayTarget(ledger, spoken, asked);
  if (target === null || pointsElsewhere(target, spoken)) return asked;
  // "Can you take that, Yusuf? Say, by the end of next week?" is one request.
  if (isQuestion && target.act === 'request' && isWaiting(target) && target.lastTurn === sentence.turn) {
    changeDue(target, due.due, sentence);
    return null;
  }
  const isDoer = isFromOther(target, sentence) && isWaiting(target) && isAskedOf(target, spoken);
  const again = { draft: target, sentence: sentence.index, speaker: sentence.speaker };
  if (isQuestion) {
    // "No problem. By the end of next week?": the day of whoever does it stands until somebody says another.
    const isOwn = target.owners.some(
      (owner) => owner.kind === 'person' && owner.personId === spoken.speaking.person?.personId,
    );
    if (isOwn && target.due === null && target.standing === 'committed') changeDue(target, due.due, sentence);
    return { ...again, due: due.due, isOffer: isDoer };
  }
  // "Thursday is too early": the day is open again, and whoever was asked may name another.
  if (isDoer && REFUSED_DAY.test(withoutPhrase(text, due.due.phrase)))
    return { ...again, due: null, speaker: target.sentence.speaker };
  const isSame = target.due?.day === due.due.day;
  const isAgreed = asked?.draft === target && asked.due?.day === due.due.day;
  const isFresh =
    target.confirmed.has('dated') &&
    sentence.turn === target.lastTurn &&
    sentence.index - target.lastSentence <= 2;
  if (
    isFresh ||
    target.due === null ||
    target.due.day === null ||
    isSame ||
    isAgreed ||
    // "By Friday?" - "Monday.": whoever was asked says when.
    isDoer ||
    language.isCorrection(text) ||
    (language.newDay ?? NEW_DAY).test(text)
  ) {
    // Whoever was asked to do it and names the day says yes.
    if (isDoer) promise(target, due.due, spoken);
    else agree(target, due.due, spoken);
    return null;
  }
  addEvidence(target, sentence);
  return asked;
}

/** "On Tuesday." - "Tuesday the twenty-first, then.": the number says which Tuesday was meant. */
function pinDay(ledger: Ledger, due: Due, sentence: Spoken['sentence']): boolean {
  const { day } = due;
  if (day === null) return false;
  const meant = ledger.recent(
    sentence,
    REACH.day,
    ({ kind, due: loose }) =>
      kind === 'action' && loose?.day != null && weekdayOf(loose.day) === weekdayOf(day),
  );
  if (meant === null || !isStanding(meant)) return false;
  changeDue(meant, due, sentence);
  confirm(meant, 'dated');
  return true;
}

/** "They want it in two weeks. That's the fourth of March.": says it of the sentence before, and that was not the item's. */
function pointsElsewhere(
  { lastSentence, lastTurn, sentence }: Draft,
  { text, sentence: said }: Spoken,
): boolean {
  if (!/^(?:and |so )?(?:that(?:'s| is)|which is)\b/i.test(text)) return false;
  return (
    lastTurn !== said.turn &&
    said.index - lastSentence > 1 &&
    sentence.turn !== said.turn &&
    said.turn - lastTurn > 1
  );
}

/** "Friday at the latest, he's never in": the rest is about something else. */
function deadlineIn(text: string): string {
  const settled = SETTLED.exec(text)?.groups?.tail;
  if (settled !== undefined) return settled;
  const [first = ''] = text.split(',', 1);
  return /\blatest\b|^(?:(?:so|and|say|let's say|okay|yes) )*(?:by|before|on) (?:\S+ ?){1,4}$/i.test(first)
    ? first
    : text;
}

/** "They need two weeks, so let me say the eighth". */
const SETTLED = prefiltered(
  /\b(?:let(?:'s| me) (?:say|take|make it)|so let me take|call it|I'd say)[,:]? (?<tail>(?:by |on )?(?:the |next |this |\w+day)[^,.;]*)[.!]*$/i,
);

const REFUSED_DAY =
  /\b(?:too (?:early|soon|tight|late)|rough|tough|difficult|tricky|impossible|ambitious|optimistic|(?:not|isn't|won't be) (?:possible|good|realistic|enough|going to)|won't (?:work|do)|doesn't (?:work|suit))\b/i;

const NEW_DAY =
  /^(?:so|that's|that is|meaning|i\.e\.),? |\b(?:as in|then|let's say|let me say|say|call it|instead|not|(?:it|that)(?:'ll| will) be|we (?:said|agreed|moved))\b/i;

/** The item that a day is said of: the one asked about, else the latest that the speaker has to do with. */
function dayTarget(
  ledger: Ledger,
  { sentence, speaking, due }: Spoken,
  asked: AskedDay | null,
): Draft | null {
  const day = due?.due.day ?? null;
  if (asked !== null && sentence.index - asked.sentence <= 3) return asked.draft;
  const isAction = (draft: Draft) => draft.kind === 'action' && isStanding(draft);
  const same = ledger.recent(sentence, REACH.day, (draft) => isAction(draft) && draft.due?.day === day);
  if (same !== null) return same;
  const latest = ledger.recent(sentence, REACH.day, isAction);
  if (latest === null || latest.due?.day == null) return latest;
  // One that still has no day is meant rather than a newer one that has.
  const dayless = ledger.recent(
    sentence,
    REACH.day - 2,
    (draft) => isAction(draft) && draft.due === null && isSamePerson(draft.speaker, speaking.person),
  );
  return dayless ?? latest;
}

/** Somebody other than who asked speaks, soon enough, and does not ask back. */
const isAnswerTo = ({ speaker, sentence: askedIn }: AskedDay, { sentence, isQuestion }: Spoken): boolean =>
  !isQuestion && (speaker === null || speaker !== sentence.speaker) && sentence.index - askedIn <= 3;

/** A yes to a day: where the one who was asked had offered it, the work is promised too. */
function settle({ draft, isOffer }: AskedDay, due: Due, spoken: Spoken): void {
  agree(draft, due, spoken);
  if (isOffer !== true) return;
  confirm(draft, 'accepted');
  draft.standing = 'committed';
}

function agree(draft: Draft, due: Due, { sentence }: Spoken): void {
  // "I'll ring him. Friday at the latest.": as if it were one sentence.
  if (draft.due === null && draft.lastTurn === sentence.turn && draft.standing === 'committed')
    draft.weight += WEIGHTS.dueDay - WEIGHTS.dated;
  changeDue(draft, due, sentence);
  confirm(draft, 'dated');
}

/** "By when would that be?" is asked of what was just spoken of. */
function askWhen(ledger: Ledger, { sentence }: Spoken): AskedDay | null {
  const draft = ledger.recent(
    sentence,
    REACH.askedWhen,
    (one) => one.kind === 'action' && one.act !== 'report',
  );
  return draft === null ? null : { draft, due: null, sentence: sentence.index, speaker: sentence.speaker };
}

/** Who answers "by when?" with a day takes it on. */
function promise(draft: Draft, due: Due, spoken: Spoken): void {
  const isOpen = draft.owners.every(({ kind }) => kind === 'unknown');
  agree(draft, due, spoken);
  confirm(draft, 'accepted');
  if (isOpen) draft.owners = [speakerOwner(spoken.speaking)];
  draft.standing = 'committed';
  draft.weight = Math.max(draft.weight, WEIGHTS.taken);
}
