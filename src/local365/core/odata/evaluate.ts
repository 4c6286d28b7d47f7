/** Whether something passes a filter, and in which order things stand. */
import type { Comparison, Filter, FilterValue, Literal } from './filter.ts';
import type { OrderBy } from './options.ts';

/** Value of a property; undefined counts as null. */
export type ReadProperty = (path: string) => unknown;

export function passesFilter(filter: Filter, read: ReadProperty): boolean {
  switch (filter.kind) {
    case 'and':
      return passesFilter(filter.left, read) && passesFilter(filter.right, read);
    case 'or':
      return passesFilter(filter.left, read) || passesFilter(filter.right, read);
    case 'not':
      return !passesFilter(filter.of, read);
    case 'compare':
      return compares(read(filter.path), filter.operator, filter.literal);
    case 'in':
      return filter.literals.some((literal) => compares(read(filter.path), 'eq', literal));
    case 'text':
      return hasText(read(filter.path), filter.operator, filter.text);
  }
}

/** Reads `a/b` from nested objects. */
export const propertyOf =
  (value: unknown): ReadProperty =>
  (path) => {
    let at: unknown = value;
    for (const name of path.split('/')) {
      if (typeof at !== 'object' || at === null) return undefined;
      at = (at as Record<string, unknown>)[name];
    }
    return at;
  };

/** Null is equal to null only, and neither less nor greater than anything. Texts are compared without case. */
export function compares(value: unknown, operator: Comparison, literal: Literal): boolean {
  const order = compareValues(comparable(value, literal), comparable(literal.value, literal));
  switch (operator) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'lt':
      return order !== null && order < 0;
    case 'le':
      return order !== null && order <= 0;
    case 'gt':
      return order !== null && order > 0;
    case 'ge':
      return order !== null && order >= 0;
  }
}

/** -1, 0, 1, or null when the two cannot be compared. */
export function compareValues(left: FilterValue, right: FilterValue): number | null {
  if (left === null || right === null) return left === right ? 0 : null;
  if (typeof left !== typeof right) return null;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function comparable(value: unknown, { kind }: Literal): FilterValue {
  if (value === null || value === undefined) return null;
  if (kind === 'date' && typeof value === 'string') {
    const at = Date.parse(value);
    return Number.isNaN(at) ? value.toLowerCase() : at;
  }
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

function hasText(value: unknown, operator: 'startswith' | 'endswith' | 'contains', text: string): boolean {
  if (typeof value !== 'string') return false;
  const [held, wanted] = [value.toLowerCase(), text.toLowerCase()];
  if (operator === 'startswith') return held.startsWith(wanted);
  return operator === 'endswith' ? held.endsWith(wanted) : held.includes(wanted);
}

/** Sorts a copy; nothing comes first ascending, and equal ones keep their order. */
export function sortBy<T>(
  values: readonly T[],
  order: readonly OrderBy[],
  read: (value: T, path: string) => unknown,
): T[] {
  const rank = (value: unknown): FilterValue => {
    if (typeof value === 'string') return value.toLowerCase();
    return typeof value === 'number' || typeof value === 'boolean' ? value : null;
  };
  return [...values].sort((a, b) => {
    for (const { path, descending } of order) {
      const [left, right] = [rank(read(a, path)), rank(read(b, path))];
      const result =
        left === null || right === null
          ? Number(left !== null) - Number(right !== null)
          : (compareValues(left, right) ?? 0);
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  });
}
