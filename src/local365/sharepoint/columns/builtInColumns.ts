/** Columns that a list has from the start. */
import type { Random } from '../../core/part.ts';
import type { ColumnRecord, FacetName, ListTemplate } from '../model.ts';

interface BuiltIn {
  readonly name: string;
  readonly displayName: string;
  readonly facet?: FacetName;
  readonly facetValue?: Readonly<Record<string, unknown>>;
  readonly readOnly?: boolean;
  readonly hidden?: boolean;
  readonly required?: boolean;
}

const LINE = {
  allowMultipleLines: false,
  appendChangesToExistingText: false,
  linesForEditing: 0,
  maxLength: 255,
};
const PERSON = { allowMultipleSelection: false, chooseFromType: 'peopleOnly', displayAs: 'nameWithPresence' };
const MOMENT = { displayAs: 'default', format: 'dateTime' };

const EVERY_LIST: readonly BuiltIn[] = [
  { name: 'ContentType', displayName: 'Content Type', facet: 'text', facetValue: LINE },
  { name: 'Title', displayName: 'Title', facet: 'text', facetValue: LINE },
  { name: 'Modified', displayName: 'Modified', facet: 'dateTime', facetValue: MOMENT, readOnly: true },
  { name: 'Created', displayName: 'Created', facet: 'dateTime', facetValue: MOMENT, readOnly: true },
  { name: 'Author', displayName: 'Created By', facet: 'personOrGroup', facetValue: PERSON, readOnly: true },
  { name: 'Editor', displayName: 'Modified By', facet: 'personOrGroup', facetValue: PERSON, readOnly: true },
  { name: 'ID', displayName: 'ID', readOnly: true },
  { name: '_UIVersionString', displayName: 'Version', facet: 'text', facetValue: LINE, readOnly: true },
  { name: 'Attachments', displayName: 'Attachments' },
  { name: 'Edit', displayName: 'Edit', readOnly: true },
  { name: 'LinkTitleNoMenu', displayName: 'Title', readOnly: true },
  { name: 'LinkTitle', displayName: 'Title', readOnly: true },
  { name: 'ItemChildCount', displayName: 'Item Child Count', readOnly: true },
  { name: 'FolderChildCount', displayName: 'Folder Child Count', readOnly: true },
  { name: 'GUID', displayName: 'GUID', readOnly: true, hidden: true },
  { name: 'owshiddenversion', displayName: 'owshiddenversion', readOnly: true, hidden: true },
];

const LIBRARY: readonly BuiltIn[] = [
  { name: 'FileLeafRef', displayName: 'Name', facet: 'text', facetValue: LINE, required: true },
  { name: 'DocIcon', displayName: 'Type', readOnly: true },
  { name: 'FileSizeDisplay', displayName: 'File Size', readOnly: true },
];

const USERS: readonly BuiltIn[] = [
  { name: 'Name', displayName: 'Account', facet: 'text', facetValue: LINE },
  { name: 'EMail', displayName: 'Work email', facet: 'text', facetValue: LINE },
  { name: 'UserName', displayName: 'User name', facet: 'text', facetValue: LINE },
  { name: 'JobTitle', displayName: 'Job title', facet: 'text', facetValue: LINE },
];

const MORE: Readonly<Record<ListTemplate, readonly BuiltIn[]>> = {
  genericList: [],
  documentLibrary: LIBRARY,
  userInformation: USERS,
};

export function builtInColumns(template: ListTemplate, random: Random): readonly ColumnRecord[] {
  return [...EVERY_LIST, ...MORE[template]].map((column) => ({
    id: random.uuid(),
    name: column.name,
    displayName: column.displayName,
    description: '',
    facet: column.facet ?? null,
    facetValue: column.facetValue ?? {},
    required: column.required ?? (column.name === 'Title' && template === 'genericList'),
    hidden: column.hidden ?? false,
    indexed: column.name === 'ID',
    enforceUniqueValues: false,
    readOnly: column.readOnly ?? false,
    builtIn: true,
    columnGroup: column.name === 'Title' ? 'Custom Columns' : '_Hidden',
  }));
}
