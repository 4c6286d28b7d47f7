/** Lists, searches, shows: what a person sees of the registers. */

import { DateTime } from 'luxon';
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { DAY_MS, dayOf, instantPlus } from '../../kernel/time.ts';
import { type CardNote, cardOf } from '../cards/rowCard.ts';
import { ROWS_PER_PAGE, searchCard, tableCard } from '../cards/views.ts';
import { findRow } from '../changeRow.ts';
import type { RegisterDefinition } from '../definition.ts';
import { registerDefinitions } from '../definitions/index.ts';
import { RESTORABLE_DAYS } from '../deleteRow.ts';
import { registerOfName } from '../findRegister.ts';
import type { RegisterPorts } from '../ports.ts';
import { findRows } from '../readRows.ts';
import { rowReply } from '../rowCards.ts';
import { showValue } from '../showValue.ts';
import type { HistoryEntry } from '../store.ts';
import { textOf } from '../values.ts';
import { readList } from './readList.ts';
import type { Speaking } from './speaking.ts';
import { mentionedPerson, tokenise } from './tokens.ts';

/** One page of a register as a card. `query` is read with the eyes of the person who asks: `mine` is theirs. */
export async function listRows(
  ports: RegisterPorts,
  speaking: Speaking,
  definition: RegisterDefinition,
  query: string,
  page?: number,
): Promise<Reply | Refusal> {
  const request = readList(definition, query, speaking.reading);
  if (isRefusal(request)) return request;
  const { project } = speaking;
  const shown = page ?? request.page;
  const offset = (shown - 1) * ROWS_PER_PAGE;
  const most = request.top ?? Number.POSITIVE_INFINITY;
  const countTo = Math.max(MOST_COUNTED, offset + 2 * ROWS_PER_PAGE);
  const found = await findRows(ports, project, {
    projectId: project.id,
    registers: [definition.name],
    where: request.where,
    words: request.words,
    sort: request.sort,
    offset,
    limit: Math.max(0, Math.min(ROWS_PER_PAGE, most - offset)),
    countTo,
  });
  const { today } = speaking.reading;
  const total = Math.min(found.total, most, countTo);
  const isMore = total < Math.min(found.total, most);
  const asked = askAgain(query, speaking);
  return {
    card: tableCard({
      project,
      definition,
      rows: found.rows,
      total,
      isMore,
      page: shown,
      query: asked,
      today,
    }),
  };
}

/** Nobody turns so many pages: rows beyond are not counted, which took longer than finding those to be shown. */
const MOST_COUNTED = 100;

/** The query without its page, and with people by id: a card is turned by others, later. */
function askAgain(query: string, { reading }: Speaking): string {
  let text = query;
  for (const token of [...tokenise(query)].reverse()) {
    const id = token.kind === 'mention' ? mentionedPerson(token, reading.mentions) : null;
    if (id !== null) text = `${text.slice(0, token.from)}@${id}${text.slice(token.to)}`;
  }
  return text.replace(/\bpage\s+\d+/i, '').trim();
}

/** Rows of every register that hold all the words, at most a page of them. */
export async function searchRows(
  ports: RegisterPorts,
  speaking: Speaking,
  text: string,
): Promise<Reply | Refusal> {
  const words = text
    .replace(/["\u201c\u201d\u201e\u00ab\u00bb]/g, ' ')
    .split(/[\s\u00a0]+/)
    .filter((word) => word !== '');
  if (words.length === 0)
    return refuse('search-empty', 'Say what to search for, such as \u201csearch firewall\u201d.');
  const { project, reading } = speaking;
  const { rows, total } = await findRows(ports, project, {
    projectId: project.id,
    registers: registerDefinitions.map(({ name }) => name),
    where: [],
    words,
    sort: [],
    offset: 0,
    limit: ROWS_PER_PAGE,
  });
  return { card: searchCard({ project, rows, total, words: words.join(' '), today: reading.today }) };
}

/** Rows that can be restored, the last deleted first. */
export async function listDeleted(ports: RegisterPorts, { project }: Speaking): Promise<Reply> {
  const { rows } = await findRows(ports, project, {
    projectId: project.id,
    registers: registerDefinitions.map(({ name }) => name),
    where: [],
    sort: [],
    offset: 0,
    limit: MOST_DELETED,
    deletedSince: instantPlus(ports.clock.now(), -RESTORABLE_DAYS * DAY_MS),
  });
  if (rows.length === 0) return { text: `Nothing was deleted in the last ${RESTORABLE_DAYS} days.` };
  const lines = [...rows]
    .sort((one, other) => ((one.deletedAt ?? '') < (other.deletedAt ?? '') ? 1 : -1))
    .slice(0, HISTORY_LINES)
    .map((row) => {
      const title = textOf(row.values[registerOfName(row.register).titleField]);
      const day = row.deletedAt === null ? '' : dayOf(row.deletedAt, project.zone);
      return `- **${row.key}** ${escapeMarkdown(title)}, deleted ${day} by ${escapeMarkdown(row.changedBy.name)}`;
    });
  const left = rows.length - lines.length;
  const more = left > 0 ? [`(${left} more, deleted before these)`] : [];
  return { text: ['Say \u201crestore KEY\u201d to bring one back:', ...lines, ...more].join('\n') };
}

/** A bound, not a page. */
const MOST_DELETED = 5_000;

/** The card of one row, deleted ones included; with a note it answers a click. */
export async function showRow(
  ports: RegisterPorts,
  speaking: Speaking,
  key: string,
  note?: CardNote,
): Promise<Reply | Refusal> {
  const found = await ports.transact(speaking.project.tenantId, (stores) =>
    findRow(stores, speaking, key, { deleted: true, lock: false }),
  );
  if (isRefusal(found)) return found;
  const { definition, row } = found;
  return note === undefined
    ? rowReply(speaking, definition, row)
    : { card: cardOf(speaking, definition, row, note) };
}

/** Who changed what, when, and from which meeting; newest last. */
export async function showHistory(
  ports: RegisterPorts,
  speaking: Speaking,
  key: string,
): Promise<Reply | Refusal> {
  const { project } = speaking;
  const result = await ports.transact(project.tenantId, async (stores) => {
    const found = await findRow(stores, speaking, key, { deleted: true, lock: false });
    return isRefusal(found)
      ? found
      : { ...found, entries: await stores.registers.historyOf(found.row.rowId) };
  });
  if (isRefusal(result)) return result;
  const { definition, row, entries } = result;
  const lines = entries.slice(-HISTORY_LINES).map((entry) => historyLine(speaking, definition, entry));
  const left = entries.length - lines.length;
  return {
    text: [
      `**History of ${row.key}** ${escapeMarkdown(String(row.values[definition.titleField] ?? ''))}`,
      ...(left > 0 ? [`(${left} earlier changes are left out)`] : []),
      ...lines.map((line) => `- ${line}`),
    ].join('\n'),
  };
}

const HISTORY_LINES = 40;

function historyLine({ project }: Speaking, definition: RegisterDefinition, entry: HistoryEntry): string {
  const at = DateTime.fromISO(entry.at, { zone: project.zone }).toFormat('HH:mm');
  const day = dayOf(entry.at, project.zone);
  const who = escapeMarkdown(entry.by.name);
  const what = entry.changes.map(({ field, from, to }) => {
    const declared = definition.fields.find(({ name }) => name === field);
    if (declared === undefined) return field;
    const show = (value: typeof from) =>
      escapeMarkdown(showValue(declared, value, project.locale).slice(0, 120));
    return declared.type === 'note' ? declared.title : `${declared.title}: ${show(from)} \u2192 ${show(to)}`;
  });
  const said = entry.text === null ? '' : ` \u201c${escapeMarkdown(entry.text.slice(0, 300))}\u201d`;
  const details = entry.kind === 'commented' ? '' : what.length === 0 ? '' : ` ${what.join('; ')}`;
  return `${day} ${at} ${who} ${KIND_WORDS[entry.kind]}${details}${said}${sourceWords(entry)}`;
}

const KIND_WORDS: Readonly<Record<HistoryEntry['kind'], string>> = {
  added: 'added it',
  changed: 'changed',
  commented: 'commented',
  deleted: 'deleted it',
  restored: 'restored it',
  undone: 'took back the last change',
  conflict: 'wanted another value than the list holds:',
  refused: 'asked for what SharePoint refused',
};

function sourceWords({ source }: HistoryEntry): string {
  switch (source.kind) {
    case 'meeting':
      return ` (meeting ${escapeMarkdown(source.title)})`;
    case 'sharepoint':
      return ' (in SharePoint)';
    case 'import':
      return ` (import of ${escapeMarkdown(source.file)})`;
    default:
      return '';
  }
}
