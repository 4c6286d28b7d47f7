/** Internal names of columns. */

/** Names that every list has, and that no new column may take. */
export const RESERVED_NAMES: readonly string[] = [
  'Title',
  'ID',
  'Created',
  'Modified',
  'Author',
  'Editor',
  'Attachments',
  'ContentType',
  'ContentTypeId',
  'Edit',
  'LinkTitle',
  'LinkTitleNoMenu',
  'DocIcon',
  'ItemChildCount',
  'FolderChildCount',
  'AppAuthor',
  'AppEditor',
  'GUID',
  'FileRef',
  'FileLeafRef',
  'FSObjType',
  'Name',
  '_UIVersionString',
  '_UIVersion',
  'owshiddenversion',
  'WorkflowVersion',
  'InstanceID',
  'Order',
  'UniqueId',
];

/** Longest internal name. */
export const LONGEST_NAME = 32;

/**
 * Name as SharePoint makes it: characters other than ASCII letters, digits and the underscore become `_xHHHH_`, also a
 * digit at the start; then it is cut.
 */
export function internalName(name: string): string {
  let encoded = '';
  for (let at = 0; at < name.length; at += 1) {
    const character = name.charAt(at);
    const isPlain = /[A-Za-z_]/.test(character) || (at > 0 && /[0-9]/.test(character));
    encoded += isPlain ? character : `_x${character.charCodeAt(0).toString(16).padStart(4, '0')}_`;
  }
  return encoded.slice(0, LONGEST_NAME);
}
