/** Columns of a row that follow from its values: what `search` looks through, whether it is open, its place in lists. */
import type { RowKey } from '../../../kernel/ids.ts';
import type { RowValues } from '../../../registers/definition.ts';
import { registerDefinitions } from '../../../registers/definitions/index.ts';
import { isOpenRow, rankOf } from '../../../registers/rank.ts';

export interface DerivedColumns {
  readonly search: string;
  readonly isOpen: boolean;
  readonly rank: string;
}

export function deriveColumns(register: string, key: RowKey, values: RowValues): DerivedColumns {
  const definition = registerDefinitions.find(({ name }) => name === register);
  return {
    search: searchText(key, values),
    isOpen: definition === undefined || isOpenRow(definition, values),
    rank: definition === undefined ? '' : rankOf(definition, values),
  };
}

/** Key, texts, names of people and keys of a row, lower case. */
function searchText(key: RowKey, values: RowValues): string {
  const texts = Object.values(values).flatMap((value): string[] => {
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value)) return [];
    return value.map((each) => (typeof each === 'string' ? each : String(each.name)));
  });
  return [key, ...texts].join('\n').toLowerCase();
}
