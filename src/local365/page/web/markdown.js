/** Markdown as chats show it: a few marks, everything else is text. */
import { el } from './dom.js';

let parser = null;

/** Loads the parser where the server has it; texts stay plain without it. */
export async function loadMarkdown() {
  if (parser !== null) return;
  const isThere = await loadScript('/page/vendor/markdown-it.js');
  const make = /** @type {any} */ (globalThis).markdownit;
  if (!isThere || make === undefined) return;
  // What neither cards nor chats of Teams show; HTML is text.
  parser = make({ html: false, linkify: true, breaks: true }).disable([
    'image',
    'table',
    'html_block',
    'html_inline',
  ]);
}

const loading = new Map();

/** @returns {Promise<boolean>} whether the script is there */
export function loadScript(address) {
  const known = loading.get(address);
  if (known !== undefined) return known;
  const loaded = new Promise((resolve) => {
    const script = el('script', {
      src: address,
      on: { load: () => resolve(true), error: () => resolve(false) },
    });
    document.head.append(script);
  });
  loading.set(address, loaded);
  return loaded;
}

/** HTML of a card's text: made by the parser, in which HTML is text and links are checked. Null without a parser. */
export const markdownHtml = (text) =>
  parser === null
    ? null
    : openElsewhere(parser.render(text)).replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, '<b>@$1</b>');

const openElsewhere = (html) =>
  html.replaceAll('<a href=', '<a target="_blank" rel="noopener noreferrer" href=');

const TAGS = new Set([
  'p',
  'ul',
  'ol',
  'li',
  'strong',
  'em',
  's',
  'code',
  'pre',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'br',
]);

/** A message's text as nodes, built without HTML. */
export function markdownNodes(text) {
  if (parser === null) return el('p', { class: 'typed' }, text);
  const root = el('div', { class: 'markdown' });
  build(root, parser.parse(text, {}));
  return root;
}

function build(root, tokens) {
  const open = [root];
  const top = () => open[open.length - 1] ?? root;
  for (const token of tokens) {
    if (token.type === 'inline') build(top(), token.children ?? []);
    else if (token.nesting === 1) {
      const element = elementOf(token);
      top().append(element);
      open.push(element);
    } else if (token.nesting === -1) open.pop();
    else top().append(leafOf(token));
  }
}

function elementOf({ tag, attrs }) {
  if (tag === 'a') {
    const href = (attrs ?? []).find(([name]) => name === 'href')?.[1] ?? '';
    return el(
      'a',
      /^(https?:|mailto:)/i.test(href) ? { href, target: '_blank', rel: 'noopener noreferrer' } : {},
    );
  }
  if (/^h[1-6]$/.test(tag)) return el('p', { class: 'strong' });
  return el(TAGS.has(tag) ? tag : 'span');
}

function leafOf({ type, content, tag }) {
  if (type === 'softbreak' || type === 'hardbreak') return el('br');
  if (type === 'code_inline') return el('code', {}, content);
  if (type === 'fence' || type === 'code_block') return el('pre', {}, content);
  if (tag === 'hr') return el('hr');
  return document.createTextNode(content);
}
