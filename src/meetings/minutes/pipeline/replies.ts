/** Yes, no, perhaps and thanks to what was asked or promised a moment ago. */
import { addEvidence, changeDue, type Draft } from './draft.ts';
import { confirm, isFromOther, isSamePerson, isWaiting, type Ledger } from './ledger.ts';
import { personOwner, speakerOwner } from './owners.ts';
import type { MeetingTools, Spoken } from './spoken.ts';

/** How far back each may reach, in sentences. */
const REACH = { reply: 6, replyTurns: 3, thanks: 5 } as const;

/** The draft that a sentence says yes or no to; null when it answers nothing. */
export function hearReply(ledger: Ledger, { language }: MeetingTools, spoken: Spoken): Draft | null {
  const { sentence, speaking, due, text, isQuestion } = spoken;
  if (isQuestion) return null;
  const asked = ledger.recent(
    sentence,
    REACH.reply,
    (draft) =>
      isWaiting(draft) && isFromOther(draft, sentence) && sentence.turn - draft.lastTurn <= REACH.replyTurns,
  );
  if (asked === null || (asked.act === 'need' && asked.kind === 'action')) return null;
  const reply = language.readReply(text);
  if (reply === null) return null;
  const isAsked =
    asked.askedOf.length === 0 ||
    speaking.person === null ||
    asked.askedOf.some((person) => isSamePerson(person, speaking.person));
  if (asked.act === 'request' && !isAsked) return null;
  if (reply === 'no') {
    confirm(asked, 'refused');
    addEvidence(asked, sentence);
    return asked;
  }
  if (reply === 'perhaps') {
    confirm(asked, 'perhaps');
    return null;
  }
  // "I don't know." - "Okay.": the answer was taken, not the work.
  if (asked.confirmed.has('perhaps') && TAKES_NOTE.test(text)) return null;
  accept(asked, spoken);
  if (due !== null && asked.kind === 'action' && (asked.due === null || due.due.day !== null))
    changeDue(asked, due.due, sentence);
  return asked;
}

const TAKES_NOTE = /^(?:okay|ok|fine|alright|all right|right|good|got it|understood|fair enough|noted)\b/i;

function accept(asked: Draft, { sentence, speaking }: Spoken): void {
  addEvidence(asked, sentence);
  confirm(asked, 'accepted');
  asked.standing = 'committed';
  if (asked.kind !== 'action' || asked.act !== 'request') return;
  const isKnown = asked.owners.some((owner) => owner.kind !== 'unknown' && owner.kind !== 'ambiguous');
  if (isKnown) return;
  if (speaking.person !== null) asked.owners = [personOwner(speaking.person, asked.askedOf.length > 0)];
  else if (asked.askedOf.length === 0) asked.owners = [speakerOwner(speaking)];
}

/** Thanks for what somebody else has promised. */
export function hearThanks(ledger: Ledger, { language }: MeetingTools, { sentence, text }: Spoken): void {
  if (!language.isThanks(text)) return;
  const last = ledger.recent(
    sentence,
    REACH.thanks,
    (draft) =>
      draft.kind === 'action' &&
      draft.act !== 'report' &&
      !(isWaiting(draft) && draft.act === 'request') &&
      isFromOther(draft, sentence),
  );
  if (last === null) return;
  if (!isWaiting(last)) confirm(last, 'thanked');
  if (last.act === 'offer' && last.standing === 'proposed') last.standing = 'committed';
}
