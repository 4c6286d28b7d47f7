/** Inputs for the values of a row, and what they send to Graph. */
import { kindOf } from './columns.js';
import { el, field, newId } from './dom.js';
import { session } from './session.js';
import { dayIn, momentOf, wallClockIn } from './time.js';

/**
 * @typedef {object} Editor
 * @property {any} element
 * @property {any} input what gets the focus
 * @property {() => Promise<Record<string, unknown> | null>} read fields as Graph takes them; null when nothing changed
 */

/** Whether Graph can write the column. */
export const isEditable = (column) =>
  !column.readOnly && kindOf(column) !== 'other' && !IS_LOOKUP.has(kindOf(column));

/** Rows of other lists are shown; choosing them needs that list, which a row's form does not read. */
const IS_LOOKUP = new Set(['lookup', 'lookups']);

/**
 * An input for a column, filled from the fields of a row.
 * @param {any} column
 * @param {Record<string, any>} fields
 * @param {{ zone: string, rowOfPerson: (personId: string) => Promise<number> }} site
 * @returns {Editor}
 */
export function makeEditor(column, fields, site) {
  const make = EDITORS[kindOf(column)] ?? EDITORS.text;
  return make(column, fields, site);
}

const labelOf = (column) => `${column.displayName}${column.required ? ' *' : ''}`;

/** For kinds whose value is one text of one input. */
function simple(makeInput, { show, parse }) {
  return (column, fields, site) => {
    const value = fields[column.name];
    const before = value === undefined || value === null ? '' : show(value, site);
    const input = makeInput(column, before);
    return {
      element: field(labelOf(column), input, column.description || null),
      input,
      async read() {
        if (input.value === before) return null;
        return { [column.name]: input.value === '' ? null : parse(input.value, site, column) };
      },
    };
  };
}

const inputOf =
  (type, more = {}) =>
  (column, value) =>
    el('input', { type, value, required: column.required, ...more });

const EDITORS = {
  text: simple(
    (column, value) =>
      el('input', {
        type: 'text',
        value,
        required: column.required,
        maxlength: column.text?.maxLength ?? 255,
      }),
    {
      show: String,
      parse: (text) => text,
    },
  ),
  note: simple((column, value) => el('textarea', { value, rows: 4, required: column.required }), {
    show: String,
    parse: (text) => text,
  }),
  number: simple(inputOf('number', { step: 'any' }), { show: String, parse: Number }),
  money: simple(inputOf('number', { step: '0.01' }), { show: String, parse: Number }),
  day: simple(inputOf('date'), {
    show: (value, { zone }) => dayIn(value, zone),
    parse: (text, { zone }) => momentOf(text, zone),
  }),
  moment: simple(inputOf('datetime-local'), {
    show: (value, { zone }) => wallClockIn(value, zone),
    parse: (text, { zone }) => momentOf(text, zone),
  }),
  choice: choiceEditor,
  choices: choicesEditor,
  yes: yesEditor,
  person: personEditor,
  people: peopleEditor,
};

function choiceEditor(column, fields) {
  const before = fields[column.name] ?? '';
  const { choices = [], allowTextEntry } = column.choice;
  const offered = before === '' || choices.includes(before) ? choices : [before, ...choices];
  const listId = newId('choices');
  const input = allowTextEntry
    ? el('input', { type: 'text', value: before, list: listId, required: column.required })
    : el(
        'select',
        { value: before, required: column.required },
        el('option', { value: '' }, 'Nothing chosen'),
        offered.map((choice) => el('option', { value: choice }, choice)),
      );
  const suggestions = allowTextEntry
    ? el(
        'datalist',
        { id: listId },
        offered.map((choice) => el('option', { value: choice })),
      )
    : null;
  return {
    element: el('div', {}, field(labelOf(column), input, column.description || null), suggestions),
    input,
    read: async () =>
      input.value === before ? null : { [column.name]: input.value === '' ? null : input.value },
  };
}

function choicesEditor(column, fields) {
  const before = fields[column.name] ?? [];
  const offered = [...new Set([...(column.choice.choices ?? []), ...before])];
  return checkList(
    column,
    offered.map((text) => ({ value: text, text })),
    before,
    async (chosen) => ({
      [`${column.name}@odata.type`]: 'Collection(Edm.String)',
      [column.name]: chosen,
    }),
  );
}

function yesEditor(column, fields) {
  const before = fields[column.name] === true;
  const input = el('input', { type: 'checkbox', checked: before });
  return {
    element: el('label', { class: 'check' }, input, labelOf(column)),
    input,
    read: async () => (input.checked === before ? null : { [column.name]: input.checked }),
  };
}

/** A row of the user list that is nobody of the directory, such as an app, can be kept but not chosen. */
const KEPT = 'row:';

function personEditor(column, fields, site) {
  const row = fields[`${column.name}LookupId`];
  const shown = fields[column.name] ?? '';
  const known = row === undefined ? undefined : site.personOfRow?.(Number(row));
  const before = row === undefined ? '' : (known?.id ?? `${KEPT}${row}`);
  const input = el(
    'select',
    { value: before, required: column.required },
    el('option', { value: '' }, 'Nobody'),
    before.startsWith(KEPT) ? el('option', { value: before }, shown) : null,
    session.people.map(({ id, name }) => el('option', { value: id }, name)),
  );
  return {
    element: field(labelOf(column), input, column.description || null),
    input,
    async read() {
      if (input.value === before) return null;
      const next = input.value === '' ? null : await site.rowOfPerson(input.value);
      return { [`${column.name}LookupId`]: next };
    },
  };
}

function peopleEditor(column, fields, site) {
  const rows = fields[column.name] ?? [];
  const kept = rows.map(({ LookupId, LookupValue }) => {
    const known = site.personOfRow?.(LookupId);
    return known === undefined
      ? { value: `${KEPT}${LookupId}`, text: LookupValue }
      : { value: known.id, text: known.name };
  });
  const offered = [
    ...session.people.map(({ id, name }) => ({ value: id, text: name })),
    ...kept.filter(({ value }) => value.startsWith(KEPT)),
  ];
  return checkList(
    column,
    offered,
    kept.map(({ value }) => value),
    async (chosen) => {
      const ids = await Promise.all(
        chosen.map((value) =>
          value.startsWith(KEPT) ? Number(value.slice(KEPT.length)) : site.rowOfPerson(value),
        ),
      );
      return {
        [`${column.name}LookupId@odata.type`]: 'Collection(Edm.Int32)',
        [`${column.name}LookupId`]: ids,
      };
    },
  );
}

/** Boxes to tick, of which several may be. */
function checkList(column, offered, before, fieldsOf) {
  const boxes = offered.map(({ value, text }) => ({
    value,
    box: el('input', { type: 'checkbox', checked: before.includes(value) }),
    text,
  }));
  return {
    element: el(
      'fieldset',
      { class: 'field' },
      el('legend', { class: 'label' }, labelOf(column)),
      el(
        'div',
        { class: 'checks' },
        boxes.map(({ box, text }) => el('label', { class: 'check' }, box, text)),
      ),
    ),
    input: boxes[0]?.box,
    async read() {
      const chosen = boxes.filter(({ box }) => box.checked).map(({ value }) => value);
      const isSame = chosen.length === before.length && chosen.every((value) => before.includes(value));
      return isSame ? null : fieldsOf(chosen);
    },
  };
}
