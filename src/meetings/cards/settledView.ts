/** What a review card becomes once it is settled: no buttons, who did it. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/index.ts';
import type { Meeting } from '../meeting.ts';
import { meetingWhen } from '../meetingWhen.ts';
import type { MinuteKind, Minutes } from '../minutes/minutes.ts';
import { reviewTexts } from '../texts.ts';
import template from './settled.json' with { type: 'json' };

export type Settlement =
  | { readonly kind: 'published' | 'discarded'; readonly by: string }
  | { readonly kind: 'publishedAlready' };

/** `minutes` is null when they were discarded. */
export function settledReview(
  project: Project,
  meeting: Meeting,
  settlement: Settlement,
  minutes: Minutes | null,
): Card {
  const t = reviewTexts(project.locale);
  const isOut = settlement.kind !== 'discarded';
  return bindCard(template, {
    kicker: t(isOut ? 'kicker.published' : 'kicker.discarded'),
    color: isOut ? 'Accent' : 'Default',
    title: plainText(shorten(meeting.subject, 120)),
    when: meeting.start === null ? '' : meetingWhen(project, meeting.start),
    summary: t(`settled.${settlement.kind}`, {
      name: 'by' in settlement ? plainText(settlement.by) : '',
      counts: minutes === null ? '' : countsText(minutes, project.locale),
    }),
  });
}

const KINDS: readonly MinuteKind[] = ['action', 'decision', 'risk', 'issue', 'question'];

/** Such as `6 actions, 2 decisions`. */
export function countsText(minutes: Minutes, locale: string): string {
  const t = reviewTexts(locale);
  const counts = KINDS.flatMap((kind) => {
    const count = minutes.items.filter((item) => item.kind === kind).length;
    return count === 0 ? [] : [`${count} ${t(`count.${kind}`, { count })}`];
  });
  return counts.length === 0 ? t('settled.nothing') : counts.join(', ');
}
