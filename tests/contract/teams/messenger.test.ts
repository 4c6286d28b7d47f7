import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { makeTeamsAdapter } from '../../../src/adapters/teams/makeTeamsAdapter.ts';
import {
  AccessError,
  ContractError,
  type DocketError,
  InputError,
  NotFoundError,
  ThrottledError,
  UnavailableError,
} from '../../../src/kernel/errors.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import type { Messenger } from '../../../src/kernel/messenger.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { type ConnectorFault, type FakeConnector, startFakeConnector } from '../../support/fakeConnector.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { fakeRandom } from '../../support/fakeRandom.ts';
import { AMARA, CHANNEL, GROUP_ID, makePlace, TEAM, TENANT } from '../../support/teamsActivities.ts';

describe('Messenger over the Bot Connector', () => {
  let connector: FakeConnector;
  let messenger: Messenger;

  beforeEach(async () => {
    connector = await startFakeConnector();
    ({ messenger } = makeTeamsAdapter({
      appType: 'MultiTenant',
      credentials: { kind: 'none' },
      listensOnLoopback: true,
      allowedTenants: [TENANT],
      receive: async () => {},
      logger: fakeLogger(),
      clock: fakeClock('2026-11-25T09:00:00Z'),
      random: fakeRandom(),
      callTimeoutMs: 5_000,
    }));
  });

  afterEach(() => connector.close());

  const channel = () => makePlace(connector.url);
  const thread = () => makePlace(connector.url, { threadId: '17' });
  const group = () => makePlace(connector.url, { kind: 'groupChat', conversationId: '19:group@thread.v2' });

  describe('post', () => {
    it('opens a thread in a channel and gives its id', async () => {
      const posted = await messenger.post(channel(), { text: 'Minutes are ready.' });
      const [message] = connector.messagesIn(CHANNEL);
      assert.deepEqual(posted, { messageId: message?.id, threadId: message?.id });
      assert.equal(message?.activity.text, 'Minutes are ready.');
      const [request] = connector.requests;
      assert.equal(request?.path, '/v3/conversations');
      assert.equal(request?.body.tenantId, TENANT);
      assert.deepEqual(request?.body.channelData, { channel: { id: CHANNEL } });
      assert.equal(request?.authorization, undefined);
    });

    it('speaks in a thread when the place has one', async () => {
      const posted = await messenger.post(thread(), { text: 'Here.' });
      const [message] = connector.messagesIn(CHANNEL);
      assert.equal(message?.threadId, '17');
      assert.deepEqual(posted, { messageId: message?.id, threadId: '17' });
    });

    it('carries cards and mentions to a group chat as they were made', async () => {
      const card = {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'TextBlock', text: 'For <at>Priya Raman</at>', wrap: true }],
        refresh: { action: { type: 'Action.Execute', verb: 'view' }, userIds: ['29:priya'] },
      } as const;
      const mentions = [{ name: 'Priya Raman', teamsId: '29:priya' }];
      await messenger.post(group(), { text: '<at>Priya Raman</at>', card, mentions });
      const entity = {
        type: 'mention',
        text: '<at>Priya Raman</at>',
        mentioned: { id: '29:priya', name: 'Priya Raman' },
      };
      const [message] = connector.messagesIn('19:group@thread.v2');
      assert.deepEqual(message?.activity.entities, [entity]);
      assert.deepEqual(message?.activity.attachments, [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { ...card, msteams: { entities: [entity] } },
        },
      ]);
    });

    it('splits a long text into messages of one thread and gives the id of the first', async () => {
      const posted = await messenger.post(channel(), { text: 'All is well. '.repeat(6_000) });
      const messages = connector.messagesIn(CHANNEL);
      assert.ok(messages.length > 1);
      assert.equal(posted.messageId, messages[0]?.id);
      assert.ok(messages.every(({ threadId }) => threadId === posted.threadId));
    });

    it('says that the outcome is unknown when only some parts of a long text were posted', async () => {
      const on = { pathEnds: '/activities' };
      connector.answerNext({ status: 429, retryAfter: '1', on });
      await assert.rejects(
        messenger.post(channel(), { text: 'All is well. '.repeat(6_000) }),
        (error) =>
          error instanceof UnavailableError && error.code === 'partly-posted' && error.outcomeUnknown,
      );
      assert.equal(connector.messagesIn(CHANNEL).length, 1);
    });

    it('refuses an oversized card before anything is sent', async () => {
      const card = {
        type: 'AdaptiveCard',
        version: '1.5',
        body: [{ type: 'TextBlock', text: 'x'.repeat(30_000) }],
      } as const;
      await assert.rejects(
        messenger.post(channel(), { card }),
        (error) => error instanceof InputError && error.code === 'card-too-big',
      );
      assert.equal(connector.requests.length, 0);
    });
  });

  describe('update', () => {
    it('replaces a message in its thread', async () => {
      const { messageId } = await messenger.post(thread(), { text: 'Draft' });
      await messenger.update(thread(), messageId, { text: 'Published' });
      const [message] = connector.messagesIn(CHANNEL);
      assert.equal(message?.activity.text, 'Published');
      assert.equal(message?.updates, 1);
    });

    it('says that the message is gone when it is', async () => {
      await assert.rejects(
        messenger.update(thread(), '404', { text: 'x' }),
        (error) => error instanceof NotFoundError && error.code === 'not-in-teams',
      );
    });
  });

  describe('openPersonal', () => {
    it('opens the chat with a person by Entra id, near a place that is known', async () => {
      const place = await messenger.openPersonal(channel(), asPersonId(AMARA.aadObjectId));
      assert.deepEqual(place, {
        kind: 'personal',
        tenantId: TENANT,
        conversationId: `a:${AMARA.aadObjectId}`,
        serviceUrl: connector.url,
        botId: '28:docket',
        botName: 'Docket',
      });
      await messenger.post(place, { text: 'Hello' });
      assert.equal(connector.messagesIn(place.conversationId).length, 1);
    });

    it('opens it once, also for two callers at the same time', async () => {
      const open = () => messenger.openPersonal(channel(), asPersonId(AMARA.aadObjectId));
      await Promise.all([open(), open()]);
      await open();
      assert.equal(connector.requests.length, 1);
    });

    it('tries anew after a failure', async () => {
      const open = () => messenger.openPersonal(channel(), asPersonId(AMARA.aadObjectId));
      connector.answerNext({ status: 403, code: 'BotNotInConversationRoster' });
      await assert.rejects(open(), AccessError);
      assert.equal((await open()).kind, 'personal');
    });
  });

  describe('members', () => {
    it('reads all pages and leaves out who did not sign in', async () => {
      const people = Array.from({ length: 1_100 }, (_, index) => ({
        id: `29:${index}`,
        aadObjectId: `id-${index}`,
        name: `Person ${index}`,
        email: `p${index}@harbour.example`,
        userRole: index === 5 ? 'guest' : 'user',
      }));
      connector.setMembers(CHANNEL, [...people, { id: '29:phone', userRole: 'anonymous' }]);
      const members = await messenger.members(thread());
      assert.equal(members.length, 1_100);
      assert.deepEqual(members[5], {
        id: 'id-5',
        name: 'Person 5',
        mail: 'p5@harbour.example',
        teamsId: '29:5',
        isGuest: true,
      });
      assert.deepEqual(
        connector.requests.map(({ query }) => [query.pageSize, query.continuationToken]),
        [
          ['500', undefined],
          ['500', '500'],
          ['500', '1000'],
        ],
      );
    });

    it('makes a name of what there is', async () => {
      connector.setMembers(CHANNEL, [
        { id: '29:1', givenName: 'Lucía', surname: 'Fernández', userPrincipalName: 'l@harbour.example' },
      ]);
      assert.deepEqual(await messenger.members(channel()), [
        { id: '29:1', name: 'Lucía Fernández', mail: 'l@harbour.example', teamsId: '29:1' },
      ]);
    });

    it('notices a list that gives the same page for ever', async () => {
      const rawBody = JSON.stringify({ members: [], continuationToken: 'again' });
      connector.answerNext({ status: 200, rawBody }, { status: 200, rawBody });
      await assert.rejects(
        messenger.members(channel()),
        (error) => error instanceof ContractError && error.code === 'endless-roster',
      );
    });
  });

  describe('describe', () => {
    it('gives team, Entra group and channel, and the General channel its name', async () => {
      connector.setTeam(TEAM, {
        name: 'Atlas ERP',
        aadGroupId: GROUP_ID,
        channels: [{ id: TEAM }, { id: CHANNEL, name: 'Cutover' }],
      });
      const team = { teamName: 'Atlas ERP', groupId: GROUP_ID };
      assert.deepEqual(await messenger.describe(channel()), { ...team, channelName: 'Cutover' });
      const general = makePlace(connector.url, { conversationId: TEAM, channelId: TEAM });
      assert.deepEqual(await messenger.describe(general), { ...team, channelName: 'General' });
    });

    it('asks nothing about a chat', async () => {
      assert.deepEqual(await messenger.describe(group()), {});
      assert.equal(connector.requests.length, 0);
    });
  });

  describe('errors, one per row of the table', () => {
    type Expected = {
      readonly kind: new (...args: never[]) => DocketError;
      readonly code: string;
      readonly outcomeUnknown?: boolean;
      readonly retryAfterMs?: number;
    };
    const unknown = { kind: UnavailableError, code: 'teams-unavailable', outcomeUnknown: true };
    const outside = { kind: AccessError, code: 'bot-not-in-conversation' };
    const blocked = { kind: AccessError, code: 'blocked-by-user' };
    const tooBig = { kind: InputError, code: 'message-too-big' };
    const inMessage = JSON.stringify({
      errorCode: 209,
      message: '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread is not writable."\r\n}',
    });
    const rows: readonly (readonly [string, ConnectorFault, Expected])[] = [
      [
        '429 with Retry-After in seconds',
        { status: 429, retryAfter: '7' },
        { kind: ThrottledError, code: 'throttled', retryAfterMs: 7_000 },
      ],
      [
        '429 with Retry-After as a date',
        { status: 429, retryAfter: 'Wed, 25 Nov 2026 09:00:30 GMT' },
        { kind: ThrottledError, code: 'throttled', retryAfterMs: 30_000 },
      ],
      [
        '429 without Retry-After',
        { status: 429 },
        { kind: ThrottledError, code: 'throttled', retryAfterMs: 5_000 },
      ],
      ['403 BotNotInConversationRoster', { status: 403, code: 'BotNotInConversationRoster' }, outside],
      ['403 ForbiddenOperationException', { status: 403, code: 'ForbiddenOperationException' }, outside],
      ['403 MessageWritesBlocked', { status: 403, subCode: 'MessageWritesBlocked' }, blocked],
      ['403 MessageWritesBlocked inside its message', { status: 403, rawBody: inMessage }, blocked],
      [
        '403 of another code',
        { status: 403, code: 'BotDisabledByAdmin' },
        { kind: AccessError, code: 'teams-refused' },
      ],
      ['401', { status: 401 }, { kind: AccessError, code: 'bot-credentials-refused' }],
      [
        '404 ConversationNotFound',
        { status: 404, code: 'ConversationNotFound' },
        { kind: NotFoundError, code: 'conversation-gone' },
      ],
      [
        '404 of another code',
        { status: 404, code: 'ServiceError' },
        { kind: NotFoundError, code: 'not-in-teams' },
      ],
      ['413', { status: 413, code: 'MessageSizeTooBig' }, tooBig],
      ['400 MessageSizeTooBig', { status: 400, code: 'MessageSizeTooBig' }, tooBig],
      ['400 BadSyntax', { status: 400, code: 'BadSyntax' }, { kind: InputError, code: 'message-refused' }],
      [
        '412, which did nothing',
        { status: 412 },
        { kind: UnavailableError, code: 'teams-unavailable', outcomeUnknown: false },
      ],
      ['500', { status: 500 }, unknown],
      ['502', { status: 502, accepted: true }, unknown],
      ['503', { status: 503 }, { ...unknown, outcomeUnknown: false }],
      ['504 with a page instead of JSON', { status: 504, rawBody: '<html>Gateway</html>' }, unknown],
      ['a connection lost before anything was done', { cut: 'before' }, unknown],
      ['a connection lost after the message got through', { cut: 'after' }, unknown],
      ['an undocumented status', { status: 418 }, { kind: ContractError, code: 'teams-unexpected' }],
      [
        'a redirect, which is not followed',
        { status: 307, location: '/v3/conversations/19:elsewhere/activities' },
        { kind: ContractError, code: 'teams-unexpected' },
      ],
    ];
    for (const [what, fault, expected] of rows) {
      it(`turns ${what} into ${expected.kind.name} ${expected.code}, after one request`, async () => {
        connector.answerNext(fault);
        await assert.rejects(messenger.post(thread(), { text: 'Hello' }), (error) => {
          assert.ok(error instanceof expected.kind, String(error));
          assert.equal(error.code, expected.code);
          const { outcomeUnknown, retryAfterMs } = error as DocketError & Partial<Expected>;
          assert.equal(outcomeUnknown, expected.outcomeUnknown);
          assert.equal(retryAfterMs, expected.retryAfterMs);
          return true;
        });
        assert.equal(connector.requests.length, 1);
      });
    }

    it('says that nothing was sent when nobody listens', async () => {
      await connector.close();
      await assert.rejects(
        messenger.post(thread(), { text: 'Hello' }),
        (error) =>
          error instanceof UnavailableError && error.code === 'teams-unreachable' && !error.outcomeUnknown,
      );
    });

    it('knows the outcome of a read that failed: nothing was changed', async () => {
      connector.answerNext({ status: 502 });
      await assert.rejects(
        messenger.members(channel()),
        (error) => error instanceof UnavailableError && !error.outcomeUnknown,
      );
    });

    for (const read of ['members', 'describe'] as const) {
      it(`translates a refusal of ${read} as well, after one request`, async () => {
        connector.answerNext({ status: 403, code: 'BotNotInConversationRoster' });
        await assert.rejects(
          messenger[read](channel()),
          (error) => error instanceof AccessError && error.code === 'bot-not-in-conversation',
        );
        assert.equal(connector.requests.length, 1);
      });
    }

    it('says that the form is not documented when a success has no id', async () => {
      connector.answerNext({ status: 201, rawBody: '{}' });
      await assert.rejects(messenger.post(thread(), { text: 'Hello' }), ContractError);
    });

    it('sends nothing to a connector that is not on this machine while there is no app id', async () => {
      const place = makePlace('https://connector.example/', { threadId: '17' });
      await assert.rejects(
        messenger.post(place, { text: 'Hello' }),
        (error) => error instanceof AccessError && error.code === 'connector-not-trusted',
      );
    });
  });

  it('ends a call that gets no answer, as one whose outcome is unknown', async () => {
    const { messenger: hasty } = makeTeamsAdapter({
      appType: 'MultiTenant',
      credentials: { kind: 'none' },
      listensOnLoopback: true,
      allowedTenants: [TENANT],
      receive: async () => {},
      logger: fakeLogger(),
      clock: fakeClock('2026-11-25T09:00:00Z'),
      random: fakeRandom(),
      callTimeoutMs: 50,
    });
    connector.answerNext({ hang: true });
    await assert.rejects(
      hasty.post(thread(), { text: 'Hello' }),
      (error) => error instanceof UnavailableError && error.outcomeUnknown,
    );
  });

  it('meets the outcomes of case H11 for one attempt each, without a repetition of its own', async () => {
    const file = new URL('../../fixtures/cases/H11-outcomes-of-proactive-sends.json', import.meta.url);
    const { input } = JSON.parse(readFileSync(file, 'utf8')) as {
      input: Record<string, { status: number; code?: string; retryAfter?: string; note?: string }[]>;
    };
    const outcomes: Record<string, string> = {};
    for (const [name, answers] of Object.entries(input)) {
      const conversationId = `19:${name}@thread.tacv2`;
      const place = makePlace(connector.url, { conversationId, threadId: '1' });
      for (const { note, ...answer } of answers) {
        if (answer.status !== 201) connector.answerNext({ ...answer, accepted: note !== undefined });
        outcomes[name] = await messenger.post(place, { text: 'Weekly status' }).then(
          () => 'sent',
          (error: DocketError) =>
            error instanceof ThrottledError
              ? `wait ${error.retryAfterMs}`
              : `${error.code}${error instanceof UnavailableError && error.outcomeUnknown ? ', unknown' : ''}`,
        );
        if (name === 'A' && answer.status === 429) assert.equal(outcomes.A, 'wait 7000');
      }
    }
    assert.deepEqual(outcomes, {
      A: 'sent',
      B: 'bot-not-in-conversation',
      C: 'teams-unavailable, unknown',
      D: 'blocked-by-user',
      E: 'sent',
    });
    const shown = Object.keys(input).map((name) => connector.messagesIn(`19:${name}@thread.tacv2`).length);
    assert.deepEqual(shown, [1, 0, 1, 0, 1]);
  });
});
