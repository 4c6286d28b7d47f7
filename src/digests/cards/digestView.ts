/** The minutes digest: decisions first, then who does what by when, then what is open. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import {
  dayText,
  type Meeting,
  type MinuteItem,
  type Minutes,
  meetingWhen,
  offsetText,
  ownersText,
} from '../../meetings/index.ts';
import type { Project } from '../../projects/index.ts';
import template from './digest.json' with { type: 'json' };

export interface Digest {
  readonly project: Project;
  readonly meeting: Meeting;
  readonly minutes: Minutes;
  /** Key of the register row by item id. */
  readonly keys: ReadonlyMap<string, string>;
  readonly isAddendum: boolean;
}

/** Rows on one card; the rest stands in the registers. */
const MOST_ROWS = 40;
/** Below what the Teams adapter sends as one card. */
const MOST_BYTES = 24_000;

/** As many rows as fit one card. */
export function digestReply(digest: Digest): Reply {
  for (let most = MOST_ROWS; ; most -= 1) {
    const card = digestCard(digest, most);
    if (most <= 1 || Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES) return { card };
  }
}

function digestCard(digest: Digest, most: number): Card {
  const { project, meeting, minutes, isAddendum } = digest;
  const of = (kind: MinuteItem['kind']): readonly MinuteItem[] =>
    minutes.items.filter((item) => item.kind === kind);
  const groups = [
    { heading: 'Decisions', items: of('decision').map((item) => row(digest, item)) },
    ...actionsByOwner(of('action')).map(([owner, items]) => ({
      heading: plainText(owner),
      items: items.map((item) => row(digest, item)),
    })),
    { heading: 'Risks', items: of('risk').map((item) => row(digest, item)) },
    { heading: 'Issues', items: of('issue').map((item) => row(digest, item)) },
    { heading: 'Open questions', items: of('question').map((item) => row(digest, item)) },
  ].filter(({ items }) => items.length > 0);
  return bindCard(template, {
    kicker: isAddendum ? 'ADDENDUM TO THE MINUTES' : 'MINUTES',
    title: plainText(shorten(meeting.subject, 120)),
    when: meeting.start === null ? '' : meetingWhen(project, meeting.start),
    attendees: attendeesText(minutes),
    groups: limitRows(groups, most),
    last: groups.length === 0 ? 'No decisions and no actions.' : moreText(minutes.items.length - most),
    siteUrl: project.siteUrl,
  });
}

const moreText = (count: number): string =>
  count <= 0 ? '' : `${count} more ${count === 1 ? 'stands' : 'stand'} in the registers.`;

function attendeesText({ attendees, unidentifiedSpeakers }: Minutes): string {
  const names = attendees.map(({ name }) => plainText(name)).join(', ');
  const unknown =
    unidentifiedSpeakers === 0
      ? ''
      : `${unidentifiedSpeakers} speaker${unidentifiedSpeakers === 1 ? '' : 's'} without a name`;
  const all = [names, unknown].filter((text) => text !== '').join(' and ');
  return all === '' ? '' : `**Present:** ${all}`;
}

/** Owners by name; actions without an owner come last. */
function actionsByOwner(
  actions: readonly MinuteItem[],
): readonly (readonly [string, readonly MinuteItem[]])[] {
  const byOwner = new Map<string, MinuteItem[]>();
  for (const action of actions) {
    const owner = ownersText(action.owners);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), action]);
  }
  return [...byOwner].sort(([one, [first]], [other, [second]]) => {
    const unowned = Number(isUnowned(first)) - Number(isUnowned(second));
    return unowned === 0 ? one.localeCompare(other) : unowned;
  });
}

const isUnowned = (item: MinuteItem | undefined): boolean =>
  item === undefined ||
  !item.owners.some(({ kind }) => kind === 'person' || kind === 'named' || kind === 'team');

function row({ project, keys }: Digest, item: MinuteItem): object {
  const [evidence] = item.evidence;
  const day = item.due?.day ?? null;
  const facts = [
    day === null ? null : `due **${dayText(project.locale, day)}**`,
    item.carriesOver === undefined ? null : item.carriesOver.change === 'complete' ? 'done' : 'carried on',
    `said at ${offsetText(evidence.startMs)}`,
  ].filter((fact) => fact !== null);
  return {
    key: keys.get(item.id) ?? '•',
    text: plainText(shorten(item.text, 240)),
    facts: facts.join(' · '),
  };
}

function limitRows<Group extends { readonly items: readonly object[] }>(
  groups: readonly Group[],
  most: number,
): readonly Group[] {
  let left = most;
  return groups
    .map((group) => {
      const items = group.items.slice(0, left);
      left -= items.length;
      return { ...group, items };
    })
    .filter(({ items }) => items.length > 0);
}
