/** The document libraries of all sites. */
import { addressOf, button, el, empty, field, fill } from '../dom.js';
import { graph, graphAll } from '../http.js';
import { icon } from '../icons.js';
import { ask, attempt, busyButton, openDialog, tell } from '../notices.js';
import { person } from '../people.js';
import { session } from '../session.js';
import { count, showMoment, showSize } from '../time.js';
import { dropZone } from './drop.js';

export async function showFiles(page) {
  page.title = 'Files';
  const drives = await listDrives();
  page.onRoute = () => attempt(draw);
  const draw = async () => {
    const drive = drives.find(({ id }) => id === page.params.drive) ?? drives[0];
    if (drive === undefined) {
      fill(page.root, empty('No library', 'No site of this tenant has a document library.'));
      return;
    }
    await drawFolder(page.root, drives, drive, page.params.folder ?? 'root', draw);
  };
  page.onChange = (marks, before) =>
    JSON.stringify(marks.lists) === JSON.stringify(before.lists) ? undefined : draw();
  await draw();
}

async function listDrives() {
  const found = await Promise.all(
    session.sites.map(async (site) => {
      const { value } = await graph(`/sites/${site.id}/drives`);
      return value.map((drive) => ({ ...drive, site }));
    }),
  );
  return found.flat();
}

async function drawFolder(root, drives, drive, folderId, draw) {
  const path = `/drives/${drive.id}/items/${folderId}`;
  const [folder, { value: entries }] = await Promise.all([
    graph(folderId === 'root' ? `/drives/${drive.id}/root` : path),
    graphAll(folderId === 'root' ? `/drives/${drive.id}/root/children` : `${path}/children`),
  ]);
  const place = { drive, folder, draw };
  const upload = (files) => uploadAll(place, files);
  fill(
    root,
    el(
      'header',
      { class: 'heading' },
      el('div', {}, crumbs(drives, drive, folder), el('h1', {}, folder.root ? drive.name : folder.name)),
      el(
        'div',
        { class: 'actions' },
        busyButton([icon('plus', 18), 'New folder'], () => askFolder(place)),
        uploadButton(upload),
      ),
    ),
    dropZone(
      'Drop files here to upload them',
      upload,
      entries.length === 0
        ? empty(
            'Nothing in this folder',
            `Drop files here, or use “Upload”; they are put here as ${session.me.name}.`,
          )
        : el(
            'ul',
            { class: 'rows' },
            [...entries].sort(foldersFirst).map((entry) => entryNode(place, entry)),
          ),
    ),
  );
}

const foldersFirst = (one, other) =>
  Number(other.folder !== undefined) - Number(one.folder !== undefined) ||
  one.name.localeCompare(other.name, 'en-GB', { numeric: true });

function crumbs(drives, drive, folder) {
  const path = decodeURIComponent(folder.parentReference.path?.split('root:')[1] ?? '');
  const parts = path.split('/').filter(Boolean);
  return el(
    'p',
    { class: 'crumbs' },
    drives.length > 1
      ? el(
          'select',
          {
            'aria-label': 'Library',
            value: drive.id,
            on: {
              change: (event) => {
                location.hash = addressOf(['files', event.target.value]);
              },
            },
          },
          drives.map(({ id, name, site }) => el('option', { value: id }, `${site.name}: ${name}`)),
        )
      : drive.site.name,
    folder.root ? null : [' / ', el('a', { href: addressOf(['files', drive.id]) }, drive.name)],
    folder.root || parts.length === 0
      ? null
      : [
          parts.slice(0, -1).map((part) => [' / ', part]),
          ' / ',
          el('a', { href: addressOf(['files', drive.id, folder.parentReference.id]) }, parts.at(-1)),
        ],
  );
}

function entryNode(place, entry) {
  const { drive } = place;
  const who = (entry.lastModifiedBy.user ?? entry.lastModifiedBy.application)?.displayName ?? 'Somebody';
  const about = entry.folder ? count(entry.folder.childCount, 'item') : showSize(entry.size);
  const link = entry.folder
    ? el('a', { href: addressOf(['files', drive.id, entry.id]) }, entry.name)
    : el('a', { href: entry['@microsoft.graph.downloadUrl'], download: entry.name }, entry.name);
  return el(
    'li',
    {},
    el('span', { class: 'sign' }, icon(entry.folder ? 'files' : 'file', 22)),
    el(
      'div',
      {},
      link,
      el(
        'p',
        { class: 'soft' },
        `${about} · ${who}, ${showMoment(entry.lastModifiedDateTime, drive.site.zone)}`,
      ),
    ),
    entry.folder
      ? null
      : busyButton('Versions', () => attempt(() => openVersions(place, entry)), {
          'aria-label': `Versions of ${entry.name}`,
        }),
    busyButton(icon('bin', 18), () => removeEntry(place, entry), {
      class: 'plain',
      'aria-label': `Delete ${entry.name}`,
    }),
  );
}

async function removeEntry({ drive, draw }, entry) {
  if (!(await ask(`Delete ${entry.name}?`, 'It goes to the recycle bin of the site.', 'Delete'))) return;
  const options = { method: 'DELETE', headers: { 'if-match': entry.eTag } };
  if (
    await attempt(
      () => graph(`/drives/${drive.id}/items/${entry.id}`, options),
      `Deleted as ${session.me.name}.`,
    )
  )
    await attempt(draw);
}

async function openVersions({ drive, draw }, entry) {
  const path = `/drives/${drive.id}/items/${entry.id}/versions`;
  const { value } = await graph(path);
  openDialog(`Versions of ${entry.name}`, (close) =>
    el(
      'ul',
      { class: 'rows' },
      value.map((version, index) => {
        const { user, application } = version.lastModifiedBy;
        return el(
          'li',
          {},
          el(
            'div',
            {},
            person((user ?? application)?.displayName ?? 'Somebody', user === undefined),
            el(
              'p',
              { class: 'soft' },
              `Version ${version.id} · ${showMoment(version.lastModifiedDateTime, drive.site.zone)} · ${showSize(version.size)}`,
            ),
          ),
          index === 0
            ? el('span', { class: 'soft' }, 'Present')
            : busyButton('Restore', async () => {
                if (
                  !(await attempt(
                    () => graph(`${path}/${version.id}/restoreVersion`, { method: 'POST' }),
                    'Restored.',
                  ))
                )
                  return;
                close();
                await attempt(draw);
              }),
        );
      }),
    ),
  );
}

function uploadButton(upload) {
  const input = el('input', {
    type: 'file',
    multiple: true,
    class: 'hidden',
    'aria-label': 'Upload files',
    on: {
      change: async () => {
        await upload([...(input.files ?? [])]);
        input.value = '';
      },
    },
  });
  return el('label', { class: 'main button' }, icon('plus', 18), 'Upload', input);
}

async function uploadAll({ drive, folder, draw }, files) {
  const below = folder.root ? `/drives/${drive.id}/root` : `/drives/${drive.id}/items/${folder.id}`;
  for (const file of files) {
    const isDone = await attempt(() =>
      graph(`${below}:/${encodeURIComponent(file.name)}:/content`, {
        method: 'PUT',
        raw: file,
        headers: { 'content-type': file.type || 'application/octet-stream' },
      }),
    );
    if (isDone) tell(`${file.name} is here now, put by ${session.me.name}.`, 'good');
  }
  await attempt(draw);
}

function askFolder({ drive, folder, draw }) {
  const below = folder.root ? `/drives/${drive.id}/root` : `/drives/${drive.id}/items/${folder.id}`;
  const name = el('input', { type: 'text', required: true, maxlength: 128 });
  openDialog('New folder', (close) =>
    el(
      'form',
      {
        on: {
          submit: async (event) => {
            event.preventDefault();
            const body = { name: name.value.trim(), folder: {}, '@microsoft.graph.conflictBehavior': 'fail' };
            if (
              !(await attempt(
                () => graph(`${below}/children`, { method: 'POST', body }),
                'The folder is made.',
              ))
            )
              return;
            close();
            await attempt(draw);
          },
        },
      },
      field('Name', name),
      el('div', { class: 'actions' }, button('Cancel', close), el('button', { class: 'main' }, 'Make')),
    ),
  );
  name.focus();
}
