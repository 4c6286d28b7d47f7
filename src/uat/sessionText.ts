/** A session in words: when, and who cannot. */
import { DateTime } from 'luxon';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { RosterMember } from '../kernel/people.ts';
import type { Project } from '../projects/index.ts';
import type { Slot } from './findSlots.ts';

interface Testers {
  readonly project: Pick<Project, 'zone' | 'locale'>;
  readonly testers: readonly RosterMember[];
}

/** `Mon 7 Dec, 09:00 to 10:00: all 4 are free`. */
export function sessionText({ project, testers }: Testers, { start, end, busy, tentative }: Slot): string {
  const { zone, locale } = project;
  const at = DateTime.fromISO(start, { zone, locale });
  const until = DateTime.fromISO(end, { zone, locale }).toLocaleString(DateTime.TIME_SIMPLE);
  const when = `${at.toFormat('ccc d LLL')}, ${at.toLocaleString(DateTime.TIME_SIMPLE)} to ${until}`;
  const names = (mails: readonly string[]): string =>
    escapeMarkdown(
      mails
        .map((mail) => testers.find((each) => each.mail?.toLowerCase() === mail.toLowerCase())?.name ?? mail)
        .join(', '),
    );
  const parts = [
    ...(busy.length === 0 ? [] : [`busy: ${names(busy)}`]),
    ...(tentative.length === 0 ? [] : [`perhaps busy: ${names(tentative)}`]),
  ];
  const free = testers.length - busy.length - tentative.length;
  const who = testers.length === 1 ? 'free' : `all ${testers.length} are free`;
  return `${when}: ${parts.length === 0 ? who : `${free} of ${testers.length} free, ${parts.join('; ')}`}`;
}
