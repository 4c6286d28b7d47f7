/** What registers need from outside. */
import type { IncomingFile } from '../kernel/chat.ts';
import type { DocketError } from '../kernel/errors.ts';
import type { PersonId, Random, RowKey, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Messenger } from '../kernel/messenger.ts';
import type { Clock, Instant, ZoneName } from '../kernel/time.ts';
import type { JobSender, Outbox, Transact } from '../kernel/transaction.ts';
import type { ProjectLookup } from '../projects/index.ts';
import type { FieldValue, RegisterDefinition, RowValues } from './definition.ts';
import type { SheetFiles } from './sheets.ts';
import type { RegisterStore } from './store.ts';

/** Stores that every transaction of the registers has. */
export interface RegisterStores {
  readonly registers: RegisterStore;
  readonly jobs: JobSender;
  readonly outbox: Outbox;
}

/** All that the registers need; `compose` fills it. */
export interface RegisterPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly transact: Transact<RegisterStores>;
  /** The lists of one tenant. */
  readonly lists: (tenantId: TenantId) => RegisterLists;
  readonly projects: ProjectLookup;
  /** Replaces a posted card for everybody after a click on it; without it, only the person who clicked sees the change. */
  readonly messenger?: Pick<Messenger, 'update'>;
  readonly sheets: SheetFiles;
  /** Bytes of a file that came with a message; throws an `InputError` for one that is gone or too large. */
  readonly downloadFile: (file: IncomingFile) => Promise<Uint8Array>;
  /** The document library of a project's site. */
  readonly library: (tenantId: TenantId) => ProjectLibrary;
  /** Lets time pass while what belongs together is gathered; without it nothing is waited for. */
  readonly pause?: (milliseconds: number) => Promise<void>;
  /** A person's own time zone, where it is known; else the project's is taken. */
  readonly zoneOf?: (tenantId: TenantId, personId: PersonId) => Promise<ZoneName | null>;
  /** Who of these is still told of their rows today in another way; nobody unless said. */
  readonly toldOtherwise?: (
    tenantId: TenantId,
    personIds: readonly PersonId[],
  ) => Promise<ReadonlySet<PersonId>>;
}

/** The default document library of a site. */
export interface ProjectLibrary {
  /**
   * Keeps a file under a path below the library's root, as a new version where there is one of that name. Throws the
   * kernel's errors.
   */
  put(
    siteId: string,
    path: string,
    content: Uint8Array,
    contentType: string,
  ): Promise<{ readonly name: string; readonly webUrl: string }>;
}

/** A SharePoint list that holds a register, and how its columns are really called. */
export interface ListRef {
  readonly siteId: string;
  readonly listId: string;
  /** Field name to the column's internal name (API name), read from the list. */
  readonly columns: Readonly<Record<string, string>>;
  /** Zone of the site: date-only columns are stored as midnight in it. */
  readonly siteZone: ZoneName;
}

/** A row as the list holds it. */
export interface ListRow {
  readonly itemId: string;
  readonly etag: string;
  /** The row's idempotency key; null for rows that people added by hand. */
  readonly rowId: string | null;
  readonly key: RowKey | null;
  readonly values: RowValues;
  readonly modifiedAt: Instant;
  readonly modifiedBy: { readonly name: string; readonly personId: string | null; readonly mail?: string };
  /** True when the app itself made the last change. */
  readonly byApp: boolean;
  /** After a write: a sentence for each thing that the list could not take as it was meant, for the author. */
  readonly problems?: readonly string[];
}

export interface ProvisionReport {
  readonly list: ListRef;
  readonly created: boolean;
  /** Titles of fields whose columns were added. */
  readonly added: readonly string[];
  /** A sentence for each column that has the wrong type or cannot be used. */
  readonly problems: readonly string[];
}

/** One of many writes (see `createRow`, `updateRow`, `adoptRow`, `deleteRow`). */
export type RowWrite =
  | { readonly kind: 'create'; readonly rowId: string; readonly key: RowKey; readonly values: RowValues }
  | {
      readonly kind: 'update';
      readonly itemId: string;
      readonly etag: string;
      readonly changes: Readonly<Record<string, FieldValue>>;
    }
  | {
      readonly kind: 'adopt';
      readonly itemId: string;
      readonly etag: string;
      readonly rowId: string;
      readonly key: RowKey;
    }
  | { readonly kind: 'delete'; readonly itemId: string; readonly etag: string };

/** A write and the list that it is for. */
export interface ListWrite {
  readonly list: ListRef;
  readonly definition: RegisterDefinition;
  readonly write: RowWrite;
}

/** The row as the list then holds it (null when it was deleted), or why the write was not made. */
export type RowWritten = { readonly row: ListRow | null } | { readonly error: DocketError };

/**
 * The register's lists in SharePoint. Throws the kernel's errors; `ConflictError` when the row changed meanwhile.
 * People who are not yet known to the site are kept in words, and the person column is filled once they are.
 */
export interface RegisterLists {
  findSite(
    siteUrl: string,
  ): Promise<{ readonly siteId: string; readonly title: string; readonly zone: ZoneName }>;
  /** Creates or repairs the list: missing columns are added, foreign ones kept; `listId` finds a renamed list again. */
  provision(siteId: string, definition: RegisterDefinition, listId: string | null): Promise<ProvisionReport>;
  /** Makes the row once: when the outcome of an earlier attempt is unknown, the row is looked up by `rowId` first. */
  createRow(
    list: ListRef,
    definition: RegisterDefinition,
    rowId: string,
    key: RowKey,
    values: RowValues,
  ): Promise<ListRow>;
  /** Changes the given fields only, under If-Match. */
  updateRow(
    list: ListRef,
    definition: RegisterDefinition,
    itemId: string,
    etag: string,
    changes: Readonly<Record<string, FieldValue>>,
  ): Promise<ListRow>;
  /**
   * Many writes to lists of one tenant in few requests, no two of one row. A result for every write, in their order;
   * each is judged on its own, and what may have been carried out is looked for before it is made again. Throws only
   * when none was tried.
   */
  writeRows(writes: readonly ListWrite[]): Promise<readonly RowWritten[]>;
  readRow(list: ListRef, definition: RegisterDefinition, itemId: string): Promise<ListRow>;
  /** Gives a row that people added by hand its idempotency key and human key, under If-Match. */
  adoptRow(
    list: ListRef,
    definition: RegisterDefinition,
    itemId: string,
    etag: string,
    rowId: string,
    key: RowKey,
  ): Promise<ListRow>;
  deleteRow(list: ListRef, itemId: string, etag: string): Promise<void>;
  /**
   * Which of the lists changed since their marks, in one request for twenty lists. A list that could not be asked, or
   * has no mark, counts as changed.
   */
  changedLists(
    lists: readonly { readonly list: ListRef; readonly mark: string | null }[],
  ): Promise<readonly boolean[]>;
  /** Changes since the mark (a delta link); null enumerates everything. A stale mark enumerates everything again. */
  changesSince(
    list: ListRef,
    definition: RegisterDefinition,
    mark: string | null,
  ): AsyncIterable<{
    readonly rows: readonly ListRow[];
    readonly removedItemIds: readonly string[];
    readonly mark: string | null;
    readonly whole: boolean;
  }>;
}
