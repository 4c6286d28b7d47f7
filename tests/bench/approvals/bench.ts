/**
 * `npm run bench:approvals [-- --json --approvals 200 --kills 50 --entries 100000 --seed 1]`: clicks on approvals through
 * the real door of a real process, with a SharePoint that is down. Then a process is killed (SIGKILL) at random points of
 * clicks on approvals, change requests, sign-offs and gates. Last, a ledger of 100,000 entries is verified. A part whose
 * number is 0 is left out. `--json` prints one object of named figures on the last line. Ends with 1 when anything was lost
 * or doubled.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ask, type Clicked, decisionsOf, postClicks, withRetries } from './clicks.ts';
import { countDisagreeing, judge, readReport } from './judge.ts';
import { measureKills } from './measureKills.ts';
import { measureVerification } from './measureVerification.ts';
import { buildBenchPrograms, prepareBenchProcess } from './process.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    approvals: { type: 'string', default: '200' },
    kills: { type: 'string', default: '50' },
    entries: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '20261125' },
  },
});
const IN_FLIGHT = 50;
/** Figures that must be 0. */
const WRONG = ['lost', 'doubled', 'cardsThatDisagree', 'killedLost', 'killedDoubled', 'killedEffectsWrong'];

const figures: Record<string, number> = {};
const record = (name: string, meaning: string, value: number, unit: string): void => {
  figures[name] = Math.round(value * 100) / 100;
  process.stdout.write(`${meaning.padEnd(62)} ${String(figures[name]).padStart(10)} ${unit}\n`);
};

/** On the error output: what the bench prints stays its figures. */
const began = performance.now();
const progress = (text: string): void =>
  void process.stderr.write(`${Math.round((performance.now() - began) / 1_000)} s: ${text}\n`);

/** A run can be repeated: the order of the clicks follows from this. */
let seed = Number(options.seed);
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};

const folder = mkdtempSync(join(tmpdir(), 'docket-approvals-'));
/** Takes every message; a 1:1 chat has the id of its person, so that each has a pace of its own. */
let said = 0;
const connector = createServer((request, response) => {
  const parts: Buffer[] = [];
  request
    .on('data', (part: Buffer) => parts.push(part))
    .once('end', () => {
      const { members } = JSON.parse(Buffer.concat(parts).toString() || '{}') as {
        members?: readonly { readonly id: string }[];
      };
      said += 1;
      const id = members === undefined ? String(said) : `a:${members[0]?.id}`;
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
    });
});
await new Promise<void>((resolve) => connector.listen(0, '127.0.0.1', resolve));
const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}/`;

progress('making one file of the program');
await buildBenchPrograms();
try {
  if (Number(options.approvals) > 0) await measureClicks();
  if (Number(options.kills) > 0) await kill(Number(options.kills));
} finally {
  connector.closeAllConnections();
  connector.close();
  rmSync(folder, { recursive: true });
}
if (Number(options.entries) > 0) {
  progress(`writing ${options.entries} entries and verifying them`);
  const { seconds, entries } = await measureVerification(Number(options.entries));
  record('verifiedEntries', 'entries of a ledger that was verified', entries, '');
  record('verifiedEntriesPerSecond', 'verification', entries / seconds, 'entries/s');
}
if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode =
  WRONG.some((name) => (figures[name] ?? 0) > 0) ||
  [figures.decidedApprovals, figures.killedDecided].some((decided) => decided === 0)
    ? 1
    : 0;

async function measureClicks(): Promise<void> {
  const [bot, echo] = await Promise.all([
    prepareBenchProcess('bot', join(folder, 'clicks'), serviceUrl).begin(),
    prepareBenchProcess('echoBot').begin(),
  ]);
  const asked = await ask(bot.url, 'approvals', Number(options.approvals));
  progress(`clicking on ${asked.length} approvals`);
  const clicks = withRetries(
    asked.flatMap((each) => decisionsOf(each, 1 / 7, random)),
    random,
  );
  try {
    const echoUrl = echo.url.replace('/api/messages', '');
    const warmUp = clicks.slice(0, 100);
    await postClicks(() => echoUrl, serviceUrl, warmUp, IN_FLIGHT);
    const echoed = await postClicks(() => echoUrl, serviceUrl, clicks, IN_FLIGHT);
    const started = performance.now();
    const clicked = await postClicks(() => bot.url, serviceUrl, clicks, IN_FLIGHT);
    record('clicks', 'clicks, those delivered or clicked again among them', clicked.length, '');
    record(
      'clicksPerSecond',
      'clicks answered',
      clicked.length / ((performance.now() - started) / 1_000),
      '/s',
    );
    for (const [name, share] of [
      ['50', 0.5],
      ['95', 0.95],
      ['99', 0.99],
    ] as const) {
      record(
        `invokeP${name}Ms`,
        `answer to a click, p${name}, ${IN_FLIGHT} in flight`,
        percentile(clicked, share),
        'ms',
      );
      record(`echoP${name}Ms`, `echo bot, p${name}, ${IN_FLIGHT} in flight`, percentile(echoed, share), 'ms');
    }
    const alone = await postClicks(
      () => bot.url,
      serviceUrl,
      clicks.slice(0, 200).map((click) => ({ ...click, id: `${click.id}-alone` })),
      1,
    );
    const echoAlone = await postClicks(() => echoUrl, serviceUrl, clicks.slice(0, 200), 1);
    record('invokeAloneP95Ms', 'answer to a click, p95, one at a time', percentile(alone, 0.95), 'ms');
    record('echoAloneP95Ms', 'echo bot, p95, one at a time', percentile(echoAlone, 0.95), 'ms');
    const report = await readReport(bot.url);
    const judged = judge(report, clicked);
    record('decidedApprovals', 'approvals with exactly one outcome', judged.decided, `of ${asked.length}`);
    record('lost', 'decisions that were answered and are not in the ledger', judged.lost, '');
    record('doubled', 'decisions or outcomes that are there twice', judged.doubled, '');
    record(
      'cardsThatDisagree',
      'answered cards that say otherwise than the ledger',
      await countDisagreeing(report, bot.url, serviceUrl),
      '',
    );
    record('late', 'clicks past the deadline, answered by a sentence first', judged.late, '');
  } finally {
    await echo.stop();
    // What is still to be delivered needs no waiting for.
    await bot.kill();
  }
}

async function kill(kills: number): Promise<void> {
  const { killed, inFlight, asked, judged, effects } = await measureKills(kills, {
    folder: join(folder, 'kills'),
    serviceUrl,
    random,
    progress,
  });
  record('kills', 'times that the process was killed', killed, '');
  record('killsInFlight', 'of these so often before a click was answered', inFlight, '');
  record('killedDecided', 'approvals with exactly one outcome after that', judged.decided, `of ${asked}`);
  record('killedLost', 'decisions that were answered and are lost', judged.lost, '');
  record('killedDoubled', 'decisions or outcomes that are there twice', judged.doubled, '');
  const wrong = effects.isThere ? effects.wrong : ['Not everything has come in time.', ...effects.wrong];
  record('killedEffectsWrong', 'actions, baselines, notes, records, copies not there once', wrong.length, '');
  for (const line of [effects.verified, ...wrong]) progress(line);
}

function percentile(clicked: readonly Clicked[], share: number): number {
  const sorted = clicked.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
