/**
 * `npm run bench:registers [-- --rows 10000 --parts reads,edits,sync,files --database URL --json]`: full registers, twenty
 * people at once, beside an echo bot on the same adapter in the same run. `../README.md` says how to read the figures.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { registerOfName } from '../../../src/registers/findRegister.ts';
import { AS_STARTED } from '../../support/asStarted.ts';
import { readProcess } from '../readProcess.ts';
import { FIRST_KEY } from './fillLists.ts';
import { gatherPeople } from './people.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rows: { type: 'string', default: '10000' },
    people: { type: 'string', default: '20' },
    parts: { type: 'string', default: 'reads,edits,sync,files' },
    database: { type: 'string', default: '' },
  },
});
const ROWS = Number(options.rows);
const PEOPLE = Number(options.people);
const REGISTERS = ['actions', 'risks', 'issues', 'milestones', 'defects'] as const;
/** Synced once more in full: three registers. */
const SYNCED_AGAIN = REGISTERS.slice(0, 3);
const EDITS = 100;
/** What each person says to either bot before anything counts: a process just started compiles as it goes. */
const WARM_UP = 10;

const figures: { readonly name: string; readonly value: number; readonly unit: string }[] = [];
const record = (name: string, value: number, unit: string): void => {
  figures.push({ name, value: Math.round(value * 100) / 100, unit });
  process.stderr.write(`${name} ${figures.at(-1)?.value} ${unit}\n`);
};

interface Bot {
  readonly url: string;
  order(order: string, more?: object): Promise<{ readonly answer: unknown; readonly elapsedMs: number }>;
  end(): void;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const start = (file: string, ...parameters: readonly string[]): ChildProcess =>
  spawn(process.execPath, [...AS_STARTED, '--import', 'tsx', here(file), ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

const crowd = await gatherPeople(PEOPLE);
const echo = start('../echoBot.ts');
const bot = await startBot();
try {
  const [printed] = (await once(echo.stdout ?? process.stdin, 'data')) as [Buffer];
  const echoUrl = printed.toString('utf8').trim();
  await bot.order('link', { conversations: crowd.conversations });
  await fill();
  if (options.parts.includes('reads')) await measure(echoUrl);
  if (options.parts.includes('edits')) await countRequests();
  if (options.parts.includes('sync')) await syncAgain();
  if (options.parts.includes('files')) await exportFiles();
  record('memoryMb', ((await bot.order('memory')).answer as { megabytes: number }).megabytes, 'MB');
} finally {
  echo.kill();
  bot.end();
  await crowd.close();
}
for (const { name, value, unit } of figures)
  process.stdout.write(`${name.padEnd(28)} ${String(value).padStart(12)} ${unit}\n`);
if (options.json)
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries(figures.map(({ name, value }) => [name, value])))}\n`,
  );

async function startBot(): Promise<Bot> {
  const child = start('bot.ts', crowd.serviceUrl, options.database);
  const lines = createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]();
  const read = async (): Promise<Record<string, unknown>> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('The bot has ended.');
    return JSON.parse(value) as Record<string, unknown>;
  };
  const { url } = await read();
  return {
    url: String(url),
    async order(order, more = {}) {
      child.stdin?.write(`${JSON.stringify({ order, ...more })}\n`);
      return (await read()) as { answer: unknown; elapsedMs: number };
    },
    end: () => void child.stdin?.write(`${JSON.stringify({ order: 'end' })}\n`),
  };
}

async function fill(): Promise<void> {
  let elapsedMs = 0;
  for (const register of REGISTERS) {
    await bot.order('fill', { register, count: ROWS });
    elapsedMs += (await bot.order('sync', { register })).elapsedMs;
  }
  record('rows', ROWS * REGISTERS.length, 'rows');
  record('firstSyncMs', elapsedMs, 'ms');
  await bot.order('settle');
}

/** The echo bot before and after each kind, so that both meet the same machine. */
async function measure(echoUrl: string): Promise<void> {
  const kinds: Readonly<Record<string, (register: (typeof REGISTERS)[number], n: number) => string>> = {
    list: (register) => register,
    filter: (register, n) => `${register} workstream data page ${1 + (n % 5)}`,
    show: (register, n) => `${registerOfName(register).keyPrefix}-${FIRST_KEY + 1 + ((n * 37) % ROWS)}`,
    add: (_register, n) => `add action Bench ${n} by Friday priority high`,
  };
  const turns = (make: (n: number) => string, count: number) => (person: number) =>
    Array.from({ length: count }, (_each, turn) => make(person * count + turn));
  for (const url of [bot.url, echoUrl])
    await crowd.talk(
      url,
      turns(() => 'actions', WARM_UP),
    );
  const echoes: number[] = [];
  const reads: number[] = [];
  const echoBefore = readProcess(echo.pid ?? 0).processorMs;
  for (const [kind, make] of Object.entries(kinds)) {
    echoes.push(
      ...(await crowd.talk(
        echoUrl,
        turns((n) => `echo ${n}`, 5),
      )),
    );
    const say = turns((n) => make(REGISTERS[n % REGISTERS.length] ?? 'actions', n), 10);
    const before = await processorMs();
    const times = await crowd.talk(bot.url, say);
    const usedMs = (await processorMs()) - before;
    echoes.push(
      ...(await crowd.talk(
        echoUrl,
        turns((n) => `echo ${n}`, 5),
      )),
    );
    record(`${kind}P50Ms`, percentile(times, 0.5), 'ms');
    record(`${kind}P95Ms`, percentile(times, 0.95), 'ms');
    record(`${kind}ProcessorMs`, usedMs / times.length, 'ms');
    if (kind !== 'add') reads.push(...times);
  }
  record('echoP50Ms', percentile(echoes, 0.5), 'ms');
  record('echoP95Ms', percentile(echoes, 0.95), 'ms');
  record('echoProcessorMs', (readProcess(echo.pid ?? 0).processorMs - echoBefore) / echoes.length, 'ms');
  record('readsP95Ms', percentile(reads, 0.95), 'ms');
  record('readsToEchoP95', percentile(reads, 0.95) / percentile(echoes, 0.95), 'times');
  await bot.order('settle');
}

async function processorMs(): Promise<number> {
  return ((await bot.order('processor')).answer as { usedMs: number }).usedMs;
}

/** A hundred edits by twenty people; requests to Graph until all of them are in the lists. */
async function countRequests(): Promise<void> {
  const inActions = await editRows('Bench', () => 'A');
  record('editP95Ms', percentile(inActions.times, 0.95), 'ms');
  record('graphRequestsPer100Edits', inActions.requests, 'requests');
  record('batchPartsPer100Edits', inActions.parts, 'parts');
  const prefixes = REGISTERS.map((register) => registerOfName(register).keyPrefix);
  const inFive = await editRows('Mixed', (n) => prefixes[n % prefixes.length] ?? 'A');
  record('graphRequestsPer100EditsOfFiveLists', inFive.requests, 'requests');
}

async function editRows(workstream: string, prefixOf: (n: number) => string) {
  await bot.order('requests');
  const each = EDITS / PEOPLE;
  const edit = (n: number): string => `set ${prefixOf(n)}-${FIRST_KEY + 1 + n} workstream: ${workstream}`;
  const times = await crowd.talk(bot.url, (person) =>
    Array.from({ length: each }, (_each, turn) => edit(person * each + turn)),
  );
  await bot.order('settle');
  const counts = (await bot.order('requests')).answer as { requests: number; parts: number };
  return { times, ...counts };
}

async function syncAgain(): Promise<void> {
  let elapsedMs = 0;
  for (const register of SYNCED_AGAIN) {
    await bot.order('forget', { register });
    elapsedMs += (await bot.order('sync', { register })).elapsedMs;
  }
  record('resyncRows', ROWS * SYNCED_AGAIN.length, 'rows');
  record('resyncMs', elapsedMs, 'ms');
}

/** One person exports a full register; for how long at most everybody else waits for the process meanwhile. */
async function exportFiles(): Promise<void> {
  for (const [name, text] of [
    ['exportXlsx', 'export actions'],
    ['exportCsv', 'export csv actions'],
  ] as const) {
    await bot.order('pauses');
    const [elapsedMs = Number.NaN] = await crowd.talk(bot.url, (person) => (person === 0 ? [text] : []));
    record(`${name}Ms`, elapsedMs, 'ms');
    const { longestMs } = (await bot.order('pauses')).answer as { longestMs: number };
    record(`${name}LongestPauseMs`, longestMs, 'ms');
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
