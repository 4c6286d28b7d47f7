/** Changes of rows that have a word of their own: done, close, assign, re-date, comment, undo and the like. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import type { ChangedRow } from '../changeRow.ts';
import { assignRow, closeRow, commentRow, redateRow, reopenRow } from '../closeRow.ts';
import { deleteRow, restoreRow } from '../deleteRow.ts';
import { registerOfKey } from '../findRegister.ts';
import type { RegisterPorts } from '../ports.ts';
import { readDay } from '../readDay.ts';
import { showDay } from '../showValue.ts';
import { undoChange } from '../undoChange.ts';
import { peopleOf, textOf } from '../values.ts';
import { assignNew, toldRow } from './addFromText.ts';
import { takeKeys } from './keys.ts';
import { readPeople } from './readField.ts';
import type { Speaking } from './speaking.ts';

type Answer = Promise<Reply | Refusal>;
type OnText = (ports: RegisterPorts, speaking: Speaking, text: string) => Answer;

/** `A-3 A-4 as cancelled` or `A-3 because ...`: what follows the keys is a status to close with, or a comment. */
export const closeFromText: OnText = async (ports, speaking, text) => {
  const { keys, rest } = takeKeys(text);
  if (keys.length === 0) return missingKey('done A-3');
  const [, status, more] = /^as[\s\u00a0]+(.+?)(?:[:,][\s\u00a0]*(.*))?$/is.exec(rest) ?? [];
  const comment = status === undefined ? rest.replace(/^[-\u2013:][\s\u00a0]*/, '') : (more ?? '');
  return eachKey(keys, async (key) => {
    const closed = await closeRow(ports, speaking.acting, key, status);
    if (isRefusal(closed) || comment === '') return closed;
    return commentRow(ports, speaking.acting, key, comment);
  });
};

export const cancelFromText: OnText = async (ports, speaking, text) => {
  const { keys } = takeKeys(text);
  if (keys.length === 0) return missingKey('cancel A-3');
  return eachKey(keys, (key) => {
    const statuses = registerOfKey(key)?.closedStatuses ?? [];
    const status = statuses.find((each) => /^(?:cancelled|withdrawn|not needed|rejected)$/i.test(each));
    return status === undefined
      ? Promise.resolve(refuse('status-unknown', `${key} is closed as one of ${statuses.join(', ')}.`))
      : closeRow(ports, speaking.acting, key, status);
  });
};

export const reopenFromText: OnText = async (ports, speaking, text) => {
  const { keys } = takeKeys(text);
  if (keys.length === 0) return missingKey('reopen A-3');
  return eachKey(keys, (key) => reopenRow(ports, speaking.acting, key));
};

/** With keys the owner of rows; without, a new action for somebody. */
export const assignFromText: OnText = async (ports, speaking, text) => {
  const { keys, rest } = takeKeys(text);
  if (keys.length === 0) {
    return text.trim() === ''
      ? refuse(
          'key-missing',
          'Say what to assign, such as \u201cassign A-3 to @Priya\u201d or \u201cassign patch list to @Priya by Friday\u201d.',
        )
      : assignNew(ports, speaking, text);
  }
  const owners = readPeople(rest.replace(/^to[\s\u00a0]+/i, ''), speaking.reading);
  if (isRefusal(owners)) return owners;
  if (owners.length === 0)
    return refuse('owner-missing', `Say who, such as \u201cassign ${keys[0]} to @Priya\u201d.`);
  return eachKey(keys, (key) => assignRow(ports, speaking.acting, key, owners));
};

export const redateFromText: OnText = async (ports, speaking, text) => {
  const { keys, rest } = takeKeys(text);
  if (keys.length === 0) return missingKey('re-date A-3 Friday');
  const phrase = rest.replace(/^(?:to|by|for|due)[\s\u00a0]+/i, '').replace(/[.!]$/, '');
  const day = readDay(phrase, speaking.reading);
  if (day === null) {
    return refuse(
      'day-not-read',
      phrase === ''
        ? `Say the day, such as \u201cre-date ${keys[0]} Friday\u201d.`
        : `\u201c${phrase}\u201d is no day that I can read; say 2026-12-04, Friday, in 2 weeks or the name of a milestone.`,
    );
  }
  return eachKey(keys, (key) => redateRow(ports, speaking.acting, key, day), speaking);
};

export const commentFromText: OnText = async (ports, speaking, text) => {
  const { keys, rest } = takeKeys(text);
  if (keys.length === 0) return missingKey('comment A-3 Ordered today');
  return eachKey(keys, (key) => commentRow(ports, speaking.acting, key, unquoted(rest)));
};

const unquoted = (text: string): string => text.replace(/^["\u201c\u201e](.*)["\u201d\u201c]$/s, '$1');

export const deleteFromText: OnText = async (ports, speaking, text) => {
  const [key] = takeKeys(text).keys;
  if (key === undefined) return missingKey('delete A-3');
  const row = await deleteRow(ports, speaking.acting, key);
  if (isRefusal(row)) return row;
  return { text: `**${row.key}** is deleted; \u201crestore ${row.key}\u201d brings it back within 30 days.` };
};

export const restoreFromText: OnText = async (ports, speaking, text) => {
  const [key] = takeKeys(text).keys;
  if (key === undefined) return missingKey('restore A-3');
  const row = await restoreRow(ports, speaking.acting, key);
  return isRefusal(row) ? row : { text: `**${row.key}** is back.` };
};

export const undoFromText: OnText = async (ports, speaking) => {
  const undone = await undoChange(ports, speaking.acting);
  if (isRefusal(undone)) return undone;
  const { entry, row } = undone;
  const what = { added: 'is taken out again', deleted: 'is back', commented: 'is without your comment' }[
    entry.kind as 'added' | 'deleted' | 'commented'
  ];
  return { text: `**${row.key}** ${what ?? 'is as it was before your last change'}.` };
};

const missingKey = (example: string): Refusal =>
  refuse('key-missing', `Say which row by its key, such as \u201c${example}\u201d.`);

/** One line for each row; what was refused stands among them, and is a refusal when nothing was done. */
async function eachKey(
  keys: readonly string[],
  act: (key: string) => Promise<ChangedRow | Refusal>,
  speaking?: Speaking,
): Answer {
  const lines: string[] = [];
  let refusal: Refusal | null = null;
  let done = 0;
  for (const key of keys) {
    const changed = await act(key);
    if (isRefusal(changed)) {
      refusal ??= changed;
      lines.push(escapeMarkdown(changed.reason));
      continue;
    }
    done += 1;
    lines.push(toldChange(changed, speaking?.project.locale));
  }
  if (done === 0 && refusal !== null && keys.length === 1) return refusal;
  return { text: lines.join('\n\n') };
}

/** `**A-3** Order switches: Status Done`. */
export function toldChange({ definition, row, entry }: ChangedRow, locale = 'en-GB'): string {
  if (entry === null) return `${toldRow(definition, row)}: nothing to change.`;
  if (entry.kind === 'commented') return `${toldRow(definition, row)}: comment kept.`;
  const changes = entry.changes
    .filter(({ field }) => definition.fields.some(({ name, derived }) => name === field && derived !== true))
    .filter(({ field }) => field !== definition.closedDayField)
    .map(({ field, to }) => {
      const title = definition.fields.find(({ name }) => name === field)?.title ?? field;
      const people = peopleOf(to)
        .map(({ name }) => name)
        .join(', ');
      const shown =
        people !== ''
          ? people
          : field === definition.dueField
            ? showDay(textOf(to), locale)
            : String(to ?? '\u2013');
      return field === definition.statusField ? escapeMarkdown(shown) : `${title} ${escapeMarkdown(shown)}`;
    });
  const slips = row.values.slips;
  const moved =
    entry.changes.some(({ field }) => field === 'slips') && typeof slips === 'number' && slips > 1;
  return `${toldRow(definition, row)}: ${changes.join(', ')}${moved ? ` (moved ${slips} times)` : ''}.`;
}
