/** The chain of a project's ledger: each entry's hash covers its event and the hash before it. Pure. */
import type { ProjectId } from '../../kernel/ids.ts';
import type { ApprovalEvent, ApprovalId } from '../approval.ts';
import { canonicalJson, hashOf } from '../subject.ts';
import type { ChainEnd, LedgerEntry, StoredEntry } from './ledgerStore.ts';

/** Entries for new events after the end of a chain. */
export function chainEntries(
  end: ChainEnd,
  projectId: ProjectId,
  approvalId: ApprovalId,
  events: readonly ApprovalEvent[],
): readonly StoredEntry[] {
  const entries: StoredEntry[] = [];
  let { number, hash } = end;
  for (const event of events) {
    number += 1;
    const entry = { projectId, number, approvalId, eventJson: canonicalJson(event), previousHash: hash };
    hash = hashOfEntry(entry);
    entries.push({ ...entry, hash });
  }
  return entries;
}

/** SHA-256 over the canonical JSON of all that an entry says. */
export function hashOfEntry({
  projectId,
  number,
  approvalId,
  eventJson,
  previousHash,
}: Omit<StoredEntry, 'hash'>): string {
  return hashOf({ approvalId, event: eventJson, number, previousHash, projectId });
}

/** The event was written by `chainEntries`, so its shape is known. */
export function readEntry({ eventJson, ...entry }: StoredEntry): LedgerEntry {
  return { ...entry, event: JSON.parse(eventJson) as ApprovalEvent };
}

/** Where a chain is not what was written: the number of the first entry that is wrong, and how. */
export interface ChainFault {
  readonly number: number;
  readonly kind: 'altered' | 'removed' | 'added';
}

/**
 * Checks entries that follow `before`, in the order of their numbers; gives the new end or the first fault. An entry that
 * is whole in itself but follows another hash tells that the one before was written anew.
 */
export function checkEntries(before: ChainEnd, entries: readonly StoredEntry[]): ChainEnd | ChainFault {
  let end = before;
  for (const entry of entries) {
    if (entry.number > end.number + 1) return { number: end.number + 1, kind: 'removed' };
    if (entry.number <= end.number) return { number: entry.number, kind: 'added' };
    if (hashOfEntry(entry) !== entry.hash) return { number: entry.number, kind: 'altered' };
    if (entry.previousHash !== end.hash) return { number: Math.max(1, end.number), kind: 'altered' };
    end = { number: entry.number, hash: entry.hash };
  }
  return end;
}
