/** The digest as a mail: simple HTML that every mail program shows, with everything in it. */
import { escapeHtml } from '../kernel/html.ts';
import { meetingLink } from '../meetings/index.ts';
import type { Digest, Reader } from './digest.ts';
import { type DigestRow, digestText, whenText } from './digestText.ts';
import { digestTexts } from './texts.ts';

export function digestMail(
  digest: Digest,
  reader: Reader,
): { readonly subject: string; readonly html: string } {
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
  const meetingUrl = meetingLink(meeting);
  const links = [
    ...(documentUrl === undefined ? [] : [link(documentUrl, t('button.document'))]),
    ...(meetingUrl === null ? [] : [link(meetingUrl, t('button.meeting'))]),
    link(project.siteUrl, t('button.registers')),
  ];
  const html = [
    `<div style="font-family:Segoe UI,Arial,sans-serif;font-size:14px;max-width:680px" lang="${escapeHtml(reader.locale)}">`,
    `<p style="margin:0;font-size:12px;font-weight:bold;color:${color}">${escapeHtml(text.kicker)}</p>`,
    `<h2 style="margin:2px 0">${escapeHtml(text.title)}</h2>`,
    `<p style="margin:0;color:#5f6368">${escapeHtml(text.when)}</p>`,
    ...text.people.map((line) => `<p style="margin:8px 0 0">${escapeHtml(line)}</p>`),
    text.notice === '' ? '' : `<p style="color:${color}">${escapeHtml(text.notice)}</p>`,
    ...(groups.length === 0 ? [`<p>${escapeHtml(text.nothing)}</p>`] : groups),
    `<p style="margin-top:20px">${links.join(' · ')}</p>`,
    `<p style="color:#5f6368;font-size:12px">${escapeHtml(t('mail.foot'))}</p></div>`,
  ].join('');
  return { subject: oneLine(subject).slice(0, 250), html };
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

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
