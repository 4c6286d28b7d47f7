/** A typed question to the mirror as SQL: field names and values are parameters, never text of the statement. */
import type { Condition, RowQuery, Sort } from '../../../registers/query.ts';

export interface SqlQuestion {
  /** After `where`. */
  readonly where: string;
  /** After `order by`. */
  readonly orderBy: string;
  readonly values: readonly unknown[];
}

export function askSql(tenantId: string, query: RowQuery): SqlQuestion {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const scope = [
    `tenant_id = ${bind(tenantId)}`,
    `project_id = ${bind(query.projectId)}`,
    query.registers.length === 1
      ? `register = ${bind(query.registers[0])}`
      : `register = any(${bind(query.registers)}::text[])`,
    ...(query.deletedSince === undefined
      ? query.withDeleted === true
        ? []
        : ['deleted_at is null']
      : [`deleted_at >= ${bind(query.deletedSince)}::timestamptz`]),
    ...query.where.filter(isOfIndex).map((condition) => conditionSql(condition, bind)),
  ];
  const filters = [
    ...query.where.filter((each) => !isOfIndex(each)).map((condition) => conditionSql(condition, bind)),
    ...(query.words ?? []).map((word) => `position(${bind(word.toLowerCase())} in search) > 0`),
  ];
  const where = [...scope, ...(filters.length === 0 ? [] : [opaque(filters)])].join(' and ');
  return { where, orderBy: orderSql(query, bind), values };
}

const isOfIndex = (condition: Condition): boolean => 'open' in condition || 'named' in condition;

/**
 * The database takes conditions on cells to let one row in hundreds pass, and would rather read and sort a whole register
 * than take rows out of the index in their order until there are enough. Of a `case` it thinks that half of them pass.
 */
const opaque = (filters: readonly string[]): string =>
  `(case when ${filters.join(' and ')} then true else false end)`;

type Bind = (value: unknown) => string;

/** Of one register its rows come out of the index in this order, so that a page ends the scan. */
function orderSql({ registers, sort }: RowQuery, bind: Bind): string {
  const byRegister = registers.length === 1 ? [] : ['register collate "C"'];
  if (sort === 'declared') return [...byRegister, 'rank', 'number'].join(', ');
  const order = sort.map(
    (each) => `${sortSql(each, bind)} ${each.descending === true ? 'desc' : 'asc'} nulls last`,
  );
  return [...order, ...byRegister, 'number'].join(', ');
}

function conditionSql(condition: Condition, bind: Bind): string {
  if ('open' in condition) return `is_open = ${bind(condition.open)}`;
  // Rows of a name are few: as an array they are looked up, whatever the database thinks of their number.
  if ('named' in condition)
    return `row_id = any(array(select row_id from register_name
      where tenant_id = $1 and project_id = $2 and name = any(${bind(condition.named)}::text[])))`;
  const field = `${bind(condition.field)}::text`;
  const value = `(cells->${field})`;
  const text = `(case when jsonb_typeof(${value}) = 'string' then lower(cells->>${field}) else '' end)`;
  const lowered = (texts: readonly string[]): string =>
    `${bind(texts.map((each) => each.toLowerCase()))}::text[]`;
  // The cheap test comes first: it is made for every row of a register.
  if ('is' in condition) {
    const wanted = lowered(condition.is.filter((each) => each !== ''));
    return `(lower(cells->>${field}) = any(${wanted}) and jsonb_typeof(${value}) = 'string')`;
  }
  if ('isNot' in condition) return `not ${text} = any(${lowered(condition.isNot)})`;
  if ('contains' in condition) {
    return `(position(${bind(condition.contains.toLowerCase())} in lower(cells->>${field})) > 0 and jsonb_typeof(${value}) = 'string')`;
  }
  if ('person' in condition) {
    return `exists (select 1 from jsonb_array_elements(case when jsonb_typeof(${value}) = 'array' then ${value} else '[]' end) as person
      where jsonb_typeof(person) = 'object' and person->>'personId' = any(${bind(condition.person)}::text[]))`;
  }
  if ('size' in condition) {
    const { atLeast, atMost } = condition.size;
    const number = `(case when jsonb_typeof(${value}) = 'number' then (cells->>${field})::numeric end)`;
    const bounds = [
      ...(atLeast === undefined ? [] : [`${number} >= ${bind(atLeast)}::numeric`]),
      ...(atMost === undefined ? [] : [`${number} <= ${bind(atMost)}::numeric`]),
    ];
    return `(${[`${number} is not null`, ...bounds].join(' and ')})`;
  }
  if ('flag' in condition) return `coalesce(${value} = to_jsonb(${bind(condition.flag)}::boolean), false)`;
  if ('holdsKey' in condition) {
    return `coalesce(jsonb_typeof(${value}) = 'array' and ${value} @> to_jsonb(${bind(condition.holdsKey.toUpperCase())}::text), false)`;
  }
  if ('empty' in condition) {
    const isEmpty = `coalesce(${value} in ('null', '""', '[]'), true)`;
    return condition.empty ? isEmpty : `not ${isEmpty}`;
  }
  const { from, to } = condition.days;
  const day = `(case when jsonb_typeof(${value}) = 'string' then cells->>${field} else '' end) collate "C"`;
  const bounds = [
    ...(from === undefined ? [] : [`${day} >= ${bind(from)}::text`]),
    ...(to === undefined ? [] : [`${day} <= ${bind(to)}::text`]),
  ];
  return `(${[`${day} <> ''`, ...bounds].join(' and ')})`;
}

function sortSql(sort: Sort, bind: Bind): string {
  const field = `${bind(sort.field)}::text`;
  if (sort.choices !== undefined) {
    const at = `array_position(${bind(sort.choices)}::text[], cells->>${field})`;
    return `(case when coalesce(cells->>${field}, '') = '' then null else coalesce(${at}, ${sort.choices.length + 1}) end)`;
  }
  switch (sort.type) {
    case 'number':
    case 'percent':
      return `(case when jsonb_typeof(cells->${field}) = 'number' then (cells->>${field})::numeric end)`;
    case 'money':
      return `(cells->${field}->>'minor')::numeric`;
    case 'boolean':
      return `(case cells->>${field} when 'true' then 1 when 'false' then 0 end)`;
    case 'person':
    case 'people':
      return `lower(cells->${field}->0->>'name') collate "C"`;
    case 'keys':
      return `lower(cells->${field}->>0) collate "C"`;
    default:
      return `lower(nullif(cells->>${field}, '')) collate "C"`;
  }
}
