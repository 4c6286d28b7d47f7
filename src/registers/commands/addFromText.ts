/** Adds and edits rows from one line of chat. */
import { escapeMarkdown } from '../../kernel/cards.ts';
import type { Reply } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { addRow } from '../addRow.ts';
import { formCard } from '../cards/formView.ts';
import { changeRow } from '../changeRow.ts';
import type { RegisterDefinition, RowValues } from '../definition.ts';
import { actions } from '../definitions/actions.ts';
import { registerDefinitions } from '../definitions/index.ts';
import { registerOfKey, wordsFor } from '../findRegister.ts';
import type { RegisterPorts } from '../ports.ts';
import { rowReply } from '../rowCards.ts';
import { isEmptyValue } from '../values.ts';
import { takeKeys } from './keys.ts';
import { nearest } from './nearest.ts';
import { readValues } from './readValues.ts';
import type { Speaking } from './speaking.ts';

/** `action Order switches @[0] due friday`; without words after the register, its form. */
export async function addFromText(
  ports: RegisterPorts,
  speaking: Speaking,
  text: string,
): Promise<Reply | Refusal> {
  const named = registerAtStart(text);
  if (named === null) return unknownRegister(text);
  const { definition, rest } = named;
  if (rest === '')
    return {
      card: formCard({ ...speaking, definition, row: null, today: speaking.reading.today, isPosted: true }),
    };
  return addTo(ports, speaking, definition, rest);
}

async function addTo(
  ports: RegisterPorts,
  speaking: Speaking,
  definition: RegisterDefinition,
  text: string,
): Promise<Reply | Refusal> {
  const read = readValues(definition, text, speaking.reading);
  if (isRefusal(read)) return read;
  const values = valuesOf(definition, read, speaking);
  const row = await addRow(ports, speaking.acting, { definition, values });
  if (isRefusal(row)) return row;
  return rowReply(speaking, definition, row, `Added as ${row.key}.`);
}

/** Free text is the title; further lines are the description, or the notes where there is none. */
function valuesOf(
  definition: RegisterDefinition,
  { free, lines, values }: { free: string; lines: readonly string[]; values: RowValues },
  { reading }: Speaking,
): RowValues {
  const { titleField, notesField, fields } = definition;
  const [first = '', ...more] = [free, ...lines].filter((line) => line !== '');
  const hasTitle = !isEmptyValue(values[titleField]);
  const title = hasTitle ? {} : { [titleField]: first };
  const rest = (hasTitle ? [first, ...more] : more).filter((line) => line !== '').join('\n');
  const longField = fields.some(({ name }) => name === 'description') ? 'description' : notesField;
  const text = rest === '' || !isEmptyValue(values[longField]) ? {} : { [longField]: rest };
  const source = fields.some(({ name }) => name === 'source') ? { source: 'Chat' } : {};
  const raisedBy = fields.some(({ name }) => name === 'raisedBy') ? { raisedBy: [reading.me] } : {};
  const requester = fields.some(({ name }) => name === 'requester') ? { requester: [reading.me] } : {};
  return { ...source, ...raisedBy, ...requester, ...title, ...text, ...values };
}

/** The register whose name, the longest first, the text begins with. */
export function registerAtStart(text: string): { definition: RegisterDefinition; rest: string } | null {
  const line = text.trim();
  const lower = line.toLowerCase().replace(/[\u00a0\t ]+/g, ' ');
  const names = registerDefinitions
    .flatMap((definition) => wordsFor(definition).map((word) => ({ definition, word })))
    .sort((one, other) => other.word.length - one.word.length);
  for (const { definition, word } of names) {
    if (!lower.startsWith(word) || /^[\p{L}\p{N}-]/u.test(lower.slice(word.length))) continue;
    const pattern = new RegExp(`^${word.replace(/ /g, '[\\s\\u00a0]+')}[\\s\\u00a0]*:?[\\s\\u00a0]*`, 'i');
    return { definition, rest: line.replace(pattern, '').trim() };
  }
  return null;
}

function unknownRegister(text: string): Refusal {
  const names = registerDefinitions.map(({ singular }) => singular);
  const first = text.trim().split(/[\s\u00a0]+/)[0] ?? '';
  const meant = first === '' ? null : nearest(first, names);
  const guess = meant === null ? '' : ` Did you mean \u201cadd ${meant}\u201d?`;
  return refuse(
    'register-unknown',
    `Say what to add: ${names.join(', ')}; for example \u201cadd action Order switches @Priya due Friday\u201d.${guess}`,
  );
}

/** `A-3 priority high, due friday`; without values, the row's form. */
export async function setFromText(
  ports: RegisterPorts,
  speaking: Speaking,
  text: string,
): Promise<Reply | Refusal> {
  const { keys, rest } = takeKeys(text);
  const [key] = keys;
  const definition = key === undefined ? null : registerOfKey(key);
  if (key === undefined || definition === null) {
    return refuse('key-missing', 'Say which row and what to set, such as \u201cset A-3 priority high\u201d.');
  }
  if (rest === '' && keys.length === 1) return editForm(ports, speaking, key);
  const done: string[] = [];
  let last: Reply | Refusal | undefined;
  for (const each of keys) {
    last = await setOne(ports, speaking, each, rest);
    if (isRefusal(last)) {
      return done.length === 0
        ? last
        : refuse(last.code, `${done.join(', ')} changed. ${last.reason}`, last.whoMay);
    }
    done.push(each);
  }
  return done.length === 1 && last !== undefined ? last : { text: `${done.join(', ')} changed.` };
}

async function setOne(
  ports: RegisterPorts,
  speaking: Speaking,
  key: string,
  text: string,
): Promise<Reply | Refusal> {
  const definition = registerOfKey(key);
  if (definition === null) return refuse('key-unknown', `No register has keys like ${key}.`);
  const read = readValues(definition, text, speaking.reading, { loose: true });
  if (isRefusal(read)) return read;
  const leftOver = [read.free, ...read.lines].filter((line) => line !== '').join(' ');
  if (leftOver !== '' || Object.keys(read.values).length === 0) return unknownField(definition, leftOver);
  const changed = await changeRow(ports, speaking.acting, key, read.values);
  if (isRefusal(changed)) return changed;
  const note =
    changed.entry === null ? `${changed.row.key} is so already.` : `${changed.row.key} is changed.`;
  return rowReply(speaking, definition, changed.row, note);
}

function unknownField(definition: RegisterDefinition, words: string): Refusal {
  const names = definition.fields.filter(({ derived }) => derived !== true).map(({ name }) => name);
  const meant = nearest(words.split(/[\s\u00a0:=]+/)[0] ?? '', names);
  const guess = meant === null ? '' : ` Did you mean \u201c${meant}\u201d?`;
  return refuse(
    'field-unknown',
    `\u201c${words}\u201d names no field of a ${definition.singular}.${guess} It has: ${names.join(', ')}.`,
  );
}

async function editForm(ports: RegisterPorts, speaking: Speaking, key: string): Promise<Reply | Refusal> {
  const found = await changeRow(ports, speaking.acting, key, {});
  if (isRefusal(found)) return found;
  const { definition, row } = found;
  return { card: formCard({ ...speaking, definition, row, today: speaking.reading.today, isPosted: true }) };
}

/** `assign patch list to @[0] by friday` adds an action; with a key it names the owner (see `assignRows`). */
export const assignNew = (ports: RegisterPorts, speaking: Speaking, text: string): Promise<Reply | Refusal> =>
  addTo(ports, speaking, actions, text);

/** The line that tells of a change, with the row's title as the person wrote it. */
export function toldRow(definition: RegisterDefinition, row: { key: string; values: RowValues }): string {
  const title = String(row.values[definition.titleField] ?? '');
  return `**${row.key}** ${escapeMarkdown(title)}`;
}
