import assert from 'node:assert/strict';
import { waitUntil } from '../../../support/waitUntil.ts';
import { call } from '../core/support.ts';
import { AMARA, CUTOVER, GROUP, KENJI, TENANT, TOMASZ } from '../support.ts';
import { GENERAL, startTeams, type TestTeams } from './support.ts';

/** Pages quoted: "Send and receive messages" of the Bot Connector, "Update and delete messages sent from bot". */
describe('local Teams: the Bot Connector', () => {
  let teams: TestTeams;

  beforeEach(async () => {
    teams = await startTeams();
  });
  afterEach(() => teams.close());

  const openThread = (text: string, channelId = CUTOVER) =>
    teams.connector('POST', '/conversations', {
      isGroup: true,
      channelData: { channel: { id: channelId } },
      activity: { type: 'message', text },
    });
  const messages = async (conversation: string, after = 0) =>
    (await teams.chat('GET', `/messages?conversation=${conversation}&after=${after}`)).body;

  it('opens a thread in a channel with its first message', async () => {
    const opened = await openThread('Minutes are ready');
    assert.equal(opened.status, 201);
    assert.equal(opened.body.id, `${CUTOVER};messageid=${opened.body.activityId}`);
    const [message] = (await messages(CUTOVER)).messages;
    assert.equal(message.text, 'Minutes are ready');
    assert.equal(message.threadId, opened.body.activityId);
    assert.deepEqual(message.from, {
      id: '28:b1000000-0000-4000-8000-000000000001',
      name: 'Docket',
      isBot: true,
    });
  });

  it('puts a reply into its thread, by conversation and by activity', async () => {
    const { body } = await openThread('root');
    await teams.connector('POST', `/conversations/${encodeURIComponent(body.id)}/activities`, {
      type: 'message',
      text: 'one',
    });
    await teams.connector(
      'POST',
      `/conversations/${encodeURIComponent(CUTOVER)}/activities/${body.activityId}`,
      { type: 'message', text: 'two' },
    );
    const found = await messages(CUTOVER);
    assert.deepEqual(
      found.messages.map(({ text, threadId }: { text: string; threadId: string }) => [text, threadId]),
      [
        ['root', body.activityId],
        ['one', body.activityId],
        ['two', body.activityId],
      ],
    );
  });

  it('gives messages of one millisecond ids of their own', async () => {
    const ids = [await openThread('a'), await openThread('b'), await openThread('c')].map(
      ({ body }) => body.activityId,
    );
    assert.equal(new Set(ids).size, 3);
  });

  it('tells of a changed message by its revision, and leaves it in its place', async () => {
    const first = await openThread('draft');
    await openThread('other');
    const before = await messages(CUTOVER);
    teams.clock.set('2026-11-25T10:06:00.000Z');
    const path = `/conversations/${encodeURIComponent(first.body.id)}/activities/${first.body.activityId}`;
    const put = await teams.connector('PUT', path, { type: 'message', text: 'final' });
    assert.equal(put.status, 200);
    const changed = await messages(CUTOVER, before.revision);
    assert.deepEqual(
      changed.messages.map(({ text, updatedAt }: { text: string; updatedAt: string }) => [text, updatedAt]),
      [['final', '2026-11-25T10:06:00.000Z']],
    );
    assert.deepEqual(
      (await messages(CUTOVER)).messages.map(({ text }: { text: string }) => text),
      ['final', 'other'],
    );
    assert.deepEqual((await messages(CUTOVER, changed.revision)).messages, []);
  });

  it('tells of a deleted message without what it said', async () => {
    const { body } = await openThread('oops');
    const path = `/conversations/${encodeURIComponent(body.id)}/activities/${body.activityId}`;
    assert.equal((await teams.connector('DELETE', path)).status, 200);
    const [message] = (await messages(CUTOVER)).messages;
    assert.equal(message.text, '');
    assert.equal(message.deletedAt, '2026-11-25T10:05:00.000Z');
    assert.equal((await teams.connector('PUT', path, { type: 'message', text: 'again' })).status, 404);
  });

  it("refuses to change a person's message", async () => {
    const said = await teams.chat('POST', '/say', { userId: AMARA, conversationId: CUTOVER, text: 'hello' });
    const path = `/conversations/${encodeURIComponent(CUTOVER)}/activities/${said.body.id}`;
    const put = await teams.connector('PUT', path, { type: 'message', text: 'changed' });
    assert.equal(put.status, 404);
    assert.equal(put.body.error.code, 'ActivityNotFoundInConversation');
  });

  it('opens the 1:1 chat of a person once, and speaks in it unasked', async () => {
    const open = () =>
      teams.connector('POST', '/conversations', {
        isGroup: false,
        members: [{ id: TOMASZ }],
        tenantId: TENANT,
      });
    const first = await open();
    const second = await open();
    assert.equal(first.body.id, second.body.id);
    const sent = await teams.connector(
      'POST',
      `/conversations/${encodeURIComponent(first.body.id)}/activities`,
      {
        type: 'message',
        text: 'Your action is due tomorrow.',
      },
    );
    assert.equal(sent.status, 201);
    const { body } = await teams.chat('GET', `?userId=${TOMASZ}`);
    const chat = body.conversations.find(({ kind }: { kind: string }) => kind === 'personal');
    assert.equal(chat.lastMessage.text, 'Your action is due tomorrow.');
    const forOthers = await teams.chat('GET', `?userId=${AMARA}`);
    assert.equal(
      forOthers.body.conversations.some(({ id }: { id: string }) => id === first.body.id),
      false,
    );
  });

  it('keeps nothing of a typing activity', async () => {
    const { body } = await openThread('root');
    const sent = await teams.connector('POST', `/conversations/${encodeURIComponent(body.id)}/activities`, {
      type: 'typing',
    });
    assert.equal(sent.status, 201);
    assert.equal((await messages(CUTOVER)).messages.length, 1);
  });

  it('gives members by page and alone, guests marked', async () => {
    const paged = await teams.connector(
      'GET',
      `/conversations/${encodeURIComponent(CUTOVER)}/pagedmembers?pageSize=50`,
    );
    const kenji = paged.body.members.find(({ id }: { id: string }) => id === KENJI);
    assert.equal(kenji.userRole, 'guest');
    assert.equal(kenji.tenantId, TENANT);
    assert.equal(paged.body.continuationToken, undefined);
    const alone = await teams.connector(
      'GET',
      `/conversations/${encodeURIComponent(CUTOVER)}/members/${AMARA}`,
    );
    assert.equal(alone.body.email, 'amara.okafor@harbour.example');
    const nobody = await teams.connector('GET', `/conversations/${encodeURIComponent(CUTOVER)}/members/x`);
    assert.equal(nobody.body.error.code, 'MemberNotFoundInConversation');
  });

  it('gives the team, and its General channel without a name', async () => {
    const team = await teams.connector('GET', `/teams/${encodeURIComponent(GENERAL)}`);
    assert.equal(team.body.name, 'Atlas ERP');
    assert.equal(team.body.aadGroupId, GROUP);
    const channels = await teams.connector('GET', `/teams/${encodeURIComponent(GENERAL)}/conversations`);
    assert.deepEqual(channels.body.conversations, [
      { id: GENERAL, name: null },
      { id: CUTOVER, name: 'Cutover' },
    ]);
  });

  for (const [what, method, path, body, status, code] of [
    [
      'an unknown conversation',
      'POST',
      '/conversations/19%3Ano/activities',
      { type: 'message' },
      404,
      'ConversationNotFound',
    ],
    [
      'an unknown channel',
      'POST',
      '/conversations',
      { channelData: { channel: { id: '19:no' } }, activity: {} },
      404,
      'ConversationNotFound',
    ],
    ['nobody', 'POST', '/conversations', { members: [{ id: 'x' }] }, 400, 'BadSyntax'],
    ['a body that is no JSON', 'POST', '/conversations', 'no', 400, 'BadSyntax'],
    ['an unknown path', 'GET', '/attachments/1', undefined, 404, 'ServiceError'],
  ] as const) {
    it(`answers the connector's error for ${what}`, async () => {
      const answer = await teams.connector(method, path, body);
      assert.equal(answer.status, status);
      assert.equal(answer.body.error.code, code);
    });
  }

  const strike = (fault: string, more: object = {}) =>
    call('POST', `${teams.url}/local365/faults`, {
      body: { match: { method: 'POST', path: '/v3/conversations' }, fault, times: 1, ...more },
    });

  it('can take its time, and does nothing for a caller who went away meanwhile', async () => {
    await strike('chat-slow', { delayMs: 1 });
    assert.equal((await openThread('a')).status, 201);
    await strike('chat-slow', { delayMs: 600_000 });
    const leaving = new AbortController();
    const left = fetch(`${teams.url}/connector/v3/conversations`, {
      method: 'POST',
      body: '{}',
      signal: leaving.signal,
    });
    await waitUntil(
      'the struck call',
      async () => (await call('GET', `${teams.url}/local365/faults`)).body as { rules: readonly unknown[] },
      ({ rules }) => rules.length === 0,
    );
    leaving.abort();
    await assert.rejects(left);
    assert.equal((await messages(CUTOVER)).messages.length, 1);
  });

  it('can throttle, fail and lose a reply after the work', async () => {
    await strike('chat-throttle', { retryAfterSeconds: 7 });
    const throttled = await openThread('a');
    assert.equal(throttled.status, 429);
    assert.equal(throttled.headers.get('retry-after'), '7');
    await strike('chat-unavailable');
    assert.equal((await openThread('a')).status, 503);
    assert.equal((await messages(CUTOVER)).messages.length, 0);
    await strike('chat-lost-reply');
    await assert.rejects(openThread('a'));
    assert.equal((await messages(CUTOVER)).messages.length, 1);
  });
});
