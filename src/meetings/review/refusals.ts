/** Why proposed minutes are not shown, changed, published or discarded, in the words of the project's language. */
import { type Refusal, refuse } from '../../kernel/errors.ts';
import { reviewTexts } from '../texts.ts';

const CODES = {
  unknown: 'minutes-unknown',
  nothingProposed: 'nothing-proposed',
  settled: 'minutes-settled',
  discarded: 'minutes-discarded',
  readAgain: 'minutes-read-again',
  itemGone: 'item-unknown',
  itemUnnamed: 'item-unknown',
  itemUnknown: 'item-unknown',
  itemWithoutText: 'item-without-text',
  textMissing: 'item-without-text',
  dayUnclear: 'day-unclear',
  mergeTwo: 'merge-two',
  ownerSeveral: 'owner-unclear',
  ownerUnclear: 'owner-unclear',
} as const;

export function refuseReview(
  why: keyof typeof CODES,
  locale: string,
  values: Readonly<Record<string, string | number>> = {},
): Refusal {
  return refuse(CODES[why], reviewTexts(locale)(`refused.${why}`, values));
}
