/** People as they are shown: a round with initials, and a name. */
import { el } from './dom.js';
import { session } from './session.js';

/** One of eight calm colours, always the same for a name; `people.css` has them as `tint-0` to `tint-7`. */
export function tintOf(text) {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return `tint-${sum % 8}`;
}

function initialsOf(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

export const avatar = (name, isBot = false) =>
  el('span', { class: `avatar ${isBot ? 'bot' : tintOf(name)}`, 'aria-hidden': 'true' }, initialsOf(name));

export const person = (name, isBot = false) =>
  el('span', { class: 'person' }, avatar(name, isBot), el('span', {}, name));

/**
 * A choice of people of the tenant.
 * @param {{ value?: string, label: string, none?: string | null, people?: any[], onChange?: (id: string) => unknown }} options
 */
export function peopleSelect({
  value = '',
  label,
  none = null,
  people = session.people,
  onChange = () => {},
}) {
  return el(
    'select',
    { 'aria-label': label, value, on: { change: (event) => onChange(event.target.value) } },
    none === null ? null : el('option', { value: '' }, none),
    people.map(({ id, name, jobTitle }) =>
      el('option', { value: id }, jobTitle ? `${name}, ${jobTitle}` : name),
    ),
  );
}
