/** Sites and their lists. */
import { add, addressOf, el, empty, fill } from '../dom.js';
import { graphAll, local } from '../http.js';
import { icon } from '../icons.js';
import { reloadSites, session } from '../session.js';
import { count } from '../time.js';

export async function showSites(page) {
  page.title = 'Lists';
  const draw = async () => {
    await reloadSites();
    const shown = await Promise.all(session.sites.map(siteBlock));
    fill(page.root, el('h1', { class: 'hidden' }, 'Lists'), shown);
    if (shown.length === 0)
      add(
        page.root,
        empty('No sites', 'This tenant has no SharePoint site; start it with a seed file that names one.'),
      );
  };
  page.onChange = draw;
  await draw();
}

async function siteBlock(site) {
  const [{ value: lists }, { counts }] = await Promise.all([
    graphAll(`/sites/${site.id}/lists`),
    local(`/local365/page/counts?site=${encodeURIComponent(site.id)}`),
  ]);
  const registers = lists.filter(({ list }) => list.template === 'genericList');
  const { value: recycled } = await local('/local365/sharepoint/recycle');
  const held = recycled.filter(({ siteId }) => siteId === site.id).length;
  return el(
    'section',
    { class: 'site' },
    el(
      'header',
      { class: 'heading' },
      el('div', {}, el('h2', {}, site.name), el('p', { class: 'soft' }, site.webUrl, ' · ', site.zone)),
      el(
        'div',
        { class: 'actions' },
        el('a', { class: 'quiet', href: '#/files' }, icon('files', 18), 'Files'),
        el(
          'a',
          { class: 'quiet', href: addressOf(['sites', site.id, 'recycled']) },
          icon('bin', 18),
          `Recycle bin${held === 0 ? '' : ` (${held})`}`,
        ),
      ),
    ),
    registers.length === 0
      ? empty('No lists yet', 'A list stands here as soon as an app or a person makes one on this site.')
      : el(
          'ul',
          { class: 'tiles' },
          registers.map((list) => tile(site, list, counts[list.id] ?? 0)),
        ),
  );
}

function tile(site, list, rows) {
  return el(
    'li',
    {},
    el(
      'a',
      { class: 'tile', href: addressOf(['sites', site.id, 'lists', list.id]) },
      el('b', {}, list.displayName),
      list.description ? el('span', { class: 'soft clamp' }, list.description) : null,
      el(
        'span',
        { class: 'meta' },
        el('span', { class: rows > 0 ? 'number some' : 'number soft' }, count(rows, 'row')),
      ),
    ),
  );
}
