/** Short messages at the foot of the page, and questions before something is done. */
import { button, el, fill } from './dom.js';
import { icon } from './icons.js';

const SHOWN_MS = 6_000;

/** @param {string} text @param {'good' | 'bad' | 'plain'} [kind] */
export function tell(text, kind = 'plain') {
  const place = document.getElementById('notices');
  const notice = el(
    'div',
    { class: `notice ${kind}` },
    el('span', {}, text),
    button(icon('close', 16), () => notice.remove(), { 'aria-label': 'Dismiss', class: 'plain' }),
  );
  place?.append(notice);
  // What went wrong stays until it is dismissed.
  if (kind !== 'bad') setTimeout(() => notice.remove(), SHOWN_MS);
}

/** Does something and tells when it fails; answers whether it was done. */
export async function attempt(work, done) {
  try {
    await work();
    if (done !== undefined) tell(done, 'good');
    return true;
  } catch (error) {
    tell(error instanceof Error ? error.message : String(error), 'bad');
    return false;
  }
}

/** Disables a button while its work runs. */
export function busyButton(text, work, props = {}) {
  const made = button(
    text,
    async () => {
      made.disabled = true;
      try {
        await work();
      } finally {
        made.disabled = false;
      }
    },
    props,
  );
  return made;
}

/**
 * A dialog; closes with Escape, with its button and by `close()`.
 * @param {string} title
 * @param {(close: () => void) => any} content
 * @param {{ kind?: 'sheet' | 'box', onClose?: () => void }} [options]
 */
export function openDialog(title, content, { kind = 'box', onClose = () => {} } = {}) {
  // The dialog itself has the focus at first, so that a reader begins with its name.
  const dialog = el('dialog', { class: kind, 'aria-label': title, tabindex: '-1' });
  const close = () => dialog.close();
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose();
  });
  // A click beside it lands on the dialog itself.
  dialog.addEventListener('click', (event) => event.target === dialog && close());
  fill(
    dialog,
    el(
      'div',
      { class: 'inside' },
      el(
        'header',
        {},
        el('h2', {}, title),
        button(icon('close'), close, { 'aria-label': 'Close', class: 'plain' }),
      ),
      content(close),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.focus();
  return { close, element: dialog };
}

/** @returns {Promise<boolean>} */
export function ask(title, text, doIt) {
  return new Promise((resolve) => {
    let isWanted = false;
    openDialog(
      title,
      (close) => [
        el('p', {}, text),
        el(
          'div',
          { class: 'actions' },
          button('Cancel', close),
          button(
            doIt,
            () => {
              isWanted = true;
              close();
            },
            { class: 'danger' },
          ),
        ),
      ],
      { onClose: () => resolve(isWanted) },
    );
  });
}
