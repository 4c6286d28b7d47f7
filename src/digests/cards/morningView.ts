/** A person's morning digest as a card, and as a mail for who is not reached in the chat. */

import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { DigestSection } from '../../kernel/digestSection.ts';
import { escapeHtml } from '../../kernel/html.ts';
import type { Day } from '../../kernel/time.ts';
import { dayText } from '../../meetings/index.ts';
import { type DigestTexts, digestTexts } from '../texts.ts';
import template from './morning.json' with { type: 'json' };

export interface MorningDigest {
  readonly name: string;
  readonly locale: string;
  readonly today: Day;
  readonly sections: readonly DigestSection[];
}

/** Lines of one section; the rest is counted. */
const MOST_LINES = 8;

export const countLines = (sections: readonly DigestSection[]): number =>
  sections.reduce((sum, { lines }) => sum + lines.length, 0);

export function morningCard({ name, locale, today, sections }: MorningDigest): Card {
  const t = digestTexts(locale);
  return bindCard(template, {
    title: plainText(titleOf(name, t)),
    summary: t('morning.summary', { count: countLines(sections), day: dayText(locale, today) }),
    sections: sections.map(({ heading, isUrgent, lines }) => ({
      heading: plainText(heading),
      color: isUrgent === true ? 'Attention' : 'Default',
      lines: lines.slice(0, MOST_LINES).map(({ key, text, facts }) => ({
        key: key === '' ? '•' : key,
        text: plainText(shorten(text, 160)),
        facts: plainText(shorten(facts, 160)),
      })),
      more: moreText(lines.length, locale),
    })),
    foot: t('morning.foot'),
  });
}

export function morningMail(digest: MorningDigest): { readonly subject: string; readonly html: string } {
  const { name, locale, today, sections } = digest;
  const t = digestTexts(locale);
  const summary = t('morning.summary', { count: countLines(sections), day: dayText(locale, today) });
  const parts = sections.map(({ heading, lines }) => {
    const items = lines
      .slice(0, MOST_LINES)
      .map(
        ({ key, text, facts }) =>
          `<li><b>${escapeHtml(key)}</b> ${escapeHtml(text)}<br><small>${escapeHtml(facts)}</small></li>`,
      );
    return `<h3>${escapeHtml(heading)}</h3><ul>${items.join('')}</ul><p>${moreText(lines.length, locale)}</p>`;
  });
  const html = `<div style="font-family:Segoe UI,Arial,sans-serif;font-size:14px" lang="${escapeHtml(locale)}"><p>${escapeHtml(titleOf(name, t))}</p>${parts.join('')}</div>`;
  return { subject: summary, html };
}

/** Who has never spoken to Docket has no name here. */
const titleOf = (name: string, t: DigestTexts): string =>
  t('morning.title', { name, isNamed: name === '' ? 'no' : 'yes' });

const moreText = (count: number, locale: string): string =>
  count <= MOST_LINES ? '' : digestTexts(locale)('morning.more', { count: count - MOST_LINES });
