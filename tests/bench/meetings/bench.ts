/** `npm run bench:minutes`: measures the reading of meetings. `-- --help` says how. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { TRAINED_ON } from '../../../src/meetings/minutes/model/scorer.ts';
import { readWrittenMeetings } from '../../../tools/meetings/writtenMeetings.ts';
import { readCorpus } from '../../../tools/trainMinutesModel/readCorpus.ts';
import { makeReport, type Report } from './report.ts';
import { pairWithModels, reportCorpus } from './reportCorpus.ts';
import { reportSpeed } from './reportSpeed.ts';
import { reportWritten } from './reportWritten.ts';

const HELP = `npm run bench:minutes [-- [--quick] [--speed] [--sets NAMES] [--json] [--corpus FOLDER] [--packages FOLDER] [FOLDER ...]]

Measures the reading of meetings: actions and decisions on labelled meetings (../shared/corpus unless a folder is
named), owners and days on the written meetings of tests/meetings, and speed. A named folder may hold meetings of
either form, at any depth.

  --speed             measures nothing but speed
  --quick             leaves out the cross-validation, which trains five models
  --sets NAMES        reads only these written meetings, such as fresh,short; none to read no written ones
  --json              prints one object of named figures on the last line
  --corpus FOLDER     the same as naming the folder
  --packages FOLDER   takes the WebVTT parsers to compare with from node_modules of this folder
  --help              prints this
`;

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const WRITTEN = join(ROOT, 'tests/meetings');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    corpus: { type: 'string' },
    packages: { type: 'string' },
    quick: { type: 'boolean', default: false },
    sets: { type: 'string', default: 'tuning,short,fresh,training,held-out' },
    speed: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

await main();

async function main(): Promise<void> {
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const report = makeReport((text) => process.stdout.write(text));
  const named = [...positionals, ...(options.corpus === undefined ? [] : [options.corpus])];
  const missing = named.filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    process.stderr.write(`There is no folder ${missing.join(', ')}; name a folder of meetings.\n`);
    process.exitCode = 2;
    return;
  }
  if (!options.speed) await reportReading(named, report);
  await reportSpeed(readWrittenMeetings(join(WRITTEN, 'tuning')), options.packages, report);
  if (options.json) process.stdout.write(`${JSON.stringify(report.figures)}\n`);
}

async function reportReading(named: readonly string[], report: Report): Promise<void> {
  const usual = join(ROOT, '../shared/corpus');
  const folders = named.length > 0 ? named : [usual].filter((folder) => existsSync(folder));
  const meetings = folders.flatMap(readCorpus);
  if (meetings.length === 0) {
    report.print(
      `No labelled meetings in ${named.length > 0 ? named.join(', ') : usual}: actions and decisions are`,
    );
    report.print('not measured on a corpus. Name a folder of such meetings to measure them.');
  } else {
    const wanted = options.quick ? meetings.filter(({ id }) => !TRAINED_ON.includes(id)) : meetings;
    await reportCorpus(pairWithModels(wanted, report, tellProgress), report);
  }
  for (const name of options.sets.split(','))
    await reportWritten(`IT meetings, ${name}`, readWrittenMeetings(join(WRITTEN, name)), report);
  for (const folder of named)
    await reportWritten(`IT meetings of ${folder}`, readWrittenMeetings(folder), report);
}

function tellProgress(fold: number): void {
  process.stderr.write(`Fold ${fold + 1} is done.\n`);
}
