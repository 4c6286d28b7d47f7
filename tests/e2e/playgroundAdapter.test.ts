import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeTeamsAdapter } from '../../src/adapters/teams/makeTeamsAdapter.ts';
import { type Playground, startPlayground } from '../../src/adapters/teams/playground.ts';
import { PLAYGROUND_CONFIG_FILE, playgroundConfig } from '../../src/adapters/teams/playgroundConfig.ts';
import type { ClickAnswer, Incoming } from '../../src/kernel/chat.ts';
import { InputError, NotFoundError } from '../../src/kernel/errors.ts';
import { asPersonId } from '../../src/kernel/ids.ts';
import type { Messenger } from '../../src/kernel/messenger.ts';
import { fakeClock } from '../support/fakeClock.ts';
import { fakeLogger } from '../support/fakeLogger.ts';
import { fakeRandom } from '../support/fakeRandom.ts';
import { makePlaygroundWorld } from '../support/playgroundWorld.ts';
import { type BotEndpoint, startBotEndpoint } from '../support/startBotEndpoint.ts';

const WORLD = makePlaygroundWorld();
const CUTOVER = WORLD.team.channel.id;
const CUTOVER_LABEL = `${WORLD.team.name} - ${WORLD.team.channel.name}`;

const makeCard = (text: string, verb: string) => ({
  type: 'AdaptiveCard' as const,
  version: '1.5' as const,
  body: [{ type: 'TextBlock', text }],
  actions: [{ type: 'Action.Execute', title: text, verb, data: { minutes: 'm-1' } }],
});

describe('Teams adapter and the real Agents Playground', function () {
  // The Playground takes a second or two to load, several times that on a busy machine.
  this.timeout(60_000);
  let folder: string;
  let endpoint: BotEndpoint;
  let playground: Playground;
  let messenger: Messenger;
  const incoming = makeQueue<Incoming>();

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'docket-playground-'));
    await writeFile(join(folder, PLAYGROUND_CONFIG_FILE), playgroundConfig(WORLD));
    const adapter = makeTeamsAdapter({
      appType: 'MultiTenant',
      credentials: { kind: 'none' },
      listensOnLoopback: true,
      allowedTenants: [WORLD.tenantId],
      async receive(one): Promise<ClickAnswer | undefined> {
        incoming.put(one);
        return one.kind === 'click' ? { card: makeCard('Published', 'again') } : undefined;
      },
      logger: fakeLogger(),
      clock: fakeClock('2026-11-25T09:00:00Z'),
      random: fakeRandom(),
    });
    messenger = adapter.messenger;
    endpoint = await startBotEndpoint(adapter.messages);
    playground = await startPlayground({
      folder,
      port: await freePort(),
      appEndpoint: endpoint.url,
      opensOn: CUTOVER_LABEL,
    });
  });

  after(async () => {
    await playground?.close();
    await endpoint?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** As the Playground's own page does it. */
  async function callPlayground(path: string, body: object): Promise<Record<string, unknown>> {
    const response = await fetch(new URL(path, playground.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, `${path}: ${response.status}`);
    const text = await response.text();
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }

  async function install(conversation: string) {
    await callPlayground(`/_debug/conversation/${encodeURIComponent(conversation)}/installation`, {});
    const events = [await incoming.take('place'), await incoming.take('place')];
    for (const { event } of events) assert.equal(event, 'bot-added');
    const place = events.map((event) => event.place).find(({ channelId }) => channelId !== undefined);
    return place ?? events[0]?.place ?? assert.fail('no place');
  }

  async function say(conversation: string, text: string) {
    const mentions = [{ mentioned: { id: WORLD.bot.id }, text: '<at>Docket</at>' }];
    const path = `/_conversation/v1/conversations/${encodeURIComponent(conversation)}/messages`;
    await callPlayground(path, { from: { id: WORLD.signedIn.id }, text, textFormat: 'plain', mentions });
    return incoming.take('message');
  }

  it('tells of the installation in a channel, and the bot can speak there unasked', async () => {
    const place = await install(CUTOVER);
    assert.equal(place.kind, 'channel');
    assert.equal(place.conversationId, CUTOVER);
    assert.equal(place.groupId, WORLD.team.groupId);
    const posted = await messenger.post(place, {
      text: 'Hello, I am Docket.',
      card: makeCard('Set up', 'setup'),
    });
    assert.ok(posted.threadId);
    const inThread = { ...place, threadId: posted.threadId };
    const answer = await messenger.post(inThread, { text: 'And this is its thread.' });
    assert.notEqual(answer.messageId, posted.messageId);
    await messenger.update(inThread, posted.messageId, { card: makeCard('Set up is done', 'setup') });
  });

  it('brings a command from the channel without the mention', async () => {
    const message = await say(CUTOVER, '<at>Docket</at> done A-3\n');
    assert.equal(message.text, 'done A-3');
    assert.equal(message.from.id, WORLD.signedIn.id);
    assert.ok(message.place.threadId);
  });

  it('shows the card that answers a button', async () => {
    const { place } = await say(CUTOVER, '<at>Docket</at> minutes');
    const { messageId } = await messenger.post(place, { card: makeCard('Publish', 'publish') });
    const answer = await callPlayground('/_conversation/v1/invoke', {
      name: 'adaptiveCard/action',
      value: {
        action: { type: 'Action.Execute', verb: 'publish', data: { minutes: 'm-1' } },
        trigger: 'manual',
      },
      from: { id: WORLD.signedIn.id },
      conversation: { id: `${place.conversationId};messageid=${place.threadId}` },
      replyToId: messageId,
    });
    const click = await incoming.take('click');
    assert.equal(click.verb, 'publish');
    assert.equal(click.cardMessageId, messageId);
    assert.equal(answer.type, 'application/vnd.microsoft.card.adaptive');
    assert.deepEqual(answer.value, makeCard('Published', 'again'));
  });

  it('gives members, team and channel by name', async () => {
    const place = await install(CUTOVER);
    const members = await messenger.members(place);
    assert.deepEqual(
      members.map(({ name }) => name).sort(),
      [WORLD.signedIn, ...WORLD.others].map(({ givenName, surname }) => `${givenName} ${surname}`).sort(),
    );
    assert.deepEqual(await messenger.describe(place), {
      teamName: 'Atlas ERP',
      groupId: WORLD.team.groupId,
      channelName: 'Cutover',
    });
  });

  it('opens the 1:1 chat of the person who sits there by Entra id', async () => {
    const near = await install(WORLD.groupChat.id);
    assert.equal(near.kind, 'groupChat');
    await messenger.post(near, { text: 'Hello, crew.' });
    const personal = await messenger.openPersonal(near, asPersonId(WORLD.signedIn.id));
    assert.equal(personal.conversationId, WORLD.personalChatId);
    await messenger.post(personal, { text: 'Hello, Amara.' });
  });

  it('says that a conversation is gone when the Playground does not know it', async () => {
    const place = await install(WORLD.personalChatId);
    await assert.rejects(
      messenger.post({ ...place, conversationId: 'a:nobody' }, { text: 'Hello?' }),
      (error) => error instanceof NotFoundError && error.code === 'conversation-gone',
    );
  });

  it('names in its page the channel to open on, and passes all else through unchanged', async () => {
    const page = await fetch(playground.url);
    assert.ok((await page.text()).includes(`("${CUTOVER_LABEL}")</script>`));
    const config = await fetch(new URL('_internal/v1/config', playground.url));
    assert.match(config.headers.get('content-type') ?? '', /json/);
    assert.equal((await fetch(new URL('no-such-thing', playground.url))).status, 404);
  });

  it('says which port is in use', async () => {
    const port = Number(new URL(playground.url).port);
    await assert.rejects(
      startPlayground({ folder, port, appEndpoint: endpoint.url, opensOn: CUTOVER_LABEL }),
      (error) =>
        error instanceof InputError && error.code === 'port-in-use' && error.message.includes(String(port)),
    );
  });

  it('says that the configuration is wrong when the Playground ends at once', async () => {
    const wrong = await mkdtemp(join(tmpdir(), 'docket-playground-'));
    await writeFile(join(wrong, PLAYGROUND_CONFIG_FILE), 'version: "0.1.1"\n');
    await assert.rejects(
      startPlayground({
        folder: wrong,
        port: await freePort(),
        appEndpoint: endpoint.url,
        opensOn: CUTOVER_LABEL,
      }),
      (error) =>
        error instanceof InputError && error.code === 'playground-ended' && error.message.includes(wrong),
    );
    await rm(wrong, { recursive: true, force: true });
  });

  it('leaves no process behind when it is closed', async () => {
    const port = await freePort();
    const second = await startPlayground({ folder, port, appEndpoint: endpoint.url, opensOn: CUTOVER_LABEL });
    assert.ok((await fetch(second.url)).ok);
    await second.close();
    await assert.rejects(fetch(second.url));
    await second.close();
  });

  it('leaves no process behind when the process that started it is killed', async () => {
    const port = await freePort();
    const script = new URL('../support/runPlayground.ts', import.meta.url);
    const args = [
      '--import',
      'tsx',
      fileURLToPath(script),
      folder,
      String(port),
      endpoint.url,
      CUTOVER_LABEL,
    ];
    const starter = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [printed] = (await once(starter.stdout, 'data')) as [Buffer];
    const url = printed.toString('utf8').trim();
    assert.ok((await fetch(url)).ok);
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    for (;;) {
      // Ends when nobody listens any more; mocha's own limit ends a wait in vain.
      const isUp = await fetch(url).then(
        async (response) => (await response.arrayBuffer()).byteLength > 0,
        () => false,
      );
      if (!isUp) break;
    }
  });
});

/** What came in, by kind; `take` waits for it, and mocha's own limit ends a wait in vain. */
function makeQueue<T extends { readonly kind: string }>() {
  const waiting: T[] = [];
  const takers: { readonly kind: string; readonly give: (one: T) => void }[] = [];
  return {
    put(one: T): void {
      const index = takers.findIndex(({ kind }) => kind === one.kind);
      if (index < 0) waiting.push(one);
      else takers.splice(index, 1)[0]?.give(one);
    },
    take<Kind extends T['kind']>(kind: Kind): Promise<Extract<T, { readonly kind: Kind }>> {
      const index = waiting.findIndex((one) => one.kind === kind);
      const [found] = index < 0 ? [] : waiting.splice(index, 1);
      if (found !== undefined) return Promise.resolve(found as Extract<T, { readonly kind: Kind }>);
      return new Promise((resolve) =>
        takers.push({ kind, give: (one) => resolve(one as Extract<T, { readonly kind: Kind }>) }),
      );
    },
  };
}

/** A port that was free a moment ago; the Playground cannot be told to choose one itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : assert.fail('no port');
}
