/** Columns of a SharePoint list: what they hold, and how a value is shown, sorted and found. */
import { el } from './dom.js';
import { person, tintOf } from './people.js';
import { dayIn, showDay, showMoment } from './time.js';

/** Columns of every list that say nothing about a row. */
const TECHNICAL = new Set([
  'ContentType',
  'ID',
  '_UIVersionString',
  'Attachments',
  'Edit',
  'LinkTitle',
  'LinkTitleNoMenu',
  'ItemChildCount',
  'FolderChildCount',
  'Created',
  'Author',
  'Modified',
  'Editor',
  'DocIcon',
]);

/** @returns {'text'|'note'|'choice'|'choices'|'day'|'moment'|'number'|'money'|'yes'|'person'|'people'|'lookup'|'lookups'|'other'} */
export function kindOf(column) {
  if (column.text) return column.text.allowMultipleLines ? 'note' : 'text';
  if (column.choice) return column.choice.displayAs === 'checkBoxes' ? 'choices' : 'choice';
  if (column.dateTime) return column.dateTime.format === 'dateOnly' ? 'day' : 'moment';
  if (column.number) return 'number';
  if (column.currency) return 'money';
  if (column.boolean) return 'yes';
  if (column.personOrGroup) return column.personOrGroup.allowMultipleSelection ? 'people' : 'person';
  if (column.lookup) return column.lookup.allowMultipleValues ? 'lookups' : 'lookup';
  return 'other';
}

const IS_ONE_ROW = new Set(['person', 'lookup']);
const IS_ROWS = new Set(['people', 'lookups']);

/** Columns that tell something of a row, the title first, who changed it and when last. */
export function tellingColumns(columns) {
  const own = columns.filter(({ name, columnGroup }) => columnGroup !== '_Hidden' && !TECHNICAL.has(name));
  const named = (name) => columns.filter((column) => column.name === name);
  return [
    ...own.filter(({ name }) => name === 'Title'),
    ...own.filter(({ name }) => name !== 'Title'),
    ...named('Modified'),
    ...named('Editor'),
  ];
}

/** `$select` of the fields that show these columns. */
export const selectOf = (columns) =>
  columns
    .flatMap((column) =>
      IS_ONE_ROW.has(kindOf(column)) ? [column.name, `${column.name}LookupId`] : [column.name],
    )
    .filter((name) => name !== 'EditorLookupId')
    .join(',');

/** A value as one text: for the filter, for sorting of texts, for histories. */
export function textOf(column, fields, zone) {
  const value = fields[column.name];
  if (value === undefined || value === null) return '';
  switch (kindOf(column)) {
    case 'day':
      return showDay(value, zone);
    case 'moment':
      return showMoment(value, zone);
    case 'yes':
      return value ? 'Yes' : 'No';
    case 'number':
      return Number(value).toLocaleString('en-GB', { maximumFractionDigits: 10 });
    case 'money':
      return moneyText(column, value);
    case 'choices':
      return value.join(', ');
    case 'people':
    case 'lookups':
      return value.map(({ LookupValue }) => LookupValue).join(', ');
    default:
      return String(value);
  }
}

function moneyText(column, value) {
  const locale = column.currency?.locale ?? 'en-us';
  return Number(value).toLocaleString(localeOf(locale), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
}

function localeOf(locale) {
  return Intl.NumberFormat.supportedLocalesOf([locale])[0] ?? 'en-GB';
}

/** What two rows are compared by: null comes last, whichever way they are sorted. */
export function keyOf(column, fields) {
  const value = fields[column.name];
  if (value === undefined || value === null || value === '') return null;
  const kind = kindOf(column);
  if (kind === 'number' || kind === 'money') return Number(value);
  if (kind === 'yes') return value ? 1 : 0;
  if (IS_ROWS.has(kind)) return value.map(({ LookupValue }) => LookupValue).join(', ');
  return Array.isArray(value) ? value.join(', ') : String(value);
}

const COLLATOR = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' });

export function compareKeys(one, other) {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return COLLATOR.compare(String(one), String(other));
}

/** A value as it stands in a cell. */
export function valueNode(column, fields, zone) {
  const text = textOf(column, fields, zone);
  if (text === '') return null;
  const value = fields[column.name];
  switch (kindOf(column)) {
    case 'choice':
      return pill(text);
    case 'choices':
      return el('span', { class: 'pills' }, value.map(pill));
    case 'person':
      return person(text);
    case 'people':
      return el(
        'span',
        { class: 'pills' },
        value.map(({ LookupValue }) => person(LookupValue)),
      );
    case 'day':
      return el('time', { datetime: dayIn(value, zone) }, text);
    case 'moment':
      return el('time', { datetime: value }, text);
    case 'note':
      return el('span', { class: 'clamp note' }, text);
    default:
      return el('span', { class: 'clamp' }, text);
  }
}

const pill = (text) => el('span', { class: `pill ${tintOf(text)}` }, text);

export const isNumeric = (column) => ['number', 'money'].includes(kindOf(column));
