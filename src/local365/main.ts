/**
 * Starts the local Microsoft 365 alone:
 * `node --import tsx src/local365/main.ts --port 0 --folder .local365 --seed samples/atlas/tenant.json`
 */
import { randomUUID } from 'node:crypto';
import { startLocalMicrosoft365 } from './index.ts';
import { readOptions, USAGE } from './options.ts';
import { seedTenant } from './seed/seedTenant.ts';

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(USAGE);
    return;
  }
  const { port, folder, seed, bot, playground, endWithStdin } = options;
  const local = await startLocalMicrosoft365({
    port,
    folder,
    clock: { now: () => new Date(Date.now()).toISOString() },
    random: { uuid: () => randomUUID(), number: () => Math.random() },
    ...(seed === null ? {} : { seed: (context) => seedTenant(context, seed) }),
    ...(bot === null ? {} : { botEndpoint: bot }),
    ...(playground === null ? {} : { playgroundUrl: playground }),
    onError: (error) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`),
  });
  process.stdout.write(`Local Microsoft 365: ${local.url} (Graph under ${local.url}/v1.0 and /beta)\n`);
  const stop = (): void => void local.close();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (endWithStdin) process.stdin.once('end', stop).resume();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
