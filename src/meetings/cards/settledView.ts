/** What a review card becomes once it is settled: no buttons, who did it. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/index.ts';
import type { Meeting } from '../meeting.ts';
import { meetingWhen } from '../meetingWhen.ts';
import type { MinuteKind, Minutes } from '../minutes/minutes.ts';
import template from './settled.json' with { type: 'json' };

/** `minutes` is null when they were discarded. */
export function settledReview(
  project: Project,
  meeting: Meeting,
  what: string,
  minutes: Minutes | null,
): Card {
  return bindCard(template, {
    kicker: minutes === null ? 'DISCARDED' : 'PUBLISHED',
    color: minutes === null ? 'Default' : 'Accent',
    title: plainText(shorten(meeting.subject, 120)),
    when: meeting.start === null ? '' : meetingWhen(project, meeting.start),
    summary: `${plainText(what)}${minutes === null ? '' : `: ${countsText(minutes)}`}.`,
  });
}

const NAMES: readonly (readonly [MinuteKind, string, string])[] = [
  ['action', 'action', 'actions'],
  ['decision', 'decision', 'decisions'],
  ['risk', 'risk', 'risks'],
  ['issue', 'issue', 'issues'],
  ['question', 'open question', 'open questions'],
];

/** Such as `6 actions, 2 decisions`. */
export function countsText(minutes: Minutes): string {
  const counts = NAMES.flatMap(([kind, one, many]) => {
    const count = minutes.items.filter((item) => item.kind === kind).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return counts.length === 0 ? 'nothing to keep' : counts.join(', ');
}
