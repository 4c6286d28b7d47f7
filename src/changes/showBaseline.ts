/** Baselines in words. Pure. */
import { showDay, showMoney } from '../registers/index.ts';
import type { Money } from './changeRequest.ts';
import type { BaselineLine } from './rebaseline.ts';

type Line = Pick<BaselineLine, 'key' | 'title' | 'from' | 'to'>;

/** `M-2 Go-live: Sat 23 Jan 2027 → Mon 1 Feb 2027`. */
export const lineText = ({ key, title, from, to }: Line, locale: string): string =>
  `${key} ${title}: ${valueText(from, locale)} → ${valueText(to, locale)}`;

function valueText(value: string | Money, locale: string): string {
  return typeof value === 'string' ? showDay(value, locale) : showMoney(value, locale);
}
