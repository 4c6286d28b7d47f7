/** What a person reads when something was refused or went wrong: one sentence, and a number to ask about. */
import { plainText } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import {
  AccessError,
  ConflictError,
  InputError,
  NotFoundError,
  type Refusal,
  ThrottledError,
  UnavailableError,
} from '../../kernel/errors.ts';
import type { Random } from '../../kernel/ids.ts';

/** Without letters and digits that are mistaken for each other on the phone: 0 O, 1 I L, 5 S, 8 B. */
const ALPHABET = '234679ACDEFGHJKMNPQRTUVWXYZ';
const REFERENCE_LENGTH = 5;

/** A short number that stands in the reply and in the log, such as `D-7F3K2`. */
export function makeReference(random: Random): string {
  const characters = Array.from({ length: REFERENCE_LENGTH }, () =>
    ALPHABET.charAt(Math.floor(random.number() * ALPHABET.length)),
  );
  return `D-${characters.join('')}`;
}

/** The sentence for the person, by kind of error, with the reference that the log has too. */
export function errorReply(error: unknown, reference: string): Reply {
  return { text: `${sentenceFor(error)} (Reference ${reference}.)` };
}

/** A refusal is an ordinary answer, so it has no reference. */
export function refusalReply({ reason, whoMay }: Refusal): Reply {
  return { text: plainText(whoMay === undefined ? reason : `${reason} This may be done by: ${whoMay}.`) };
}

function sentenceFor(error: unknown): string {
  if (error instanceof InputError) return plainText(error.message);
  if (error instanceof AccessError) return accessSentence(error);
  if (error instanceof NotFoundError) {
    return 'What this is about is not there any more; look it up again, since it may have been moved or removed.';
  }
  if (error instanceof ConflictError) {
    return 'Somebody else changed the same thing at the same moment; look at its present values and try again.';
  }
  if (error instanceof ThrottledError) {
    return 'Microsoft 365 is busy and asked Docket to wait; nothing was changed, so please try again in a few minutes.';
  }
  if (error instanceof UnavailableError) {
    return error.outcomeUnknown
      ? 'Microsoft 365 gave no answer, so this may or may not have been done; please look before you try again.'
      : 'Microsoft 365 gives no answer at the moment; nothing was changed, so please try again in a few minutes.';
  }
  return 'Sorry, something went wrong on Docket’s side; please give the reference to your administrator.';
}

/** Names the permission and who can grant it, where the error tells them. */
function accessSentence({ details }: AccessError): string {
  const { permission, whoCanGrant } = details;
  const missing =
    typeof permission === 'string'
      ? `Docket lacks the permission ${plainText(permission)}`
      : 'Docket may not do this yet';
  const who = typeof whoCanGrant === 'string' ? plainText(whoCanGrant) : 'your Microsoft 365 administrator';
  return `${missing}; please ask ${who} to grant it.`;
}
