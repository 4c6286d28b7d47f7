/** What the ledger says of the one project. */
import type { App } from '../../../src/app/compose.ts';
import { systemClock } from '../../../src/app/systemPorts.ts';
import { standingText } from '../../../src/approvals/cards/words.ts';
import { type Approval, type ApprovalEvent, foldEvents } from '../../../src/approvals/index.ts';
import { checkEntries, readEntry } from '../../../src/approvals/ledger/chain.ts';
import { TENANT } from '../../support/sampleTenant.ts';
import { handledMark, PLAIN_KIND } from './askPlain.ts';
import { storyProject } from './askStories.ts';
import type { Report } from './judge.ts';

export async function reportOn(app: App): Promise<Report> {
  const { isWhole, entries, approvals } = await readApprovals(app);
  const found = [];
  for (const { approval, events } of approvals) {
    const { id, subject, status } = approval;
    const mark = await app.transact(TENANT, ({ marks }) => marks.get(handledMark(id)));
    found.push({
      id,
      status,
      standing: standingText(approval, systemClock.now()),
      outcomes: events.filter(({ type }) => type === 'approved' || type === 'rejected').length,
      // What followed from the others is looked for in `findEffects`.
      handled: subject.kind === PLAIN_KIND ? Number(mark ?? 0) : 1,
      decisions: events.flatMap((event) =>
        event.type === 'decided' ? ([[event.by.id, event.decision]] as const) : [],
      ),
    });
  }
  return { isWhole, entries, approvals: found };
}

export interface ReadApproval {
  readonly approval: Approval;
  readonly events: readonly ApprovalEvent[];
}

export async function readApprovals(app: App): Promise<{
  readonly isWhole: boolean;
  readonly entries: number;
  readonly approvals: readonly ReadApproval[];
}> {
  const project = await storyProject(app);
  return app.transact(TENANT, async ({ approvals }) => {
    const entries = await approvals.entriesAfter(project.id, 0, 1_000_000);
    const checked = checkEntries({ number: 0, hash: '0'.repeat(64) }, entries);
    const byApproval = new Map<string, ApprovalEvent[]>();
    for (const entry of entries) {
      const events = byApproval.get(entry.approvalId) ?? [];
      byApproval.set(entry.approvalId, [...events, readEntry(entry).event]);
    }
    const read = [...byApproval.values()].flatMap((events) => {
      const approval = foldEvents(events);
      return approval === null ? [] : [{ approval, events }];
    });
    return { isWhole: !('kind' in checked), entries: entries.length, approvals: read };
  });
}
