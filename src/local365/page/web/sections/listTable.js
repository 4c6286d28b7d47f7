/** The table of a list: which rows and columns are shown, in which order. */
import { compareKeys, isNumeric, keyOf, textOf, valueNode } from '../columns.js';
import { addressOf, button, el, empty, fill } from '../dom.js';
import { isEditable } from '../editors.js';
import { icon } from '../icons.js';
import { session } from '../session.js';
import { count } from '../time.js';
import { editCell } from './writeRow.js';

const ROWS_A_PAGE = 100;

/** Draws what of the rows is wanted, a page of it at a time. */
export function drawTable(state, { note, table, pager, tools }) {
  const columns = shownColumns(state);
  const rows = wantedRows(state, columns);
  const pages = Math.max(1, Math.ceil(rows.length / ROWS_A_PAGE));
  state.pageNumber = Math.min(state.pageNumber, pages - 1);
  const from = state.pageNumber * ROWS_A_PAGE;
  const isEmpty = state.rows.length === 0;
  tools.hidden = isEmpty;
  note.hidden = isEmpty;
  note.textContent = noteOf(state, rows.length);
  const left = table.scrollLeft;
  fill(
    table,
    isEmpty
      ? empty(
          'No rows yet',
          `Add the first one as ${session.me.name} with “Add a row”, or let an app write it.`,
        )
      : rows.length === 0
        ? empty('Nothing fits', `No row has “${state.filter}” in it.`)
        : el(
            'table',
            {},
            el(
              'thead',
              {},
              el(
                'tr',
                {},
                columns.map((column) =>
                  headCell(state, column, () => drawTable(state, { note, table, pager, tools })),
                ),
              ),
            ),
            el(
              'tbody',
              {},
              rows.slice(from, from + ROWS_A_PAGE).map((row) => rowNode(state, columns, row)),
            ),
          ),
  );
  table.scrollLeft = left;
  drawPager(state, pager, pages, () => {
    drawTable(state, { note, table, pager, tools });
    table.scrollTop = 0;
  });
}

function noteOf({ rows, filter, isWhole, isLoading }, found) {
  if (isLoading) return `${count(rows.length, 'row')}, more are on their way …`;
  const whole = isWhole ? '' : ' The list is longer; only its beginning is shown.';
  const counted =
    filter === ''
      ? count(rows.length, 'row')
      : `${found.toLocaleString('en-GB')} of ${count(rows.length, 'row')}`;
  const how = matchMedia('(pointer: coarse)').matches ? 'Open a row' : 'Open a row, or double-click a cell,';
  return `${counted}. ${how} to change it as ${session.me.name}.${whole}`;
}

/** Without the columns in which no row has anything, unless they are wanted; those that are for programs come last. */
export function shownColumns({ columns, rows, showsAll }) {
  const valuesOf = (column) =>
    rows.map(({ fields }) => keyOf(column, fields ?? {})).filter((key) => key !== null);
  const shown = columns.map((column) => ({ column, values: valuesOf(column) }));
  const wanted =
    showsAll || rows.length === 0
      ? shown
      : shown.filter(({ column, values }) => column.name === 'Title' || values.length > 0);
  const isForPrograms = ({ values }) =>
    values.length > 0 && values.every((value) => GUID.test(String(value)));
  return [...wanted.filter((one) => !isForPrograms(one)), ...wanted.filter(isForPrograms)].map(
    ({ column }) => column,
  );
}

const GUID = /[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/i;

function wantedRows({ rows, filter, sort, columns, site }, shown) {
  const wanted =
    filter === ''
      ? [...rows]
      : rows.filter(({ fields }) =>
          shown.some((column) =>
            textOf(column, fields ?? {}, site.zone)
              .toLowerCase()
              .includes(filter),
          ),
        );
  const column = columns.find(({ name }) => name === sort.name);
  if (column === undefined) return wanted;
  return wanted.sort((one, other) => {
    const [a, b] = [keyOf(column, one.fields), keyOf(column, other.fields)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sort.descending ? compareKeys(b, a) : compareKeys(a, b);
  });
}

function headCell(state, column, draw) {
  const isSorted = state.sort.name === column.name;
  const direction = state.sort.descending ? 'descending' : 'ascending';
  return el(
    'th',
    { scope: 'col', 'aria-sort': isSorted ? direction : 'none', class: isNumeric(column) ? 'number' : null },
    button(
      [
        column.displayName,
        isSorted ? el('span', { 'aria-hidden': 'true' }, state.sort.descending ? ' ↓' : ' ↑') : null,
      ],
      () => {
        state.sort = { name: column.name, descending: isSorted && !state.sort.descending };
        draw();
      },
      { class: 'sort' },
    ),
  );
}

function rowNode(state, columns, row) {
  const fields = row.fields ?? {};
  const address = addressOf(['sites', state.site.id, 'lists', state.list.id, row.id]);
  return el(
    'tr',
    { 'data-row': row.id },
    columns.map((column, index) => {
      const value = valueNode(column, fields, state.site.zone);
      const cell = el('td', { class: isNumeric(column) ? 'number' : null, 'data-column': column.name });
      if (index === 0) fill(cell, el('a', { href: address }, value ?? `Row ${row.id}`));
      else fill(cell, value);
      if (isEditable(column)) cell.addEventListener('dblclick', () => editCell(state, cell, column, row));
      return cell;
    }),
  );
}

function drawPager(state, pager, pages, draw) {
  pager.hidden = pages === 1;
  if (pages === 1) return;
  const go = (step) => () => {
    state.pageNumber += step;
    draw();
  };
  fill(
    pager,
    button([icon('left', 18), 'Before'], go(-1), { disabled: state.pageNumber === 0 }),
    el('span', {}, `Page ${state.pageNumber + 1} of ${pages}`),
    button(['Next', icon('right', 18)], go(1), { disabled: state.pageNumber === pages - 1 }),
  );
}
