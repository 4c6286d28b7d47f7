import assert from 'node:assert/strict';
import { activitySchema } from '../../../../src/adapters/teams/activitySchema.ts';
import { type ReadActivity, readActivity } from '../../../../src/adapters/teams/readActivity.ts';
import type { Incoming } from '../../../../src/kernel/chat.ts';
import { asInstant } from '../../../../src/kernel/time.ts';
import {
  type ActivityOverrides,
  AMARA,
  BOT,
  CHANNEL,
  GROUP_ID,
  makeActivity,
  makeInvoke,
  PERSONAL,
  TEAM,
  TENANT,
} from '../../../support/teamsActivities.ts';

const NOW = asInstant('2026-11-25T10:00:00Z');

function read(raw: object): ReadActivity {
  // As it comes over HTTP: fields that are undefined do not exist.
  return readActivity(activitySchema.parse(JSON.parse(JSON.stringify(raw))), TENANT, NOW);
}

function incoming(raw: object): Incoming {
  const found = read(raw);
  if ('ignored' in found) assert.fail(`ignored: ${found.ignored}`);
  return found.incoming;
}

function message(overrides: ActivityOverrides = {}): Extract<Incoming, { kind: 'message' }> {
  const found = incoming(makeActivity(overrides));
  if (found.kind !== 'message') assert.fail(`read as ${found.kind}`);
  return found;
}

function placeEvent(overrides: ActivityOverrides): Extract<Incoming, { kind: 'place' }> {
  const found = incoming(makeActivity({ text: undefined, ...overrides }));
  if (found.kind !== 'place') assert.fail(`read as ${found.kind}`);
  return found;
}

describe('readActivity', () => {
  describe('of a message', () => {
    it('gives text, person, time, locale and zone of a message in a channel thread', () => {
      const found = message();
      assert.equal(found.text, 'status');
      assert.deepEqual(found.from, { id: AMARA.aadObjectId, name: AMARA.name, teamsId: AMARA.id });
      assert.equal(found.at, '2026-11-25T09:00:00.123Z');
      assert.equal(found.locale, 'en-GB');
      assert.equal(found.zone, 'Europe/Madrid');
      assert.deepEqual(found.files, []);
    });

    it('gives a place that can be spoken to later', () => {
      assert.deepEqual(message().place, {
        kind: 'channel',
        tenantId: TENANT,
        conversationId: CHANNEL,
        threadId: '1795600000001',
        serviceUrl: 'http://127.0.0.1:1/',
        botId: BOT.id,
        botName: BOT.name,
        channelId: CHANNEL,
        teamId: TEAM,
        groupId: GROUP_ID,
      });
    });

    it('takes the connector address of this activity, even when it is another than before', () => {
      assert.equal(message({ serviceUrl: 'http://127.0.0.1:2/' }).place.serviceUrl, 'http://127.0.0.1:2/');
    });

    it('tells a 1:1 chat and a group chat from a channel', () => {
      assert.deepEqual(message(PERSONAL).place, {
        kind: 'personal',
        tenantId: TENANT,
        conversationId: 'a:amara',
        serviceUrl: 'http://127.0.0.1:1/',
        botId: BOT.id,
        botName: BOT.name,
      });
      const group = { id: '19:g@thread.v2', isGroup: true, tenantId: TENANT };
      assert.equal(message({ conversation: group, channelData: {} }).place.kind, 'groupChat');
    });

    it('has the same id for each delivery of one activity and another in another conversation', () => {
      const elsewhere = { id: 'a:kenji', conversationType: 'personal', tenantId: TENANT };
      assert.equal(message().id, message().id);
      assert.notEqual(message().id, message({ conversation: elsewhere }).id);
    });

    it('makes an id from what was said when the activity has none', () => {
      assert.equal(message({ id: undefined }).id, message({ id: undefined }).id);
      assert.notEqual(message({ id: undefined }).id, message({ id: undefined, text: 'other' }).id);
    });

    it('takes the present moment when the activity has no time', () => {
      assert.equal(message({ timestamp: undefined }).at, NOW);
      assert.equal(message({ timestamp: 'yesterday' }).at, NOW);
    });

    it('leaves out a zone that does not exist', () => {
      const entities = [{ type: 'clientInfo', timezone: 'Mars/Olympus' }];
      assert.equal(message({ entities }).zone, undefined);
    });

    it('knows a person without an Entra id by the id that Teams gives, as a guest', () => {
      const found = message({ from: { id: '29:visitor' } });
      assert.deepEqual(found.from, {
        id: '29:visitor',
        name: 'Somebody',
        teamsId: '29:visitor',
        isGuest: true,
      });
    });

    it('gives the files of a 1:1 chat with their download address', () => {
      const attachments = [
        {
          contentType: 'application/vnd.microsoft.teams.file.download.info',
          name: 'steering.vtt',
          contentUrl: 'https://harbour.sharepoint.example/steering.vtt',
          content: { downloadUrl: 'https://files.example/d/1?t=x', uniqueId: 'u', fileType: 'vtt' },
        },
        { contentType: 'text/html', content: '<p>here</p>' },
      ];
      assert.deepEqual(message({ ...PERSONAL, attachments }).files, [
        { name: 'steering.vtt', contentType: 'text/vtt', downloadUrl: 'https://files.example/d/1?t=x' },
      ]);
    });

    it('gives files by their content address, but no cards and no quoted messages', () => {
      const attachments = [
        { contentType: 'text/plain', name: 'notes.txt', contentUrl: 'data:text/plain;base64,aGk=' },
        { name: 'minutes.docx', contentUrl: 'https://files.example/2' },
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: 'https://x.example/c',
          content: {},
        },
        { contentType: 'messageReference', contentUrl: 'https://x.example/m' },
        { contentType: 'image/png', name: 'no-address.png' },
      ];
      assert.deepEqual(
        message({ attachments }).files.map(({ name, contentType }) => [name, contentType]),
        [
          ['notes.txt', 'text/plain'],
          ['minutes.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
        ],
      );
    });

    it('ignores edits, deletions, reactions and typing', () => {
      for (const type of ['messageUpdate', 'messageDelete', 'messageReaction', 'typing']) {
        assert.ok('ignored' in read(makeActivity({ type, channelData: { eventType: 'editMessage' } })), type);
      }
    });
  });

  describe('of a card button', () => {
    it('gives verb, data, person and card of an Action.Execute', () => {
      const found = incoming(makeInvoke());
      assert.ok(found.kind === 'click');
      assert.equal(found.verb, 'publish');
      assert.deepEqual(found.data, { minutes: 'm-1' });
      assert.equal(found.trigger, 'manual');
      assert.equal(found.from.id, AMARA.aadObjectId);
      assert.equal(found.cardMessageId, '1795600000002');
    });

    it('tells an automatic refresh from a press, and takes a missing trigger for a press', () => {
      const refresh = incoming(makeInvoke({}, { value: { action: { verb: 'view' }, trigger: 'automatic' } }));
      assert.ok(refresh.kind === 'click' && refresh.trigger === 'automatic');
      const pressed = incoming(makeInvoke({}, { value: { action: { verb: 'view', data: null } } }));
      assert.ok(pressed.kind === 'click' && pressed.trigger === 'manual');
    });

    it('reads a message with data and no text as a press of an Action.Submit', () => {
      const found = incoming(
        makeActivity({ text: undefined, value: { verb: 'done', key: 'A-3' }, replyToId: '17' }),
      );
      assert.ok(found.kind === 'click');
      assert.equal(found.verb, 'done');
      assert.deepEqual(found.data, { verb: 'done', key: 'A-3' });
      assert.equal(found.cardMessageId, '17');
    });

    it('ignores buttons without a verb and other invokes', () => {
      assert.ok('ignored' in read(makeInvoke({ verb: undefined })));
      assert.ok('ignored' in read(makeInvoke({}, { name: 'task/fetch' })));
      assert.ok('ignored' in read(makeActivity({ text: '', value: { key: 'A-3' } })));
    });
  });

  describe('of a place', () => {
    it('reads both events that come when the bot is added, each with an id of its own', () => {
      const installed = placeEvent({ type: 'installationUpdate', action: 'add', id: 'f:1' });
      const joined = placeEvent({
        type: 'conversationUpdate',
        id: 'f:2',
        membersAdded: [{ id: BOT.id }],
        channelData: { eventType: 'teamMemberAdded', team: { id: TEAM, name: 'Atlas ERP' } },
      });
      assert.equal(installed.event, 'bot-added');
      assert.equal(joined.event, 'bot-added');
      assert.equal(joined.teamName, 'Atlas ERP');
      assert.notEqual(installed.id, joined.id);
    });

    it('takes the channel that was chosen when the app was added to a team', () => {
      const found = placeEvent({
        type: 'installationUpdate',
        action: 'add',
        conversation: { id: CHANNEL, conversationType: 'channel', tenantId: TENANT },
        channelData: { team: { id: TEAM }, settings: { selectedChannel: { id: CHANNEL } } },
      });
      assert.equal(found.place.channelId, CHANNEL);
    });

    const changes: readonly (readonly [string, ActivityOverrides, string])[] = [
      ['the app was removed', { type: 'installationUpdate', action: 'remove' }, 'bot-removed'],
      ['the bot was taken out', { membersRemoved: [{ id: BOT.id }] }, 'bot-removed'],
      ['a member came', { membersAdded: [{ id: '29:new' }] }, 'members-changed'],
      ['a member left', { membersRemoved: [{ id: '29:new' }] }, 'members-changed'],
      ['a channel was deleted', { channelData: { eventType: 'channelDeleted' } }, 'channel-deleted'],
      ['a team was renamed', { channelData: { eventType: 'teamRenamed' } }, 'team-renamed'],
      ['a team was deleted', { channelData: { eventType: 'teamDeleted' } }, 'bot-removed'],
      ['a team was restored', { channelData: { eventType: 'teamRestored' } }, 'bot-added'],
    ];
    for (const [what, overrides, event] of changes) {
      it(`says ${event} when ${what}`, () => {
        assert.equal(placeEvent({ type: 'conversationUpdate', ...overrides }).event, event);
      });
    }

    it('gives the new name of a channel', () => {
      const channelData = { eventType: 'channelRenamed', channel: { id: CHANNEL, name: 'Go-live' } };
      const found = placeEvent({ type: 'conversationUpdate', channelData });
      assert.equal(found.event, 'channel-renamed');
      assert.equal(found.channelName, 'Go-live');
    });

    it('ignores upgrades of the app and events that change nothing', () => {
      assert.ok('ignored' in read(makeActivity({ type: 'installationUpdate', action: 'add-upgrade' })));
      const channelData = { eventType: 'channelCreated' };
      assert.ok('ignored' in read(makeActivity({ type: 'conversationUpdate', channelData })));
    });
  });

  describe('of a meeting', () => {
    const ended = {
      type: 'event',
      name: 'application/vnd.microsoft.meetingEnd',
      text: undefined,
      value: {
        MeetingType: 'Scheduled',
        Title: 'Atlas weekly',
        Id: 'not-this-one',
        JoinUrl: 'https://teams.example/l/meetup-join/1',
        EndTime: '2026-11-25T09:30:00Z',
      },
      channelData: { meeting: { id: 'MCMxOTptZWV0' }, tenant: { id: TENANT } },
    };

    it('takes the meeting id from the channel data and the rest from the value in PascalCase', () => {
      const found = incoming(makeActivity(ended));
      assert.ok(found.kind === 'meeting');
      assert.equal(found.event, 'ended');
      assert.equal(found.meetingId, 'MCMxOTptZWV0');
      assert.equal(found.joinUrl, 'https://teams.example/l/meetup-join/1');
      assert.equal(found.title, 'Atlas weekly');
    });

    it('tells the start from the end', () => {
      const found = incoming(makeActivity({ ...ended, name: 'application/vnd.microsoft.meetingStart' }));
      assert.ok(found.kind === 'meeting' && found.event === 'started');
    });

    it('ignores an event without a meeting id, and other events', () => {
      assert.ok('ignored' in read(makeActivity({ ...ended, channelData: {} })));
      const joined = 'application/vnd.microsoft.meetingParticipantJoin';
      assert.ok('ignored' in read(makeActivity({ ...ended, name: joined })));
    });
  });
});
