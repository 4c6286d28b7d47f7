/** Copies a project's ledger to its SharePoint list: in order, each entry once, later when SharePoint is down. */
import type { ProjectId, TenantId } from '../../kernel/ids.ts';
import type { Project } from '../../projects/index.ts';
import type { ListRef } from '../../registers/index.ts';
import type { ApprovalPorts } from '../ports.ts';
import type { StoredEntry } from './ledgerStore.ts';
import { approvalsList, writeOfEntry } from './listDefinition.ts';
import { loadApproval } from './record.ts';

/** Requests in one batch ("Combine multiple HTTP requests using JSON batching"). */
const ENTRIES_AT_ONCE = 20;

type CopyPorts = Pick<ApprovalPorts, 'transact' | 'projects' | 'lists'>;

/**
 * Until the copy is as long as the chain. What SharePoint does not take is thrown, and the job comes again; an item that
 * a lost answer hid is found by its id and not made twice.
 */
export async function copyEntries(ports: CopyPorts, tenantId: TenantId, projectId: ProjectId): Promise<void> {
  const project = await ports.projects.byId(tenantId, projectId);
  if (project === null) return;
  for (;;) {
    const { list, copied, entries, keys } = await ports.transact(tenantId, async (stores) => {
      const state = await stores.approvals.copyState(projectId);
      const next = await stores.approvals.entriesAfter(projectId, state.copied, ENTRIES_AT_ONCE);
      const subjects = new Map<string, string>();
      for (const { approvalId } of next) {
        if (!subjects.has(approvalId)) {
          subjects.set(approvalId, (await loadApproval(stores, approvalId))?.subject.key ?? '');
        }
      }
      return { ...state, entries: next, keys: subjects };
    });
    if (entries.length === 0) return;
    const ref = list ?? (await provision(ports, project));
    await copy(ports, ref, tenantId, projectId, copied, entries, keys);
  }
}

async function provision(ports: CopyPorts, project: Project): Promise<ListRef> {
  const lists = ports.lists(project.tenantId);
  const siteId = project.siteId ?? (await lists.findSite(project.siteUrl)).siteId;
  const { list } = await lists.provision(siteId, approvalsList, null);
  await ports.transact(project.tenantId, ({ approvals }) => approvals.keepCopyList(project.id, list));
  return list;
}

async function copy(
  ports: CopyPorts,
  list: ListRef,
  tenantId: TenantId,
  projectId: ProjectId,
  copied: number,
  entries: readonly StoredEntry[],
  keys: ReadonlyMap<string, string>,
): Promise<void> {
  const writes = entries.map((entry) => ({
    list,
    definition: approvalsList,
    write: writeOfEntry(entry, keys.get(entry.approvalId) ?? ''),
  }));
  const written = await ports.lists(tenantId).writeRows(writes);
  let done = copied;
  let fault: unknown;
  for (const [index, entry] of entries.entries()) {
    const result = written[index];
    if (result === undefined || 'error' in result) {
      fault = result?.error;
      break;
    }
    done = entry.number;
  }
  if (done > copied) {
    await ports.transact(tenantId, ({ approvals }) => approvals.keepCopied(projectId, done));
  }
  if (fault !== undefined) throw fault;
}
