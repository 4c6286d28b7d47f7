/** The table card and the item card of every register, from its definition. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { RosterMember } from '../../kernel/people.ts';
import { type Day, dayOf } from '../../kernel/time.ts';
import type { Project } from '../../projects/project.ts';
import type { Field, RegisterDefinition } from '../definition.ts';
import { registerOfName } from '../findRegister.ts';
import { isClosed } from '../followChanges.ts';
import { mayDo, type Role } from '../permissions.ts';
import { showDay, showValue } from '../showValue.ts';
import type { RegisterRow } from '../store.ts';
import { isEmptyValue, peopleOf, textOf } from '../values.ts';
import itemTemplate from './item.json' with { type: 'json' };
import tableTemplate from './table.json' with { type: 'json' };

export const ROWS_PER_PAGE = 10;

export interface TableView {
  readonly project: Project;
  readonly definition: RegisterDefinition;
  readonly rows: readonly RegisterRow[];
  /** How many there are; there are more of them where `isMore`. */
  readonly total: number;
  readonly isMore?: boolean;
  /** 1 is the first. */
  readonly page: number;
  /** What was asked for, in words that can be asked again. */
  readonly query: string;
  readonly today: Day;
}

export function tableCard(view: TableView): Card {
  const { project, definition, rows, total, page, query, today } = view;
  const pages = Math.max(1, Math.ceil(total / ROWS_PER_PAGE));
  const common = { projectId: project.id, register: definition.name, query };
  const turns = [
    ...(page > 1 ? [{ ...common, title: '◀ Previous', page: page - 1 }] : []),
    ...(page < pages ? [{ ...common, title: 'Next ▶', page: page + 1 }] : []),
  ];
  return bindCard(tableTemplate, {
    heading: `${definition.title} · ${plainText(project.name)}`,
    summary: plainText(summaryOf(view, pages)),
    rows: rows.map((row) => tableRow(project, definition, row, today)),
    pages: turns,
  });
}

function summaryOf({ definition, total, isMore = false, page, query }: TableView, pages: number): string {
  const asked = query
    .replace(/@[0-9a-f-]{36}/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  const what = asked === '' ? 'open' : asked;
  if (total === 0)
    return `Nothing here for: ${what}. Say \u201cadd ${definition.singular} \u2026\u201d to add one.`;
  const count = total === 1 ? `1 ${definition.singular}` : `${total} ${definition.name}`;
  if (isMore) return `More than ${count}, ${what} · page ${page}`;
  return pages > 1 ? `${count}, ${what} · page ${page} of ${pages}` : `${count}, ${what}`;
}

function tableRow(project: Project, definition: RegisterDefinition, row: RegisterRow, today: Day): object {
  const { titleField, tableFields } = definition;
  const shown = tableFields.filter((name) => name !== titleField && !isEmptyValue(row.values[name]));
  const line = shown.map((name) => labelled(project, definition, row, name)).join(' · ');
  return {
    projectId: project.id,
    key: row.key,
    title: plainText(shorten(textOf(row.values[titleField]), 200)),
    line: plainText(line === '' ? '\u2013' : line),
    alert: plainText(alertOf(project, definition, row, today)),
    showTitle: `Show ${row.key}`,
  };
}

/** People and states speak for themselves; numbers and days say what they are. */
function labelled(project: Project, definition: RegisterDefinition, row: RegisterRow, name: string): string {
  const field = definition.fields.find((other) => other.name === name);
  if (field === undefined) return '';
  const value = shorten(showValue(field, row.values[name], project.locale), 60);
  return /^(?:day|number|percent|money)$/.test(field.type) ? `${field.title} ${value}` : value;
}

function alertOf(project: Project, definition: RegisterDefinition, row: RegisterRow, today: Day): string {
  const parts: string[] = [];
  const due = definition.dueField === undefined ? '' : textOf(row.values[definition.dueField]);
  if (due !== '' && due < today && !isClosed(definition, row.values))
    parts.push(`Overdue since ${showDay(due, project.locale)}`);
  if (typeof row.values.slips === 'number' && row.values.slips > 1)
    parts.push(`moved ${row.values.slips} times`);
  if (row.state === 'refused') parts.push(`not saved: ${row.refusal ?? 'refused by SharePoint'}`);
  return parts.join(', ');
}

export interface SearchView {
  readonly project: Project;
  readonly rows: readonly RegisterRow[];
  readonly total: number;
  readonly words: string;
  readonly today: Day;
}

/** Rows of several registers that hold the words. */
export function searchCard({ project, rows, total, words, today }: SearchView): Card {
  const shown = rows.length < total ? `, the first ${rows.length} are shown` : '';
  const summary =
    total === 0 ? `Nothing holds \u201c${words}\u201d.` : `${total} found for \u201c${words}\u201d${shown}`;
  return bindCard(tableTemplate, {
    heading: `Search · ${plainText(project.name)}`,
    summary: plainText(summary),
    rows: rows.map((row) => tableRow(project, registerOfName(row.register), row, today)),
    pages: [],
  });
}

export interface ItemView {
  readonly project: Project;
  readonly definition: RegisterDefinition;
  readonly row: RegisterRow;
  readonly roster: readonly RosterMember[];
  readonly role: Role;
  readonly today: Day;
  /** What has just happened, as a sentence of Docket's own with user text already escaped. */
  readonly note?: string;
  readonly isProblem?: boolean;
  /** Whether this very card is what everybody sees in the conversation, rather than one person's view of another. */
  readonly isPosted: boolean;
}

/** Card of one row; its buttons are those that the role may use; a click of somebody else's is refused on the card. */
export function itemCard(view: ItemView): Card {
  const { project, definition, row, roster, role, today } = view;
  const { dueField, ownerField } = definition;
  const closed = isClosed(definition, row.values);
  const mayChange = row.deletedAt === null && mayDo(role, 'changeOwn');
  const due = dueField === undefined ? '' : textOf(row.values[dueField]);
  const owners = ownerField === undefined ? [] : peopleOf(row.values[ownerField]);
  const notes = noteOf(view, alertOf(project, definition, row, today));
  return bindCard(itemTemplate, {
    ...notes,
    projectId: project.id,
    key: row.key,
    posted: view.isPosted,
    kind: `${row.key} · ${capitalise(definition.singular)} · ${plainText(project.name)}`,
    title: plainText(textOf(row.values[definition.titleField])),
    status: plainText(statusOf(definition, row)),
    statusColour: row.deletedAt !== null ? 'Attention' : closed ? 'Good' : 'Accent',
    facts: factsOf(project, definition, row),
    texts: textsOf(definition, row),
    footer: footerOf(project, row),
    canClose: mayChange && !closed,
    canReopen: mayChange && closed,
    closeTitle: closeTitle(definition),
    canRedate: mayChange && !closed && dueField !== undefined,
    dueTitle: titleOf(definition, dueField),
    due,
    canAssign: mayChange && !closed && ownerField !== undefined && roster.length > 0,
    ownerTitle: titleOf(definition, ownerField),
    severalOwners: definition.fields.some(({ name, type }) => name === ownerField && type === 'people'),
    owners: owners.flatMap(({ personId }) => (personId === null ? [] : [personId])).join(','),
    people: roster.map(({ id, name }) => ({ title: name, value: id })),
    canComment: row.deletedAt === null && mayDo(role, 'comment'),
    canEdit: mayChange,
  });
}

function noteOf({ note, isProblem, row }: ItemView, alert: string): object {
  if (note !== undefined) return { note, noteColour: isProblem === true ? 'Attention' : 'Good' };
  if (row.deletedAt !== null) {
    return { note: `Deleted; \u201crestore ${row.key}\u201d brings it back.`, noteColour: 'Attention' };
  }
  return { note: plainText(alert), noteColour: 'Attention' };
}

/** `Done`, or what the first closed status is: `Mark as met`. */
export function closeTitle({ closedStatuses: [first = 'closed'] }: RegisterDefinition): string {
  if (first === 'Done') return first;
  return first === 'Closed' ? 'Close' : `Mark as ${first.toLowerCase()}`;
}

const statusOf = ({ statusField }: RegisterDefinition, row: RegisterRow): string =>
  row.deletedAt !== null ? 'Deleted' : textOf(row.values[statusField]);

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const titleOf = ({ fields }: RegisterDefinition, name: string | undefined): string =>
  fields.find((field) => field.name === name)?.title ?? '';

const isShown = ({ titleField, statusField }: RegisterDefinition, { name }: Field): boolean =>
  name !== titleField && name !== statusField;

function factsOf(project: Project, definition: RegisterDefinition, row: RegisterRow): object[] {
  return definition.fields
    .filter((field) => field.type !== 'note' && isShown(definition, field))
    .filter(
      ({ name, initial }) =>
        !isEmptyValue(row.values[name]) && !(name === 'slips' && row.values[name] === initial),
    )
    .map((field) => ({
      title: field.title,
      value: plainText(showValue(field, row.values[field.name], project.locale)),
    }));
}

function textsOf(definition: RegisterDefinition, row: RegisterRow): object[] {
  return definition.fields
    .filter((field) => field.type === 'note' && !isEmptyValue(row.values[field.name]))
    .map(({ name, title }) => ({ title, value: lines(shorten(textOf(row.values[name]), 2000)) }));
}

/** Line ends of user text as lines of a TextBlock. */
const lines = (text: string): string => plainText(text).replace(/\r?\n/g, '\n\n');

function footerOf(project: Project, row: RegisterRow): string {
  const state = {
    saving: 'Saving to SharePoint',
    saved: 'Saved in SharePoint',
    refused: 'Not saved in SharePoint',
  }[row.state];
  const day = showDay(dayOf(row.changedAt, project.zone), project.locale);
  return `${state} · last change by ${plainText(row.changedBy.name)}, ${day}`;
}
