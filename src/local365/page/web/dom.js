/** Makes elements. What comes from data goes in as text, never as HTML. */

/** Set as properties, since their attributes say only how they begin. */
const PROPERTIES = new Set([
  'value',
  'checked',
  'disabled',
  'hidden',
  'selected',
  'multiple',
  'open',
  'required',
]);

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `class`; `on` with listeners; null and undefined are left out
 * @param {...any} children nodes, texts, lists of them; null, undefined and false are left out
 * @returns {any} the element
 */
export function el(tag, props = {}, ...children) {
  /** @type {any} */
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (PROPERTIES.has(name)) element[name] = value;
    else if (value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  // A select has its value only once its options are there.
  add(element, children);
  if (tag === 'select' && props.value !== undefined) element.value = props.value;
  return element;
}

/** Adds nodes and texts to an element. */
export function add(element, ...children) {
  for (const child of children.flat(Number.POSITIVE_INFINITY)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** Puts these in place of what is in the element. */
export function fill(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

/** A button; `label` is its accessible name when it shows an icon only. */
export function button(text, onClick, props = {}) {
  return el('button', { type: 'button', ...props, on: { click: onClick, ...props.on } }, text);
}

/** A link within the page, from segments that are encoded here. */
export const link = (segments, ...children) => el('a', { href: addressOf(segments) }, ...children);

export const addressOf = (segments, query = {}) => {
  const text = new URLSearchParams(query).toString();
  return `#/${segments.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
};

/** A labelled input, with a hint below it where one is given. */
export function field(label, input, hint) {
  const id = newId('input');
  input.id = id;
  const about = hint ? el('small', { id: `${id}-hint` }, hint) : null;
  if (about !== null) input.setAttribute('aria-describedby', about.id);
  return el('div', { class: 'field' }, el('label', { class: 'label', for: id }, label), input, about);
}

/** What a place says that has nothing to show yet. */
export function empty(title, text, ...more) {
  return el('div', { class: 'empty' }, el('h2', {}, title), el('p', {}, text), ...more);
}

let nextId = 0;
/** An id that nothing else on the page has. */
export const newId = (prefix) => {
  nextId += 1;
  return `${prefix}-${nextId}`;
};
