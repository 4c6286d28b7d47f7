/** Where a person writes: text, mentions, files. */
import { el, fill } from '../dom.js';
import { local, Refusal } from '../http.js';
import { icon } from '../icons.js';
import { attempt } from '../notices.js';
import { personOf, session } from '../session.js';
import { readBase64 } from './drop.js';

/** @param {{ conversation: any, bot: any, threadId: string | null, onSaid: () => unknown }} options */
export function makeComposer({ conversation, bot, threadId, onSaid }) {
  const isReply = threadId !== null;
  const isPersonal = conversation.kind === 'personal';
  const files = [];
  const placeholder = isReply
    ? `Reply to @${bot.name}`
    : isPersonal
      ? `Write to ${bot.name}`
      : `Write to @${bot.name} here`;
  const text = el('textarea', { rows: 1, placeholder, 'aria-label': placeholder });
  const chips = el('div', { class: 'chips' });
  const suggestions = el('div', { class: 'suggestions', hidden: true });
  const send = el('button', { class: 'plain send', 'aria-label': 'Send', disabled: true }, icon('send'));
  const input = el('input', {
    type: 'file',
    multiple: true,
    class: 'hidden',
    'aria-label': 'Attach files',
    on: {
      change: () => {
        addFiles([...(input.files ?? [])]);
        input.value = '';
      },
    },
  });
  const addFiles = (added) => {
    files.push(...added);
    drawChips();
  };
  const drawChips = () => {
    fill(
      chips,
      files.map((file, index) =>
        el(
          'button',
          {
            type: 'button',
            class: 'chip',
            'aria-label': `Take ${file.name} off`,
            on: {
              click: () => {
                files.splice(index, 1);
                drawChips();
              },
            },
          },
          icon('clip', 16),
          file.name,
          icon('close', 14),
        ),
      ),
    );
    changed();
  };
  const changed = () => {
    send.disabled = text.value.trim() === '' && files.length === 0;
    text.rows = Math.min(8, text.value.split('\n').length);
    suggest();
  };

  /** People whose name goes on as what stands after the last `@`. */
  const suggest = () => {
    const begun = /(?:^|\s)@([\p{L}\p{M}' -]{0,30})$/u.exec(text.value.slice(0, text.selectionStart))?.[1];
    const found =
      begun === undefined
        ? []
        : [bot.name, ...conversation.memberIds.map((id) => personOf(id)?.name ?? '')].filter(
            (name) => name !== '' && name !== begun && name.toLowerCase().startsWith(begun.toLowerCase()),
          );
    suggestions.hidden = found.length === 0;
    fill(
      suggestions,
      found
        .slice(0, 6)
        .map((name) =>
          el('button', { type: 'button', on: { click: () => complete(begun ?? '', name) } }, `@${name}`),
        ),
    );
  };
  const complete = (begun, name) => {
    const at = text.selectionStart;
    text.value = `${text.value.slice(0, at - begun.length)}${name} ${text.value.slice(at)}`;
    text.focus();
    text.setSelectionRange(at - begun.length + name.length + 1, at - begun.length + name.length + 1);
    changed();
  };

  const say = async () => {
    if (send.disabled) return;
    send.disabled = true;
    let isKept = false;
    await attempt(async () => {
      const body = {
        userId: session.me.id,
        conversationId: conversation.id,
        ...(isReply ? { threadId } : {}),
        text: text.value.trim(),
        ...(files.length === 0
          ? {}
          : {
              files: await Promise.all(
                files.map(async (file) => ({ name: file.name, contentBase64: await readBase64(file) })),
              ),
            }),
      };
      try {
        await local('/local365/chat/say', { method: 'POST', body });
        isKept = true;
      } catch (error) {
        // The bot failed, but the message stands in the chat: nobody is to send it twice.
        isKept = error instanceof Refusal && error.status === 502;
        throw error;
      }
    });
    if (isKept) {
      text.value = '';
      files.splice(0);
    }
    drawChips();
    await onSaid();
  };

  const element = el(
    'form',
    {
      class: `composer${isReply ? ' reply' : ''}`,
      on: {
        submit: (event) => {
          event.preventDefault();
          void say();
        },
        dragover: (event) => event.preventDefault(),
        drop: (event) => {
          event.preventDefault();
          event.stopPropagation();
          addFiles([...(event.dataTransfer?.files ?? [])]);
        },
      },
    },
    suggestions,
    chips,
    el('div', { class: 'line' }, el('label', { class: 'plain button' }, icon('clip'), input), text, send),
  );
  text.addEventListener('input', changed);
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') suggestions.hidden = true;
    if (event.key === 'Tab' && !suggestions.hidden && !event.shiftKey) {
      event.preventDefault();
      suggestions.querySelector('button')?.click();
    }
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void say();
  });
  return { element, focus: () => text.focus() };
}
