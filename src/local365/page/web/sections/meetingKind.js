/** What the thread of a meeting tells. */

export const isChannelMeeting = ({ threadId }) => threadId.endsWith('@thread.tacv2');
