/** From the address after `#` to what is shown. */
import { el, fill } from './dom.js';
import { attempt } from './notices.js';
import { showCalendar } from './sections/calendar.js';
import { showChat } from './sections/chat.js';
import { showFiles } from './sections/files.js';
import { showList } from './sections/list.js';
import { showMail } from './sections/mail.js';
import { showMeetings } from './sections/meetings.js';
import { showRecycled } from './sections/recycled.js';
import { showSettings } from './sections/settings.js';
import { showSites } from './sections/sites.js';
import { session } from './session.js';

/** Patterns with their parameters; those after `?` may change without what is shown being made anew. */
/** @type {[string, (page: any) => Promise<void>][]} */
const ROUTES = [
  ['sites', showSites],
  ['sites/:site/recycled', showRecycled],
  ['sites/:site/lists/:list/:item?', showList],
  ['files/:drive?/:folder?', showFiles],
  ['mail/:mail?', showMail],
  ['calendar/:person?/:week?', showCalendar],
  ['meetings', showMeetings],
  ['chat/:conversation?', showChat],
  ['settings', showSettings],
];

export function startRouter() {
  const main = document.getElementById('content');
  /** @type {any} */
  let page = null;

  async function show(isForced) {
    const { segments, query } = readAddress();
    const found = match(segments);
    if (found === null) {
      location.replace('#/sites');
      return;
    }
    const { view, params, kept } = found;
    if (!isForced && page !== null && page.view === view && page.kept === kept) {
      Object.assign(page, { params, query });
      await attempt(() => page.onRoute?.());
      return;
    }
    const isFirst = page === null;
    page?.onLeave?.();
    const made = newPage(view, kept, params, query);
    page = made;
    try {
      await view(made);
    } catch (error) {
      if (page === made)
        fill(
          made.root,
          el('div', { class: 'empty' }, el('h1', {}, 'This cannot be shown'), el('p', {}, messageOf(error))),
        );
    }
    if (page !== made) return;
    fill(main, made.root);
    if (!isForced && !isFirst) main?.focus({ preventScroll: true });
    document.title = `${made.title} · ${session.tenant.displayName}`;
    void attempt(() => made.onShown?.());
  }

  window.addEventListener('hashchange', () => void show(false));
  void show(true);
  return {
    // What stands there is somebody else's: it goes at once, so that nothing is typed into it and lost.
    again() {
      fill(main);
      return show(true);
    },
    async changed(marks, before) {
      await attempt(() => page?.onChange?.(marks, before));
    },
  };
}

/**
 * What a view gets: it fills `root` and sets `title`. `onRoute` is called when only optional parameters changed,
 * `onChange` with the marks of the server, `onShown` once it stands on the page, `onLeave` when another comes.
 * @returns {any}
 */
function newPage(view, kept, params, query) {
  return {
    view,
    kept,
    params,
    query,
    root: el('div', { class: 'page' }),
    title: 'Local Microsoft 365',
    onRoute: null,
    onChange: null,
    onShown: null,
    onLeave: null,
  };
}

function readAddress() {
  const [path = '', text = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return {
    segments: path.split('/').filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(text),
  };
}

function match(segments) {
  for (const [pattern, view] of ROUTES) {
    const parts = pattern.split('/');
    if (segments.length > parts.length) continue;
    const params = {};
    const fits = parts.every((part, index) => {
      const given = segments[index];
      if (!part.startsWith(':')) return part === given;
      const name = part.replace(/[:?]/g, '');
      if (given === undefined) return part.endsWith('?');
      params[name] = given;
      return true;
    });
    if (!fits) continue;
    const fixed = parts.filter((part) => !part.endsWith('?')).length;
    return { view, params, kept: segments.slice(0, fixed).join('/') };
  }
  return null;
}

const messageOf = (error) => (error instanceof Error ? error.message : String(error));
