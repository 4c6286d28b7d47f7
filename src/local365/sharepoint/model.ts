/** What the SharePoint part keeps. */

/** Who did something: an app as itself, or a person (also through an app that acts for them). */
export type Actor =
  | { readonly kind: 'app'; readonly id: string; readonly name: string }
  | { readonly kind: 'user'; readonly id: string; readonly name: string; readonly mail: string | null };

export interface SiteRecord {
  /** `hostname,siteCollectionGuid,webGuid` */
  readonly id: string;
  readonly hostname: string;
  /** Server-relative, such as `/sites/atlas`. */
  readonly path: string;
  readonly displayName: string;
  readonly description: string;
  /** Group whose team site it is. */
  readonly groupId: string | null;
  /** IANA name. */
  readonly zone: string;
  readonly languageTag: string;
  /** ISO text in UTC. */
  readonly createdAt: string;
}

export type ListTemplate = 'genericList' | 'documentLibrary' | 'userInformation';

export interface ListRecord {
  readonly id: string;
  readonly siteId: string;
  /** Part of its address; fixed after creation. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly template: ListTemplate;
  readonly hidden: boolean;
  /** Not shown unless asked for. */
  readonly system: boolean;
  readonly columns: readonly ColumnRecord[];
  readonly createdAt: string;
  readonly createdBy: Actor;
  readonly modifiedAt: string;
  readonly modifiedBy: Actor;
  readonly version: number;
  /** Libraries only. */
  readonly drive?: { readonly id: string; readonly rootId: string };
}

export const FACET_NAMES = [
  'text',
  'choice',
  'dateTime',
  'number',
  'currency',
  'boolean',
  'personOrGroup',
  'lookup',
  'hyperlinkOrPicture',
] as const;
export type FacetName = (typeof FACET_NAMES)[number];

export interface ColumnRecord {
  readonly id: string;
  /** The API's name, fixed after creation. */
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  /** Null for built-in columns that have no facet in Graph. */
  readonly facet: FacetName | null;
  readonly facetValue: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  readonly hidden: boolean;
  readonly indexed: boolean;
  readonly enforceUniqueValues: boolean;
  readonly readOnly: boolean;
  readonly builtIn: boolean;
  readonly columnGroup: string;
  readonly defaultValue?: string;
}

/** Days and moments are ISO text in UTC without fractions; a person is the row of the site's user list. */
export type StoredValue = string | number | boolean | readonly number[] | readonly string[];
export type StoredValues = Readonly<Record<string, StoredValue>>;

export interface ItemRecord {
  readonly id: number;
  readonly guid: string;
  /** Grows by one with each change; the number in the ETag. */
  readonly version: number;
  /** Where the last change stands among all changes of the list. */
  readonly sequence: number;
  readonly values: StoredValues;
  readonly createdAt: string;
  readonly createdBy: Actor;
  readonly authorId: number;
  readonly modifiedAt: string;
  readonly modifiedBy: Actor;
  readonly editorId: number;
  readonly file?: FileRecord;
}

/** The file or folder of an item in a library. */
export interface FileRecord {
  readonly driveItemId: string;
  /** Item id of the folder it is in; 0 is the root. */
  readonly parent: number;
  readonly name: string;
  readonly folder: boolean;
  readonly size: number;
  /** Grows when the content changes. */
  readonly contentVersion: number;
  readonly mimeType: string;
  readonly bytesId: string;
  readonly hash: string;
  readonly checkedOutBy?: Actor;
}

/** What an item was before a change. */
export interface VersionRecord {
  readonly itemId: number;
  readonly version: number;
  readonly values: StoredValues;
  readonly modifiedAt: string;
  readonly modifiedBy: Actor;
  readonly editorId: number;
  readonly file?: FileRecord;
}

export interface Tombstone {
  readonly id: number;
  readonly sequence: number;
}

export interface RecycledItem {
  readonly key: string;
  readonly siteId: string;
  readonly listId: string;
  readonly title: string;
  readonly deletedAt: string;
  readonly deletedBy: Actor;
  readonly item: ItemRecord;
}

export type GrantRole = 'read' | 'write' | 'manage' | 'owner' | 'fullcontrol';

/** What an app may do on one site ("Overview of Selected permissions in OneDrive and SharePoint"). */
export interface Grant {
  readonly id: string;
  readonly siteId: string;
  readonly appId: string;
  readonly appName: string;
  readonly role: GrantRole;
}
