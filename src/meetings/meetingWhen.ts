/** When a meeting was, as people of the project write it. */
import { DateTime } from 'luxon';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Day, Instant } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';

/** Such as `Tue 4 May 2027, 14:00`, in the zone and locale of a project or a reader. */
export function meetingWhen(project: Pick<Project, 'zone' | 'locale'>, instant: Instant): string {
  const at = DateTime.fromISO(instant, { zone: project.zone, locale: project.locale });
  return `${at.toFormat(dayPattern(project.locale))}, ${at.toLocaleString(DateTime.TIME_SIMPLE)}`;
}

/** Such as `Fri 7 May 2027`. */
export function dayText(locale: string, day: Day): string {
  return DateTime.fromISO(day, { zone: 'utc', locale }).toFormat(dayPattern(locale));
}

/** Always with the weekday; the same on every version of the language data. */
function dayPattern(locale: string): string {
  if (/^en-(?:US|CA)$/i.test(locale)) return 'ccc, LLL d, yyyy';
  return locale.toLowerCase().startsWith('de') ? 'ccc d. LLL yyyy' : 'ccc d LLL yyyy';
}

/** Offset in the recording as `12:03` or `1:02:03`; talk before the start shows as `0:00`. */
export function offsetText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const pad = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** The subject, in bold, with when it was. */
export function meetingName(
  where: Parameters<typeof meetingWhen>[0],
  { subject, start }: { readonly subject: string; readonly start: Instant | null },
): string {
  return `**${escapeMarkdown(subject)}**${start === null ? '' : ` (${meetingWhen(where, start)})`}`;
}
