/** Speaks to a running Docket in the General channel of the local Teams, without a browser. */
import assert from 'node:assert/strict';
import { GENERAL } from './sampleTenant.ts';
import type { ShownMessage } from './shownMessages.ts';
import { shownText } from './shownMessages.ts';
import { waitUntil } from './waitUntil.ts';

/** Says a text that mentions the bot; resolves with what the bot answers in that thread. */
export async function askInChannel(local365: string, userId: string, text: string): Promise<string> {
  const response = await fetch(`${local365}/local365/chat/say`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId, text, conversationId: GENERAL }),
  });
  const said = (await response.json()) as { readonly threadId: string; readonly botStatus: number };
  assert.deepEqual([response.status, said.botStatus], [200, 200]);
  const answers = await waitUntil(
    `an answer to "${text}"`,
    async () =>
      (await channelMessages(local365)).filter(
        ({ threadId, from }) => threadId === said.threadId && from.isBot,
      ),
    ({ length }) => length > 0,
  );
  return answers.map(shownText).join('\n');
}

export async function channelMessages(local365: string): Promise<readonly ShownMessage[]> {
  const query = new URLSearchParams({ conversation: GENERAL });
  const response = await fetch(`${local365}/local365/chat/messages?${query}`);
  return ((await response.json()) as { readonly messages: readonly ShownMessage[] }).messages;
}
