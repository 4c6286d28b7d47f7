/** Changes of a row that have a name of their own: close, reopen, comment, assign. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import { type Acting, todayOf } from './acting.ts';
import { type ChangedRow, changeRow } from './changeRow.ts';
import type { RowPerson } from './definition.ts';
import { isClosed } from './followChanges.ts';
import type { RegisterPorts } from './ports.ts';
import { textOf } from './values.ts';

/** Closes a row with the register's first closed status (Done, for an action) or another closed one. */
export function closeRow(
  ports: RegisterPorts,
  acting: Acting,
  key: string,
  status?: string,
): Promise<ChangedRow | Refusal> {
  return changeRow(ports, acting, key, (row, { statusField, closedStatuses, ...definition }) => {
    const closed = status ?? closedStatuses[0] ?? '';
    const isKnown = closedStatuses.some((other) => other.toLowerCase() === closed.toLowerCase());
    if (!isKnown) {
      return refuse('status-not-closed', `${row.key} is closed as one of ${closedStatuses.join(', ')}.`);
    }
    if (isClosed({ statusField, closedStatuses, ...definition }, row.values)) {
      return refuse('row-closed-already', `${row.key} is ${String(row.values[statusField])} already.`);
    }
    return { [statusField]: closed };
  });
}

/** Gives a closed row its first status again. */
export function reopenRow(ports: RegisterPorts, acting: Acting, key: string): Promise<ChangedRow | Refusal> {
  return changeRow(ports, acting, key, (row, definition) => {
    const { statusField, fields } = definition;
    if (!isClosed(definition, row.values)) {
      return refuse('row-not-closed', `${row.key} is not closed; it is ${String(row.values[statusField])}.`);
    }
    return { [statusField]: fields.find(({ name }) => name === statusField)?.initial ?? null };
  });
}

/** Appends a comment, with its day and author, to the row's notes. */
export function commentRow(
  ports: RegisterPorts,
  acting: Acting,
  key: string,
  comment: string,
): Promise<ChangedRow | Refusal> {
  const text = comment.trim();
  const line = `${todayOf(ports, acting.project)} ${acting.person.name}: ${text}`;
  return changeRow(
    ports,
    acting,
    key,
    (row, { notesField }) => {
      if (text === '') return refuse('comment-empty', `A comment on ${row.key} needs words.`);
      const before = textOf(row.values[notesField]);
      return { [notesField]: before === '' ? line : `${before}\n${line}` };
    },
    { kind: 'commented', text },
  );
}

/** Makes these people the row's owners. */
export function assignRow(
  ports: RegisterPorts,
  acting: Acting,
  key: string,
  owners: readonly RowPerson[],
): Promise<ChangedRow | Refusal> {
  return changeRow(ports, acting, key, (_row, { ownerField, title, fields }) => {
    if (ownerField === undefined) return refuse('no-owner-field', `${title} have no owner.`);
    const isSingle = fields.some(({ name, type }) => name === ownerField && type === 'person');
    return { [ownerField]: isSingle ? owners.slice(0, 1) : owners };
  });
}

/** Moves the row's due date. */
export function redateRow(
  ports: RegisterPorts,
  acting: Acting,
  key: string,
  day: string,
): Promise<ChangedRow | Refusal> {
  return changeRow(ports, acting, key, (_row, { dueField, title }) =>
    dueField === undefined ? refuse('no-due-field', `${title} have no due date.`) : { [dueField]: day },
  );
}
