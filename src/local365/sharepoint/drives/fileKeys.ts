/** Keys in an item's values that are no columns: they let the item table find files by id and by place. */
import type { FileRecord, StoredValue, StoredValues } from '../model.ts';

export const ID_KEY = '_driveItem';
export const PLACE_KEY = '_place';

/** Values with the keys of this file. */
export function placedValues(values: StoredValues, file: FileRecord): StoredValues {
  return { ...values, [ID_KEY]: file.driveItemId, [PLACE_KEY]: placeKey(file.parent, file.name) };
}

export const placeKey = (parent: number, name: string): string => `${parent}/${name.toLowerCase()}`;

export const keyText = (value: StoredValue): string | null => (typeof value === 'string' ? value : null);
