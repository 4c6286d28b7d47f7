/** Starts the page: frame, addresses, and the look for changes. */
import { el, fill } from './dom.js';
import { icon } from './icons.js';
import { tell } from './notices.js';
import { avatar, peopleSelect } from './people.js';
import { startRouter } from './router.js';
import { actAs, onActAs, openSession, session } from './session.js';
import { keepTenantLinks } from './tenantLinks.js';
import { watchChanges } from './watch.js';

const SECTIONS = [
  ['sites', 'lists', 'Lists'],
  ['files', 'files', 'Files'],
  ['mail', 'mail', 'Mail'],
  ['calendar', 'calendar', 'Calendar'],
  ['meetings', 'meetings', 'Meetings'],
  ['chat', 'chat', 'Chat'],
  ['settings', 'settings', 'Settings'],
];

function showSections() {
  const rail = document.getElementById('rail');
  const links = SECTIONS.map(([section, sign, title]) =>
    el('a', { href: `#/${section}`, 'data-section': section }, icon(sign), el('span', {}, title)),
  );
  fill(rail, links);
  const mark = () => {
    const [, now = 'sites'] = location.hash.split(/[/?]/);
    for (const one of links)
      if (one.dataset.section === now) one.setAttribute('aria-current', 'page');
      else one.removeAttribute('aria-current');
  };
  window.addEventListener('hashchange', mark);
  mark();
}

function showWho() {
  const place = document.getElementById('who');
  const show = () => {
    const { me } = session;
    if (me === null) return;
    fill(place, el('label', {}, el('span', { class: 'label' }, 'You are'), avatar(me.name), chooser(me)));
  };
  const chooser = (me) => peopleSelect({ value: me.id, label: 'You are', onChange: actAs });
  onActAs(show);
  show();
}

async function begin() {
  try {
    await openSession();
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error), 'bad');
    setTimeout(begin, 2_000);
    return;
  }
  const name = document.getElementById('tenant');
  if (name !== null) name.textContent = session.tenant.displayName;
  showSections();
  keepTenantLinks();
  showWho();
  const router = startRouter();
  onActAs(() => router.again());
  watchChanges((marks, before) => router.changed(marks, before));
}

await begin();
