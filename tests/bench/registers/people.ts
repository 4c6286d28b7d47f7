/** People who talk to a bot at the same time, each in a group chat of their own, and how long each answer takes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AMARA, SAMPLE } from '../../support/sampleTenant.ts';
import { makeActivity } from '../../support/teamsActivities.ts';

const DEADLINE_MS = 60_000;
const { signedIn: SPEAKER } = SAMPLE.playground;
const MEMBERS = [
  { id: AMARA, aadObjectId: AMARA, name: `${SPEAKER.givenName} ${SPEAKER.surname}`, userRole: 'user' },
];

export interface Crowd {
  readonly serviceUrl: string;
  /** Conversation ids, one for each person. */
  readonly conversations: readonly string[];
  /** Everybody says each of their texts, one after the other; resolves with all times in milliseconds. */
  talk(botUrl: string, texts: (person: number) => readonly string[]): Promise<readonly number[]>;
  /** What the bot said last in a conversation. */
  last(conversation: string): string;
  close(): Promise<void>;
}

export async function gatherPeople(count: number): Promise<Crowd> {
  const waiting = new Map<string, () => void>();
  const last = new Map<string, string>();
  const server = createServer((request, response) => {
    const conversation =
      decodeURIComponent(/conversations\/([^/]+)/.exec(request.url ?? '')?.[1] ?? '').split(';')[0] ?? '';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      if (request.method === 'GET') {
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ members: MEMBERS }));
        return;
      }
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end(JSON.stringify({ id: String(Date.now()) }));
      if (request.method !== 'POST') return;
      last.set(conversation, Buffer.concat(chunks).toString('utf8'));
      waiting.get(conversation)?.();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const conversations = Array.from({ length: count }, (_each, at) => `19:bench${at}@thread.v2`);
  let id = Date.now();

  const ask = async (botUrl: string, conversation: string, text: string): Promise<number> => {
    id += 1;
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<void>((resolve, reject) => {
      waiting.set(conversation, resolve);
      timer = setTimeout(() => reject(new Error(`Nothing was said to "${text}".`)), DEADLINE_MS);
    });
    const started = performance.now();
    const response = await fetch(botUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(messageIn(serviceUrl, conversation, String(id), text)),
    });
    await response.arrayBuffer();
    await answered.finally(() => clearTimeout(timer));
    return performance.now() - started;
  };

  return {
    serviceUrl,
    conversations,
    async talk(botUrl, texts) {
      const times = conversations.map(async (conversation, person) => {
        const taken: number[] = [];
        for (const text of texts(person)) taken.push(await ask(botUrl, conversation, text));
        return taken;
      });
      return (await Promise.all(times)).flat();
    },
    last: (conversation) => last.get(conversation) ?? '',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function messageIn(serviceUrl: string, conversation: string, id: string, text: string): object {
  const { bot, signedIn } = SAMPLE.playground;
  return makeActivity({
    id,
    serviceUrl,
    timestamp: new Date(Number(id)).toISOString(),
    text: `<at>${bot.name}</at> ${text}`,
    from: { id: AMARA, aadObjectId: AMARA, name: `${signedIn.givenName} ${signedIn.surname}` },
    recipient: bot,
    conversation: {
      id: conversation,
      conversationType: 'groupChat',
      isGroup: true,
      tenantId: SAMPLE.tenantId,
    },
    entities: [{ type: 'mention', text: `<at>${bot.name}</at>`, mentioned: bot }],
    attachments: [],
    channelData: { tenant: { id: SAMPLE.tenantId } },
  });
}
