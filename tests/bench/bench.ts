/**
 * `npm run bench [-- --json]`: starts the product as its user does and measures it. README.md says how to read it.
 * `--json` prints one object of named figures on the last line.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { askInChannel, channelMessages } from '../support/askInChannel.ts';
import {
  type DocketPlace,
  freePorts,
  type RunningDocket,
  runDocket,
  startDocket,
} from '../support/runDocket.ts';
import { AMARA } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { waitUntil } from '../support/waitUntil.ts';
import { startChat } from './commandLatency.ts';
import { findChild, readProcess } from './readProcess.ts';

const WEEKLY = 'samples/meetings/atlas-weekly.vtt';
const MEETINGS = 5;
const COMMANDS = 50;
const WARM_UPS = 10;
const IDLE_MS = 10_000;
/** After its first answer it still reads lists and calendars for the first time. */
const CALM_MS = 15_000;
/** Docket keeps to Teams' limit for one conversation, 60 messages in 30 s; measured is what it takes below that. */
const BETWEEN_COMMANDS_MS = 600;

const { values: options } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

interface Figure {
  readonly name: string;
  readonly meaning: string;
  readonly value: number;
  readonly unit: 'ms' | 'MB' | '%' | 'times';
}

const figures: Figure[] = [];
const record = (name: string, meaning: string, value: number, unit: Figure['unit']): void => {
  figures.push({ name, meaning, value: Math.round(value * 100) / 100, unit });
};

const place: DocketPlace = {
  DOCKET_DATA: join(mkdtempSync(join(tmpdir(), 'docket-bench-')), 'data'),
  ...(await freePorts()),
};
let docket: RunningDocket | undefined;
try {
  const first = await startTimed();
  record('firstStartMs', 'first start to first answer', first.elapsedMs, 'ms');
  await first.docket.stop();
  const again = await startTimed();
  docket = again.docket;
  record('startMs', 'later start to first answer', again.elapsedMs, 'ms');
  await measureIdle(docket);
  await measureMeetings(docket);
  await measureCommands();
} finally {
  await docket?.stop();
  rmSync(join(place.DOCKET_DATA, '..'), { recursive: true });
}
print();

/** From the command to the answer to the first word said in the channel. */
async function startTimed(): Promise<{ readonly docket: RunningDocket; readonly elapsedMs: number }> {
  const started = performance.now();
  docket = await startDocket(place, ['--no-chat']);
  await askInChannel(docket.addresses.sharePoint, AMARA, 'help');
  return { docket, elapsedMs: performance.now() - started };
}

async function measureIdle({ process: { pid } }: RunningDocket): Promise<void> {
  if (pid === undefined) throw new Error('Docket has no process id.');
  await setTimeout(CALM_MS);
  const before = readProcess(pid);
  await setTimeout(IDLE_MS);
  const after = readProcess(pid);
  record('idleMemoryMb', 'idle memory of the bot with its database', after.memoryMb, 'MB');
  record(
    'idleProcessorPercent',
    'idle use of one core by it',
    ((after.processorMs - before.processorMs) / IDLE_MS) * 100,
    '%',
  );
  const local365 = readProcess(findChild(pid, 'local365'));
  record('local365MemoryMb', 'idle memory of the local Microsoft 365', local365.memoryMb, 'MB');
}

/** Meetings that end one after the other; from the end, which sends the notification at once, to the card in the chat. */
async function measureMeetings({ addresses: { sharePoint } }: RunningDocket): Promise<void> {
  const taken: number[] = [];
  const transcript = readFileSync(WEEKLY, 'base64');
  for (let number = 1; number <= MEETINGS; number += 1) {
    const subject = `Bench meeting ${number}`;
    const started = Date.now();
    const response = await fetch(`${sharePoint}/local365/meetings/end`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ filename: 'weekly.vtt', base64: transcript, subject }),
    });
    if (!response.ok) throw new Error(`The meeting could not end: ${await response.text()}`);
    const messages = await waitUntil(
      `the card of ${subject}`,
      () => channelMessages(sharePoint),
      (seen) => seen.some((message) => shownText(message).includes(subject)),
    );
    const card = messages.find((message) => shownText(message).includes(subject));
    taken.push(Date.parse(card?.sentAt ?? '') - started);
  }
  record('meetingToReviewMs', 'end of a meeting to its review card', percentile(taken, 0.5), 'ms');
  const { code, stderr } = await runDocket(place, ['local', 'meeting', WEEKLY, '--publish']);
  if (code !== 0) throw new Error(stderr);
}

/** The same command to Docket and to the echo bot in turn, so that both meet the same machine. */
async function measureCommands(): Promise<void> {
  const echo = spawn(
    process.execPath,
    ['--import', 'tsx', fileURLToPath(new URL('echoBot.ts', import.meta.url))],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const chat = await startChat();
  try {
    const [printed] = (await once(echo.stdout, 'data')) as [Buffer];
    const echoUrl = printed.toString('utf8').trim();
    const docketUrl = `http://127.0.0.1:${place.DOCKET_PORT}/api/messages`;
    const taken: { docket: number; echo: number }[] = [];
    for (let number = 0; number < WARM_UPS + COMMANDS; number += 1) {
      const pause = setTimeout(BETWEEN_COMMANDS_MS);
      taken.push({ docket: await chat.ask(docketUrl, 'actions'), echo: await chat.ask(echoUrl, 'actions') });
      await pause;
    }
    const measured = taken.slice(WARM_UPS);
    for (const [label, share] of [
      ['50', 0.5],
      ['95', 0.95],
    ] as const) {
      const ours = percentile(
        measured.map((each) => each.docket),
        share,
      );
      const bare = percentile(
        measured.map((each) => each.echo),
        share,
      );
      record(`commandP${label}Ms`, `command "actions", p${label}`, ours, 'ms');
      record(`echoP${label}Ms`, `echo bot on the same adapter, p${label}`, bare, 'ms');
      record(`commandToEchoP${label}`, `command in echoes, p${label}`, ours / bare, 'times');
    }
  } finally {
    echo.stdin.end();
    await chat.close();
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function print(): void {
  for (const { meaning, value, unit } of figures) {
    const shown = value.toFixed(unit === 'ms' || unit === 'MB' ? 0 : 1);
    process.stdout.write(`${meaning.padEnd(44)} ${shown.padStart(8)} ${unit}\n`);
  }
  if (!options.json) return;
  process.stdout.write(
    `${JSON.stringify(Object.fromEntries(figures.map(({ name, value }) => [name, value])))}\n`,
  );
}
