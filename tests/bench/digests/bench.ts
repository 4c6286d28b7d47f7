/**
 * `npm run bench:digests [-- --share 0.1] [--section year|week] [--down none|teams|graph|sharepoint] [--json]`
 *
 * A year of one project and a week of 500 projects on a fake clock: how many digests are with everybody within 24
 * hours, how many come twice, and what each meeting costs in messages and Graph requests, with Teams, Graph or
 * SharePoint down three hours a day. `--share` takes a part of the meetings; `--section` and `--down` one of the runs.
 * It runs over the server of DOCKET_TEST_DATABASE_URL where one is named, else over the embedded database, which takes
 * several times as long. `--json` prints one object of named figures last.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { migrate } from '../../../src/adapters/storage/migrate.ts';
import { openEmbedded } from '../../../src/adapters/storage/openEmbedded.ts';
import { openServer } from '../../../src/adapters/storage/openServer.ts';
import type { SimulationResult } from './outcome.ts';
import type { Outage } from './services.ts';
import { type Simulation, simulate } from './simulate.ts';

const { values: options } = parseArgs({
  options: {
    share: { type: 'string', default: '1' },
    section: { type: 'string' },
    down: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const OUTAGES: readonly Outage[] = ['none', 'teams', 'graph', 'sharepoint'];
const share = Number(options.share);
const figures: Record<string, number> = {};

await main();

async function main(): Promise<void> {
  const sections = {
    year: { projects: 1, meetings: Math.round(250 * share), days: Math.round(365 * share), seed: 1 },
    week: { projects: Math.round(500 * share), meetings: Math.round(4_000 * share), days: 5, seed: 2 },
  };
  const database = await openDatabase(process.env.DOCKET_TEST_DATABASE_URL);
  try {
    for (const [name, section] of Object.entries(sections)) {
      for (const outage of OUTAGES) {
        if ((options.section ?? name) !== name || (options.down ?? outage) !== outage) continue;
        await run(database, `${name}_${outage}`, { ...section, outage });
      }
    }
  } finally {
    await database.close();
  }
  if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** Empty and migrated; on a server in a schema of its own, which is dropped at the end. */
async function openDatabase(url: string | undefined): Promise<Database> {
  if (url === undefined) {
    const database = await openEmbedded(null);
    await migrate(database);
    return database;
  }
  const schema = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = await openServer(url);
  await admin.execute(`create schema ${schema}`);
  const database = await openServer(url, schema);
  await migrate(database);
  return {
    ...database,
    close: async () => {
      await database.close();
      await admin.execute(`drop schema ${schema} cascade`);
      await admin.close();
    },
  };
}

async function run(database: Database, name: string, simulation: Simulation): Promise<void> {
  await database.execute(
    'truncate meeting, minutes_promise, minutes_document, outgoing, later_job, personal_place, place',
  );
  const began = performance.now();
  const { result, late } = await simulate(database, simulation);
  const seconds = (performance.now() - began) / 1_000;
  const { projects, days, outage } = simulation;
  process.stdout.write(
    `${name.split('_')[0]}: ${days} days of ${projects} projects, down: ${outage}: ${textOf(result)}, ${seconds.toFixed(0)} s\n`,
  );
  for (const { meetingId, deliveries } of late)
    process.stdout.write(`  late: ${meetingId}\n${deliveries.map((each) => `    ${each}\n`).join('')}`);
  for (const [what, value] of Object.entries(result)) figures[`${name}_${what}`] = value;
  figures[`${name}_onTimePercent`] = (100 * result.kept) / Math.max(1, result.kept + result.missed);
}

function textOf(result: SimulationResult): string {
  const { meetings, kept, missed, running, duplicates, unsure, unconfirmed } = result;
  const { messagesPerMeeting, updatesPerMeeting, graphRequestsPerMeeting } = result;
  return (
    `${meetings} meetings, ${kept} on time, ${missed} late, ${running} on their way, ${duplicates} duplicates, ` +
    `${unsure} sends of unknown outcome, ${unconfirmed} unconfirmed; per meeting ${messagesPerMeeting} messages, ` +
    `${updatesPerMeeting} updates, ${graphRequestsPerMeeting} Graph requests`
  );
}
