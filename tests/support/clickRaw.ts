/** A press on a card's button as Teams posts it to the bot, with an id of the test's own, for deliveries that come again. */
import assert from 'node:assert/strict';
import { asPersonId } from '../../src/kernel/ids.ts';
import { GENERAL, SAMPLE } from './sampleTenant.ts';
import { readClickAnswer, type ShownAnswer } from './shownMessages.ts';
import { makeInvoke } from './teamsActivities.ts';

export interface RawClick {
  /** The same id is the same delivery again. */
  readonly id: string;
  readonly personId: string;
  readonly name?: string;
  readonly verb: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly trigger?: 'manual' | 'automatic';
  readonly messageId?: string;
}

/** Posts it to the app at `url`, as a click in the General channel. */
export async function clickRaw(
  { url, local365 }: { readonly url: string; readonly local365: string },
  { id, personId, name = 'Somebody', verb, data, trigger = 'manual', messageId = '1' }: RawClick,
): Promise<ShownAnswer> {
  const { bot, team } = SAMPLE.playground;
  const person = asPersonId(personId);
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      makeInvoke(
        {},
        {
          id,
          serviceUrl: `${local365}/connector`,
          from: { id: person, aadObjectId: person, name },
          recipient: bot,
          replyToId: messageId,
          conversation: {
            id: `${GENERAL};messageid=${messageId}`,
            conversationType: 'channel',
            isGroup: true,
            tenantId: SAMPLE.tenantId,
          },
          channelData: {
            team: { id: team.id, aadGroupId: team.groupId, name: team.name },
            channel: { id: GENERAL },
            tenant: { id: SAMPLE.tenantId },
          },
          value: { action: { type: 'Action.Execute', verb, data }, trigger },
        },
      ),
    ),
  });
  assert.equal(response.status, 200);
  const answer = readClickAnswer(await response.json());
  assert.ok((answer.text ?? '') !== '' || answer.card !== undefined, 'The answer is empty.');
  return answer;
}
