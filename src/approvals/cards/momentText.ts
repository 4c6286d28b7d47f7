/** Moments as people read them. */
import { DateTime } from 'luxon';
import type { Instant } from '../../kernel/time.ts';
import type { Project } from '../../projects/index.ts';

/** Such as `Wed 25 Nov, 10:00`, in the project's zone and locale. */
export function momentText({ zone, locale }: Pick<Project, 'zone' | 'locale'>, instant: Instant): string {
  const at = DateTime.fromISO(instant, { zone, locale });
  return `${at.toFormat('ccc d LLL')}, ${at.toLocaleString(DateTime.TIME_SIMPLE)}`;
}
