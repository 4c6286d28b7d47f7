/** One row beside its list: its values to change, and what it was before. */
import { textOf, valueNode } from '../columns.js';
import { button, el, empty, fill } from '../dom.js';
import { isEditable, makeEditor } from '../editors.js';
import { graph, Refusal } from '../http.js';
import { ask, attempt, busyButton, openDialog } from '../notices.js';
import { person } from '../people.js';
import { session } from '../session.js';
import { showMoment } from '../time.js';
import { shownColumns } from './listTable.js';
import { saveFields } from './writeRow.js';

/** Opens the sheet of a row; `onClose` is called once it is closed. */
export async function openRow(state, id, onClose) {
  const row = await findRow(state, id);
  if (row === null) {
    openDialog(
      'No such row',
      () => el('p', {}, 'This row is not in the list any more; it may lie in the recycle bin.'),
      { onClose },
    );
    return { id, close: () => {} };
  }
  const details = el('div', { class: 'details' });
  const history = el('div', { class: 'history' });
  const dialog = openDialog(
    titleOf(row),
    (close) => {
      drawDetails(state, row, details, close);
      return [
        tabs(
          [
            ['Values', details],
            ['History', history],
          ],
          () => attempt(() => drawHistory(state, row, history)),
        ),
      ];
    },
    { kind: 'sheet', onClose },
  );
  return {
    id,
    close: dialog.close,
    refresh: () => (history.hidden ? undefined : drawHistory(state, row, history)),
  };
}

/** As it is now, which the table may not show yet. */
async function findRow(state, id) {
  try {
    return await graph(`${state.path}/items/${encodeURIComponent(id)}?$expand=${state.expand}`);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}

const titleOf = ({ id, fields }) => fields?.Title ?? `Row ${id}`;

/** Buttons of which each shows its part; the second is filled when it is opened. */
function tabs(parts, onSecond) {
  const buttons = parts.map(([name], index) =>
    button(name, () => choose(index), { role: 'tab', 'aria-selected': String(index === 0) }),
  );
  const choose = (chosen) => {
    for (const [index, [, part]] of parts.entries()) {
      part.hidden = index !== chosen;
      buttons[index].setAttribute('aria-selected', String(index === chosen));
    }
    if (chosen === 1) void onSecond();
  };
  for (const [index, [name, part]] of parts.entries()) {
    part.setAttribute('role', 'tabpanel');
    part.setAttribute('aria-label', name);
    part.hidden = index > 0;
  }
  return [el('div', { class: 'tabs', role: 'tablist' }, buttons), parts.map(([, part]) => part)];
}

function drawDetails(state, row, place, close) {
  const editors = [];
  const { site, siteRows } = state;
  const inputs = shownColumns({ ...state, showsAll: true }).map((column) => {
    if (!isEditable(column)) {
      const value = valueNode(column, row.fields ?? {}, site.zone);
      return el('div', { class: 'field' }, el('span', { class: 'label' }, column.displayName), value ?? '–');
    }
    const editor = makeEditor(column, row.fields ?? {}, siteRows);
    editors.push(editor);
    return editor.element;
  });
  const save = async () => {
    if (!(await saveFields(state, row, await readAll(editors)))) return;
    close();
    await attempt(() => state.reload());
  };
  const remove = async () => {
    if (
      !(await ask(
        'Delete this row?',
        'It goes to the recycle bin, from which it can be brought back.',
        'Delete',
      ))
    )
      return;
    const isDone = await attempt(
      () => graph(`${state.path}/items/${row.id}`, { method: 'DELETE', headers: { 'if-match': row.eTag } }),
      `Deleted as ${session.me.name}.`,
    );
    if (!isDone) return;
    close();
    await attempt(() => state.reload());
  };
  fill(
    place,
    formOf(inputs, `Save as ${session.me.name}`, save, busyButton('Delete', remove, { class: 'danger' })),
  );
}

function formOf(inputs, title, save, ...more) {
  const submit = el('button', { class: 'main' }, title);
  return el(
    'form',
    {
      on: {
        submit: async (event) => {
          event.preventDefault();
          submit.disabled = true;
          await save();
          submit.disabled = false;
        },
      },
    },
    el('div', { class: 'fields' }, inputs),
    el('div', { class: 'actions foot' }, more, submit),
  );
}

/** The changes of all inputs in one; null when there are none. */
async function readAll(editors) {
  const changes = await Promise.all(editors.map((editor) => editor.read()));
  const fields = Object.assign({}, ...changes.filter((one) => one !== null));
  return Object.keys(fields).length === 0 ? null : fields;
}

/** The form of a new row. SharePoint itself fills in the defaults of what is not sent. */
export async function openNewRow(state) {
  const columns = shownColumns({ ...state, showsAll: true }).filter(isEditable);
  const editors = columns.map((column) => makeEditor(column, {}, state.siteRows));
  openDialog(
    `New row in ${state.list.displayName}`,
    (close) =>
      formOf(
        editors.map(({ element }) => element),
        `Add as ${session.me.name}`,
        async () => {
          const isDone = await attempt(async () => {
            const fields = (await readAll(editors)) ?? {};
            await graph(`${state.path}/items`, { method: 'POST', body: { fields } });
          }, `Added as ${session.me.name}.`);
          if (!isDone) return;
          close();
          await attempt(() => state.reload());
        },
        button('Cancel', close),
      ),
    { kind: 'sheet' },
  );
}

/** Every version with what it changed, the newest first. */
async function drawHistory(state, row, place) {
  const { value } = await graph(`${state.path}/items/${row.id}/versions?$expand=fields`);
  const steps = value.map((version, index) => ({
    version,
    changes: changesOf(state, version, value[index + 1]),
  }));
  if (steps.length === 0) {
    fill(place, empty('No history', 'SharePoint keeps no versions of this row.'));
    return;
  }
  fill(
    place,
    el(
      'ol',
      { class: 'steps' },
      steps.map(({ version, changes }) => stepNode(state, version, changes)),
    ),
  );
}

function stepNode({ site }, version, changes) {
  const { user, application } = version.lastModifiedBy;
  return el(
    'li',
    {},
    el(
      'header',
      {},
      person((user ?? application)?.displayName ?? 'Somebody', user === undefined),
      el(
        'span',
        { class: 'soft' },
        `Version ${version.id} · ${showMoment(version.lastModifiedDateTime, site.zone)}`,
      ),
    ),
    changes.length === 0
      ? el('p', { class: 'soft' }, 'Nothing that is shown here.')
      : el(
          'dl',
          {},
          changes.map(({ column, before, after }) => [
            el('dt', {}, column.displayName),
            el(
              'dd',
              {},
              before === '' ? null : el('del', {}, before),
              before === '' ? null : ' ',
              el('ins', {}, after === '' ? 'emptied' : after),
            ),
          ]),
        ),
  );
}

function changesOf(state, version, earlier) {
  return state.columns
    .filter(({ name }) => name !== 'Modified' && name !== 'Editor')
    .map((column) => ({
      column,
      before: earlier === undefined ? '' : versionText(state, column, earlier.fields),
      after: versionText(state, column, version.fields),
    }))
    .filter(({ before, after }) => before !== after);
}

/** Versions hold a person as the row of the user list only. */
function versionText({ site, siteRows }, column, fields = {}) {
  const shown = textOf(column, fields, site.zone);
  const row = fields[`${column.name}LookupId`];
  if (shown !== '' || row === undefined) return shown;
  return siteRows.personOfRow(Number(row))?.name ?? `row ${row}`;
}
