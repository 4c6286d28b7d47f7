import assert from 'node:assert/strict';
import { matchResource } from '../../../../src/local365/subscriptions/resourceRules.ts';

const LIST = 'sites/harbour.sharepoint.example,5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01,1/lists/9c1f';

describe('matchResource', () => {
  const known: readonly (readonly [string, string, Readonly<Record<string, string>>])[] = [
    ['communications/onlineMeetings/getAllTranscripts', 'transcript', {}],
    ['/communications/onlineMeetings/getAllTranscripts', 'transcript', {}],
    ['communications/onlineMeetings/MSox/transcripts', 'transcript', { meetingId: 'MSox' }],
    ["communications/onlineMeetings('MSox')/transcripts", 'transcript', { meetingId: 'MSox' }],
    ['users/u-1/onlineMeetings/getAllTranscripts', 'transcript', { userId: 'u-1' }],
    [LIST, 'list', { listId: '9c1f' }],
    ['drives/b!x/root', 'drive', { driveId: 'b!x' }],
    ['users/u-1/events', 'event', { userId: 'u-1' }],
  ];
  for (const [resource, kind, keys] of known)
    it(`knows ${resource}`, () => {
      const matched = matchResource(resource);
      assert.equal(matched?.rule.kind, kind);
      for (const [name, value] of Object.entries(keys)) assert.equal(matched?.keys[name], value);
    });

  const unknown = [
    '',
    'users',
    'groups',
    'users/u-1/messages',
    'users/u-1/events/e-1',
    'drives/b!x/root/children',
    'sites/s/lists/l/items',
    'communications/onlineMeetings/getAllRecordings',
    'communications/adhocCalls/getAllTranscripts',
    'teams/t/channels/c/messages',
    'solutions/approval/approvalItems',
  ];
  for (const resource of unknown)
    it(`knows nothing of '${resource}'`, () => {
      assert.equal(matchResource(resource), null);
    });
});
