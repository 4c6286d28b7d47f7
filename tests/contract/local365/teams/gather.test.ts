import assert from 'node:assert/strict';
import { AMARA, CHIDI, CUTOVER, GROUP, INGRID, PRIYA, TOMASZ } from '../support.ts';
import { BOT, GENERAL, startTeams, type TestTeams } from './support.ts';

/** Page quoted: "Conversation events in your Teams bot". */
describe('local Teams: who is in a conversation', () => {
  let teams: TestTeams;

  beforeEach(async () => {
    teams = await startTeams();
  });
  afterEach(() => teams.close());

  it('makes a group chat with the bot in it', async () => {
    const made = await teams.chat('POST', '/groups', {
      userId: AMARA,
      name: 'Cutover leads',
      memberIds: [PRIYA, AMARA],
    });
    assert.equal(made.status, 201);
    assert.deepEqual(made.body.memberIds, [AMARA, PRIYA]);
    const [joined, installed] = teams.bot.heard;
    assert.equal(joined.type, 'conversationUpdate');
    assert.deepEqual(joined.membersAdded, [{ id: BOT.id }]);
    assert.equal(joined.conversation.conversationType, 'groupChat');
    assert.equal(installed.type, 'installationUpdate');
    assert.equal(installed.action, 'add');
    const members = await teams.connector(
      'GET',
      `/conversations/${encodeURIComponent(made.body.id)}/members`,
    );
    assert.deepEqual(
      members.body.map(({ id }: { id: string }) => id),
      [AMARA, PRIYA],
    );
  });

  it('adds people to a group chat and tells the bot', async () => {
    const made = await teams.chat('POST', '/groups', { userId: AMARA, name: 'Leads', memberIds: [] });
    const changed = await teams.chat('POST', '/members', {
      userId: AMARA,
      conversationId: made.body.id,
      add: [TOMASZ, AMARA],
    });
    assert.deepEqual(changed.body, { added: [TOMASZ], removed: [], botStatus: 202 });
    assert.deepEqual(teams.bot.heard[2].membersAdded, [{ id: TOMASZ, aadObjectId: TOMASZ }]);
    const said = await teams.chat('POST', '/say', {
      userId: TOMASZ,
      conversationId: made.body.id,
      text: 'hi',
    });
    assert.equal(said.status, 200);
  });

  it('takes people out of the team, of whatever channel, and tells the bot in General', async () => {
    const changed = await teams.chat('POST', '/members', {
      userId: AMARA,
      conversationId: CUTOVER,
      remove: [CHIDI],
    });
    assert.deepEqual(changed.body.removed, [CHIDI]);
    const [activity] = teams.bot.heard;
    assert.deepEqual(activity.membersRemoved, [{ id: CHIDI, aadObjectId: CHIDI }]);
    assert.equal(activity.channelData.eventType, 'teamMemberRemoved');
    assert.equal(activity.conversation.id, GENERAL);
    const member = await teams.connector(
      'GET',
      `/conversations/${encodeURIComponent(GENERAL)}/members/${CHIDI}`,
    );
    assert.equal(member.status, 404);
  });

  it('takes the bot out of a team: it hears both events, and may speak in no channel of it', async () => {
    const removed = await teams.chat('POST', '/install', {
      userId: INGRID,
      conversationId: CUTOVER,
      action: 'remove',
    });
    assert.deepEqual(removed.body, { hasBot: false, botStatus: 202 });
    const [left, uninstalled] = teams.bot.heard;
    assert.deepEqual(left.membersRemoved, [{ id: BOT.id }]);
    assert.equal(uninstalled.action, 'remove');
    assert.equal(uninstalled.channelData.team.aadGroupId, GROUP);
    const sent = await teams.connector('POST', `/conversations/${encodeURIComponent(GENERAL)}/activities`, {
      type: 'message',
      text: 'still here?',
    });
    assert.equal(sent.status, 403);
    assert.equal(sent.body.error.code, 'BotNotInConversationRoster');
    const said = await teams.chat('POST', '/say', { userId: AMARA, conversationId: CUTOVER, text: 'hello' });
    assert.equal(said.body.botStatus, null);
  });

  it('puts it back in the channel where it was chosen', async () => {
    await teams.chat('POST', '/install', { userId: AMARA, conversationId: CUTOVER, action: 'remove' });
    const back = await teams.chat('POST', '/install', { userId: AMARA, conversationId: CUTOVER });
    assert.equal(back.body.hasBot, true);
    const installed = teams.bot.heard[3];
    assert.equal(installed.action, 'add');
    assert.equal(installed.channelData.settings.selectedChannel.id, CUTOVER);
    assert.equal(
      (await teams.connector('GET', `/conversations/${encodeURIComponent(CUTOVER)}/pagedmembers`)).status,
      200,
    );
  });

  it('refuses members in a 1:1 chat', async () => {
    const { body } = await teams.chat('POST', '/say', { userId: AMARA, text: 'hi' });
    const changed = await teams.chat('POST', '/members', {
      userId: AMARA,
      conversationId: body.conversationId,
      add: [TOMASZ],
    });
    assert.equal(changed.status, 400);
    assert.equal(changed.body.error, 'A 1:1 chat has the one person only.');
  });
});
