/** How fast a long ledger is verified, from the embedded database. */

import { migrate } from '../../../src/adapters/storage/migrate.ts';
import { openEmbedded } from '../../../src/adapters/storage/openEmbedded.ts';
import { makeTransact } from '../../../src/adapters/storage/transact.ts';
import { systemClock } from '../../../src/app/systemPorts.ts';
import { asApprovalId } from '../../../src/approvals/approval.ts';
import { chainEntries } from '../../../src/approvals/ledger/chain.ts';
import { verifyChain } from '../../../src/approvals/ledger/verifyLedger.ts';
import { asProjectId, asTenantId } from '../../../src/kernel/ids.ts';
import { approve, givenRequest, ingrid, tomasz } from '../../support/makeApproval.ts';

/** Builds a chain of at least so many entries as real approvals make them, and verifies it. */
export async function measureVerification(
  wanted: number,
): Promise<{ readonly entries: number; readonly seconds: number }> {
  const database = await openEmbedded(null);
  await migrate(database);
  const transact = makeTransact({
    holdMs: null,
    database,
    clock: systemClock,
    sendJob: async () => undefined,
    committed: () => undefined,
  });
  const project = { id: asProjectId('bench'), tenantId: asTenantId('bench') };
  const asked = givenRequest();
  const events = [...asked.events, ...asked.when(approve(tomasz)).events];
  const all = [...events, ...asked.when(approve(tomasz)).when(approve(ingrid)).events];
  for (let made = 0, number = 1; made < wanted; number += 1) {
    await transact(project.tenantId, async ({ approvals }) => {
      let end = await approvals.lockChain(project.id);
      const entries = [];
      for (let approval = 0; approval < 500 && made < wanted; approval += 1) {
        const next = chainEntries(end, project.id, asApprovalId(`${number}-${approval}`), all);
        end = next.at(-1) ?? end;
        made += next.length;
        entries.push(...next);
      }
      await approvals.append(entries);
    });
  }
  const started = performance.now();
  const { end, fault } = await verifyChain({ transact }, project);
  const seconds = (performance.now() - started) / 1_000;
  await database.close();
  if (fault !== null) throw new Error(`The ledger of the bench is not whole: ${fault.what}`);
  return { entries: end.number, seconds };
}
