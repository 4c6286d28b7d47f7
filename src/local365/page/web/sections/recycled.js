/** The recycle bin of a site. */
import { el, empty, fill } from '../dom.js';
import { graphAll, local, Refusal } from '../http.js';
import { attempt, busyButton } from '../notices.js';
import { siteOf } from '../session.js';
import { showMoment } from '../time.js';

export async function showRecycled(page) {
  page.title = 'Recycle bin';
  const site = siteOf(page.params.site);
  if (site === undefined) throw new Refusal(404, 'There is no such site.');
  const draw = async () => {
    const [{ value }, { value: lists }] = await Promise.all([
      local('/local365/sharepoint/recycle'),
      graphAll(`/sites/${site.id}/lists`),
    ]);
    const nameOf = (id) => lists.find((list) => list.id === id)?.displayName ?? 'a list that is gone';
    const held = value.filter(({ siteId }) => siteId === site.id);
    fill(
      page.root,
      el(
        'header',
        { class: 'heading' },
        el(
          'div',
          {},
          el('p', { class: 'crumbs' }, el('a', { href: '#/sites' }, site.name)),
          el('h1', {}, 'Recycle bin'),
        ),
      ),
      held.length === 0
        ? empty('The bin is empty', 'Rows and files that somebody deletes lie here, and can be brought back.')
        : el(
            'ul',
            { class: 'rows' },
            held.map((one) => recycledNode(one, nameOf(one.listId), site, draw)),
          ),
    );
  };
  page.onChange = (marks, before) => (marks.recycled === before.recycled ? undefined : draw());
  await draw();
}

function recycledNode({ key, title, deletedDateTime, deletedBy }, listName, site, draw) {
  const who = (deletedBy.user ?? deletedBy.application)?.displayName ?? 'Somebody';
  return el(
    'li',
    {},
    el(
      'div',
      {},
      el('b', {}, title),
      el(
        'p',
        { class: 'soft' },
        `${listName} · deleted by ${who}, ${showMoment(deletedDateTime, site.zone)}`,
      ),
    ),
    busyButton(
      'Restore',
      async () => {
        const body = { key };
        if (
          await attempt(
            () => local('/local365/sharepoint/recycle/restore', { method: 'POST', body }),
            'Restored.',
          )
        )
          await attempt(draw);
      },
      { 'aria-label': `Restore ${title}` },
    ),
  );
}
