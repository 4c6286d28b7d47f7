/**
 * The registers' memory: mirror of the lists, writes on their way, history. A store is bound to one tenant and one
 * transaction; nothing here speaks to SharePoint.
 */
import type { Place } from '../kernel/chat.ts';
import type { PersonId, ProjectId, RowKey } from '../kernel/ids.ts';
import type { Day, Instant } from '../kernel/time.ts';
import type { FieldValue, RowValues } from './definition.ts';
import type { ImportDraft } from './importing/importDraft.ts';
import type { ListRef } from './ports.ts';
import type { RowQuery } from './query.ts';

/**
 * `saving`: at least one write is on its way to the list. `saved`: the list holds it. `refused`: SharePoint will not
 * take the last write (`refusal` says why); the row shows what the list holds, or what was to be added.
 */
export type RowState = 'saving' | 'saved' | 'refused';

/** Who did something. `personId` is null for somebody whom SharePoint names without an Entra id. */
export interface RowEditor {
  readonly personId: PersonId | null;
  readonly name: string;
}

/** Where a change came from. */
export type ChangeSource =
  | { readonly kind: 'chat'; readonly place: Place }
  | { readonly kind: 'meeting'; readonly meetingId: string; readonly title: string }
  | { readonly kind: 'sharepoint' }
  | { readonly kind: 'import'; readonly file: string }
  | { readonly kind: 'docket' };

export interface RegisterRow {
  /** GUID; the idempotency key in the list. */
  readonly rowId: string;
  readonly projectId: ProjectId;
  /** Name of the register. */
  readonly register: string;
  readonly key: RowKey;
  /** What people see: the list's values with the writes on their way laid over them. */
  readonly values: RowValues;
  readonly state: RowState;
  readonly refusal: string | null;
  /** The list's side; null until the row is there. */
  readonly listed: Listed | null;
  readonly addedAt: Instant;
  readonly addedBy: RowEditor;
  readonly changedAt: Instant;
  readonly changedBy: RowEditor;
  /** Set when the row is deleted; it can be restored. */
  readonly deletedAt: Instant | null;
}

/** A row as the list was last seen to hold it. */
export interface Listed {
  readonly itemId: string;
  readonly etag: string;
  readonly values: RowValues;
  readonly modifiedAt: Instant;
}

export interface NewRow {
  readonly rowId: string;
  readonly projectId: ProjectId;
  readonly register: string;
  /** `A` of `A-12`. */
  readonly keyPrefix: string;
  /** Only for rows that come from the list with a key; the counter moves past it. Else the next number is taken. */
  readonly key?: RowKey;
  readonly values: RowValues;
  readonly state: RowState;
  readonly listed: Listed | null;
  readonly at: Instant;
  readonly by: RowEditor;
}

/** What may change in a row; a property that is left out stays. */
export interface RowPatch {
  readonly values?: RowValues;
  readonly state?: RowState;
  readonly refusal?: string | null;
  readonly listed?: Listed | null;
  readonly changedAt?: Instant;
  readonly changedBy?: RowEditor;
  readonly deletedAt?: Instant | null;
}

/**
 * `create` makes the row in the list (`changes` are all its values), `change` patches fields, `adopt` gives a row
 * that was added by hand its keys, `delete` removes it.
 */
export type WriteKind = 'create' | 'change' | 'adopt' | 'delete';

/** A write that the list does not hold yet. Values of `base` are what the person saw of the fields in `changes`. */
export interface PendingWrite {
  /** Grows with every write of the tenant; the order in which writes are made. */
  readonly seq: number;
  readonly projectId: ProjectId;
  readonly register: string;
  readonly rowId: string;
  readonly kind: WriteKind;
  readonly changes: RowValues;
  readonly base: RowValues;
  readonly by: RowEditor;
  readonly source: ChangeSource;
  readonly at: Instant;
}

export type NewWrite = Omit<PendingWrite, 'seq'>;

/** A posted card that shows a row as being saved; it stands in a message, or under the outbox's key of one. */
export interface RowCard {
  readonly projectId: ProjectId;
  readonly rowId: string;
  /** For whom the card was made: its buttons are theirs. */
  readonly personId: PersonId;
  readonly note?: string | undefined;
  readonly messageKey?: string | undefined;
  readonly message?: { readonly place: Place; readonly id: string } | undefined;
}

export interface FieldChange {
  readonly field: string;
  readonly from: FieldValue;
  readonly to: FieldValue;
}

/**
 * What happened to a row. `conflict`: both sides changed a field, `from` is the list's value that stands and `to` the
 * one that was not written. `refused`: SharePoint did not take the write.
 */
export type HistoryKind =
  | 'added'
  | 'changed'
  | 'commented'
  | 'deleted'
  | 'restored'
  | 'undone'
  | 'conflict'
  | 'refused';

export interface HistoryEntry {
  /** Grows with every entry of the tenant. */
  readonly seq: number;
  readonly projectId: ProjectId;
  readonly register: string;
  readonly rowId: string;
  readonly key: RowKey;
  readonly kind: HistoryKind;
  readonly at: Instant;
  readonly by: RowEditor;
  readonly source: ChangeSource;
  readonly changes: readonly FieldChange[];
  /** The comment, or the reason of a refusal. */
  readonly text: string | null;
  /** For `undone`: the entry that was taken back. */
  readonly undoes: number | null;
}

export type NewHistoryEntry = Omit<HistoryEntry, 'seq'>;

/** A register of a project and its list. */
export interface ListLink {
  readonly projectId: ProjectId;
  readonly register: string;
  readonly list: ListRef;
  /** Delta link up to which the mirror is fresh; null before the first sync. */
  readonly syncMark: string | null;
  readonly syncedAt: Instant | null;
}

export interface RowPage {
  readonly rows: readonly RegisterRow[];
  /** How many rows match without `offset` and `limit`; counted as far as the query's `countTo`, and one more. */
  readonly total: number;
}

/** The last nudge of a person; at most one a working day. */
export interface NudgeMark {
  readonly personId: PersonId;
  readonly day: Day;
}

export interface RegisterStore {
  /** Links a list to a register, or changes the link; the sync mark is kept while the list id stays the same. */
  linkList(projectId: ProjectId, register: string, list: ListRef): Promise<void>;
  listLink(projectId: ProjectId, register: string): Promise<ListLink | null>;
  /** In the order of their register's name. */
  listLinks(projectId: ProjectId): Promise<readonly ListLink[]>;
  setSyncMark(projectId: ProjectId, register: string, mark: string | null, syncedAt: Instant): Promise<void>;
  /**
   * Takes the writing of a project's lists for `holder` until a moment, unless another holder has it and its time is not
   * over at `now`. The same holder may take it again. True when taken.
   */
  claimWrites(projectId: ProjectId, holder: string, now: Instant, until: Instant): Promise<boolean>;
  /**
   * Gives the writing back. When writes wait (those that another transaction has committed meanwhile included), the
   * holder keeps it and false is returned, unless `force` is true.
   */
  releaseWrites(projectId: ProjectId, holder: string, force?: boolean): Promise<boolean>;

  /** Inserts a row; takes the next key number of the project and register in the same step, gapless but for rollbacks. */
  insertRow(row: NewRow): Promise<RegisterRow>;
  /**
   * Inserts rows that came from the list with their keys, many in one step, and gives the ids of those that it inserted:
   * a row whose id or key is taken is left out.
   */
  insertListed(rows: readonly (NewRow & { readonly key: RowKey })[]): Promise<ReadonlySet<string>>;
  /** To be called after many rows were added at once: rows would go on to be looked for as if they were few. */
  refreshStatistics(): Promise<void>;
  /** Throws `NotFoundError` `row-unknown` when there is none. */
  updateRow(rowId: string, patch: RowPatch): Promise<void>;
  /** Deleted rows included. `lock` holds other changes of the row until the end of the transaction. */
  rowById(rowId: string, options?: { readonly lock?: boolean }): Promise<RegisterRow | null>;
  /** Deleted rows included; the key is matched without regard to case. */
  rowByKey(
    projectId: ProjectId,
    key: RowKey,
    options?: { readonly lock?: boolean },
  ): Promise<RegisterRow | null>;
  rowByItem(projectId: ProjectId, register: string, itemId: string): Promise<RegisterRow | null>;
  /** ETags by item id, of some items or all, as the list was last seen to hold them; those of deleted rows left out. */
  listedEtags(
    projectId: ProjectId,
    register: string,
    itemIds?: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  findRows(query: RowQuery): Promise<RowPage>;
  /** In what state rows are, by their keys as they are written; unknown ones are left out. */
  rowStates(projectId: ProjectId, keys: readonly RowKey[]): Promise<ReadonlyMap<RowKey, RowState>>;

  addWrite(write: NewWrite): Promise<PendingWrite>;
  /** The oldest writes of a project, by `seq`; those of some registers can be left out. */
  pendingWrites(
    projectId: ProjectId,
    limit: number,
    without?: readonly string[],
  ): Promise<readonly PendingWrite[]>;
  pendingWritesOf(rowId: string): Promise<readonly PendingWrite[]>;
  /** Rows of a project that were changed since, the newest first; deleted ones too. */
  changedSince(projectId: ProjectId, since: Instant, limit: number): Promise<readonly RegisterRow[]>;
  /** Projects of the tenant that have writes waiting since before the moment: the net below lost jobs. */
  projectsWithWrites(before: Instant): Promise<readonly ProjectId[]>;
  /** Takes the row's writes up to and with `seq` off the queue. */
  removeWrites(rowId: string, seq: number): Promise<void>;
  /** Replaces fields of a waiting write (after a merge). Without fields it is left as an empty change. */
  rebaseWrite(seq: number, changes: RowValues, base: RowValues): Promise<void>;

  /** Remembers a posted card that shows the row as being saved. */
  keepRowCard(rowId: string, card: RowCard): Promise<void>;
  /** Those cards, which are forgotten with that; in the order in which they were kept. */
  takeRowCards(rowId: string): Promise<readonly RowCard[]>;

  addHistory(entry: NewHistoryEntry): Promise<HistoryEntry>;
  /** Oldest first. */
  historyOf(rowId: string): Promise<readonly HistoryEntry[]>;
  /** The newest entry `added`, `changed`, `commented` or `deleted` by the person since the moment that was not undone. */
  lastChangeBy(projectId: ProjectId, personId: PersonId, since: Instant): Promise<HistoryEntry | null>;

  /** Keeps a file that is being imported, or its new state. */
  saveImport(draft: ImportDraft): Promise<void>;
  /** Null when it is not kept (any more); other readers wait until the end of the transaction. */
  lockImport(importId: string): Promise<ImportDraft | null>;
  /** Removes what has expired at `now`. */
  forgetImports(now: Instant): Promise<void>;

  /** Remembers the day of a person's last nudge; false when it is that day's already. */
  markNudge(projectId: ProjectId, nudge: NudgeMark): Promise<boolean>;
}
