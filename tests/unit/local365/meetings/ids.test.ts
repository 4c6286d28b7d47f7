import assert from 'node:assert/strict';
import {
  isChannelThread,
  joinMeetingCode,
  joinUrl,
  meetingThreadId,
  onlineMeetingId,
} from '../../../../src/local365/meetings/ids.ts';

const OID = 'a1000000-0000-4000-8000-000000000001';

describe('identifiers of meetings', () => {
  it('onlineMeetingId has the decoded shape of published samples and no character that a path would encode', () => {
    const id = onlineMeetingId(OID, meetingThreadId('d1000000-0000-4000-8000-000000000001'));
    assert.match(Buffer.from(id, 'base64').toString(), /^1\*a1[\w-]+\*0\*\*19:meeting_[\w-]+@thread\.v2$/);
    assert.match(id, /^[A-Za-z0-9]+=*$/);
  });

  it('joinUrl encodes its thread in lower case and names tenant and organiser', () => {
    const url = joinUrl('t-1', OID, '19:x@thread.v2');
    assert.equal(
      url,
      `https://teams.microsoft.com/l/meetup-join/19%3ax%40thread.v2/0?context=%7b%22Tid%22%3a%22t-1%22%2c%22Oid%22%3a%22${OID}%22%7d`,
    );
  });

  it('isChannelThread tells a channel from a private meeting', () => {
    assert.equal(isChannelThread('19:abc@thread.tacv2'), true);
    assert.equal(isChannelThread(meetingThreadId(OID)), false);
  });

  it('joinMeetingCode has ten digits and stays the same', () => {
    for (const thread of ['a', 'b', '19:meeting_x@thread.v2']) {
      assert.match(joinMeetingCode(thread), /^\d{10}$/);
      assert.equal(joinMeetingCode(thread), joinMeetingCode(thread));
    }
  });
});
