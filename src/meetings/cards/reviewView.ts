/** The review card: what was heard, with its evidence, for the coordinator to confirm in a few clicks. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import type { RosterMember } from '../../kernel/people.ts';
import { isDay } from '../../kernel/time.ts';
import type { Project } from '../../projects/index.ts';
import type { Meeting } from '../meeting.ts';
import { dayText, meetingWhen, offsetText } from '../meetingWhen.ts';
import type { MinuteItem, MinuteKind, Minutes, Owner } from '../minutes/minutes.ts';
import { isTakenByDefault, needsOwner, ownersText, shownItems } from '../shownItems.ts';
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
/** People to choose an owner from; more would fill the card. */
const MOST_CANDIDATES = 15;

const HEADINGS: readonly (readonly [MinuteKind, string, string])[] = [
  ['action', 'Actions', 'actions'],
  ['decision', 'Decisions', 'decisions'],
  ['risk', 'Risks', 'risks'],
  ['issue', 'Issues', 'issues'],
  ['question', 'Open questions', 'questions'],
];

/** As many items as fit one card, those that are taken first. */
export function reviewReply(review: Review): Reply {
  for (let most = MOST_ITEMS; ; most -= 1) {
    const card = reviewCard(review, most);
    if (most <= 1 || Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES) return { card };
  }
}

function reviewCard(review: Review, most: number): Card {
  const { meeting, minutes, revision, isAddendum } = review;
  const items = shownItems(minutes);
  const taken = items.filter(isTakenByDefault);
  const perhaps = items.filter((item) => !isTakenByDefault(item));
  const shown = [...taken, ...perhaps].slice(0, most);
  const groups = [
    ...HEADINGS.map(([kind, heading]) => ({
      heading,
      items: shown
        .filter((item) => item.kind === kind && isTakenByDefault(item))
        .map((item) => itemData(review, item)),
    })),
    {
      heading: 'Heard, but not clear: tick what belongs in the minutes',
      items: shown.filter((item) => !isTakenByDefault(item)).map((item) => itemData(review, item)),
    },
  ].filter((group) => group.items.length > 0);
  return bindCard(template, {
    kicker: isAddendum ? 'ADDENDUM TO THE MINUTES' : 'PROPOSED MINUTES',
    title: plainText(shorten(meeting.subject, 120)),
    when: plainText(whenText(review)),
    counts: HEADINGS.map(([kind, , label]) => ({
      number: String(taken.filter((item) => item.kind === kind).length),
      label,
    })).filter(({ number, label }) => number !== '0' || label === 'actions' || label === 'decisions'),
    notice: notice(minutes, taken),
    groups,
    more: moreText(taken.length, items.length, shown.length),
    meetingId: meeting.id,
    revision,
  });
}

function whenText({ project, meeting, minutes }: Review): string {
  const parts = [meeting.start === null ? null : meetingWhen(project, meeting.start)];
  const names = minutes.attendees.map(({ name }) => name);
  if (names.length > 0)
    parts.push(
      names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', '),
    );
  if (minutes.unidentifiedSpeakers > 0) {
    parts.push(
      `${minutes.unidentifiedSpeakers} speaker${minutes.unidentifiedSpeakers === 1 ? '' : 's'} without a name`,
    );
  }
  return parts.filter((part) => part !== null).join(' · ');
}

function notice(minutes: Minutes, taken: readonly MinuteItem[]): string {
  const owners = taken.filter(needsOwner).length;
  const dues = taken.filter((item) => item.due?.needsConfirmation === true).length;
  const questions = [
    owners === 0 ? null : `${owners} ${owners === 1 ? 'action needs' : 'actions need'} an owner`,
    dues === 0 ? null : `${dues} due ${dues === 1 ? 'date needs' : 'dates need'} a look`,
  ].filter((question) => question !== null);
  if (questions.length > 0) return `${questions.join(' and ')}.`;
  return minutes.items.length === 0 ? 'Nothing was heard that belongs in a register.' : '';
}

/** What has no place on the card: taken items go out all the same, unclear ones do not. */
function moreText(taken: number, all: number, shown: number): string {
  const takenMore = Math.max(0, taken - shown);
  const unclearMore = all - Math.max(taken, shown);
  const parts = [
    takenMore === 0 ? null : `${takenMore} more ${takenMore === 1 ? 'is' : 'are'} published as they stand`,
    unclearMore <= 0 ? null : `${unclearMore} more that were not clear are not shown`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? '' : `${parts.join('; ')}. Say “minutes items” to read them all.`;
}

function itemData(review: Review, item: MinuteItem): object {
  const [evidence] = item.evidence;
  const candidates = candidatesOf(review, item.owners);
  const speaker = evidence.speaker === null ? '' : ` ${evidence.speaker}`;
  return {
    keepId: `keep:${item.id}`,
    text: plainText(shorten(item.text, 200)),
    keep: String(isTakenByDefault(item)),
    facts: factsText(review.project, item),
    quote: plainText(`${offsetText(evidence.startMs)}${speaker}: “${shorten(evidence.quote, 160)}”`),
    asksOwner: needsOwner(item) && candidates.length > 0,
    ownerId: `owner:${item.id}`,
    candidates,
    asksDue: item.due?.needsConfirmation === true,
    dueId: `due:${item.id}`,
  };
}

/** Those who were meant by an ambiguous name; when nobody was named those who were there, then the others. */
function candidatesOf(
  { people, minutes }: Review,
  owners: readonly Owner[],
): { title: string; value: string }[] {
  const named = owners.flatMap((owner) =>
    owner.kind === 'ambiguous'
      ? [
          ...owner.candidates.map(({ personId, name, hint }) => ({
            title: hint === undefined ? name : `${name} (${hint})`,
            value: personId as string,
          })),
          ...(owner.strangers ?? []).map((name) => ({ title: `${name} (not in the team)`, value: name })),
        ]
      : [],
  );
  if (named.length > 0) return named.slice(0, MOST_CANDIDATES);
  const spoke = new Set(minutes.attendees.map(({ personId }) => personId));
  const order = [...people].sort((one, other) => Number(spoke.has(other.id)) - Number(spoke.has(one.id)));
  return order.slice(0, MOST_CANDIDATES).map(({ id, name }) => ({ title: name, value: id }));
}

function factsText(project: Project, item: MinuteItem): string {
  const facts: string[] = [];
  if (item.kind === 'action') facts.push(`**${plainText(ownersText(item.owners))}**`);
  if (item.due !== null && item.due !== undefined) {
    const { day, phrase, needsConfirmation, problem } = item.due;
    facts.push(
      day === null
        ? `due “${plainText(phrase)}”: to be confirmed`
        : `due **${dayText(project.locale, day)}**${needsConfirmation ? ` (“${plainText(phrase)}” was said)` : ''}`,
    );
    if (problem !== undefined) facts.push(plainText(problem));
  }
  if (item.kind === 'action' && item.standing !== 'committed') facts.push(item.standing);
  if (item.carriesOver !== undefined) {
    const verb = { update: 'updates', complete: 'completes', mentioned: 'speaks of' }[
      item.carriesOver.change
    ];
    facts.push(`${verb} ${item.carriesOver.key}`);
  }
  for (const { from, to } of item.history)
    facts.push(`changed in the meeting: ${changedText(project, from)} → ${changedText(project, to)}`);
  return facts.join(' · ');
}

const changedText = ({ locale }: Project, text: string): string =>
  isDay(text) ? dayText(locale, text) : plainText(text);
