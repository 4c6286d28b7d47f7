/** Puts the evidence record of a decided approval into the document library and notes it in the ledger. */
import { createHash } from 'node:crypto';
import type { TenantId } from '../../kernel/ids.ts';
import { type ApprovalId, isOpen } from '../approval.ts';
import type { ApprovalPorts } from '../ports.ts';
import { readEntry } from './chain.ts';
import { evidenceDocument, evidencePath } from './evidenceDocument.ts';
import { loadApproval, recordEvidence } from './record.ts';

type EvidencePorts = Pick<
  ApprovalPorts,
  'transact' | 'projects' | 'lists' | 'library' | 'documents' | 'clock'
>;

/**
 * Once for each end: what a kill left half done is put there again, which makes another version of the same file.
 */
export async function writeEvidence(ports: EvidencePorts, tenantId: TenantId, id: ApprovalId): Promise<void> {
  const known = await ports.transact(tenantId, async (stores) => {
    const projectId = await stores.approvals.projectOf(id);
    const approval = await loadApproval(stores, id);
    const entries = (await stores.approvals.entriesOf(id)).map(readEntry);
    return { projectId, approval, entries };
  });
  const { projectId, approval } = known;
  if (projectId === null || approval === null || isOpen(approval)) return;
  const project = await ports.projects.byId(tenantId, projectId);
  const path = evidencePath(approval);
  if (project === null || approval.evidence.some((each) => each.path === path)) return;
  const entries = known.entries.filter(({ event }) => event.type !== 'evidence-kept');
  const content = await ports.documents.write(evidenceDocument(project, approval, entries));
  const siteId = project.siteId ?? (await ports.lists(tenantId).findSite(project.siteUrl)).siteId;
  const { webUrl } = await ports.library(tenantId).put(siteId, path, content);
  const textHash = hashOfText(await ports.documents.readText(content));
  await ports.transact(tenantId, async (stores) => {
    await stores.approvals.lockChain(project.id);
    const now = await loadApproval(stores, id);
    if (now === null || now.evidence.some((each) => each.path === path)) return;
    await recordEvidence(stores, project, now, {
      type: 'evidence-kept',
      at: ports.clock.now(),
      path,
      webUrl,
      textHash,
    });
  });
}

/** SHA-256 of the words without regard to how lines are broken. */
export const hashOfText = (text: string): string =>
  createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('hex');
