/** `docket doctor`: is everything there that Docket needs, and who can mend what is not. Changes nothing. */
import { migrationState } from '../../adapters/storage/migrate.ts';
import { makeProjectStore } from '../../adapters/storage/projects.ts';
import { listTenants } from '../../adapters/storage/transact.ts';
import { DocketError, InputError } from '../../kernel/errors.ts';
import { asTenantId, type TenantId } from '../../kernel/ids.ts';
import { DAY_MS, instantPlus } from '../../kernel/time.ts';
import { leadersOf } from '../../meetings/index.ts';
import { isObstacle } from '../../meetings/ports.ts';
import type { Project } from '../../projects/index.ts';
import { openDatabase } from '../compose.ts';
import type { Config } from '../config.ts';
import { type GraphSide, makeGraphSides } from '../graphSide.ts';
import { localConfig, readLocalWorld, SAMPLE_FOLDER } from '../local/world.ts';
import { makeLogger, systemClock, systemRandom } from '../systemPorts.ts';

interface Finding {
  readonly what: string;
  readonly isWell: boolean;
  /** What is so, or what to do. */
  readonly sentence: string;
}

/** Prints a line for each check; false when something must be mended. */
export async function runDoctor(given: Config): Promise<boolean> {
  const world = given.isLocal ? readLocalWorld(SAMPLE_FOLDER) : null;
  const config = world === null ? given : localConfig(given, world);
  const findings: Finding[] = [];
  const tell = (finding: Finding): void => {
    findings.push(finding);
    process.stdout.write(`${finding.isWell ? 'ok  ' : 'FIX '} ${finding.what}: ${finding.sentence}\n`);
  };
  tell({ what: 'Node', isWell: true, sentence: process.versions.node });
  tell({
    what: 'Mode',
    isWell: true,
    sentence: world === null ? `bot ${config.MICROSOFT_APP_ID}` : 'local, with the sample project',
  });
  const { tenants, projects } = await checkDatabase(config, tell);
  const graph = makeGraphSides({
    config,
    clock: systemClock,
    random: systemRandom,
    logger: makeLogger('silent'),
    ...(world === null ? {} : { localAppId: world.appId }),
  });
  const isAsleep = world !== null && !(await isListening(config.GRAPH_URL));
  if (isAsleep) {
    const sentence = `nothing answers at ${config.GRAPH_URL}; run "npm start", then this again`;
    tell({ what: 'Local Microsoft 365', isWell: false, sentence });
    return false;
  }
  const all = tenants.length > 0 ? tenants : tenantsOf(config);
  for (const tenantId of all) {
    await check(tell, `Graph in tenant ${tenantId}`, async () => {
      await graph(tenantId).directory.peopleByMail(['nobody@docket.invalid']);
      return 'answers, and the directory may be read';
    });
  }
  for (const project of projects) await checkProject(graph(project.tenantId), project, tell);
  await checkServer(config, tell);
  return findings.every(({ isWell }) => isWell);
}

/** Whatever it answers. */
async function isListening(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}

type Tell = (finding: Finding) => void;

async function check(tell: Tell, what: string, run: () => Promise<string>): Promise<void> {
  try {
    tell({ what, isWell: true, sentence: await run() });
  } catch (error) {
    tell({ what, isWell: false, sentence: error instanceof Error ? error.message : String(error) });
  }
}

async function checkDatabase(
  config: Config,
  tell: Tell,
): Promise<{ readonly tenants: readonly TenantId[]; readonly projects: readonly Project[] }> {
  const where = config.DATABASE_URL === undefined ? `embedded in ${config.DOCKET_DATA}` : 'on the server';
  try {
    const database = await openDatabase(config);
    try {
      const { done, known } = await migrationState(database);
      tell({ what: 'Database', isWell: true, sentence: `${where}, ${done} of ${known} migrations done` });
      if (done === 0) return { tenants: [], projects: [] };
      const tenants = await listTenants(database);
      const rows = await database.transaction(async (transaction) => {
        const found: Project[] = [];
        for (const tenantId of tenants) {
          await transaction.query("select set_config('docket.tenant', $1, true)", [tenantId]);
          found.push(...(await makeProjectStore(transaction, tenantId).all()));
        }
        return found;
      });
      return { tenants, projects: rows };
    } finally {
      await database.close();
    }
  } catch (error) {
    if (error instanceof InputError && error.code === 'database-in-use') {
      tell({ what: 'Database', isWell: true, sentence: `${where}, in use by a Docket that runs` });
      return { tenants: [], projects: [] };
    }
    const sentence = error instanceof DocketError ? error.message : `${where}: ${String(error)}`;
    tell({ what: 'Database', isWell: false, sentence });
    return { tenants: [], projects: [] };
  }
}

async function checkProject(graph: GraphSide, project: Project, tell: Tell): Promise<void> {
  const of = (what: string): string => `${project.name}: ${what}`;
  await check(tell, of('site'), async () => {
    const { title, zone } = await graph.lists.findSite(project.siteUrl);
    return `${title}, in ${zone}`;
  });
  for (const organiserId of leadersOf([project])) {
    const name = (await graph.directory.nameOf(organiserId).catch(() => null)) ?? organiserId;
    await check(tell, of(`calendar of ${name}`), async () => {
      const now = systemClock.now();
      const entries = await graph.calendar.onlineMeetings(organiserId, now, instantPlus(now, 7 * DAY_MS));
      return `${entries.length} online meetings in the next week`;
    });
    await check(tell, of(`transcripts of ${name}`), async () => {
      const since = instantPlus(systemClock.now(), -DAY_MS);
      const found = await graph.transcripts.transcriptsSince(organiserId, since, null);
      if (isObstacle(found)) throw new InputError(found.obstacle, found.sentence);
      return `may be read; ${found.refs.length} since yesterday`;
    });
  }
}

/** A Docket that runs tells its own health. */
async function checkServer(config: Config, tell: Tell): Promise<void> {
  const url = `http://127.0.0.1:${config.DOCKET_PORT}/health`;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    tell({ what: 'Server', isWell: response.ok, sentence: `${url} says ${text}` });
  } catch {
    tell({ what: 'Server', isWell: true, sentence: `nothing runs at ${url}` });
  }
}

function tenantsOf(config: Config): readonly TenantId[] {
  return [...(config.DOCKET_TENANTS ?? '').split(','), config.MICROSOFT_APP_TENANT_ID ?? '']
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map(asTenantId);
}
