/** A bot on Docket's own Teams adapter that only says back what it hears: what the adapter and the SDK cost alone. */
import { randomUUID } from 'node:crypto';
import { makeTeamsAdapter } from '../../src/adapters/teams/makeTeamsAdapter.ts';
import { makeLogger, systemClock } from '../../src/app/systemPorts.ts';
import { SAMPLE } from '../support/sampleTenant.ts';
import { startBotEndpoint } from '../support/startBotEndpoint.ts';

const { messages, messenger } = makeTeamsAdapter({
  appType: 'MultiTenant',
  credentials: { kind: 'none' },
  listensOnLoopback: true,
  allowedTenants: [SAMPLE.tenantId],
  async receive(incoming) {
    if (incoming.kind === 'message') await messenger.post(incoming.place, { text: incoming.text });
    return incoming.kind === 'click' ? { text: incoming.verb } : undefined;
  },
  logger: makeLogger('silent'),
  clock: systemClock,
  random: { uuid: () => randomUUID(), number: () => 0.5 },
});
const endpoint = await startBotEndpoint(messages);
process.stdout.write(`${endpoint.url}\n`);
process.stdin.once('end', () => void endpoint.close()).resume();
