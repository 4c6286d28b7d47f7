/** The review card: what was heard, with its evidence, for the coordinator to confirm in a few clicks. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import type { RosterMember } from '../../kernel/people.ts';
import type { Project } from '../../projects/index.ts';
import type { Meeting } from '../meeting.ts';
import { meetingWhen, offsetText } from '../meetingWhen.ts';
import type { MinuteItem, MinuteKind, Minutes } from '../minutes/minutes.ts';
import { quoted } from '../quoted.ts';
import { numberOf } from '../review/itemEdit.ts';
import { isTakenByDefault, needsOwner, shownItems } from '../shownItems.ts';
import { type ReviewTexts, reviewTexts } from '../texts.ts';
import { factsIn } from './itemTexts.ts';
import { likelyOwners } from './ownerChoices.ts';
import template from './review.json' with { type: 'json' };

export interface Review {
  readonly project: Project;
  readonly meeting: Meeting;
  readonly minutes: Minutes;
  readonly revision: number;
  readonly isAddendum: boolean;
  /** Whom an owner may be chosen from. */
  readonly people: readonly RosterMember[];
}

/** More items than this nobody reads on a card; the rest is published as it stands. */
const MOST_ITEMS = 24;
/** Below what the Teams adapter sends as one card. */
const MOST_BYTES = 24_000;
const KINDS: readonly MinuteKind[] = ['action', 'decision', 'risk', 'issue', 'question'];

/** As many items as fit one card, those that are taken first. */
export function reviewReply(review: Review): Reply {
  for (let most = MOST_ITEMS; ; most -= 1) {
    const card = reviewCard(review, most);
    if (most <= 1 || Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES) return { card };
  }
}

function reviewCard(review: Review, most: number): Card {
  const { project, meeting, minutes, revision, isAddendum } = review;
  const t = reviewTexts(project.locale);
  const items = shownItems(minutes);
  const taken = items.filter(isTakenByDefault);
  const perhaps = items.filter((item) => !isTakenByDefault(item));
  const shown = [...taken, ...perhaps].slice(0, most);
  const groups = [
    ...KINDS.map((kind) => ({
      heading: t(`heading.${kind}`),
      items: shown
        .filter((item) => item.kind === kind && isTakenByDefault(item))
        .map((item) => itemData(review, item, t)),
    })),
    {
      heading: t('heading.unclear'),
      items: shown.filter((item) => !isTakenByDefault(item)).map((item) => itemData(review, item, t)),
    },
  ].filter((group) => group.items.length > 0);
  return bindCard(template, {
    kicker: t(isAddendum ? 'kicker.addendum' : 'kicker.proposed'),
    title: plainText(shorten(meeting.subject, 120)),
    when: plainText(whenText(review, t)),
    counts: countsData(taken, t),
    notice: noticeText(minutes, taken, t),
    groups,
    more: moreText(taken.length, items.length, shown.length, t),
    meetingId: meeting.id,
    revision,
    publish: t('button.publish'),
    discard: t('button.discard'),
    add: t('button.add'),
  });
}

function countsData(taken: readonly MinuteItem[], t: ReviewTexts): readonly object[] {
  return KINDS.map((kind) => ({ kind, count: taken.filter((item) => item.kind === kind).length }))
    .filter(({ kind, count }) => count > 0 || kind === 'action' || kind === 'decision')
    .map(({ kind, count }) => ({ number: String(count), label: t(`count.${kind}`, { count }) }));
}

function whenText({ project, meeting, minutes }: Review, t: ReviewTexts): string {
  const names = minutes.attendees.map(({ name }) => name);
  const shown = names.length > 6 ? names.slice(0, 5) : names;
  const count = names.length - shown.length;
  const unnamed = minutes.unidentifiedSpeakers;
  const parts = [
    meeting.start === null ? '' : meetingWhen(project, meeting.start),
    count === 0 ? shown.join(', ') : t('people.more', { names: shown.join(', '), count }),
    unnamed === 0 ? '' : t('people.unnamed', { count: unnamed }),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function noticeText(minutes: Minutes, taken: readonly MinuteItem[], t: ReviewTexts): string {
  const owners = taken.filter(needsOwner).length;
  const dues = taken.filter((item) => item.due?.needsConfirmation === true).length;
  const ofReading = (minutes.notices ?? []).map((each) => plainText(each));
  const [first, last] = [
    ...(owners === 0 ? [] : [t('notice.owners', { count: owners })]),
    ...(dues === 0 ? [] : [t('notice.dues', { count: dues })]),
  ];
  if (first === undefined)
    return minutes.items.length === 0 && ofReading.length === 0 ? t('notice.nothing') : ofReading.join(' ');
  return [...ofReading, `${last === undefined ? first : t('and', { first, last })}.`].join(' ');
}

/** What has no place on the card: taken items go out all the same, unclear ones do not. */
function moreText(taken: number, all: number, shown: number, t: ReviewTexts): string {
  const takenMore = Math.max(0, taken - shown);
  const unclearMore = all - Math.max(taken, shown);
  const parts = [
    ...(takenMore === 0 ? [] : [t('more.taken', { count: takenMore })]),
    ...(unclearMore <= 0 ? [] : [t('more.unclear', { count: unclearMore })]),
  ];
  return parts.length === 0 ? '' : t('more.say', { parts: parts.join('; ') });
}

function itemData(
  { project, minutes, people, meeting, revision }: Review,
  item: MinuteItem,
  t: ReviewTexts,
): object {
  const candidates = likelyOwners(people, minutes, item.owners, t);
  return {
    keepId: `keep:${item.id}`,
    text: `${numberOf(minutes, item.id)} · ${plainText(shorten(item.text, 200))}`,
    keep: String(isTakenByDefault(item)),
    facts: factsIn(project, item),
    quote: quoteText(item, project.locale),
    asksOwner: needsOwner(item) && candidates.length > 0,
    askOwner: t('ask.owner'),
    choose: t('choose'),
    ownerId: `owner:${item.id}`,
    candidates,
    asksDue: item.due?.needsConfirmation === true,
    askDue: t('ask.due'),
    dueId: `due:${item.id}`,
    edit: t('button.edit'),
    itemId: item.id,
    meetingId: meeting.id,
    revision,
  };
}

/** Empty for what a person added. */
export function quoteText({ evidence: [first] }: MinuteItem, locale: string): string {
  if (first.cueIds.length === 0) return '';
  const speaker = first.speaker === null ? '' : ` ${first.speaker}`;
  return plainText(`${offsetText(first.startMs)}${speaker}: ${quoted(locale, shorten(first.quote, 160))}`);
}
