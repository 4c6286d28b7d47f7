/** What a column holds, derived from its facet. */
import type { ColumnRecord } from '../model.ts';

export const isMultiLine = (column: ColumnRecord): boolean =>
  column.facet === 'text' && column.facetValue.allowMultipleLines === true;

export const isMultiChoice = (column: ColumnRecord): boolean =>
  column.facet === 'choice' && column.facetValue.displayAs === 'checkBoxes';

export const isDateOnly = (column: ColumnRecord): boolean =>
  column.facet === 'dateTime' && column.facetValue.format === 'dateOnly';

/** Person and lookup columns: their values are rows of another list, and their fields end in `LookupId`. */
export const isLookup = (column: ColumnRecord): boolean =>
  column.facet === 'personOrGroup' || column.facet === 'lookup';

export const isMultiLookup = (column: ColumnRecord): boolean =>
  column.facetValue.allowMultipleSelection === true || column.facetValue.allowMultipleValues === true;

/** Whether the column may be indexed: not multi-line text, hyperlinks or several values. */
export const isIndexable = (column: ColumnRecord): boolean =>
  column.facet !== 'hyperlinkOrPicture' &&
  !isMultiLine(column) &&
  !isMultiChoice(column) &&
  !(isLookup(column) && isMultiLookup(column));
