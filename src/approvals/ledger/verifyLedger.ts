/** Recomputes a project's chain and holds its list and its documents against it. */
import type { Transact } from '../../kernel/transaction.ts';
import type { Project } from '../../projects/index.ts';
import type { ListRow } from '../../registers/index.ts';
import type { ApprovalEvent, EvidenceKept } from '../approval.ts';
import type { ApprovalPorts, ApprovalStores } from '../ports.ts';
import { checkEntries, readEntry } from './chain.ts';
import { EVIDENCE_FOLDER, isEvidenceName } from './evidenceDocument.ts';
import type { ChainEnd, StoredEntry } from './ledgerStore.ts';
import { approvalsList, isAsWritten, listIdOf } from './listDefinition.ts';
import { hashOfText } from './writeEvidence.ts';

/** The first thing that is not as it was written. */
export interface LedgerFault {
  readonly where: 'ledger' | 'list' | 'document';
  readonly kind: 'altered' | 'removed' | 'added';
  /** Number of the entry; null for an item of the list that is no entry's. */
  readonly number: number | null;
  /** What it is, for people: `CR-7 decided`, a path. */
  readonly what: string;
}

export interface LedgerReport {
  readonly entries: number;
  /** Of these so many are in the list. */
  readonly copied: number;
  readonly documents: number;
  /** The first in the ledger, in the list and in the library; empty when all is as it was written. */
  readonly faults: readonly LedgerFault[];
  /** Hash of the last entry: what to note down elsewhere. */
  readonly lastHash: string;
}

const NOTHING: ChainEnd = { number: 0, hash: '0'.repeat(64) };
const ENTRIES_AT_ONCE = 5_000;

/** `readText` gives the words of a .docx. */
interface VerifyPorts extends Pick<ApprovalPorts, 'lists' | 'library'> {
  readonly transact: Transact<Pick<ApprovalStores, 'approvals'>>;
  readonly readText: (content: Uint8Array) => Promise<string>;
}

export async function verifyLedger(ports: VerifyPorts, project: Project): Promise<LedgerReport> {
  const chain = await verifyChain(ports, project);
  const { list, copied } = await ports.transact(project.tenantId, ({ approvals }) =>
    approvals.copyState(project.id),
  );
  const listFault = list === null ? null : await verifyList(ports, project, chain.entries, copied, list);
  const documents = chain.entries.flatMap((entry) => {
    const event = eventOf(entry);
    return event?.type === 'evidence-kept' ? [{ number: entry.number, event }] : [];
  });
  const documentFault = await verifyDocuments(ports, project, documents, chain.entries);
  return {
    entries: chain.end.number,
    copied,
    documents: documents.length,
    faults: [chain.fault, listFault, documentFault].filter((fault) => fault !== null),
    lastHash: chain.end.hash,
  };
}

/** The chain alone, in portions. */
export async function verifyChain(
  { transact }: Pick<VerifyPorts, 'transact'>,
  project: Pick<Project, 'id' | 'tenantId'>,
): Promise<{
  readonly entries: readonly StoredEntry[];
  readonly end: ChainEnd;
  readonly fault: LedgerFault | null;
}> {
  const all: StoredEntry[] = [];
  const kept = await transact(project.tenantId, ({ approvals }) => approvals.chainEnd(project.id));
  let end = NOTHING;
  let fault: LedgerFault | null = null;
  let last = 0;
  for (;;) {
    const after = last;
    const entries = await transact(project.tenantId, ({ approvals }) =>
      approvals.entriesAfter(project.id, after, ENTRIES_AT_ONCE),
    );
    if (entries.length === 0) break;
    last = entries.at(-1)?.number ?? last;
    all.push(...entries);
    if (fault !== null) continue;
    const checked = checkEntries(end, entries);
    if ('kind' in checked) fault = faultAt(checked.number, checked.kind, all);
    else end = checked;
  }
  if (fault === null && end.number < kept.number) fault = faultAt(end.number + 1, 'removed', all);
  // What a click added since the end was read follows it; what does not follow was added by hand.
  if (fault === null && end.number === kept.number && end.hash !== kept.hash) {
    fault = faultAt(end.number, 'altered', all);
  }
  return { entries: all, end, fault };
}

function faultAt(number: number, kind: LedgerFault['kind'], entries: readonly StoredEntry[]): LedgerFault {
  const entry = entries.find((each) => each.number === number);
  return { where: 'ledger', kind, number, what: entry === undefined ? `entry ${number}` : whatOf(entry) };
}

function whatOf(entry: StoredEntry): string {
  return `entry ${entry.number}, ${eventOf(entry)?.type ?? 'which is no JSON any more'}`;
}

/** Null where somebody made it no JSON. */
function eventOf(entry: StoredEntry): ApprovalEvent | null {
  try {
    return readEntry(entry).event;
  } catch {
    return null;
  }
}

async function verifyList(
  { lists }: VerifyPorts,
  project: Project,
  entries: readonly StoredEntry[],
  copied: number,
  list: Parameters<ReturnType<VerifyPorts['lists']>['changesSince']>[0],
): Promise<LedgerFault | null> {
  const items = new Map<string, ListRow>();
  const strangers: ListRow[] = [];
  const known = new Set(entries.map(listIdOf));
  for await (const page of lists(project.tenantId).changesSince(list, approvalsList, null)) {
    for (const row of page.rows) {
      if (row.rowId !== null && known.has(row.rowId) && !items.has(row.rowId)) items.set(row.rowId, row);
      else strangers.push(row);
    }
  }
  const keys = subjectKeys(entries);
  for (const entry of entries) {
    if (entry.number > copied) break;
    const item = items.get(listIdOf(entry));
    const fault = { where: 'list', number: entry.number, what: whatOf(entry) } as const;
    if (item === undefined) return { ...fault, kind: 'removed' };
    if (!isAsWritten(item, entry, keys.get(entry.approvalId) ?? '')) return { ...fault, kind: 'altered' };
  }
  const [stranger] = strangers;
  if (stranger === undefined) return null;
  return { where: 'list', kind: 'added', number: null, what: `item ${stranger.itemId} of the list` };
}

function subjectKeys(entries: readonly StoredEntry[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const entry of entries) {
    if (keys.has(entry.approvalId)) continue;
    const event = eventOf(entry);
    if (event?.type === 'requested') keys.set(entry.approvalId, event.subject.key);
  }
  return keys;
}

async function verifyDocuments(
  { library, readText, lists }: VerifyPorts,
  project: Project,
  kept: readonly { readonly number: number; readonly event: EvidenceKept }[],
  entries: readonly StoredEntry[],
): Promise<LedgerFault | null> {
  if (entries.length === 0) return null;
  const siteId = project.siteId ?? (await lists(project.tenantId).findSite(project.siteUrl)).siteId;
  for (const { number, event } of kept) {
    const fault = { where: 'document', number, what: event.path } as const;
    const content = await library(project.tenantId).get(siteId, event.path);
    if (content === null) return { ...fault, kind: 'removed' };
    if ((await readWords(readText, content)) !== event.textHash) return { ...fault, kind: 'altered' };
  }
  const known = new Set(kept.map(({ event }) => event.path));
  const onTheWay = keysWithoutRecord(entries);
  const names = await library(project.tenantId).names(siteId, EVIDENCE_FOLDER);
  const stranger = [...names]
    .sort()
    .filter((name) => isEvidenceName(name) && !onTheWay.some((key) => name.startsWith(`${key} `)))
    .map((name) => `${EVIDENCE_FOLDER}/${name}`)
    .find((path) => !known.has(path));
  if (stranger === undefined) return null;
  return { where: 'document', kind: 'added', number: null, what: stranger };
}

/** Subjects whose record may be in the library before the ledger says so, or is still to come. */
function keysWithoutRecord(entries: readonly StoredEntry[]): readonly string[] {
  const waiting = new Set<string>();
  for (const entry of entries) {
    const type = eventOf(entry)?.type;
    // A sign-off that was voided gets another record.
    if (type === 'requested' || type === 'voided') waiting.add(entry.approvalId);
    if (type === 'evidence-kept') waiting.delete(entry.approvalId);
  }
  const keys = subjectKeys(entries);
  return [...waiting].flatMap((id) => keys.get(id) ?? []);
}

/** A file that is no document any more was altered. */
async function readWords(readText: VerifyPorts['readText'], content: Uint8Array): Promise<string | null> {
  try {
    return hashOfText(await readText(content));
  } catch {
    return null;
  }
}

/** One sentence for each thing, for people. */
export function reportText({ entries, copied, documents, faults, lastHash }: LedgerReport): string {
  const waiting = entries - copied;
  const counts = `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${copied} of them in the list${waiting > 0 ? ` (${waiting} on the way)` : ''}, ${documents} ${documents === 1 ? 'document' : 'documents'}`;
  if (faults.length === 0) return `The ledger is whole: ${counts}. Last hash ${lastHash}.`;
  const lines = faults.map(
    ({ where, kind, what }) =>
      `The first that was ${kind} in the ${where === 'document' ? 'document library' : where}: ${what}.`,
  );
  return [`The ledger is NOT as it was written (${counts}).`, ...lines].join('\n');
}
