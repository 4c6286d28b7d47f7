/** The meaning of a `RowQuery`, in memory: what every store must answer. */
import type { FieldValue } from '../../src/registers/definition.ts';
import { registerOfName } from '../../src/registers/findRegister.ts';
import type { Condition, RowQuery, Sort } from '../../src/registers/query.ts';
import { isOpenRow } from '../../src/registers/rank.ts';
import { sortOf } from '../../src/registers/readRows.ts';
import { rowNames } from '../../src/registers/rowNames.ts';
import type { RegisterRow, RowPage } from '../../src/registers/store.ts';
import { isEmptyValue, isKeys, isMoney, isPeople, peopleOf, textOf } from '../../src/registers/values.ts';

export function findInRows(rows: readonly RegisterRow[], query: RowQuery): RowPage {
  const found = rows
    .filter((row) => row.projectId === query.projectId && query.registers.includes(row.register))
    .filter(({ deletedAt }) =>
      query.deletedSince === undefined
        ? query.withDeleted === true || deletedAt === null
        : deletedAt !== null && deletedAt >= query.deletedSince,
    )
    .filter((row) => query.where.every((condition) => meets(row, condition)))
    .filter((row) => (query.words ?? []).every((word) => textOfRow(row).includes(word.toLowerCase())))
    .sort((one, other) => compareRows(one, other, query.sort));
  const counted = query.countTo === undefined ? found.length : Math.min(found.length, query.countTo + 1);
  return { rows: found.slice(query.offset, query.offset + query.limit), total: counted };
}

function meets(row: RegisterRow, condition: Condition): boolean {
  if ('open' in condition) return isOpenRow(registerOfName(row.register), row.values) === condition.open;
  if ('named' in condition)
    return rowNames(registerOfName(row.register), row.values).some((name) => condition.named.includes(name));
  const value = row.values[condition.field] ?? null;
  const text = textOf(value).toLowerCase();
  const oneOf = (allowed: readonly string[]) => allowed.some((option) => option.toLowerCase() === text);
  if ('is' in condition) return text !== '' && oneOf(condition.is);
  if ('isNot' in condition) return !oneOf(condition.isNot);
  if ('contains' in condition) return text.includes(condition.contains.toLowerCase());
  if ('person' in condition) {
    return peopleOf(value).some(({ personId }) => personId !== null && condition.person.includes(personId));
  }
  if ('size' in condition) {
    const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = condition.size;
    return typeof value === 'number' && value >= atLeast && value <= atMost;
  }
  if ('flag' in condition) return value === condition.flag;
  if ('holdsKey' in condition) return isKeys(value) && value.includes(condition.holdsKey.toUpperCase());
  if ('empty' in condition) return isEmptyValue(value) === condition.empty;
  const { from = '', to = '\uffff' } = condition.days;
  return typeof value === 'string' && value !== '' && value >= from && value <= to;
}

function textOfRow(row: RegisterRow): string {
  const texts = Object.values(row.values).flatMap((value): string[] => {
    if (typeof value === 'string') return [value];
    if (isPeople(value)) return value.map(({ name }) => name);
    return isKeys(value) ? [...value] : [];
  });
  return [row.key, ...texts].join('\n').toLowerCase();
}

function compareRows(one: RegisterRow, other: RegisterRow, sort: RowQuery['sort']): number {
  if (sort === 'declared' && one.register !== other.register) return one.register < other.register ? -1 : 1;
  for (const each of sort === 'declared' ? sortOf(registerOfName(one.register)) : sort) {
    const order = compareBy(one.values[each.field] ?? null, other.values[each.field] ?? null, each);
    if (order !== 0) return order;
  }
  if (one.register !== other.register) return one.register < other.register ? -1 : 1;
  return keyNumber(one) - keyNumber(other);
}

function compareBy(one: FieldValue, other: FieldValue, sort: Sort): number {
  const first = sortMark(one, sort);
  const second = sortMark(other, sort);
  if (first === null || second === null) return (first === null ? 1 : 0) - (second === null ? 1 : 0);
  if (first === second) return 0;
  return first < second === (sort.descending === true) ? 1 : -1;
}

function sortMark(value: FieldValue, { choices }: Sort): string | number | null {
  if (value === null || isEmptyValue(value)) return null;
  if (choices !== undefined && typeof value === 'string') {
    const at = choices.indexOf(value);
    return at === -1 ? choices.length : at;
  }
  if (typeof value === 'string') return value.toLowerCase();
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (isMoney(value)) return value.minor;
  return isPeople(value) ? (value[0]?.name ?? '').toLowerCase() : String(value[0]).toLowerCase();
}

const keyNumber = (row: RegisterRow): number => Number(/\d+$/.exec(row.key)?.[0] ?? 0);
