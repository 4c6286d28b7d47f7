/** Mails that anybody sent. */
import { addressOf, button, el, empty, fill } from '../dom.js';
import { graph, local } from '../http.js';
import { icon } from '../icons.js';
import { attempt } from '../notices.js';
import { avatar } from '../people.js';
import { nowMs, session } from '../session.js';
import { showMoment, showShort, showSize } from '../time.js';

export async function showMail(page) {
  page.title = 'Mail';
  const list = el('ul', { class: 'letters', 'aria-label': 'Sent mails' });
  const letter = el('section', { class: 'letter', 'aria-label': 'Mail' });
  let mails = [];
  const draw = () => {
    const chosen = mails.find(({ id }) => id === page.params.mail);
    fill(
      list,
      mails.map((mail) => mailLink(mail, mail === chosen)),
    );
    page.root.classList.toggle('one', chosen !== undefined);
    drawLetter(letter, chosen);
  };
  const load = async () => {
    ({ mails } = await local('/local365/page/mails'));
    fill(
      page.root,
      el('h1', { class: 'hidden' }, 'Mail'),
      mails.length === 0
        ? empty(
            'No mails yet',
            'Every mail that a person or an app of this tenant sends stands here; none leaves this machine.',
          )
        : el('div', { class: 'split' }, list, letter),
    );
    draw();
  };
  page.onRoute = draw;
  page.onChange = (marks, before) => (marks.mail === before.mail ? undefined : load());
  await load();
}

const namesOf = (people) => people.map(({ name, address }) => name || address).join(', ');

function mailLink(mail, isChosen) {
  return el(
    'li',
    {},
    el(
      'a',
      { href: addressOf(['mail', mail.id]), 'aria-current': isChosen ? 'true' : null },
      avatar(mail.from.name || mail.from.address),
      el(
        'span',
        { class: 'lines' },
        el('b', {}, mail.subject || '(no subject)'),
        el('span', { class: 'soft' }, `To ${namesOf(mail.to)}`),
      ),
      el(
        'span',
        { class: 'soft' },
        mail.attachments.length > 0 ? icon('clip', 15) : null,
        showShort(mail.sentAt, session.tenant.timeZone, nowMs()),
      ),
    ),
  );
}

function drawLetter(place, mail) {
  // The frame of the mail that is shown already is not loaded again.
  if (mail !== undefined && place.dataset.mail === mail.id) return;
  place.dataset.mail = mail?.id ?? '';
  if (mail === undefined) {
    fill(place, empty('Choose a mail', 'Its text and attachments are shown here.'));
    return;
  }
  fill(
    place,
    el(
      'header',
      {},
      el('a', { class: 'back', href: '#/mail' }, icon('left', 18), 'All mails'),
      el('h2', {}, mail.subject || '(no subject)'),
      el(
        'dl',
        { class: 'facts' },
        fact('From', `${mail.from.name} <${mail.from.address}>`),
        fact('To', mail.to.map(showAddress).join(', ')),
        fact('Cc', mail.cc.map(showAddress).join(', ')),
        fact('Bcc', mail.bcc.map(showAddress).join(', ')),
        fact('Reply to', mail.replyTo.map(showAddress).join(', ')),
        fact('Sent', showMoment(mail.sentAt, session.tenant.timeZone)),
        mail.headers.map(({ name, value }) => fact(name, value)),
      ),
      attachmentsOf(mail),
    ),
    el('iframe', {
      title: `Text of “${mail.subject}”`,
      src: `/local365/page/mails/${encodeURIComponent(mail.id)}/body`,
      sandbox: 'allow-popups allow-popups-to-escape-sandbox',
      referrerpolicy: 'no-referrer',
    }),
  );
}

const showAddress = ({ name, address }) => (name && name !== address ? `${name} <${address}>` : address);

const fact = (name, value) => (value === '' ? null : [el('dt', {}, name), el('dd', {}, value)]);

function attachmentsOf(mail) {
  const shown = mail.attachments.filter(({ isInline }) => !isInline);
  if (shown.length === 0) return null;
  return el(
    'ul',
    { class: 'chips' },
    shown.map((attachment) =>
      el(
        'li',
        {},
        button([icon('clip', 16), `${attachment.name} (${showSize(attachment.size)})`], () =>
          attempt(() => download(mail, attachment)),
        ),
      ),
    ),
  );
}

/** As the sender, whose mailbox it is in. */
async function download({ id, ownerId }, attachment) {
  const { value } = await graph(`/users/${ownerId}/messages/${encodeURIComponent(id)}/attachments`, {
    as: ownerId,
  });
  const found = value.find((one) => one.id === attachment.id);
  if (found === undefined) throw new Error('This attachment is not there any more.');
  const bytes = Uint8Array.from(atob(found.contentBytes), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  el('a', { href: url, download: found.name }).click();
  URL.revokeObjectURL(url);
}
