/** `minutes status`: where the minutes of the last meetings stand, and whom they have reached. */
import { problemText } from '../delivery/index.ts';
import { escapeMarkdown } from '../kernel/cards.ts';
import type { Reply } from '../kernel/chat.ts';
import { asPersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { HOUR_MS, type Instant, millisecondsBetween } from '../kernel/time.ts';
import type { Delivery } from '../kernel/transaction.ts';
import { type Meeting, meetingWhen, reviewTexts } from '../meetings/index.ts';
import type { Project } from '../projects/index.ts';
import { type Reader, readerOf } from './digest.ts';
import { digestKey } from './digestKeys.ts';
import { whenText } from './digestText.ts';
import { ifKnown } from './ifKnown.ts';
import type { DigestPorts, DigestStores, KeptDocument } from './ports.ts';
import { CHANNEL, deliveredAt, lastDeliveries } from './promise/deliveredAt.ts';
import { dueOf, type MinutesPromise, promiseState } from './promise/promise.ts';
import { type DigestTexts, digestTexts } from './texts.ts';

/** Meetings that are listed. */
const MOST = 6;

export async function showStatus(ports: DigestPorts, project: Project): Promise<Reply> {
  const now = ports.clock.now();
  const roster = await ifKnown(ports, project, ports.lookup.lastRoster(project), []);
  const lines = await ports.transact(project.tenantId, async (stores) => {
    const last = (await stores.meetings.ofProject(project.id, 30)).filter(
      ({ start }) => start === null || start <= now,
    );
    const found: string[] = [];
    for (const meeting of last.slice(0, MOST))
      found.push(...(await meetingLines(stores, project, roster, meeting, now)));
    return found;
  });
  return { text: lines.length === 0 ? reviewTexts(project.locale)('state.none') : lines.join('\n') };
}

async function meetingLines(
  stores: DigestStores,
  project: Project,
  roster: readonly Person[],
  meeting: Meeting,
  now: Instant,
): Promise<readonly string[]> {
  const t = digestTexts(project.locale);
  const reader = readerOf(undefined, project);
  const kept = await stores.promises.get(meeting.id);
  const document = await stores.minutesDocuments.get(meeting.id);
  const deliveries = await stores.outgoing.under(digestKey(meeting.id));
  const last = lastDeliveries(deliveries);
  // It may be with everybody since the promise was looked at last.
  const promise =
    kept === null ? null : { ...kept, deliveredAt: kept.deliveredAt ?? deliveredAt(deliveries) };
  const met = await stores.people.find([...last.keys()].filter((id) => id !== CHANNEL).map(asPersonId));
  const facts = [
    reviewTexts(project.locale)(`state.${meeting.state}`),
    ...(promise === null ? [] : promiseTexts(promise, reader, now, t)),
    ...documentTexts(document, isOut(meeting, promise) && project.siteId !== undefined, t),
  ];
  const head = `- **${escapeMarkdown(meeting.subject)}** (${whenText(meeting, reader)}): ${facts.join('; ')}`;
  return [head, ...deliveryLines(last, [...met, ...roster], project.locale)];
}

const isOut = ({ state }: Meeting, promise: MinutesPromise | null): boolean =>
  state === 'published' || (promise?.unconfirmed?.minutes ?? null) !== null;

function documentTexts(document: KeptDocument | null, isAwaited: boolean, t: DigestTexts): readonly string[] {
  if (document === null) return isAwaited ? [t('status.documentWaits')] : [];
  const { version, webUrl } = document;
  return [`[${t('status.document')}${version === null ? '' : ` ${version}`}](${webUrl})`];
}

function promiseTexts(
  promise: MinutesPromise,
  reader: Reader,
  now: Instant,
  t: DigestTexts,
): readonly string[] {
  const hours = Math.max(
    0,
    Math.round(millisecondsBetween(promise.from, promise.deliveredAt ?? now) / HOUR_MS),
  );
  const said = t(`promise.${promiseState(promise, now)}`, {
    when: meetingWhen(reader, dueOf(promise)),
    hours,
  });
  return promise.unconfirmed === null ? [said] : [said, t('promise.unconfirmed')];
}

/** Who has it in one line; who has not, each with the reason. */
function deliveryLines(
  last: ReadonlyMap<string, Delivery>,
  people: readonly Person[],
  locale: string,
): readonly string[] {
  const t = digestTexts(locale);
  const sent = [...last.values()].filter(({ state }) => state === 'sent');
  const others = [...last].filter(([, { state }]) => state !== 'sent');
  return [
    ...(sent.length === 0
      ? []
      : [
          `  - ${t('status.everybody', { count: sent.length })}: ${sent.map((each) => wayText(each, people, t)).join(', ')}`,
        ]),
    ...others.map(
      ([, delivery]) =>
        `  - ${wayText(delivery, people, t)}: ${t(`state.${delivery.state}`)}${delivery.problem === null ? '' : ` (${escapeMarkdown(problemText(delivery.problem, locale))})`}`,
    ),
  ];
}

function wayText({ to, key }: Delivery, people: readonly Person[], t: DigestTexts): string {
  const id = /\/to:([^/]+)/.exec(key)?.[1];
  if (id === undefined) return t('way.channel');
  const way = 'mailTo' in to ? 'way.mail' : 'personId' in to ? 'way.chat' : 'way.mention';
  return `${escapeMarkdown(people.find((person) => person.id === id)?.name ?? id)} (${t(way)})`;
}
