/** Changes of a row: in its cell, and what is sent. */
import { button, el, fill } from '../dom.js';
import { makeEditor } from '../editors.js';
import { graph, Refusal } from '../http.js';
import { attempt, tell } from '../notices.js';
import { session } from '../session.js';

/** Puts the input in place of the value until it is saved or left. */
export function editCell(state, cell, column, row) {
  if (cell.classList.contains('editing')) return;
  const editor = makeEditor(column, row.fields ?? {}, state.siteRows);
  const leave = () => {
    cell.classList.remove('editing');
    void attempt(() => state.reload());
  };
  const save = async () => {
    if (await saveFields(state, row, await editor.read())) leave();
  };
  const form = el(
    'form',
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          void save();
        },
        keydown: (event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          leave();
        },
      },
    },
    editor.element,
    el('div', { class: 'actions' }, button('Cancel', leave), el('button', { class: 'main' }, 'Save')),
  );
  cell.classList.add('editing');
  fill(cell, form);
  editor.input?.focus();
}

/**
 * Writes changed fields of a row as the person of this tab, unless somebody else changed it meanwhile; tells what went
 * wrong and answers whether it is written.
 */
export async function saveFields(state, row, fields) {
  if (fields === null || Object.keys(fields).length === 0) return true;
  try {
    await graph(`${state.path}/items/${row.id}/fields`, {
      method: 'PATCH',
      body: fields,
      headers: { 'if-match': row.eTag },
    });
    tell(`Saved as ${session.me.name}.`, 'good');
    return true;
  } catch (error) {
    const isStale = error instanceof Refusal && error.status === 412;
    tell(
      isStale
        ? 'Somebody changed this row meanwhile, so nothing was written. Open it again to see the new values.'
        : messageOf(error),
      'bad',
    );
    return false;
  }
}

const messageOf = (error) => (error instanceof Error ? error.message : String(error));
