/** The review card's buttons besides Publish and Discard: change an item, add one, and back. */
import { z } from 'zod';
import { type CardAction, cardAction } from '../../kernel/capability.ts';
import type { CardClick, ClickAnswer } from '../../kernel/chat.ts';
import { isRefusal, type Refusal } from '../../kernel/errors.ts';
import { asMeetingId, type MeetingId } from '../../kernel/ids.ts';
import { AS_IT_IS, itemForm } from '../cards/itemFormView.ts';
import { chosenOwner } from '../cards/ownerChoices.ts';
import { type Review, reviewReply } from '../cards/reviewView.ts';
import { readConfirmation } from '../confirmed.ts';
import type { MeetingPorts } from '../meetingPorts.ts';
import { type Editing, editReview } from './editReview.ts';
import { addedItem, cardEdits, itemEdits } from './formEdits.ts';
import { refuseReview } from './refusals.ts';

const reviewData = z
  .object({
    meetingId: z.string().transform(asMeetingId),
    revision: z.coerce.number().int().positive(),
    itemId: z.string().default(''),
    itemKind: z.enum(['action', 'decision', 'risk', 'issue', 'question']).default('action'),
    itemText: z.string().default(''),
    itemOwner: z.string().default(''),
    itemDue: z.string().default(''),
    itemTaken: z.string().default('true'),
    mergeInto: z
      .string()
      .default('')
      .transform((value) => (value === AS_IT_IS ? '' : value)),
  })
  .passthrough();

type ReviewData = z.output<typeof reviewData>;

export function makeReviewActions(ports: MeetingPorts): readonly CardAction[] {
  const action = (
    verb: string,
    run: (click: CardClick, data: ReviewData) => Promise<ClickAnswer | Refusal>,
  ): CardAction => cardAction<ReviewData>({ verb, schema: reviewData, run });
  return [
    action('minutes.edit', (click, data) => openForm(ports, click, data, data.itemId)),
    action('minutes.add', (click, data) => openForm(ports, click, data, null)),
    action('minutes.save', (click, data) => saveForm(ports, click, data)),
    action('minutes.back', async (click, data) =>
      shown(await edit(ports, click, data.meetingId, null, () => [])),
    ),
  ];
}

/** What was filled in on the card is kept before the form takes its place. */
async function openForm(
  ports: MeetingPorts,
  click: CardClick,
  data: ReviewData,
  itemId: string | null,
): Promise<ClickAnswer | Refusal> {
  const confirmation = readConfirmation(data);
  const review = await edit(ports, click, data.meetingId, data.revision, (minutes, people) =>
    cardEdits(minutes, confirmation, people),
  );
  if (isRefusal(review)) return review;
  const item = itemId === null ? null : (review.minutes.items.find(({ id }) => id === itemId) ?? 'gone');
  return item === 'gone' ? refuseReview('itemGone', review.project.locale) : { card: itemForm(review, item) };
}

async function saveForm(
  ports: MeetingPorts,
  click: CardClick,
  data: ReviewData,
): Promise<ClickAnswer | Refusal> {
  const { itemId, itemText: text, itemOwner: owner, itemDue: due, itemKind: kind, mergeInto } = data;
  return shown(
    await edit(ports, click, data.meetingId, data.revision, (minutes, people, locale) => {
      if (itemId === '') {
        if (text.trim() === '') return refuseReview('itemWithoutText', locale);
        const chosen = chosenOwner({ owners: [] }, owner, people);
        return [addedItem({ kind, text, due, owners: chosen === null ? [] : [chosen] }, click.id)];
      }
      const item = minutes.items.find(({ id }) => id === itemId);
      if (item === undefined) return refuseReview('itemGone', locale);
      return itemEdits(item, { text, owner, due, mergeInto, taken: data.itemTaken === 'true' }, people);
    }),
  );
}

async function edit(
  ports: MeetingPorts,
  { place, from }: CardClick,
  meetingId: MeetingId,
  revision: number | null,
  edits: Editing['edits'],
): Promise<Review | Refusal> {
  const meeting = await ports.transact(place.tenantId, ({ meetings }) => meetings.get(meetingId));
  const project = meeting === null ? null : await ports.projects.get(place.tenantId, meeting.projectId);
  if (project === null) return refuseReview('unknown', from.locale ?? 'en');
  return editReview(ports, { project, meetingId, revision, by: from, edits });
}

function shown(review: Review | Refusal): ClickAnswer | Refusal {
  if (isRefusal(review)) return review;
  const { card } = reviewReply(review);
  return card === undefined ? { text: '' } : { card };
}
