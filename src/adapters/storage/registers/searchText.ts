/** What `search` looks through: key, texts, names of people and keys of a row, lower case. */
import type { RowKey } from '../../../kernel/ids.ts';
import type { RowValues } from '../../../registers/definition.ts';

export function searchText(key: RowKey, values: RowValues): string {
  const texts = Object.values(values).flatMap((value): string[] => {
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value)) return [];
    return value.map((each) => (typeof each === 'string' ? each : String(each.name)));
  });
  return [key, ...texts].join('\n').toLowerCase();
}
