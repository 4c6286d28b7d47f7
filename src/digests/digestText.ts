/** A digest in its reader's language: the one text that card, mail and document are made of. */
import {
  dayText,
  type Meeting,
  type MinuteItem,
  type Minutes,
  meetingLink,
  meetingWhen,
  type Owner,
  offsetText,
  quoted,
} from '../meetings/index.ts';
import type { Digest, DigestStanding, Reader } from './digest.ts';
import { type DigestTexts, digestTexts } from './texts.ts';

/** Plain text throughout: whoever shows it escapes it. */
export interface DigestText {
  readonly kicker: string;
  /** Something is not as it should be: shown in a warning colour. */
  readonly isWarning: boolean;
  readonly title: string;
  readonly when: string;
  /** Who was there and who was not. */
  readonly people: readonly string[];
  readonly notice: string;
  readonly groups: readonly DigestGroup[];
  /** Instead of groups when there is nothing. */
  readonly nothing: string;
}

export interface DigestGroup {
  readonly heading: string;
  readonly rows: readonly DigestRow[];
}

export interface DigestRow {
  readonly key: string;
  readonly text: string;
  readonly owner: string;
  /** Such as `due Fri 27 Nov 2026`; empty without a day. */
  readonly due: string;
  /** The day alone. */
  readonly dueDay: string;
  /** What else there is to say of it. */
  readonly facts: readonly string[];
  /** When it was said, counted from the start of the transcript; null for what a person added. */
  readonly saidAt: { readonly text: string; readonly url: string | null } | null;
  /** Who said what it rests on. */
  readonly quote: string;
  readonly kind: MinuteItem['kind'];
}

export function digestText(digest: Digest, reader: Reader): DigestText {
  const t = digestTexts(reader.locale);
  const { meeting, standing } = digest;
  return {
    kicker: t(KICKERS[standing.kind]),
    isWarning: WARNINGS.includes(standing.kind),
    title: meeting.subject,
    when: whenText(meeting, reader),
    people: peopleLines(digest, t),
    notice: noticeText(digest, t),
    groups: groupsOf(digest, reader, t).filter(({ rows }) => rows.length > 0),
    nothing: standing.kind === 'withoutTranscript' || standing.kind === 'discarded' ? '' : t('nothing'),
  };
}

const KICKERS = {
  confirmed: 'kicker.minutes',
  addendum: 'kicker.addendum',
  unconfirmed: 'kicker.unconfirmed',
  withoutTranscript: 'kicker.withoutTranscript',
  corrected: 'kicker.corrected',
  discarded: 'kicker.discarded',
} as const;

const WARNINGS: readonly DigestStanding['kind'][] = ['unconfirmed', 'withoutTranscript', 'discarded'];

export const whenText = ({ start }: Meeting, reader: Reader): string =>
  start === null ? '' : meetingWhen(reader, start);

function noticeText({ standing, coordinator }: Digest, t: DigestTexts): string {
  switch (standing.kind) {
    case 'unconfirmed':
      return t('notice.unconfirmed', { coordinator });
    case 'withoutTranscript':
      return t('notice.withoutTranscript');
    case 'discarded':
      return t('notice.discarded');
    case 'corrected':
      return t('notice.corrected', { name: coordinator });
    default:
      return '';
  }
}

function peopleLines({ minutes, absent, standing }: Digest, t: DigestTexts): readonly string[] {
  if (standing.kind === 'corrected' || standing.kind === 'discarded') return [];
  const present = minutes === null ? '' : presentText(minutes, t);
  const names = absent.join(', ');
  return [
    present === '' ? '' : t('present', { names: present }),
    names === '' ? '' : t(isHeardByName(minutes) ? 'absent' : 'invited', { names }),
  ].filter((line) => line !== '');
}

/** Where no speaker has a name, nobody knows who of those invited was there. */
const isHeardByName = (minutes: Minutes | null): boolean => minutes !== null && minutes.attendees.length > 0;

function presentText({ attendees, unidentifiedSpeakers }: Minutes, t: DigestTexts): string {
  const names = attendees.map(({ name }) => name).join(', ');
  if (unidentifiedSpeakers === 0) return names;
  const others = t('speakersWithoutName', { count: unidentifiedSpeakers });
  return names === '' ? others : t('and', { first: names, last: others });
}

function groupsOf(digest: Digest, reader: Reader, t: DigestTexts): readonly DigestGroup[] {
  const { standing, minutes } = digest;
  const row = (item: MinuteItem, more: readonly string[] = []): DigestRow =>
    rowOf(digest, item, reader, t, more);
  if (standing.kind === 'discarded') return [];
  if (standing.kind === 'corrected') {
    const { changed, added, removed } = standing.changes;
    return [
      {
        heading: t('heading.changed'),
        rows: changed.map(({ before, after }) => row(after, wasText(digest, before, after, reader, t))),
      },
      { heading: t('heading.added'), rows: added.map((item) => row(item)) },
      { heading: t('heading.removed'), rows: removed.map((item) => row(item)) },
    ];
  }
  const of = (kind: MinuteItem['kind']): readonly DigestRow[] =>
    (minutes?.items ?? []).filter((item) => item.kind === kind).map((item) => row(item));
  return [
    { heading: t('heading.decisions'), rows: of('decision') },
    ...byOwner(
      (minutes?.items ?? []).filter(({ kind }) => kind === 'action'),
      t,
    ).map(([owner, items]) => ({
      heading: owner,
      rows: items.map((item) => row(item)),
    })),
    { heading: t('heading.risks'), rows: of('risk') },
    { heading: t('heading.issues'), rows: of('issue') },
    { heading: t('heading.questions'), rows: of('question') },
  ];
}

function wasText(
  digest: Digest,
  before: MinuteItem,
  after: MinuteItem,
  reader: Reader,
  t: DigestTexts,
): readonly string[] {
  const old = rowOf(digest, before, reader, t, []);
  const now = rowOf(digest, after, reader, t, []);
  const texts = [
    ...(now.owner === '' ? [] : [now.owner]),
    ...(['text', 'owner', 'due'] as const)
      .filter((what) => old[what] !== now[what] && old[what] !== '')
      .map((what) => t('was', { text: old[what] })),
  ];
  return texts;
}

function rowOf(
  { keys, standing, meeting, documentUrl }: Digest,
  item: MinuteItem,
  { locale }: Reader,
  t: DigestTexts,
  more: readonly string[],
): DigestRow {
  const day = item.due?.day ?? null;
  const [evidence] = item.evidence;
  const isNew = standing.kind === 'corrected' && more.length === 0 && item.kind === 'action';
  const owner = item.kind === 'action' ? ownersIn(item.owners, t) : '';
  return {
    key: keys.get(item.id) ?? '',
    text: item.text,
    owner,
    due: day === null ? '' : t('due', { day: dayText(locale, day) }),
    dueDay: day === null ? '' : dayText(locale, day),
    facts: [
      ...(isNew ? [owner] : []),
      ...more,
      ...(item.carriesOver === undefined
        ? []
        : [t(item.carriesOver.change === 'complete' ? 'done' : 'carriedOn')]),
    ],
    saidAt:
      evidence.cueIds.length === 0
        ? null
        : {
            text: t('saidAt', { time: offsetText(evidence.startMs) }),
            url: meetingLink(meeting) ?? documentUrl ?? null,
          },
    quote:
      evidence.quote === ''
        ? ''
        : `${evidence.speaker === null ? '' : `${evidence.speaker}, `}${quoted(locale, evidence.quote)}`,
    kind: item.kind,
  };
}

const isKnown = (owner: Owner): owner is Extract<Owner, { name: string }> => 'name' in owner;

/** `Priya Raman and Kenji Mori`; who is not known is said so. */
function ownersIn(owners: readonly Owner[], t: DigestTexts): string {
  const names = owners.filter(isKnown).map(({ name }) => name);
  const last = names.at(-1);
  if (last === undefined) return t('owner.unknown');
  return names.length === 1 ? last : t('and', { first: names.slice(0, -1).join(', '), last });
}

/** Owners by name; actions without an owner come last. */
function byOwner(
  actions: readonly MinuteItem[],
  t: DigestTexts,
): readonly (readonly [string, readonly MinuteItem[]])[] {
  const groups = new Map<string, MinuteItem[]>();
  for (const action of actions) {
    const owner = ownersIn(action.owners, t);
    groups.set(owner, [...(groups.get(owner) ?? []), action]);
  }
  const isUnowned = ([owner]: readonly [string, unknown]): number => Number(owner === t('owner.unknown'));
  return [...groups].sort(
    (one, other) => isUnowned(one) - isUnowned(other) || one[0].localeCompare(other[0]),
  );
}
