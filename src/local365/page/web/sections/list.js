/** A list as a table. */
import { selectOf, tellingColumns } from '../columns.js';
import { addressOf, el, fill } from '../dom.js';
import { graph, Refusal } from '../http.js';
import { icon } from '../icons.js';
import { attempt, busyButton } from '../notices.js';
import { siteOf } from '../session.js';
import { openSiteRows } from '../siteRows.js';
import { drawTable } from './listTable.js';
import { openNewRow, openRow } from './row.js';

const ROWS_A_REQUEST = 1000;
/** Beyond this the table shows the beginning of the list only, and says so. */
const MOST_ROWS = 20_000;

export async function showList(page) {
  const site = siteOf(page.params.site);
  if (site === undefined) throw new Refusal(404, 'There is no such site.');
  const path = `/sites/${site.id}/lists/${page.params.list}`;
  /** @type {any} */
  const state = {
    site,
    path,
    list: null,
    columns: [],
    rows: [],
    isWhole: true,
    isLoading: false,
    expand: '',
    sort: { name: '', descending: false },
    filter: '',
    pageNumber: 0,
    showsAll: false,
    siteRows: await openSiteRows(site),
    reload: async () => {
      await loadColumns(state);
      await loadRows(state, draw);
    },
  };
  await loadColumns(state);
  page.title = state.list.displayName;
  const parts = makeParts(state, page, () => draw());
  const draw = () => drawTable(state, parts);
  fill(page.root, parts.heading, parts.tools, parts.note, parts.table, parts.pager);
  await new Promise((resolve) => {
    const drawFirst = () => {
      draw();
      resolve(undefined);
    };
    void attempt(() => loadRows(state, drawFirst)).then(resolve);
  });

  let sheet = null;
  page.onRoute = async () => {
    const { item } = page.params;
    if (sheet?.id === item) return;
    sheet?.close();
    if (item === undefined) sheet = null;
    else sheet = await openRow(state, item, () => leaveRow(state));
  };
  page.onShown = () => page.onRoute();
  page.onLeave = () => sheet?.close();
  page.onChange = async (marks, before) => {
    const { id } = state.list;
    if (marks.lists[id] === before.lists[id] && marks.structure === before.structure) return;
    if (parts.table.querySelector('.editing') !== null) return;
    await state.reload();
    await sheet?.refresh?.();
  };
}

/** The sheet was closed: the address is that of the list again. */
function leaveRow({ site, list }) {
  const back = addressOf(['sites', site.id, 'lists', list.id]);
  if (location.hash.startsWith(back) && location.hash !== back) location.hash = back;
}

async function loadColumns(state) {
  state.list = await graph(`${state.path}?$expand=columns`);
  state.columns = tellingColumns(state.list.columns);
  state.expand = `fields($select=${selectOf(state.columns)})`;
}

/** Rows of a long list are drawn as they come at first, and later in place of those that were there. */
async function loadRows(state, draw) {
  const isFirst = state.rows.length === 0;
  const rows = [];
  let next = `${state.path}/items?$expand=${state.expand}&$top=${ROWS_A_REQUEST}`;
  while (next !== undefined && rows.length < MOST_ROWS) {
    const page = await graph(next);
    rows.push(...page.value);
    next = page['@odata.nextLink'];
    if (!isFirst) continue;
    Object.assign(state, { rows, isLoading: next !== undefined });
    draw();
  }
  Object.assign(state, { rows, isLoading: false, isWhole: next === undefined });
  draw();
}

function makeParts(state, page, draw) {
  const filter = el('input', {
    type: 'search',
    placeholder: 'Filter rows',
    'aria-label': 'Filter rows',
    on: {
      input: () => {
        state.filter = filter.value.trim().toLowerCase();
        state.pageNumber = 0;
        draw();
      },
    },
  });
  const all = el('input', {
    type: 'checkbox',
    on: {
      change: () => {
        state.showsAll = all.checked;
        draw();
      },
    },
  });
  return {
    heading: el(
      'header',
      { class: 'heading' },
      el(
        'div',
        {},
        el('p', { class: 'crumbs' }, el('a', { href: '#/sites' }, state.site.name)),
        el('h1', {}, state.list.displayName),
      ),
      el(
        'div',
        { class: 'actions' },
        el(
          'a',
          { class: 'quiet', href: addressOf(['sites', state.site.id, 'recycled']) },
          icon('bin', 18),
          'Recycle bin',
        ),
        busyButton([icon('plus', 18), 'Add a row'], () => openNewRow(state), { class: 'main' }),
      ),
    ),
    tools: el('div', { class: 'tools' }, filter, el('label', { class: 'check' }, all, 'Empty columns too')),
    note: el('p', { class: 'soft', role: 'status' }),
    table: el('div', {
      class: 'table',
      tabindex: '0',
      role: 'region',
      'aria-label': `Rows of ${page.title}`,
    }),
    pager: el('nav', { class: 'pager', 'aria-label': 'Pages' }),
  };
}
