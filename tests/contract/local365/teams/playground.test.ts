import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { call } from '../core/support.ts';
import { AMARA, CUTOVER, PRIYA, TENANT } from '../support.ts';
import { BOT, startTeams, type TestTeams } from './support.ts';

const LEADS = '19:9c3f7c41e0b84f0cb2d6a8a0f5e1d2b3@thread.v2';

/** What a Playground sends to the bot. */
const fromPlayground = (more: object) => ({
  channelId: 'msteams',
  serviceUrl: 'http://127.0.0.1:9/_connector',
  recipient: BOT,
  from: { id: AMARA, aadObjectId: AMARA, name: 'Amara Okafor' },
  ...more,
});

describe('local Teams: between bot and Playground', () => {
  let teams: TestTeams;
  let playground: Server;
  const passed: { method: string; path: string; body: unknown }[] = [];
  let answer: (path: string) => { status: number; body: unknown };

  beforeEach(async () => {
    passed.length = 0;
    answer = () => ({ status: 404, body: {} });
    playground = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const path = request.url ?? '';
        passed.push({ method: request.method ?? '', path, body: text === '' ? undefined : JSON.parse(text) });
        const { status, body } = answer(path);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => playground.listen(0, '127.0.0.1', resolve));
    const { port } = playground.address() as AddressInfo;
    teams = await startTeams({ playgroundUrl: `http://127.0.0.1:${port}` });
  });
  afterEach(async () => {
    await teams.close();
    await new Promise<void>((resolve) => {
      playground.close(() => resolve());
      playground.closeAllConnections();
    });
  });

  const send = (activity: object) => call('POST', `${teams.url}/connector/api/messages`, { body: activity });

  it("passes the Playground's message to the bot with its own address as the place to answer", async () => {
    const sent = await send(
      fromPlayground({
        type: 'message',
        id: '1700000000001',
        text: '<at>Docket</at> help',
        conversation: {
          id: `${CUTOVER};messageid=1700000000001`,
          conversationType: 'channel',
          tenantId: TENANT,
        },
      }),
    );
    assert.equal(sent.status, 202);
    assert.equal(teams.bot.heard[0].serviceUrl, `${teams.url}/connector`);
    assert.equal(teams.bot.heard[0].text, '<at>Docket</at> help');
    const { body } = await teams.chat('GET', `/messages?conversation=${CUTOVER}`);
    assert.equal(body.messages[0].text, '@Docket help');
    assert.equal(body.messages[0].threadId, '1700000000001');
  });

  it('shows what the bot says in the Playground, under the id that the Playground gave it', async () => {
    answer = () => ({
      status: 201,
      body: { id: `${CUTOVER};messageid=1700000000002`, activityId: '1700000000002' },
    });
    const opened = await teams.connector('POST', '/conversations', {
      isGroup: true,
      channelData: { channel: { id: CUTOVER } },
      activity: { type: 'message', text: 'Minutes' },
    });
    assert.equal(opened.body.activityId, '1700000000002');
    assert.equal(passed[0]?.path, '/_connector/v3/conversations');
    const path = `/conversations/${encodeURIComponent(opened.body.id)}/activities/1700000000002`;
    await teams.connector('PUT', path, { type: 'message', text: 'Published' });
    assert.equal(passed[1]?.method, 'PUT');
    assert.deepEqual(passed[1]?.body, { type: 'message', text: 'Published' });
  });

  it('goes on by itself when the Playground does not know the conversation', async () => {
    const said = await teams.chat('POST', '/say', { userId: PRIYA, conversationId: CUTOVER, text: 'risks' });
    const sent = await teams.connector(
      'POST',
      `/conversations/${encodeURIComponent(`${CUTOVER};messageid=${said.body.id}`)}/activities`,
      { type: 'message', text: 'None open.' },
    );
    assert.equal(sent.status, 201);
    const { body } = await teams.chat('GET', `/messages?conversation=${CUTOVER}`);
    assert.equal(body.messages.length, 2);
  });

  it('learns a group chat of the Playground with its people', async () => {
    answer = () => ({
      status: 200,
      body: [{ id: AMARA }, { id: PRIYA, aadObjectId: PRIYA }, { id: 'stranger' }],
    });
    await send(
      fromPlayground({
        type: 'message',
        id: '1700000000003',
        text: 'hello',
        conversation: { id: LEADS, conversationType: 'groupChat', name: 'Atlas ERP leads', isGroup: true },
      }),
    );
    const { body } = await teams.chat('GET', `?userId=${PRIYA}`);
    const chat = body.conversations.find(({ id }: { id: string }) => id === LEADS);
    assert.equal(chat.name, 'Atlas ERP leads');
    assert.deepEqual(chat.memberIds, [AMARA, PRIYA]);
  });

  it('takes the bot out where the Playground removes it', async () => {
    await send(
      fromPlayground({
        type: 'installationUpdate',
        action: 'remove',
        conversation: { id: CUTOVER, conversationType: 'channel', isGroup: true },
      }),
    );
    const sent = await teams.connector('POST', `/conversations/${encodeURIComponent(CUTOVER)}/activities`, {
      type: 'message',
      text: 'x',
    });
    assert.equal(sent.status, 403);
  });

  it("gives the bot's answer to a click back to the Playground", async () => {
    const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Done.' };
    teams.bot.answers.push({ status: 200, body });
    const clicked = await send(
      fromPlayground({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'publish' } },
        conversation: { id: CUTOVER, conversationType: 'channel' },
      }),
    );
    assert.deepEqual(clicked.body, body);
  });

  it('refuses a body that is no activity', async () => {
    const sent = await call('POST', `${teams.url}/connector/api/messages`, { body: 'hello' });
    assert.equal(sent.status, 400);
  });
});

describe('local Teams: a restart', () => {
  it('keeps conversations, messages, their order and the revision', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'local-teams-'));
    const teams = await startTeams({ folder });
    try {
      await teams.chat('POST', '/groups', { userId: AMARA, name: 'Leads', memberIds: [PRIYA] });
      const root = await teams.chat('POST', '/say', { userId: AMARA, conversationId: CUTOVER, text: 'one' });
      await teams.connector(
        'POST',
        `/conversations/${encodeURIComponent(CUTOVER)}/activities/${root.body.id}`,
        {
          type: 'message',
          text: 'two',
        },
      );
      const before = await teams.chat('GET', `/messages?conversation=${CUTOVER}`);
      const overview = await teams.chat('GET', '');
      await teams.restart();
      const after = await teams.chat('GET', `/messages?conversation=${CUTOVER}`);
      assert.deepEqual(after.body, before.body);
      assert.deepEqual((await teams.chat('GET', '')).body, overview.body);
      const next = await teams.chat('POST', '/say', {
        userId: AMARA,
        conversationId: CUTOVER,
        text: 'three',
      });
      assert.notEqual(next.body.id, root.body.id);
      const { body } = await teams.chat(
        'GET',
        `/messages?conversation=${CUTOVER}&after=${before.body.revision}`,
      );
      assert.deepEqual(
        body.messages.map(({ text }: { text: string }) => text),
        ['@Docket three'],
      );
    } finally {
      await teams.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
