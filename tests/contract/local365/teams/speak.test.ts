import assert from 'node:assert/strict';
import { AMARA, CUTOVER, call, GROUP, KENJI, PRIYA, TENANT, TOMASZ } from '../support.ts';
import { BOT, GENERAL, startTeams, type TestTeams } from './support.ts';

describe('local Teams: what people say', () => {
  let teams: TestTeams;

  beforeEach(async () => {
    teams = await startTeams();
  });
  afterEach(() => teams.close());

  it('sends a message of a channel to the bot with mention, thread, team and person', async () => {
    const said = await teams.chat('POST', '/say', {
      userId: TOMASZ,
      conversationId: CUTOVER,
      text: 'actions',
    });
    assert.equal(said.status, 200);
    const { id } = said.body;
    assert.deepEqual(said.body, { id, conversationId: CUTOVER, threadId: id, botStatus: 202 });
    assert.equal(id, String(Date.parse('2026-11-25T10:05:00.000Z')));
    const [activity] = teams.bot.heard;
    assert.equal(activity.type, 'message');
    assert.equal(activity.text, '<at>Docket</at> actions');
    assert.deepEqual(activity.from, { id: TOMASZ, name: 'Tomasz Zielinski', aadObjectId: TOMASZ });
    assert.deepEqual(activity.recipient, BOT);
    assert.equal(activity.serviceUrl, `${teams.url}/connector`);
    assert.deepEqual(activity.conversation, {
      id: `${CUTOVER};messageid=${id}`,
      conversationType: 'channel',
      isGroup: true,
      tenantId: TENANT,
    });
    assert.equal(activity.channelData.team.id, GENERAL);
    assert.equal(activity.channelData.team.aadGroupId, GROUP);
    assert.equal(activity.channelData.channel.id, CUTOVER);
    assert.deepEqual(
      activity.entities.filter(({ type }: { type: string }) => type === 'mention'),
      [{ type: 'mention', text: '<at>Docket</at>', mentioned: BOT }],
    );
    assert.equal(activity.localTimezone, 'Europe/Madrid');
  });

  it('encodes what was typed as HTML, mentions people by name, and keeps the text as typed', async () => {
    await teams.chat('POST', '/say', {
      userId: AMARA,
      conversationId: CUTOVER,
      text: '@Docket action @Priya Raman check <b>R&D</b>',
    });
    const [activity] = teams.bot.heard;
    assert.equal(
      activity.text,
      '<at>Docket</at> action <at>Priya Raman</at> check &lt;b&gt;R&amp;D&lt;/b&gt;',
    );
    assert.deepEqual(
      activity.entities.flatMap(({ mentioned }: { mentioned?: { id: string } }) => mentioned?.id ?? []),
      [BOT.id, PRIYA],
    );
    const { body } = await teams.chat('GET', `/messages?conversation=${CUTOVER}`);
    assert.equal(body.messages[0].text, '@Docket action @Priya Raman check <b>R&D</b>');
  });

  it('keeps a message that does not mention the bot to the people', async () => {
    const said = await teams.chat('POST', '/say', {
      userId: AMARA,
      conversationId: CUTOVER,
      text: 'lunch?',
      mentionBot: false,
    });
    assert.equal(said.body.botStatus, null);
    assert.deepEqual(teams.bot.heard, []);
    const { body } = await teams.chat('GET', `/messages?conversation=${CUTOVER}`);
    assert.deepEqual(
      body.messages.map(({ text }: { text: string }) => text),
      ['lunch?'],
    );
  });

  it('opens the 1:1 chat with the first word, and uses the same one afterwards', async () => {
    const first = await teams.chat('POST', '/say', { userId: KENJI, text: 'help' });
    const second = await teams.chat('POST', '/say', { userId: KENJI, text: 'mine' });
    assert.equal(first.body.conversationId, second.body.conversationId);
    assert.notEqual(first.body.id, second.body.id);
    const [activity] = teams.bot.heard;
    assert.equal(activity.text, 'help');
    assert.equal(activity.conversation.conversationType, 'personal');
    assert.equal(activity.conversation.isGroup, undefined);
  });

  it('puts a reply into the thread of the message that it answers', async () => {
    const root = await teams.chat('POST', '/say', { userId: AMARA, conversationId: CUTOVER, text: 'risks' });
    const reply = await teams.chat('POST', '/say', {
      userId: PRIYA,
      conversationId: CUTOVER,
      threadId: root.body.id,
      text: 'show R-1',
    });
    assert.equal(reply.body.threadId, root.body.id);
    assert.equal(teams.bot.heard[1].conversation.id, `${CUTOVER};messageid=${root.body.id}`);
  });

  it('gives a file an address that the bot can fetch without a token', async () => {
    await teams.chat('POST', '/say', {
      userId: AMARA,
      text: 'minutes',
      files: [{ name: 'weekly call.vtt', contentBase64: Buffer.from('WEBVTT\n').toString('base64') }],
    });
    const [attachment] = teams.bot.heard[0].attachments;
    assert.equal(attachment.contentType, 'application/vnd.microsoft.teams.file.download.info');
    assert.equal(attachment.name, 'weekly call.vtt');
    assert.equal(attachment.content.fileType, 'vtt');
    const response = await fetch(attachment.content.downloadUrl);
    assert.equal(await response.text(), 'WEBVTT\n');
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment/);
  });

  it('keeps files of channels from the bot where the tenant does so, as Teams does', async () => {
    const said = {
      userId: AMARA,
      conversationId: CUTOVER,
      text: 'minutes',
      files: [{ name: 'weekly.vtt', contentBase64: 'V0VCVlRU' }],
    };
    await teams.chat('POST', '/say', said);
    assert.equal(teams.bot.heard[0].attachments.length, 1);
    await call('PATCH', `${teams.url}/local365/settings`, { body: { ChannelFilesReachBot: false } });
    await teams.chat('POST', '/say', said);
    assert.equal(teams.bot.heard[1].attachments, undefined);
    const { body } = await teams.chat('GET', `/messages?conversation=${CUTOVER}`);
    assert.equal(body.messages[1].attachments[0].name, 'weekly.vtt');
  });

  it('says so when the bot fails, and keeps the message', async () => {
    teams.bot.answers.push({ status: 500 });
    const said = await teams.chat('POST', '/say', { userId: AMARA, text: 'help' });
    assert.equal(said.status, 502);
    assert.equal(said.body.error, 'The bot answered with status 500.');
    const { body } = await teams.chat('GET', `/messages?conversation=${said.body.conversationId}`);
    assert.equal(body.messages.length, 1);
  });

  for (const [what, body, status, error] of [
    ['nobody', { userId: 'x', text: 'hi' }, 400, "'x' is the id of nobody in the directory."],
    ['nothing said', { userId: AMARA, text: ' ' }, 400, "Say something: give 'text' or 'files'."],
    [
      'no such conversation',
      { userId: AMARA, conversationId: '19:no', text: 'hi' },
      404,
      "There is no conversation '19:no'.",
    ],
    [
      'a thread outside a channel',
      { userId: AMARA, threadId: '1', text: 'hi' },
      400,
      'Only channels have threads.',
    ],
    ['an unknown property', { userId: AMARA, text: 'hi', to: 'all' }, 400, /There is no property 'to' here/],
    [
      'a file without bytes',
      { userId: AMARA, files: [{ name: 'a.vtt' }] },
      400,
      /A file has a name and contentBase64/,
    ],
  ] as const) {
    it(`refuses a message with one sentence: ${what}`, async () => {
      const said = await teams.chat('POST', '/say', body);
      assert.equal(said.status, status);
      if (typeof error === 'string') assert.equal(said.body.error, error);
      else assert.match(said.body.error, error);
      assert.deepEqual(teams.bot.heard, []);
    });
  }

  it('refuses somebody who is not in the conversation', async () => {
    const chat = await teams.chat('POST', '/say', { userId: AMARA, text: 'help' });
    const said = await teams.chat('POST', '/say', {
      userId: TOMASZ,
      conversationId: chat.body.conversationId,
      text: 'me too',
    });
    assert.equal(said.status, 403);
    assert.equal(said.body.error, "Tomasz Zielinski is not in 'Amara Okafor'.");
  });
});
