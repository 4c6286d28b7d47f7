import assert from 'node:assert/strict';
import { meetingLink } from '../../../src/meetings/meetingLink.ts';
import { makeMeeting } from '../../support/makeMeeting.ts';

const linkOf = (joinUrl: string | null) => meetingLink(makeMeeting({ joinUrl }));

describe('meetingLink', () => {
  it('leads to the chat of a private meeting, where recording and transcript stand, not into the call', () => {
    const { tenantId } = makeMeeting();
    assert.equal(
      linkOf(
        'https://teams.microsoft.com/l/meetup-join/19%3ameeting_NjA3ZTk4%40thread.v2/0?context=%7b%22Tid%22%3a%22x%22%7d',
      ),
      `https://teams.microsoft.com/l/chat/19%3Ameeting_NjA3ZTk4%40thread.v2/0?tenantId=${tenantId}`,
    );
  });

  for (const joinUrl of [
    'https://teams.microsoft.com/l/meetup-join/19%3aabc%40thread.tacv2/1740000000000?context=%7b%7d',
    'https://teams.microsoft.com/meet/2345678901?p=abc',
  ])
    it(`keeps an address that does not name a chat: ${joinUrl}`, () => {
      assert.equal(linkOf(joinUrl), joinUrl);
    });

  for (const joinUrl of [null, '', 'javascript:alert(1)', 'http://teams.microsoft.com/l/meetup-join/x'])
    it(`is none for ${joinUrl}`, () => {
      assert.equal(linkOf(joinUrl), null);
    });
});
