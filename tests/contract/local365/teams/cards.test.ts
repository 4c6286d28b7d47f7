import assert from 'node:assert/strict';
import { AMARA, CUTOVER, TOMASZ } from '../support.ts';
import { startTeams, type TestTeams } from './support.ts';

const CARD = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'Publish?' }] },
};

describe('local Teams: clicks on cards ("Universal Actions for Adaptive Cards")', () => {
  let teams: TestTeams;
  let messageId: string;

  beforeEach(async () => {
    teams = await startTeams();
    const posted = await teams.connector('POST', `/conversations`, {
      isGroup: true,
      channelData: { channel: { id: CUTOVER } },
      activity: { type: 'message', attachments: [CARD] },
    });
    messageId = posted.body.activityId;
  });
  afterEach(() => teams.close());

  it('sends the invoke as that person and gives the answer of the bot', async () => {
    const answer = {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'Published.',
    };
    teams.bot.answers.push({ status: 200, body: answer });
    const clicked = await teams.chat('POST', '/click', {
      userId: TOMASZ,
      conversationId: CUTOVER,
      messageId,
      verb: 'publish',
      data: { meeting: 'm-1' },
    });
    assert.deepEqual(clicked.body, { botStatus: 200, answer });
    const [activity] = teams.bot.heard;
    assert.equal(activity.type, 'invoke');
    assert.equal(activity.name, 'adaptiveCard/action');
    assert.equal(activity.from.aadObjectId, TOMASZ);
    assert.equal(activity.replyToId, messageId);
    assert.equal(activity.conversation.id, `${CUTOVER};messageid=${messageId}`);
    assert.deepEqual(activity.value, {
      action: { type: 'Action.Execute', verb: 'publish', data: { meeting: 'm-1' } },
      trigger: 'manual',
    });
  });

  it('sends a refresh as automatic', async () => {
    await teams.chat('POST', '/click', {
      userId: AMARA,
      conversationId: CUTOVER,
      messageId,
      verb: 'view',
      trigger: 'automatic',
    });
    assert.equal(teams.bot.heard[0].value.trigger, 'automatic');
    assert.deepEqual(teams.bot.heard[0].value.action.data, {});
  });

  it('gives two clicks different ids', async () => {
    const click = { userId: AMARA, conversationId: CUTOVER, messageId, verb: 'publish' };
    await teams.chat('POST', '/click', click);
    await teams.chat('POST', '/click', click);
    const [one, other] = teams.bot.heard;
    assert.notEqual(one.id, other.id);
  });

  it('sends Action.Submit as a message with a value and no text', async () => {
    const sent = await teams.chat('POST', '/submit', {
      userId: AMARA,
      conversationId: CUTOVER,
      messageId,
      data: { verb: 'vote', choice: 'yes' },
    });
    assert.equal(sent.body.botStatus, 202);
    const [activity] = teams.bot.heard;
    assert.equal(activity.type, 'message');
    assert.equal(activity.text, undefined);
    assert.deepEqual(activity.value, { verb: 'vote', choice: 'yes' });
    assert.equal(activity.replyToId, messageId);
  });

  it('refuses a click on a message that is not there', async () => {
    const clicked = await teams.chat('POST', '/click', {
      userId: AMARA,
      conversationId: CUTOVER,
      messageId: '1',
      verb: 'publish',
    });
    assert.equal(clicked.status, 404);
    assert.equal(clicked.body.error, "There is no message '1' in this conversation.");
  });

  it('tells the status of a bot that does not answer a click', async () => {
    await teams.bot.close();
    const clicked = await teams.chat('POST', '/click', {
      userId: AMARA,
      conversationId: CUTOVER,
      messageId,
      verb: 'publish',
    });
    assert.equal(clicked.status, 200);
    assert.equal(clicked.body.botStatus, 504);
  });
});
