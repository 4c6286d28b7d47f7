/** The form that changes one item of proposed minutes, or adds one. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { MinuteItem, MinuteKind } from '../minutes/minutes.ts';
import { numberOf } from '../review/itemEdit.ts';
import { isTakenByDefault, shownItems } from '../shownItems.ts';
import { reviewTexts } from '../texts.ts';
import template from './itemForm.json' with { type: 'json' };
import { ownersIn } from './itemTexts.ts';
import { ownerChoices } from './ownerChoices.ts';
import { quoteText, type Review } from './reviewView.ts';

/** Teams shows no more than so many choices comfortably; the rest is reached by `minutes owner`. */
const MOST_CHOICES = 60;
/** Choices that change nothing; a choice needs a value. */
export const AS_IT_IS = 'as-it-is';
const KINDS: readonly MinuteKind[] = ['action', 'decision', 'risk', 'issue', 'question'];

/** What was filled in on the review card, as its inputs are named: the form's buttons bring it back. */
export type FilledIn = Readonly<Record<string, string>>;

/** `item` is null for a new one. */
export function itemForm(review: Review, item: MinuteItem | null, filledIn: FilledIn): Card {
  const { project, meeting, minutes, revision, people } = review;
  const t = reviewTexts(project.locale);
  const owners = ownerChoices(people, minutes, item?.owners ?? [], t).slice(0, MOST_CHOICES);
  const known = t('keep.owner', { owners: ownersIn(item?.owners ?? [], t) });
  const others = shownItems(minutes).filter(({ id, kind }) => id !== item?.id && kind === item?.kind);
  return bindCard(template, {
    kicker: t(item === null ? 'kicker.add' : 'kicker.edit'),
    title: plainText(shorten(item === null ? meeting.subject : item.text, 120)),
    quote: item === null ? '' : quoteText(item, project.locale),
    isNew: item === null,
    kindLabel: t('field.kind'),
    kinds: KINDS.map((kind) => ({ title: t(`heading.${kind}`), value: kind })),
    textLabel: t('field.text'),
    textNeeded: t('field.textNeeded'),
    text: item?.text ?? '',
    ownerLabel: t('field.owner'),
    owner: AS_IT_IS,
    owners: [{ title: shorten(known, 80), value: AS_IT_IS }, ...owners],
    dueLabel: t('field.due'),
    due: item?.due?.day ?? '',
    hasOthers: others.length > 0,
    mergeLabel: t('field.merge'),
    others: [
      { title: t('keep.merge'), value: AS_IT_IS },
      ...others.map(({ id, text }) => ({
        title: `${numberOf(minutes, id)}. ${shorten(text, 80)}`,
        value: id,
      })),
    ],
    takeLabel: t('field.take'),
    taken: String(item === null || isTakenByDefault(item)),
    save: t('button.save'),
    back: t('button.back'),
    meetingId: meeting.id,
    revision,
    filledIn,
    itemId: item?.id ?? '',
  });
}
