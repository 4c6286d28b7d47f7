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
import { doorTexts } from './texts.ts';

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

/**
 * The sentence for the person, by kind of error, with the reference that the log has too. What cannot be used is told
 * in the words of whoever looked at it.
 */
export function errorReply(error: unknown, reference: string, locale: string): Reply {
  const t = doorTexts(locale);
  return { text: t('reference', { sentence: sentenceFor(error, t), reference }) };
}

/** A refusal is an ordinary answer, so it has no reference. */
export function refusalReply({ reason, whoMay }: Refusal, locale: string): Reply {
  return { text: plainText(whoMay === undefined ? reason : doorTexts(locale)('whoMay', { reason, whoMay })) };
}

type DoorTexts = ReturnType<typeof doorTexts>;

function sentenceFor(error: unknown, t: DoorTexts): string {
  if (error instanceof InputError) return plainText(error.message);
  if (error instanceof AccessError) return accessSentence(error, t);
  if (error instanceof NotFoundError) return t('gone');
  if (error instanceof ConflictError) return t('conflict');
  if (error instanceof ThrottledError) return t('busy');
  if (error instanceof UnavailableError) return t(error.outcomeUnknown ? 'unsure' : 'noAnswer');
  return t('ourFault');
}

/** Names the permission and who can grant it, where the error tells them. */
function accessSentence({ details }: AccessError, t: DoorTexts): string {
  const { permission, whoCanGrant } = details;
  const who = typeof whoCanGrant === 'string' ? plainText(whoCanGrant) : t('access.administrator');
  return typeof permission === 'string'
    ? t('access.permission', { permission: plainText(permission), who })
    : t('access.any', { who });
}
