/** The mail for an approver whom the chat does not reach. */
import { shorten } from '../../kernel/cards.ts';
import { escapeHtml } from '../../kernel/html.ts';
import type { Project } from '../../projects/index.ts';
import type { Approval } from '../approval.ts';
import { momentText } from '../cards/momentText.ts';
import { factsHtml } from './decisionPage.ts';

export function decisionMail(
  project: Project,
  approval: Approval,
  link: string,
): { readonly subject: string; readonly html: string } {
  const { subject, requester, stages, current } = approval;
  const dueAt = stages[current]?.dueAt ?? null;
  const due = dueAt === null ? '' : ` by ${momentText(project, dueAt)}`;
  const html = [
    `<div style="font-family:Segoe UI,Arial,sans-serif;font-size:14px;max-width:680px" lang="${escapeHtml(project.locale)}">`,
    `<p>${escapeHtml(requester.name)} asks you to decide${escapeHtml(due)}, and Teams does not reach you.</p>`,
    `<h2 style="margin:2px 0">${escapeHtml(`${subject.key}: ${subject.title}`)}</h2>`,
    factsHtml(subject),
    `<p style="margin-top:20px"><a href="${escapeHtml(link)}">Read it and decide</a></p>`,
    '<p style="color:#5f6368;font-size:12px">The link is yours: whoever has it can answer in your name. Do not pass this mail on. The record will say that you answered by mail.</p></div>',
  ].join('');
  const title = `${subject.key}: your decision on ${subject.title}`.replace(/\s+/g, ' ');
  return { subject: shorten(title, 250), html };
}
