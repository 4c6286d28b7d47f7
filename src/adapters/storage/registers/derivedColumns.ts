/** Columns of a row that follow from its values: for `search`, for lists and their order, for names in sentences. */
import type { RowKey } from '../../../kernel/ids.ts';
import type { RowValues } from '../../../registers/definition.ts';
import { registerDefinitions } from '../../../registers/definitions/index.ts';
import { isOpenRow, rankOf } from '../../../registers/rank.ts';
import { rowNames } from '../../../registers/rowNames.ts';

export interface DerivedColumns {
  readonly search: string;
  readonly isOpen: boolean;
  readonly rank: string;
  readonly names: readonly string[];
}

export function deriveColumns(register: string, key: RowKey, values: RowValues): DerivedColumns {
  const definition = registerDefinitions.find(({ name }) => name === register);
  return {
    search: searchText(key, values),
    isOpen: definition === undefined || isOpenRow(definition, values),
    rank: definition === undefined ? '' : rankOf(definition, values),
    names: definition === undefined ? [] : rowNames(definition, values),
  };
}

/** Whether rows of the register are called by names. */
export const hasNames = (register: string): boolean =>
  (registerDefinitions.find(({ name }) => name === register)?.calledBy ?? []).length > 0;

/** Key, texts, names of people and keys of a row, lower case. */
function searchText(key: RowKey, values: RowValues): string {
  const texts = Object.values(values).flatMap((value): string[] => {
    if (typeof value === 'string') return [value];
    if (!Array.isArray(value)) return [];
    return value.map((each) => (typeof each === 'string' ? each : String(each.name)));
  });
  return [key, ...texts].join('\n').toLowerCase();
}
