/** The minutes digest as a card: decisions first, then who does what by when, then what is open. */
import { bindCard, type Card, markdownLink, plainText, shorten } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import { meetingLink } from '../../meetings/index.ts';
import { type Digest, type Reader, readerOf } from '../digest.ts';
import { type DigestGroup, type DigestRow, type DigestText, digestText } from '../digestText.ts';
import { digestTexts } from '../texts.ts';
import template from './digest.json' with { type: 'json' };

/** Rows on one card; the rest stands in the registers. */
const MOST_ROWS = 40;
/** Below what the Teams adapter sends as one card. */
const MOST_BYTES = 24_000;

/** As many rows as fit one card, in the reader's language; the project's unless said. */
export function digestReply(digest: Digest, reader: Reader = readerOf(undefined, digest.project)): Reply {
  const text = digestText(digest, reader);
  for (let most = MOST_ROWS; ; most -= 1) {
    const card = digestCard(digest, text, reader, most);
    if (most <= 1 || Buffer.byteLength(JSON.stringify(card)) <= MOST_BYTES) return { card };
  }
}

function digestCard(
  { project, meeting, documentUrl }: Digest,
  text: DigestText,
  reader: Reader,
  most: number,
): Card {
  const t = digestTexts(reader.locale);
  const groups = limitRows(text.groups, most);
  const meetingUrl = meetingLink(meeting);
  const left = count(text.groups) - count(groups);
  return bindCard(template, {
    kicker: text.kicker,
    color: text.isWarning ? 'Attention' : 'Accent',
    title: plainText(shorten(text.title, 120)),
    when: text.when,
    people: text.people.map((line) => ({ line: plainText(shorten(line, 400)) })),
    notice: plainText(text.notice),
    noticeColor: text.isWarning ? 'Warning' : 'Default',
    groups: groups.map(({ heading, rows }) => ({ heading: plainText(heading), items: rows.map(rowData) })),
    last: groups.length === 0 ? text.nothing : left === 0 ? '' : t('more', { count: left }),
    siteUrl: project.siteUrl,
    registers: t('button.registers'),
    hasMeeting: meetingUrl !== null,
    meetingUrl: meetingUrl ?? project.siteUrl,
    meeting: t('button.meeting'),
    hasDocument: documentUrl !== undefined,
    documentUrl: documentUrl ?? project.siteUrl,
    document: t('button.document'),
  });
}

function rowData({ key, text, due, facts, saidAt }: DigestRow): object {
  const said =
    saidAt === null ? '' : saidAt.url === null ? saidAt.text : markdownLink(saidAt.text, saidAt.url);
  const shown = [due === '' ? '' : `**${plainText(due)}**`, ...facts.map(plainText), said].filter(
    (fact) => fact !== '',
  );
  return { key: key === '' ? '•' : key, text: plainText(shorten(text, 240)), facts: shown.join(' · ') };
}

const count = (groups: readonly DigestGroup[]): number =>
  groups.reduce((sum, { rows }) => sum + rows.length, 0);

function limitRows(groups: readonly DigestGroup[], most: number): readonly DigestGroup[] {
  let left = most;
  return groups
    .map((group) => {
      const rows = group.rows.slice(0, left);
      left -= rows.length;
      return { ...group, rows };
    })
    .filter(({ rows }) => rows.length > 0);
}
