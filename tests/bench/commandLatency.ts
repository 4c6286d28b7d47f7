/** How long bots take to answer: from the activity that leaves for a bot to its message that arrives here. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { AMARA, GENERAL, SAMPLE } from '../support/sampleTenant.ts';
import { makeActivity } from '../support/teamsActivities.ts';

export interface Chat {
  /** Sends a command to a bot; resolves with the milliseconds until the bot's message is here. */
  ask(botUrl: string, text: string): Promise<number>;
  close(): Promise<void>;
}

const DEADLINE_MS = 30_000;

/** A Bot Connector that takes messages in and tells who waits for them. */
export async function startChat(): Promise<Chat> {
  const waiting = new Map<string, () => void>();
  const server = createServer((request, response) => {
    const [, thread = ''] = /messageid(?:=|%3D)(\d+)/.exec(request.url ?? '') ?? [];
    request.resume().once('end', () => {
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id: thread }));
      if (request.method === 'POST') waiting.get(thread)?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let last = Date.now();
  return {
    async ask(botUrl, text) {
      last += 1;
      const thread = String(last);
      const answered = new Promise<void>((resolve) => waiting.set(thread, resolve));
      const started = performance.now();
      const response = await fetch(botUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(channelMessage(serviceUrl, thread, text)),
      });
      await response.arrayBuffer();
      const giveUp = new AbortController();
      const late = setTimeout(DEADLINE_MS, 'late', { signal: giveUp.signal }).catch(() => 'late');
      const outcome = await Promise.race([answered, late]);
      giveUp.abort();
      waiting.delete(thread);
      if (!response.ok || outcome === 'late') {
        throw new Error(`${botUrl} answered ${response.status} and said nothing to "${text}".`);
      }
      return performance.now() - started;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function channelMessage(serviceUrl: string, thread: string, text: string): Record<string, unknown> {
  const { bot, team, signedIn } = SAMPLE.playground;
  return makeActivity({
    id: thread,
    serviceUrl,
    timestamp: new Date(Number(thread)).toISOString(),
    text: `<at>${bot.name}</at> ${text}`,
    from: { id: AMARA, aadObjectId: AMARA, name: `${signedIn.givenName} ${signedIn.surname}` },
    recipient: bot,
    conversation: {
      id: `${GENERAL};messageid=${thread}`,
      conversationType: 'channel',
      isGroup: true,
      tenantId: SAMPLE.tenantId,
    },
    entities: [{ type: 'mention', text: `<at>${bot.name}</at>`, mentioned: bot }],
    attachments: [],
    channelData: {
      team: { id: team.id, aadGroupId: team.groupId, name: team.name },
      channel: { id: GENERAL },
      tenant: { id: SAMPLE.tenantId },
    },
  });
}
