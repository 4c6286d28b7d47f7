/** Minutes as a text: every item, those too that the card has no room for. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { Project } from '../../projects/index.ts';
import type { Meeting } from '../meeting.ts';
import { dayText, offsetText } from '../meetingWhen.ts';
import type { MinuteItem, Minutes } from '../minutes/minutes.ts';
import { numberOf } from '../review/itemEdit.ts';
import { isTakenByDefault, ownersText, shownItems } from '../shownItems.ts';

export function itemsText(project: Project, meeting: Meeting, minutes: Minutes): string {
  const items = shownItems(minutes);
  if (items.length === 0)
    return `Nothing was heard in **${escapeMarkdown(meeting.subject)}** that belongs in a register.`;
  const lines = items.map((item) => `${numberOf(minutes, item.id)}. ${lineOf(project, item)}`);
  return [`**${escapeMarkdown(meeting.subject)}**`, '', ...lines].join('\n');
}

function lineOf({ locale }: Project, item: MinuteItem): string {
  const [evidence] = item.evidence;
  const facts = [
    item.kind === 'action' ? ownersText(item.owners) : null,
    item.due === null
      ? null
      : `due ${item.due.day === null ? `“${item.due.phrase}”?` : dayText(locale, item.due.day)}`,
    evidence.cueIds.length === 0 ? null : `at ${offsetText(evidence.startMs)}`,
    isTakenByDefault(item) ? null : 'not in the minutes unless ticked',
  ].filter((fact) => fact !== null);
  return `${item.kind}: **${escapeMarkdown(item.text)}** (${facts.map(escapeMarkdown).join(', ')})`;
}
