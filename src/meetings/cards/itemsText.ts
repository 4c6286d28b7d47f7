/** Minutes as a text: every item, those too that the card has no room for. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { Project } from '../../projects/index.ts';
import type { Meeting } from '../meeting.ts';
import { dayText, offsetText } from '../meetingWhen.ts';
import type { MinuteItem, Minutes } from '../minutes/minutes.ts';
import { numberOf } from '../review/itemEdit.ts';
import { isTakenByDefault, shownItems } from '../shownItems.ts';
import { type ReviewTexts, reviewTexts } from '../texts.ts';
import { ownersIn } from './itemTexts.ts';
import type { Review } from './reviewView.ts';

export function itemsText(project: Project, meeting: Meeting, minutes: Minutes): string {
  const t = reviewTexts(project.locale);
  const items = shownItems(minutes);
  if (items.length === 0) return t('items.nothing', { meeting: `**${escapeMarkdown(meeting.subject)}**` });
  const lines = items.map((item) => `${numberOf(minutes, item.id)}. ${lineOf(project, item, t)}`);
  return [`**${escapeMarkdown(meeting.subject)}**`, '', ...lines].join('\n');
}

/** The items that a typed edit has changed, as they are now. */
export function editedText({ project, meeting, minutes }: Review, before: Minutes): string {
  const t = reviewTexts(project.locale);
  const known = new Map(before.items.map((item) => [item.id, JSON.stringify(item)]));
  const changed = shownItems(minutes).filter((item) => known.get(item.id) !== JSON.stringify(item));
  const named = { meeting: `**${escapeMarkdown(meeting.subject)}**` };
  if (changed.length === 0) return t('edited.nothing', named);
  const lines = changed.map((item) => `${numberOf(minutes, item.id)}. ${lineOf(project, item, t)}`);
  return [...lines, '', t('edited.done', named)].join('\n');
}

function lineOf({ locale }: Project, item: MinuteItem, t: ReviewTexts): string {
  const [evidence] = item.evidence;
  const facts = [
    item.kind === 'action' ? ownersIn(item.owners, t) : null,
    item.due === null
      ? null
      : item.due.day === null
        ? t('due.open', { phrase: item.due.phrase })
        : t('due', { day: dayText(locale, item.due.day) }),
    evidence.cueIds.length === 0 ? null : t('items.at', { time: offsetText(evidence.startMs) }),
    isTakenByDefault(item) ? null : t('items.unticked'),
  ].filter((fact) => fact !== null);
  return `${t(`count.${item.kind}`, { count: 1 })}: **${escapeMarkdown(item.text)}** (${facts.map(escapeMarkdown).join(', ')})`;
}
