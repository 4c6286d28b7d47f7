/** `$select`, `$orderby`, `$top` and `$expand` ("Use query parameters to customize responses"). */
import { notSupported } from '../errorBody.ts';
import { GraphFault } from '../route.ts';

export interface OrderBy {
  readonly path: string;
  readonly descending: boolean;
}

export interface Expand {
  readonly property: string;
  /** Nested options, with their dollar signs: `fields($select=A,B)` has `$select` = `A,B`. */
  readonly options: ReadonlyMap<string, string>;
}

const invalid = (message: string): GraphFault => new GraphFault(400, 'invalidRequest', message);

/** Names of `$select`; undefined when the option is absent. */
export function parseSelect(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => !/^[@\w][\w.@/-]*$|^\*$/.test(name)))
    throw invalid(`Parsing OData Select and Expand failed: '${text}' is no list of properties.`);
  return names;
}

export function parseOrderBy(text: string | undefined): readonly OrderBy[] {
  if (text === undefined) return [];
  return text.split(',').map((part) => {
    const found = /^\s*([A-Za-z_@][\w.@/-]*)(?:\s+(asc|desc))?\s*$/i.exec(part);
    if (found === null) throw invalid(`The $orderby expression '${text}' is not valid.`);
    return { path: found[1] ?? '', descending: found[2]?.toLowerCase() === 'desc' };
  });
}

/** `$top` as a number from 1 to `most`; undefined when absent. Larger values are cut to `most`, as Graph does. */
export function parseTop(text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(text) || Number(text) === 0)
    throw invalid(`Invalid value '${text}' for $top query option found. It takes a whole number above 0.`);
  return Math.min(Number(text), most);
}

/** `fields($select=A,B),driveItem`. Nested options may stand with or without the dollar sign. */
export function parseExpand(text: string | undefined): readonly Expand[] {
  if (text === undefined) return [];
  return splitOutside(text, ',').map((part) => {
    const found = /^\s*([A-Za-z_][\w.]*)\s*(?:\((.*)\))?\s*$/s.exec(part);
    if (found === null) throw invalid(`Parsing OData Select and Expand failed: '${part.trim()}'.`);
    return { property: found[1] ?? '', options: parseNested(found[2]) };
  });
}

/** Nested options of one expanded property; one that is not in `known` is refused. */
export function checkExpand(
  expands: readonly Expand[],
  known: Readonly<Record<string, readonly string[]>>,
): void {
  for (const { property, options } of expands) {
    const allowed = known[property];
    if (allowed === undefined) throw notSupported(`$expand=${property}`);
    for (const name of options.keys())
      if (!allowed.includes(name)) throw notSupported(`${name} inside $expand=${property}`);
  }
}

function parseNested(text: string | undefined): ReadonlyMap<string, string> {
  const options = new Map<string, string>();
  if (text === undefined) return options;
  for (const part of splitOutside(text, ';')) {
    const found = /^\s*\$?([A-Za-z]+)\s*=(.*)$/s.exec(part);
    if (found === null) throw invalid(`Parsing OData Select and Expand failed: '${part.trim()}'.`);
    const name = `$${(found[1] ?? '').toLowerCase()}`;
    if (options.has(name)) throw invalid(`Query option '${name}' was specified more than once.`);
    options.set(name, (found[2] ?? '').trim());
  }
  return options;
}

/** Splits at a separator that is not inside parentheses or quotes. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "'") quoted = !quoted;
    if (quoted) continue;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0)
      throw invalid(`Parsing OData Select and Expand failed: a parenthesis too many in '${text}'.`);
    if (character !== separator || depth > 0) continue;
    parts.push(text.slice(start, at));
    start = at + 1;
  }
  if (depth !== 0 || quoted) throw invalid(`Parsing OData Select and Expand failed: '${text}' does not end.`);
  return [...parts, text.slice(start)];
}
