/** Of what the judge lifted over the cut: one for each promise, and none for what is an action already. */
import { addEvidence, type Draft, ownersText } from './draft.ts';
import { NOT_SHOWN, SHOWN_FROM } from './score.ts';

/** Sentences of one turn that are one promise. */
const ONE_PROMISE = 3;

export function choosePromises(promises: readonly Draft[], actions: readonly Draft[]): void {
  const heardAt = new Set(actions.filter(({ weight }) => weight >= SHOWN_FROM).flatMap(({ heard }) => heard));
  for (const draft of promises) if (draft.loose?.isKnown) draft.weight = NOT_SHOWN;
  const kept: Draft[] = [];
  const lifted = promises.filter(({ weight, loose }) => weight >= SHOWN_FROM && loose?.isKnown === false);
  for (const draft of [...lifted].sort((one, other) => other.weight - one.weight)) {
    const known = kept.find((other) => isOnePromise(draft, other));
    if (known === undefined && !heardAt.has(draft.sentence.index)) {
      kept.push(draft);
      continue;
    }
    draft.weight = NOT_SHOWN;
    if (known === undefined) continue;
    addEvidence(known, draft.sentence);
    if (known.due?.day == null && draft.due?.day != null) known.due = draft.due;
  }
}

function isOnePromise({ sentence, owners, due }: Draft, other: Draft): boolean {
  const areApart = due?.day != null && other.due?.day != null && due.day !== other.due.day;
  return (
    !areApart &&
    Math.abs(sentence.index - other.sentence.index) <= ONE_PROMISE &&
    (sentence.turn === other.sentence.turn || ownersText(owners) === ownersText(other.owners))
  );
}
