/** Why a message has not gone: kept as a code, said in the reader's language. */
import { DocketError } from '../kernel/errors.ts';
import type { DeliveryProblem } from '../kernel/transaction.ts';
import en from './messages/en.json' with { type: 'json' };
import { deliveryTexts } from './texts.ts';

export function problemOf(error: unknown): DeliveryProblem {
  if (error instanceof DocketError) return { code: error.code, detail: error.message };
  return { code: 'program-error', detail: error instanceof Error ? error.message : String(error) };
}

/** In words for people; the operator's where there are none for this code. */
export function problemText({ code, detail }: DeliveryProblem, locale: string): string {
  const key = `problem.${code}`;
  return isKey(key) ? deliveryTexts(locale)(key) : detail;
}

const isKey = (key: string): key is keyof typeof en => Object.hasOwn(en, key);
