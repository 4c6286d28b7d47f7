/** The review card's buttons besides Publish and Discard: change an item, add one, and back. */
import { z } from 'zod';
import { type CardAction, cardAction } from '../../kernel/capability.ts';
import type { CardClick, ClickAnswer } from '../../kernel/chat.ts';
import { isRefusal, type Refusal } from '../../kernel/errors.ts';
import { asMeetingId, type MeetingId } from '../../kernel/ids.ts';
import { AS_IT_IS, type FilledIn, itemForm } from '../cards/itemFormView.ts';
import { chosenOwner } from '../cards/ownerChoices.ts';
import { type Review, reviewReply } from '../cards/reviewView.ts';
import { readConfirmation } from '../confirmed.ts';
import type { MeetingPorts } from '../meetingPorts.ts';
import { type Editing, editReview } from './editReview.ts';
import { addedItem, cardEdits, itemEdits } from './formEdits.ts';
import { type ItemEdit, withEdits } from './itemEdit.ts';
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
    filledIn: z.record(z.string()).default({}),
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
    action('minutes.back', (click, data) => goBack(ports, click, data)),
  ];
}

/** What was filled in on the card goes along in the form: written now, the card would take the form's place. */
async function openForm(
  ports: MeetingPorts,
  click: CardClick,
  data: ReviewData,
  itemId: string | null,
): Promise<ClickAnswer | Refusal> {
  const review = await edit(ports, click, data.meetingId, data.revision, () => []);
  if (isRefusal(review)) return review;
  const edits = cardEdits(review.minutes, readConfirmation(data), review.people);
  const { items } = withEdits(review.minutes, edits);
  const item = itemId === null ? null : (items.find(({ id }) => id === itemId) ?? 'gone');
  if (item === 'gone') return refuseReview('itemGone', review.project.locale);
  return { card: itemForm(review, item, filledIn(data, edits)) };
}

/** The card's inputs of items that they change. */
function filledIn(data: ReviewData, edits: readonly ItemEdit[]): FilledIn {
  const changed = new Set(edits.flatMap((edit) => ('itemId' in edit ? [edit.itemId] : [])));
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      const [, itemId] = /^(?:keep|owner|due):(.+)$/.exec(name) ?? [];
      return itemId !== undefined && changed.has(itemId) ? [[name, String(value)]] : [];
    }),
  );
}

async function saveForm(
  ports: MeetingPorts,
  click: CardClick,
  data: ReviewData,
): Promise<ClickAnswer | Refusal> {
  const { itemId, itemText: text, itemOwner: owner, itemDue: due, itemKind: kind, mergeInto } = data;
  return shown(
    await edit(ports, click, data.meetingId, data.revision, (minutes, people, locale) => {
      const filled = cardEdits(minutes, readConfirmation(data.filledIn), people);
      if (itemId === '') {
        if (text.trim() === '') return refuseReview('itemWithoutText', locale);
        const chosen = chosenOwner({ owners: [] }, owner, people);
        return [...filled, addedItem({ kind, text, due, owners: chosen === null ? [] : [chosen] }, click.id)];
      }
      const item = withEdits(minutes, filled).items.find(({ id }) => id === itemId);
      if (item === undefined) return refuseReview('itemGone', locale);
      const form = { text, owner, due, mergeInto, taken: data.itemTaken === 'true' };
      return [...filled, ...itemEdits(item, form, people)];
    }),
  );
}

/** Back to the card as it is now, with what was filled in before. */
const goBack = async (
  ports: MeetingPorts,
  click: CardClick,
  data: ReviewData,
): Promise<ClickAnswer | Refusal> =>
  shown(
    await edit(ports, click, data.meetingId, null, (minutes, people) =>
      cardEdits(minutes, readConfirmation(data.filledIn), people),
    ),
  );

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
