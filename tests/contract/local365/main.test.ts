import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { TENANT_FILE } from './support.ts';

const start = (...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', 'src/local365/main.ts', ...args], { stdio: 'pipe' });

async function textOf(child: ChildProcess, stream: 'stdout' | 'stderr'): Promise<string> {
  const chunks: Buffer[] = [];
  child[stream]?.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(child, 'close');
  return Buffer.concat(chunks).toString('utf8');
}

describe('the local Microsoft 365 started by itself', () => {
  it('prints its address, serves the seeded tenant, and ends with the input that it was given', async () => {
    const child = start('--seed', TENANT_FILE, '--end-with-stdin');
    const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line.toString())?.[0];
    const response = await fetch(`${url}/local365/settings`);
    const { settings } = (await response.json()) as { settings: { name: string; value: unknown }[] };
    assert.equal(settings.find(({ name }) => name === 'EnableGraphTranscriptAccess')?.value, true);
    child.stdin?.end();
    const [code] = await once(child, 'close');
    assert.equal(code, 0);
  });

  it('says what is wrong in one sentence, with exit code 1', async () => {
    const child = start('--seed', 'none.json');
    assert.match(await textOf(child, 'stderr'), /^The seed file none\.json cannot be read\. /);
    assert.equal(child.exitCode, 1);
  });
});
