/** One conversation: its messages as they come and change, and what the person says in it. */
import { button, el, empty, fill } from '../dom.js';
import { local } from '../http.js';
import { icon } from '../icons.js';
import { attempt, busyButton, openDialog } from '../notices.js';
import { person } from '../people.js';
import { personOf, session } from '../session.js';
import { count } from '../time.js';
import { makeComposer } from './composer.js';
import { drawMessage } from './message.js';

/** Fills the place with a conversation. `onSaid` is called after something was said, `onMembers` when people changed. */
export async function openTalk(place, conversation, bot, { onSaid, onMembers }) {
  const scroller = el('div', {
    class: 'messages',
    tabindex: '0',
    role: 'log',
    'aria-label': `Messages in ${conversation.name}`,
  });
  /** Messages and their elements by id, in the order in which they were said. */
  const state = { conversation, bot, revision: 0, shown: new Map(), threads: new Map(), isOpen: true };
  const isChannel = conversation.kind === 'channel';

  const look = async () => {
    const query = new URLSearchParams({ conversation: conversation.id, after: String(state.revision) });
    const { messages, revision } = await local(`/local365/chat/messages?${query}`);
    if (!state.isOpen || revision < state.revision) return;
    state.revision = revision;
    const isAtEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
    for (const message of messages) putMessage(state, scroller, message, said);
    if (state.shown.size === 0)
      fill(
        scroller,
        empty(
          'Nothing said yet',
          isChannel ? `Begin a thread: what you write goes to @${bot.name}.` : `Write to ${bot.name} below.`,
        ),
      );
    if (isAtEnd && messages.length > 0) toEnd();
  };
  /** One look after the other, so that no message is drawn twice. */
  /** @type {Promise<unknown>} */
  let looking = Promise.resolve();
  const refresh = () => {
    looking = looking.then(() => attempt(look));
    return looking;
  };
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const said = async () => {
    await refresh();
    await attempt(onSaid);
  };

  fill(
    place,
    header(conversation, bot, onMembers),
    scroller,
    makeComposer({
      conversation,
      bot,
      threadId: null,
      onSaid: async () => {
        await said();
        toEnd();
      },
    }).element,
  );
  await refresh();
  toEnd();
  return {
    conversation,
    refresh,
    toEnd,
    close: () => {
      state.isOpen = false;
    },
  };
}

/** Puts a message where it belongs, or in place of what it was. */
function putMessage(state, scroller, message, said) {
  const before = state.shown.get(message.id);
  const element = drawMessage(state.conversation, message, said);
  state.shown.set(message.id, element);
  if (before !== undefined) {
    before.replaceWith(element);
    return;
  }
  if (state.shown.size === 1) fill(scroller);
  if (state.conversation.kind !== 'channel') {
    scroller.append(element);
    return;
  }
  threadOf(state, scroller, message.threadId ?? message.id, said).replies.append(element);
}

/** A thread with its way to answer, made with its first message. */
function threadOf(state, scroller, threadId, said) {
  const known = state.threads.get(threadId);
  if (known !== undefined) return known;
  const replies = el('div', { class: 'replies' });
  const answer = button('Reply', () => {
    const { element: composer, focus } = makeComposer({
      conversation: state.conversation,
      bot: state.bot,
      threadId,
      onSaid: said,
    });
    answer.replaceWith(composer);
    focus();
  });
  const element = el('section', { class: 'thread', 'aria-label': 'Thread' }, replies, answer);
  const made = { element, replies };
  state.threads.set(threadId, made);
  scroller.append(element);
  return made;
}

const KINDS = { channel: 'Channel', groupChat: 'Group chat', personal: 'Chat with the bot' };

function header(conversation, bot, onMembers) {
  const { kind, name, teamName, memberIds, hasBot } = conversation;
  return el(
    'header',
    {},
    el('a', { class: 'back', href: '#/chat', 'aria-label': 'All conversations' }, icon('left', 20)),
    el(
      'div',
      {},
      el('h2', {}, kind === 'personal' ? bot.name : name),
      el(
        'p',
        { class: 'soft' },
        [teamName ?? KINDS[kind], hasBot ? null : `${bot.name} was removed`].filter(Boolean).join(' · '),
      ),
    ),
    kind === 'personal'
      ? null
      : busyButton(
          [icon('people', 18), String(memberIds.length)],
          () => openMembers(conversation, bot, onMembers),
          {
            'aria-label': `${count(memberIds.length, 'person', 'people')} in ${name}`,
          },
        ),
  );
}

function openMembers(conversation, bot, onMembers) {
  const { id, memberIds, hasBot, groupId } = conversation;
  const change = (close, path, body, done) =>
    attempt(async () => {
      await local(`/local365/chat/${path}`, {
        method: 'POST',
        body: { userId: session.me.id, conversationId: id, ...body },
      });
      close();
      await onMembers();
    }, done);
  openDialog(groupId === undefined ? 'People of this chat' : 'People of this team', (close) => {
    const others = session.people.filter((one) => !memberIds.includes(one.id));
    const chosen = el(
      'select',
      { 'aria-label': 'Somebody to add' },
      others.map((one) => el('option', { value: one.id }, one.name)),
    );
    return [
      el(
        'ul',
        { class: 'rows' },
        el(
          'li',
          {},
          el('div', {}, person(bot.name, true)),
          busyButton(hasBot ? 'Remove' : 'Add', () =>
            change(
              close,
              'install',
              { action: hasBot ? 'remove' : 'add' },
              hasBot ? `${bot.name} is removed.` : `${bot.name} is added.`,
            ),
          ),
        ),
        memberIds.map((memberId) => {
          const name = personOf(memberId)?.name ?? 'Somebody';
          return el(
            'li',
            {},
            el('div', {}, person(name)),
            memberId === session.me.id
              ? el('span', { class: 'soft' }, 'You')
              : busyButton(
                  'Remove',
                  () => change(close, 'members', { remove: [memberId] }, `${name} is removed.`),
                  { 'aria-label': `Remove ${name}` },
                ),
          );
        }),
      ),
      others.length === 0
        ? null
        : el(
            'div',
            { class: 'inline' },
            chosen,
            busyButton('Add', () => change(close, 'members', { add: [chosen.value] }, 'Added.')),
          ),
    ];
  });
}
