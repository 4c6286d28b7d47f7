/**
 * `npm run bench:approvals [-- --json --approvals 200 --kills 50]`: clicks on approvals through the real door of a real
 * process, with a SharePoint that is down. Then the process is killed (SIGKILL) at random points of further clicks. Last,
 * a ledger of 100,000 entries is verified. `--json` prints one object of named figures on the last line. Ends with 1 when
 * a decision was lost or doubled.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Click, type Clicked, postClicks, shuffled } from './clicks.ts';
import { measureVerification } from './measureVerification.ts';
import { type BenchProcess, startBenchProcess } from './process.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    approvals: { type: 'string', default: '200' },
    kills: { type: 'string', default: '50' },
    entries: { type: 'string', default: '100000' },
  },
});
const IN_FLIGHT = 50;
/** Percentages of clicks that are delivered again under their id, and that are clicked twice by the person. */
const RETRIED = 0.3;
const CLICKED_TWICE = 0.2;

interface Asked {
  readonly id: string;
  readonly revision: string;
  readonly approvers: readonly string[];
}
interface Report {
  readonly isWhole: boolean;
  readonly entries: number;
  readonly approvals: readonly {
    readonly id: string;
    readonly status: string;
    readonly standing: string;
    readonly outcomes: number;
    readonly handled: number;
    readonly decisions: readonly (readonly [string, string])[];
  }[];
}

const figures: Record<string, number> = {};
const record = (name: string, meaning: string, value: number, unit: string): void => {
  figures[name] = Math.round(value * 100) / 100;
  process.stdout.write(`${meaning.padEnd(62)} ${String(figures[name]).padStart(10)} ${unit}\n`);
};

/** A run can be repeated: the order of the clicks follows from this. */
let seed = 20_261_125;
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

let bot: BenchProcess = await startBenchProcess('bot.ts', folder, serviceUrl);
try {
  await measureClicks();
  await measureKills(Number(options.kills));
} finally {
  await bot.stop();
  connector.closeAllConnections();
  connector.close();
  rmSync(folder, { recursive: true });
}
const { seconds, entries } = await measureVerification(Number(options.entries));
record('verifiedEntries', 'entries of a ledger that was verified', entries, '');
record('verifiedEntriesPerSecond', 'verification', entries / seconds, 'entries/s');
if (options.json) process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exitCode =
  (figures.lost ?? 0) + (figures.doubled ?? 0) + (figures.killedLost ?? 0) + (figures.killedDoubled ?? 0) > 0
    ? 1
    : 0;

async function measureClicks(): Promise<void> {
  const asked = await ask(Number(options.approvals));
  const clicks = withRetries(asked.flatMap((each) => decisionsOf(each, '')));
  const echo = await startBenchProcess('../echoBot.ts');
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
    const report = await readReport();
    const judged = judge(report, clicked);
    record('decidedApprovals', 'approvals with exactly one outcome', judged.decided, `of ${asked.length}`);
    record('lost', 'decisions that were answered and are not in the ledger', judged.lost, '');
    record('doubled', 'decisions or outcomes that are there twice', judged.doubled, '');
    record(
      'cardsThatDisagree',
      'answered cards that say otherwise than the ledger',
      judged.disagreeing + (await disagreeing(report)),
      '',
    );
  } finally {
    await echo.stop();
  }
}

/** Clicks go on while the process is killed again and again; each person clicks until they are answered. */
async function measureKills(kills: number): Promise<void> {
  if (kills === 0) return;
  const asked = await ask(Number(options.approvals), 1);
  let waiting: readonly Click[] = withRetries(asked.flatMap((each) => decisionsOf(each, '-killed')));
  const share = Math.max(1, Math.ceil(waiting.length / kills));
  const answered: Clicked[] = [];
  let killed = 0;
  while (waiting.length > 0) {
    const now = waiting.slice(0, share);
    const later = waiting.slice(share);
    let isDead = false;
    const clicking = postClicks(
      () => bot.url,
      serviceUrl,
      now,
      10,
      () => isDead,
    );
    if (killed < kills) {
      await setTimeout(random() * 250);
      isDead = true;
      await bot.kill();
      killed += 1;
    }
    const done = await clicking;
    answered.push(...done.filter(({ answer }) => answer?.card !== undefined));
    const ids = new Set(done.filter(({ answer }) => answer?.card !== undefined).map(({ click }) => click.id));
    // Who got no answer clicks again, which is another click; Teams repeats the old one too.
    const again = now.filter(({ id }) => !ids.has(id)).map((click) => ({ ...click, id: `${click.id}+` }));
    waiting = [...later, ...again];
    if (isDead) bot = await startBenchProcess('bot.ts', folder, serviceUrl);
  }
  const judged = judge(await readReport(), answered, new Set(asked.map(({ id }) => id)));
  record('kills', 'times that the process was killed', killed, '');
  record(
    'killedDecided',
    'approvals with exactly one outcome after that',
    judged.decided,
    `of ${asked.length}`,
  );
  record('killedLost', 'decisions that were answered and are lost', judged.lost, '');
  record('killedDoubled', 'decisions or outcomes that are there twice', judged.doubled, '');
}

async function ask(count: number, round = 0): Promise<readonly Asked[]> {
  const response = await fetch(`${bot.url}/bench/seed?approvals=${count}&round=${round}`, { method: 'POST' });
  if (!response.ok) throw new Error(`The approvals could not be asked for: ${response.status}`);
  return (await response.json()) as readonly Asked[];
}

/** Each approver once; every seventh rejects. */
function decisionsOf({ id, revision, approvers }: Asked, mark: string): readonly Click[] {
  return approvers.map((personId) => ({
    id: `f:${id}:${personId}${mark}`,
    approvalId: id,
    revision,
    personId,
    verb: random() < 1 / 7 ? 'reject' : 'approve',
  }));
}

function withRetries(clicks: readonly Click[]): readonly Click[] {
  const all = clicks.flatMap((click) => [
    click,
    ...(random() < RETRIED ? [click, click] : []),
    ...(random() < CLICKED_TWICE ? [{ ...click, id: `${click.id}:twice` }] : []),
  ]);
  return shuffled(all, random);
}

async function readReport(): Promise<Report> {
  return (await (await fetch(`${bot.url}/bench/report`)).json()) as Report;
}

/** Holds the ledger against what people were told. */
function judge({ isWhole, approvals }: Report, clicked: readonly Clicked[], only?: ReadonlySet<string>) {
  if (!isWhole) throw new Error('The chain of the ledger is broken.');
  const judged = approvals.filter(({ id }) => only === undefined || only.has(id));
  const byId = new Map(judged.map((approval) => [approval.id, approval]));
  let lost = 0;
  let doubled = 0;
  let disagreeingCards = 0;
  for (const { click, answer } of clicked) {
    const approval = byId.get(click.approvalId);
    const text = JSON.stringify(answer ?? {});
    if (approval === undefined || answer === null) lost += 1;
    // Who was told that their answer stands has it in the ledger, once.
    else if (isTold(text, click) && !approval.decisions.some(([person]) => person === click.personId))
      lost += 1;
    if (answer?.card === undefined) disagreeingCards += 1;
  }
  for (const { outcomes, handled, decisions } of judged) {
    const people = decisions.map(([person]) => person);
    if (outcomes > 1 || handled > 1 || new Set(people).size !== people.length) doubled += 1;
  }
  const decided = judged.filter(
    ({ outcomes, handled, status }) => outcomes === 1 && handled === 1 && status !== 'pending',
  ).length;
  return { lost, doubled, decided, disagreeing: disagreeingCards };
}

/** The card names the person with what they decided. */
function isTold(text: string, { personId, verb }: Click): boolean {
  const [, number = '', index = ''] = /^bench-(\d+)-(\d+)$/.exec(personId) ?? [];
  return text.includes(
    `Approver ${Number(index) + 1} of ${number}: ${verb === 'approve' ? 'approved' : 'rejected'}`,
  );
}

/** Everybody looks at their card once more: it must say what the ledger says. */
async function disagreeing({ approvals }: Report): Promise<number> {
  const looks = approvals.map(({ id }) => ({
    id: `f:look:${id}`,
    approvalId: id,
    revision: '',
    personId: 'bench-coordinator',
    verb: 'view',
  }));
  const seen = await postClicks(() => bot.url, serviceUrl, looks, 10);
  const standing = new Map(approvals.map((approval) => [approval.id, approval.standing]));
  return seen.filter(
    ({ click, answer }) => !JSON.stringify(answer).includes(standing.get(click.approvalId) ?? '?'),
  ).length;
}

function percentile(clicked: readonly Clicked[], share: number): number {
  const sorted = clicked.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
