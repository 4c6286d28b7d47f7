/** The SharePoint list that holds a copy of the ledger, an item an entry. Not a register: nobody writes it by command. */
import { deterministicId } from '../../kernel/deterministicId.ts';
import { asRowKey } from '../../kernel/ids.ts';
import type { ListRow, RegisterDefinition, RowValues, RowWrite } from '../../registers/index.ts';
import { decisionWord } from '../decideAnswer.ts';
import { readEntry } from './chain.ts';
import type { LedgerEntry, StoredEntry } from './ledgerStore.ts';

export const approvalsList: RegisterDefinition = {
  name: 'approval entries',
  singular: 'approval entry',
  title: 'Approvals',
  keyPrefix: 'LE',
  titleField: 'title',
  statusField: 'event',
  closedStatuses: [],
  notesField: 'comment',
  tableFields: ['title', 'event', 'at'],
  sort: [{ field: 'number' }],
  fields: [
    { name: 'title', title: 'Entry', type: 'text', required: true },
    { name: 'number', title: 'Number', type: 'number', indexed: true },
    { name: 'subject', title: 'Subject', type: 'text', indexed: true },
    { name: 'event', title: 'Event', type: 'text', indexed: true },
    { name: 'person', title: 'Person', type: 'text' },
    { name: 'at', title: 'Time (UTC)', type: 'text' },
    { name: 'comment', title: 'Comment', type: 'note' },
    { name: 'approval', title: 'Approval', type: 'text' },
    { name: 'previousHash', title: 'Hash before', type: 'text' },
    { name: 'hash', title: 'Hash', type: 'text' },
    { name: 'entry', title: 'Entry as it was hashed', type: 'note' },
  ],
};

/** A note of SharePoint holds 63,999 characters; what is longer is whole in the ledger and in the record. */
const MOST_NOTE = 60_000;

/** The same entry is the same item, however often it is written. */
export const listIdOf = ({ projectId, number }: Pick<StoredEntry, 'projectId' | 'number'>): string =>
  deterministicId('approval-entry', projectId, String(number));

export function writeOfEntry(entry: StoredEntry, subjectKey: string): RowWrite {
  return {
    kind: 'create',
    rowId: listIdOf(entry),
    key: asRowKey(`LE-${entry.number}`),
    values: valuesOf(entry, subjectKey),
  };
}

function valuesOf(stored: StoredEntry, subjectKey: string): RowValues {
  const { event } = readEntry(stored);
  const person = 'by' in event ? event.by.name : 'Docket';
  return {
    title: `${subjectKey} ${eventText(event)}`.slice(0, 255),
    number: stored.number,
    subject: subjectKey,
    event: event.type,
    person,
    at: event.at,
    comment: commentOf(event).slice(0, MOST_NOTE),
    approval: stored.approvalId,
    previousHash: stored.previousHash,
    hash: stored.hash,
    entry: stored.eventJson.slice(0, MOST_NOTE),
  };
}

export function eventText(event: LedgerEntry['event']): string {
  if (event.type === 'decided') return `${decisionWord(event.decision)} by ${event.by.name}`;
  return event.type.replaceAll('-', ' ');
}

function commentOf(event: LedgerEntry['event']): string {
  if (event.type === 'decided') return event.comment;
  return 'reason' in event ? event.reason : '';
}

/** What of an item must be as it was written. */
export function isAsWritten({ values }: ListRow, entry: StoredEntry, subjectKey: string): boolean {
  const written = valuesOf(entry, subjectKey);
  return approvalsList.fields.every(({ name }) => textOf(values[name]) === textOf(written[name]));
}

/** SharePoint keeps notes with its own line ends and empty texts as nothing. */
const textOf = (value: unknown): string =>
  String(value ?? '')
    .replace(/\r\n/g, '\n')
    .trim();
