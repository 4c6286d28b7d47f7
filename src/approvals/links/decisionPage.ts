/** The page behind a link in a mail. Opening it decides nothing: mail scanners open every link. */
import { shorten } from '../../kernel/cards.ts';
import { escapeHtml } from '../../kernel/html.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Project } from '../../projects/index.ts';
import type { Approval, Subject } from '../approval.ts';
import { momentText } from '../cards/momentText.ts';
import { seatText, standingText } from '../cards/words.ts';
import { DECISION_PATH } from './decisionLinks.ts';

/** What the browser gets. */
export interface DecisionPage {
  readonly status: 200 | 400 | 404 | 503;
  readonly html: string;
}

export interface Shown {
  readonly project: Project;
  readonly approval: Approval;
  readonly now: Instant;
  /** Whose link it is, and the link's token where they may still decide. */
  readonly personName: string;
  readonly token: string | null;
  readonly notice: string;
  readonly filled: { readonly comment: string; readonly conditions: string };
}

/** Light or dark as the reader's device is; every pair of colours has a contrast of 4.5:1 or more. */
const STYLE = `:root{color-scheme:light dark;--text:#242424;--back:#fff;--quiet:#5f6368;--warn:#8a3707;--warn-back:#fdf6f3;--edge:#616161;--main:#4f52b2}
@media (prefers-color-scheme:dark){:root{--text:#fff;--back:#1f1f1f;--quiet:#adadad;--warn:#ffa066;--warn-back:#3a2a22;--edge:#adadad;--main:#5b5fc7}}
body{font-family:"Segoe UI",Arial,sans-serif;font-size:16px;line-height:1.45;color:var(--text);background:var(--back);margin:0}
main{max-width:44rem;margin:0 auto;padding:1.5rem}h1{font-size:1.4rem;margin:.2rem 0}h2{font-size:1rem;margin:1rem 0 .2rem}
a{color:inherit}ul{margin:0;padding-left:1.2rem}dt{font-weight:600}dd{margin:0 0 .5rem}.quiet{color:var(--quiet)}
.notice{border-left:4px solid var(--warn);padding:.4rem .8rem;background:var(--warn-back)}
label{display:block;margin-top:1rem;font-weight:600}label span{display:block;font-weight:400}
textarea{width:100%;box-sizing:border-box;font:inherit;color:inherit;background:var(--back);border:1px solid var(--edge);border-radius:4px;padding:.4rem;margin-top:.3rem}
button{font:inherit;padding:.6rem 1.1rem;margin:1rem .6rem 0 0;border:1px solid var(--edge);border-radius:4px;background:var(--back);color:var(--text);cursor:pointer}
button:focus-visible,textarea:focus-visible{outline:3px solid #7f85f5;outline-offset:2px}button.first{background:var(--main);border-color:var(--main);color:#fff}`;

export function decisionPage(shown: Shown): DecisionPage {
  const { project, approval, now, personName, notice } = shown;
  const { subject, requester, requestedAt, closedBecause } = approval;
  const parts = [
    `<p class="quiet">${escapeHtml(project.name)}</p>`,
    `<h1>${escapeHtml(`${subject.key}: ${subject.title}`)}</h1>`,
    `<p class="quiet">Asked by ${escapeHtml(requester.name)}, ${escapeHtml(momentText(project, requestedAt))}. Revision ${subject.revision.slice(0, 8)}.</p>`,
    `<p><strong>${escapeHtml(standingText(approval, now))}</strong></p>`,
    closedBecause === '' ? '' : `<p>${escapeHtml(closedBecause)}</p>`,
    notice === '' ? '' : `<p class="notice" role="alert">${escapeHtml(notice)}</p>`,
    factsHtml(subject),
    seatsHtml(shown),
    formHtml(shown),
  ];
  return {
    status: 200,
    html: document(project.locale, `${subject.key}, for ${personName}`, parts.join('')),
  };
}

/** For links that cannot be used, without telling why to whoever guesses. */
export function refusalPage(status: 400 | 404 | 503, sentence: string): DecisionPage {
  return { status, html: document('en', 'Docket', `<h1>Docket</h1><p>${escapeHtml(sentence)}</p>`) };
}

export function factsHtml({ facts, text, link }: Subject): string {
  const rows = facts.map(
    ({ title, value }) => `<dt>${escapeHtml(title)}</dt><dd>${lines(shorten(value, 2_000))}</dd>`,
  );
  const words = text === undefined ? '' : `<p>${lines(shorten(text, 8_000))}</p>`;
  const where =
    link !== undefined && /^https?:\/\//.test(link)
      ? `<p><a href="${escapeHtml(link)}" rel="noreferrer">${escapeHtml(link)}</a></p>`
      : '';
  return `<dl>${rows.join('')}</dl>${words}${where}`;
}

const lines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

function seatsHtml({ project, approval }: Shown): string {
  const rows = approval.stages.map((state) => {
    const seats = state.seats.map(
      (seat) => `<li>${escapeHtml(seatText(approval, state, seat, (at) => momentText(project, at)))}</li>`,
    );
    return `<h2>${escapeHtml(state.stage.name)}</h2><ul>${seats.join('')}</ul>`;
  });
  return rows.join('');
}

function formHtml({ token, personName, filled }: Shown): string {
  if (token === null) return '';
  const button = (decision: string, label: string, first = false): string =>
    `<button name="decision" value="${decision}"${first ? ' class="first"' : ''}>${label}</button>`;
  return [
    `<form method="post" action="${DECISION_PATH}"><input type="hidden" name="token" value="${escapeHtml(token)}">`,
    `<p>You decide as <strong>${escapeHtml(personName)}</strong>. The record says that it came by mail.</p>`,
    `<label for="comment">Comment <span class="quiet">Needed to reject and to ask for changes.</span></label><textarea id="comment" name="comment" rows="3" maxlength="10000">${escapeHtml(filled.comment)}</textarea>`,
    `<label for="conditions">Conditions of an approval <span class="quiet">One a line with its owner and day, such as: Rehearse the rollback, Priya Raman, by 4 December.</span></label><textarea id="conditions" name="conditions" rows="4" maxlength="10000">${escapeHtml(filled.conditions)}</textarea>`,
    button('approve', 'Approve', true),
    button('reject', 'Reject'),
    button('request-changes', 'Request changes'),
    button('abstain', 'Abstain'),
    button('recuse', 'Recuse myself'),
    '</form>',
  ].join('');
}

const document = (language: string, title: string, body: string): string =>
  `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
