/**
 * `npm run bench:digests [-- --quick] [--json]`
 *
 * A year of one project and a week of 500 projects on a fake clock: how many digests are with everybody within 24
 * hours, how many come twice, and what each meeting costs in messages and Graph requests, with Teams, Graph or
 * SharePoint down three hours a day. `--quick` takes a tenth. `--json` prints one object of named figures last.
 */
import { parseArgs } from 'node:util';
import type { Database } from '../../../src/adapters/storage/database.ts';
import { migrate } from '../../../src/adapters/storage/migrate.ts';
import { openEmbedded } from '../../../src/adapters/storage/openEmbedded.ts';
import type { Outage } from './services.ts';
import { type Simulation, type SimulationResult, simulate } from './simulate.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
});
const OUTAGES: readonly Outage[] = ['none', 'teams', 'graph', 'sharepoint'];
const share = options.quick ? 0.1 : 1;
const figures: Record<string, number> = {};

await main();

async function main(): Promise<void> {
  const year = { projects: 1, meetings: Math.round(250 * share), days: Math.round(365 * share), seed: 1 };
  const week = { projects: Math.round(500 * share), meetings: Math.round(4_000 * share), days: 5, seed: 2 };
  const database = await openEmbedded(null);
  await migrate(database);
  for (const outage of OUTAGES)
    await run(database, `year of one project, down: ${outage}`, `year_${outage}`, { ...year, outage });
  await run(database, `week of ${week.projects} projects, down: none`, 'week_none', {
    ...week,
    outage: 'none',
  });
  await database.close();
  if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

async function run(database: Database, title: string, name: string, simulation: Simulation): Promise<void> {
  await database.execute(
    'truncate meeting, minutes_promise, minutes_document, outgoing, later_job, personal_place, place',
  );
  const began = performance.now();
  const result = await simulate(database, simulation);
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(`${title}: ${textOf(result)}, ${seconds.toFixed(0)} s\n`);
  for (const [what, value] of Object.entries(result)) figures[`${name}_${what}`] = value;
  figures[`${name}_onTimePercent`] = (100 * result.kept) / Math.max(1, result.kept + result.missed);
}

function textOf(result: SimulationResult): string {
  const { meetings, kept, missed, running, duplicates, unconfirmed } = result;
  const { messagesPerMeeting, updatesPerMeeting, graphRequestsPerMeeting } = result;
  return (
    `${meetings} meetings, ${kept} on time, ${missed} late, ${running} on their way, ${duplicates} duplicates, ` +
    `${unconfirmed} unconfirmed; per meeting ${messagesPerMeeting} messages, ${updatesPerMeeting} updates, ` +
    `${graphRequestsPerMeeting} Graph requests`
  );
}
