/** Chats of the person whom this tab is. */
import { loadCards } from '../cards.js';
import { addressOf, button, el, empty, field, fill } from '../dom.js';
import { local } from '../http.js';
import { icon } from '../icons.js';
import { attempt, busyButton, openDialog } from '../notices.js';
import { avatar } from '../people.js';
import { nowMs, session } from '../session.js';
import { showShort } from '../time.js';
import { openTalk } from './talk.js';

export async function showChat(page) {
  page.title = 'Chat';
  const list = el('ul', { class: 'talks', 'aria-label': 'Conversations' });
  const place = el('section', { class: 'talk', 'aria-label': 'Messages' });
  /** @type {any} */
  const state = { bot: { id: '', name: 'the bot' }, conversations: [], talk: null };
  await loadCards();

  const load = async () => {
    const found = await local(`/local365/chat?userId=${encodeURIComponent(session.me.id)}`);
    Object.assign(state, { bot: found.bot, conversations: found.conversations.sort(newestFirst) });
    drawList(list, state, page.params.conversation);
  };
  const again = async () => {
    await load();
    state.talk?.close();
    state.talk = null;
    await open();
  };
  const open = async () => {
    const chosen = state.conversations.find(({ id }) => id === page.params.conversation);
    page.root.classList.toggle('one', chosen !== undefined);
    drawList(list, state, page.params.conversation);
    if (state.talk?.conversation.id === chosen?.id && chosen !== undefined) return;
    state.talk?.close();
    state.talk =
      chosen === undefined
        ? null
        : await openTalk(place, chosen, state.bot, { onSaid: load, onMembers: again });
    if (chosen === undefined)
      fill(
        place,
        empty(
          'Choose a conversation',
          `You write there as ${session.me.name}; what you say to @${state.bot.name} reaches the bot.`,
        ),
      );
  };
  fill(
    page.root,
    el('h1', { class: 'hidden' }, 'Chat'),
    el(
      'div',
      { class: 'split' },
      el(
        'div',
        { class: 'side' },
        list,
        el(
          'div',
          { class: 'actions' },
          busyButton([icon('chat', 18), 'Talk to the bot'], () => openPersonal(state, load)),
          busyButton([icon('people', 18), 'New group chat'], () => askGroup(load)),
        ),
      ),
      place,
    ),
  );
  await load();
  await open();
  page.onRoute = open;
  page.onShown = () => state.talk?.toEnd();
  page.onLeave = () => state.talk?.close();
  page.onChange = async (marks, before) => {
    if (marks.chat === before.chat) return;
    await Promise.all([load(), state.talk?.refresh()]);
  };
}

/** A text without its Markdown marks, on one line. */
const plainOf = (text) =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`#>~|]|^\s*-\s|\\(?=\W)/gm, '')
    .replace(/\s+/g, ' ')
    .trim();

const newestFirst = (one, other) =>
  (other.lastMessage?.number ?? 0) - (one.lastMessage?.number ?? 0) ||
  one.name.localeCompare(other.name, 'en-GB');

function drawList(list, { conversations, bot }, chosenId) {
  fill(
    list,
    conversations.length === 0
      ? el('li', { class: 'soft pad' }, `${session.me.name} is in no conversation yet.`)
      : null,
    conversations.map((conversation) => {
      const { id, kind, name, teamName, lastMessage } = conversation;
      const title = kind === 'personal' ? bot.name : name;
      const said =
        lastMessage === null
          ? 'Nothing said yet'
          : `${lastMessage.from}: ${plainOf(lastMessage.text) || (lastMessage.hasCard ? 'a card' : '…')}`;
      return el(
        'li',
        {},
        el(
          'a',
          { href: addressOf(['chat', id]), 'aria-current': id === chosenId ? 'true' : null },
          avatar(title, kind === 'personal'),
          el(
            'span',
            { class: 'lines' },
            el('b', {}, title, kind === 'channel' ? el('small', {}, teamName ?? 'Channel') : null),
            el('span', { class: 'soft' }, said),
          ),
          lastMessage === null
            ? null
            : el('span', { class: 'soft' }, showShort(lastMessage.sentAt, session.tenant.timeZone, nowMs())),
        ),
      );
    }),
  );
}

/** The 1:1 chat comes into being with its first message. */
async function openPersonal({ conversations, bot }, load) {
  const known = conversations.find(({ kind }) => kind === 'personal');
  if (known !== undefined) {
    location.hash = addressOf(['chat', known.id]);
    return;
  }
  const text = el('input', { type: 'text', required: true, value: 'help' });
  openDialog(`Talk to ${bot.name}`, (close) =>
    el(
      'form',
      {
        on: {
          submit: async (event) => {
            event.preventDefault();
            const body = { userId: session.me.id, text: text.value };
            await attempt(async () => {
              const { conversationId } = await local('/local365/chat/say', { method: 'POST', body });
              close();
              await load();
              location.hash = addressOf(['chat', conversationId]);
            });
          },
        },
      },
      field(`Your first message to ${bot.name}`, text),
      el('div', { class: 'actions' }, button('Cancel', close), el('button', { class: 'main' }, 'Send')),
    ),
  );
}

async function askGroup(load) {
  const name = el('input', { type: 'text', required: true, maxlength: 80 });
  const boxes = session.people
    .filter(({ id }) => id !== session.me.id)
    .map((one) => ({ id: one.id, box: el('input', { type: 'checkbox' }), name: one.name }));
  openDialog('New group chat', (close) =>
    el(
      'form',
      {
        on: {
          submit: async (event) => {
            event.preventDefault();
            const memberIds = boxes.filter(({ box }) => box.checked).map(({ id }) => id);
            const body = { userId: session.me.id, name: name.value, memberIds };
            await attempt(async () => {
              const made = await local('/local365/chat/groups', { method: 'POST', body });
              close();
              await load();
              location.hash = addressOf(['chat', made.id]);
            });
          },
        },
      },
      field('Name', name),
      el(
        'fieldset',
        { class: 'field' },
        el('legend', { class: 'label' }, 'With'),
        el(
          'div',
          { class: 'checks' },
          boxes.map(({ box, name: shown }) => el('label', { class: 'check' }, box, shown)),
        ),
      ),
      el('div', { class: 'actions' }, button('Cancel', close), el('button', { class: 'main' }, 'Make')),
    ),
  );
}
