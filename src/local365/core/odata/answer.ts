/** Answers in OData form: selected properties, pages with next links. */
import { notSupported } from '../errorBody.ts';
import { GraphFault, type GraphRequest } from '../route.ts';
import { passesFilter, propertyOf, type ReadProperty, sortBy } from './evaluate.ts';
import { parseFilter, usesOf } from './filter.ts';
import { parseOrderBy, parseSelect, parseTop } from './options.ts';

/** The selected properties and all annotations. A name that the type does not have is refused with 400. */
export function selectProperties(
  value: Readonly<Record<string, unknown>>,
  select: readonly string[] | undefined,
  known: readonly string[],
  typeName: string,
): Record<string, unknown> {
  if (select === undefined || select.includes('*')) return { ...value };
  for (const name of select)
    if (!known.includes(name))
      throw new GraphFault(
        400,
        'BadRequest',
        `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${typeName}'.`,
      );
  return Object.fromEntries(
    Object.entries(value).filter(([name]) => name.startsWith('@') || select.includes(name)),
  );
}

interface PageRules {
  readonly defaultSize: number;
  /** Largest `$top`. */
  readonly mostSize: number;
}

/** One page of a list that stands in memory, by `$top` and `$skiptoken` (the number of things before it). */
export function answerPage<T extends object>(
  request: GraphRequest,
  values: readonly T[],
  { defaultSize, mostSize }: PageRules,
): { readonly value: readonly T[]; readonly '@odata.nextLink'?: string } {
  const size = parseTop(request.query.get('$top'), mostSize) ?? defaultSize;
  const token = request.query.get('$skiptoken');
  const start = token === undefined ? 0 : readPosition(token);
  const value = values.slice(start, start + size);
  if (start + size >= values.length) return { value };
  return { value, '@odata.nextLink': nextLink(request, `p${start + size}`) };
}

/** The same address with another `$skiptoken`. */
export function nextLink(request: GraphRequest, skipToken: string): string {
  const options = [...request.query]
    .filter(([name]) => name !== '$skiptoken')
    .map(
      ([name, value]) => `${encodeURIComponent(name).replaceAll('%24', '$')}=${encodeURIComponent(value)}`,
    );
  return `${request.baseUrl}${request.path}?${[...options, `$skiptoken=${encodeURIComponent(skipToken)}`].join('&')}`;
}

function readPosition(token: string): number {
  const found = /^p(\d+)$/.exec(token);
  if (found === null) throw new GraphFault(400, 'invalidRequest', `The skip token '${token}' is not valid.`);
  return Number(found[1]);
}

interface ListRules extends PageRules {
  /** Properties that `$filter` may name; anything else is refused with 501. */
  readonly filterable?: readonly string[];
  /** Operators and functions of `$filter` (`eq`, `and`, `startswith`, ...); all when absent. */
  readonly operators?: readonly string[];
  readonly sortable?: readonly string[];
  /** Properties of the type, for `$select`. */
  readonly selectable: readonly string[];
  readonly typeName: string;
  /** Reads a property for filter and order; by its name unless said. */
  readonly read?: (value: Readonly<Record<string, unknown>>) => ReadProperty;
}

/** A whole list request over values in memory: `$filter`, `$orderby`, then a page, then `$select`. */
export function answerList(
  request: GraphRequest,
  values: Iterable<Readonly<Record<string, unknown>>>,
  rules: ListRules,
): object {
  const read = rules.read ?? propertyOf;
  let kept = [...values];
  const filterText = request.query.get('$filter');
  if (filterText !== undefined) {
    const filter = parseFilter(filterText);
    const { paths, operators } = usesOf(filter);
    for (const path of paths)
      if (!(rules.filterable ?? []).includes(path))
        throw notSupported(`$filter by '${path}' on ${request.path}`);
    for (const operator of operators)
      if (rules.operators !== undefined && !rules.operators.includes(operator))
        throw notSupported(`'${operator}' in $filter on ${request.path}`);
    kept = kept.filter((value) => passesFilter(filter, read(value)));
  }
  const order = parseOrderBy(request.query.get('$orderby'));
  for (const { path } of order)
    if (!(rules.sortable ?? []).includes(path)) throw notSupported(`$orderby=${path} on ${request.path}`);
  if (order.length > 0) kept = sortBy(kept, order, (value, path) => read(value)(path));
  const select = parseSelect(request.query.get('$select'));
  const page = answerPage(request, kept, rules);
  return {
    ...page,
    value: page.value.map((value) => selectProperties(value, select, rules.selectable, rules.typeName)),
  };
}
