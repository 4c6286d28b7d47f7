/** The shapes of Teams' identifiers, as decoded from published samples. Opaque to callers, who must not build them. */

/** Thread of a private meeting's chat, from any GUID. */
export const meetingThreadId = (guid: string): string =>
  `19:meeting_${Buffer.from(guid).toString('base64url')}@thread.v2`;

export const isChannelThread = (threadId: string): boolean => threadId.endsWith('@thread.tacv2');

/** onlineMeeting id: base64 of `1*{organiser}*{root message or 0}**{thread}`. */
export const onlineMeetingId = (organiserId: string, threadId: string, rootMessageId = '0'): string =>
  Buffer.from(`1*${organiserId}*${rootMessageId}**${threadId}`).toString('base64');

/** callTranscript id: base64 of `1##0##{guid}`. */
export const transcriptId = (guid: string): string => Buffer.from(`1##0##${guid}`).toString('base64');

/** The join URL that Teams puts into invitations; its path is percent-encoded in lower case. */
export function joinUrl(
  tenantId: string,
  organiserId: string,
  threadId: string,
  rootMessageId = '0',
): string {
  const context = JSON.stringify({ Tid: tenantId, Oid: organiserId });
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  return `https://teams.microsoft.com/l/meetup-join/${encode(threadId)}/${rootMessageId}?context=${encode(context)}`;
}

/** Ten digits that people dial, derived from the thread so that they stay the same. */
export function joinMeetingCode(threadId: string): string {
  let hash = 2166136261;
  for (const character of threadId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619) >>> 0;
  return String(2_000_000_000 + (hash % 7_999_999_999)).slice(0, 10);
}
