/** Where the minutes of a meeting stand in the library. Pure. */
import { DateTime } from 'luxon';
import type { Meeting } from '../../meetings/index.ts';
import type { Project } from '../../projects/index.ts';

/** SharePoint takes 400 characters for a whole path; the site's address needs some. */
const LONGEST_SUBJECT = 100;

/** Such as `Minutes/2026-11-25 1000 Atlas weekly project meeting.docx`: sorted by time, one file a meeting. */
export function documentPath({ zone }: Project, { subject, start, id }: Meeting): string {
  const name = subject
    .replace(/["*:<>?/\\|#%\p{Cc}]+/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_SUBJECT)
    .replace(/^[.~\s]+|[.\s]+$/g, '');
  const when =
    start === null ? id.slice(0, 8) : DateTime.fromISO(start, { zone }).toFormat('yyyy-MM-dd HHmm');
  return `Minutes/${when} ${name === '' ? 'Meeting' : name}.docx`;
}
