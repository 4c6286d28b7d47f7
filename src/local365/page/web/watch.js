/** Looks for changes on the server, often while the page is looked at, never while it is hidden. */
import { el } from './dom.js';
import { local } from './http.js';
import { setNow } from './session.js';

const LOOK_MS = 1_000;

/** Calls `onChange(marks, before)` when a mark of `GET /local365/page/changes` differs from the one before. */
export function watchChanges(onChange) {
  let before = null;
  let banner = null;
  const look = async () => {
    try {
      const marks = await local('/local365/page/changes');
      setNow(marks.now);
      banner?.remove();
      banner = null;
      const last = before;
      // Another process: addresses of files and places in chats are not those of before.
      if (last !== null && last.instance !== marks.instance) location.reload();
      before = marks;
      if (last !== null && isDifferent(last, marks)) await onChange(marks, last);
    } catch (error) {
      if (banner === null) {
        banner = el(
          'div',
          { class: 'banner', role: 'alert' },
          error instanceof Error ? error.message : String(error),
        );
        document.body.prepend(banner);
      }
    }
  };
  const next = async () => {
    if (document.visibilityState === 'visible') await look();
    setTimeout(next, LOOK_MS);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
  void next();
}

const isDifferent = ({ now: _one, ...before }, { now: _other, ...after }) =>
  JSON.stringify(before) !== JSON.stringify(after);
