/** `docket approvals verify`: the ledger of every project, its list and its documents. Changes nothing. */
import { readWordText } from '../../adapters/documents/readWordText.ts';
import { listTenants, makeTransact } from '../../adapters/storage/transact.ts';
import { reportText, verifyLedger } from '../../approvals/index.ts';
import { openDatabase } from '../compose.ts';
import type { Config } from '../config.ts';
import { makeGraphSides } from '../graphSide.ts';
import { startMicrosoft365 } from '../local/startLocal.ts';
import { localConfig, readLocalWorld, SAMPLE_FOLDER } from '../local/world.ts';
import { makeSiteLibrary } from '../siteLibrary.ts';
import { makeLogger, systemClock, systemRandom } from '../systemPorts.ts';

/** Prints a report for each project; false when something is not as it was written. */
export async function verifyApprovals(given: Config): Promise<boolean> {
  const world = given.isLocal ? readLocalWorld(SAMPLE_FOLDER) : null;
  const config = world === null ? given : localConfig(given, world);
  const database = await openDatabase(config);
  // On one machine the SharePoint of the copies stops with Docket: it is started for the time of the check.
  let local: { close(): Promise<void> } | undefined;
  try {
    local = world === null ? undefined : await startMicrosoft365(config, world, config.DOCKET_DATA);
    const transact = makeTransact({
      holdMs: null,
      database,
      clock: systemClock,
      sendJob: async () => undefined,
      committed: () => undefined,
    });
    const graph = makeGraphSides({
      config,
      clock: systemClock,
      random: systemRandom,
      logger: makeLogger('silent'),
      ...(world === null ? {} : { localAppId: world.appId }),
    });
    let isWhole = true;
    for (const tenantId of await listTenants(database)) {
      for (const project of await transact(tenantId, ({ projects }) => projects.all())) {
        const report = await verifyLedger(
          {
            transact,
            lists: (tenant) => graph(tenant).lists,
            library: (tenant) => makeSiteLibrary(graph(tenant).libraries),
            readText: readWordText,
          },
          project,
        );
        isWhole &&= report.faults.length === 0;
        process.stdout.write(`${project.name}: ${reportText(report)}\n`);
      }
    }
    return isWhole;
  } finally {
    await local?.close();
    await database.close();
  }
}
