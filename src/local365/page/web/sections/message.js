/** One message with its cards and files. */
import { CARD_TYPE, drawCard } from '../cards.js';
import { el, fill } from '../dom.js';
import { local } from '../http.js';
import { icon } from '../icons.js';
import { markdownNodes } from '../markdown.js';
import { attempt, tell } from '../notices.js';
import { avatar } from '../people.js';
import { session } from '../session.js';
import { showMoment, showTime } from '../time.js';

const FILE_TYPE = 'application/vnd.microsoft.teams.file.download.info';
const MESSAGE_ANSWER = 'application/vnd.microsoft.activity.message';
/** Left out of `refresh`, automatic for everybody in conversations of so many ("Universal Actions for Adaptive Cards"). */
const MOST_REFRESHED = 60;

export function drawMessage(conversation, message, onSaid) {
  const { from, sentAt, updatedAt, deletedAt, text, attachments } = message;
  const zone = session.tenant.timeZone;
  const isMine = from.id === session.me.id;
  return el(
    'article',
    {
      class: `message${isMine ? ' mine' : ''}`,
      'aria-label': `${from.name}, ${showTime(sentAt, zone)}`,
      'data-message': message.id,
    },
    avatar(from.name, from.isBot),
    el(
      'div',
      { class: 'said' },
      el(
        'header',
        {},
        el('b', {}, from.name),
        el(
          'time',
          { datetime: sentAt, title: showMoment(sentAt, zone), class: 'soft' },
          showTime(sentAt, zone),
        ),
        updatedAt === null || deletedAt !== null ? null : el('span', { class: 'soft' }, 'Edited'),
      ),
      deletedAt === null
        ? [
            text === '' ? null : from.isBot ? markdownNodes(text) : el('p', { class: 'typed' }, text),
            attachments.map((attachment) => attachmentNode(conversation, message, attachment, onSaid)),
          ]
        : el('p', { class: 'soft' }, 'This message was deleted.'),
    ),
  );
}

function attachmentNode(conversation, message, { contentType, content, name }, onSaid) {
  if (contentType === CARD_TYPE) return cardNode(conversation, message, content, onSaid);
  if (contentType === 'text/html') return null;
  if (contentType === FILE_TYPE) return fileNode(name, content);
  return el(
    'div',
    { class: 'card' },
    el('p', { class: 'soft' }, `${name ?? 'An attachment'} (${contentType})`),
  );
}

/** Files of this server can be had again; the address was made for the port of that time. */
function fileNode(name, content) {
  const path = /\/local365\/chat\/files\/.+$/.exec(content?.downloadUrl ?? '')?.[0];
  return el(
    'p',
    { class: 'chips' },
    path === undefined
      ? el('span', { class: 'chip' }, icon('clip', 16), name)
      : el('a', { class: 'chip', href: path, download: name }, icon('clip', 16), name),
  );
}

/** A card, what the bot answers to clicks on it, and its view for this person where it has one. */
function cardNode(conversation, message, content, onSaid) {
  const place = el('div', { class: 'cards' });
  const answerPlace = el('p', { class: 'answer', role: 'status' });
  const show = (card) => fill(place, drawCard(card, actions), answerPlace);
  const actions = {
    onExecute: ({ verb, data }) => act(() => click(verb, data, 'manual')),
    onSubmit: (data) => act(() => submit(data)),
  };
  const where = { userId: session.me.id, conversationId: conversation.id, messageId: message.id };

  async function act(work) {
    if (place.classList.contains('busy')) return;
    place.classList.add('busy');
    place.setAttribute('aria-busy', 'true');
    answerPlace.textContent = '';
    await attempt(work);
    place.classList.remove('busy');
    place.removeAttribute('aria-busy');
    await onSaid();
  }

  async function click(verb, data, trigger) {
    const { botStatus, answer } = await local('/local365/chat/click', {
      method: 'POST',
      body: { ...where, verb, data, trigger },
    });
    if (botStatus !== 200) {
      // After a refresh that failed a client leaves the card as it is.
      if (trigger === 'manual') throw new Error(unreachable(botStatus));
      return;
    }
    if (answer.type === CARD_TYPE) {
      // Only this person sees it, until the message itself changes.
      show(answer.value);
      return;
    }
    if (trigger === 'automatic') return;
    if (answer.type === MESSAGE_ANSWER) answerPlace.textContent = String(answer.value);
    else throw new Error(answer.value?.message ?? 'The bot answered the click with an error.');
  }

  async function submit(data) {
    const { botStatus } = await local('/local365/chat/submit', { method: 'POST', body: { ...where, data } });
    if (botStatus >= 300) throw new Error(unreachable(botStatus));
    tell('Sent.', 'good');
  }

  show(content);
  const own = refreshFor(conversation, content);
  if (own !== null) void click(own.verb, own.data ?? {}, 'automatic').catch(() => {});
  return place;
}

const unreachable = (status) => `Something went wrong: the bot answered the click with status ${status}.`;

/** The action that gives this person's own view of a card, when it is asked for by itself. */
function refreshFor({ memberIds }, content) {
  const { action, userIds } = content?.refresh ?? {};
  if (action?.type !== 'Action.Execute') return null;
  const isMeant =
    userIds === undefined ? memberIds.length <= MOST_REFRESHED : userIds.some((id) => sameUser(id));
  return isMeant ? action : null;
}

const sameUser = (id) => String(id).replace(/^(29:|8:orgid:)/, '') === session.me.id;
