/** The digest as a mail: simple HTML that every mail program shows, with everything in it. */
import { escapeHtml } from '../kernel/html.ts';
import { meetingLink } from '../meetings/index.ts';
import type { Digest, Reader } from './digest.ts';
import { type DigestRow, digestText, whenText } from './digestText.ts';
import { type DigestTexts, digestTexts } from './texts.ts';

interface Mail {
  readonly subject: string;
  readonly html: string;
}

export function digestMail(digest: Digest, reader: Reader): Mail {
  const t = digestTexts(reader.locale);
  const text = digestText(digest, reader);
  const { standing, meeting, project, documentUrl } = digest;
  const values = { meeting: meeting.subject, when: whenText(meeting, reader) };
  const subject =
    standing.kind === 'confirmed' || standing.kind === 'addendum'
      ? t('mail.subject', values)
      : t(`mail.subject.${standing.kind}`, values);
  const color = text.isWarning ? '#a4262c' : '#3b3f8f';
  const groups = text.groups.map(
    ({ heading, rows }) =>
      `<h3 style="margin:18px 0 6px">${escapeHtml(heading)}</h3><table role="presentation" cellpadding="0" cellspacing="0">${rows.map(rowHtml).join('')}</table>`,
  );
  const html = [
    openingTag(reader),
    `<p style="margin:0;font-size:12px;font-weight:bold;color:${color}">${escapeHtml(text.kicker)}</p>`,
    `<h2 style="margin:2px 0">${escapeHtml(text.title)}</h2>`,
    `<p style="margin:0;color:#5f6368">${escapeHtml(text.when)}</p>`,
    ...text.people.map((line) => `<p style="margin:8px 0 0">${escapeHtml(line)}</p>`),
    text.notice === '' ? '' : `<p style="color:${color}">${escapeHtml(text.notice)}</p>`,
    ...(groups.length === 0 ? [`<p>${escapeHtml(text.nothing)}</p>`] : groups),
    `<p style="margin-top:20px">${linksHtml({ project, meeting }, documentUrl, t)}</p>`,
    `<p style="color:#5f6368;font-size:12px">${escapeHtml(t('mail.foot'))}</p></div>`,
  ].join('');
  return { subject: subjectLine(subject), html };
}

/** Where the minutes are, for whom they may have reached already: no second copy. */
export function pointerMail(
  where: Pick<Digest, 'project' | 'meeting'>,
  reader: Reader,
  documentUrl: string | undefined,
): Mail {
  const t = digestTexts(reader.locale);
  const { meeting, project } = where;
  const values = { meeting: meeting.subject, when: whenText(meeting, reader), project: project.name };
  const html = [
    openingTag(reader),
    `<p>${escapeHtml(t('mail.pointer', values))}</p>`,
    `<p style="margin-top:20px">${linksHtml(where, documentUrl, t)}</p></div>`,
  ].join('');
  return { subject: subjectLine(t('mail.subject.pointer', values)), html };
}

const openingTag = ({ locale }: Reader): string =>
  `<div style="font-family:Segoe UI,Arial,sans-serif;font-size:14px;max-width:680px" lang="${escapeHtml(locale)}">`;

function linksHtml(
  { project, meeting }: Pick<Digest, 'project' | 'meeting'>,
  documentUrl: string | undefined,
  t: DigestTexts,
): string {
  const meetingUrl = meetingLink(meeting);
  return [
    ...(documentUrl === undefined ? [] : [link(documentUrl, t('button.document'))]),
    ...(meetingUrl === null ? [] : [link(meetingUrl, t('button.meeting'))]),
    link(project.siteUrl, t('button.registers')),
  ].join(' · ');
}

function rowHtml({ key, text, due, facts, saidAt }: DigestRow): string {
  const said =
    saidAt === null ? '' : saidAt.url === null ? escapeHtml(saidAt.text) : link(saidAt.url, saidAt.text);
  const more = [due === '' ? '' : `<b>${escapeHtml(due)}</b>`, ...facts.map(escapeHtml), said].filter(
    (fact) => fact !== '',
  );
  return `<tr><td style="padding:4px 12px 4px 0;vertical-align:top;font-weight:bold;white-space:nowrap">${escapeHtml(key === '' ? '•' : key)}</td><td style="padding:4px 0">${escapeHtml(text)}<br><span style="color:#5f6368;font-size:12px">${more.join(' · ')}</span></td></tr>`;
}

const link = (href: string, text: string): string => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;

const subjectLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 250);
