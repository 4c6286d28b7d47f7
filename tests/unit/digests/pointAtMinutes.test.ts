import assert from 'node:assert/strict';
import { aboveKey, digestKey, personKey, pointerMailKey } from '../../../src/digests/digestKeys.ts';
import { pointAtMinutes } from '../../../src/digests/pointAtMinutes.ts';
import type { Delivery, DeliveryState, OutgoingMessage } from '../../../src/kernel/transaction.ts';
import { general, makeProject, priya } from '../../support/fakeRegisters.ts';
import { makeMeeting } from '../../support/makeMeeting.ts';

const meeting = makeMeeting();
const CHANNEL = digestKey(meeting.id);
const HER = personKey(CHANNEL, priya.id);

const delivery = (key: string, to: Delivery['to'], state: DeliveryState): Delivery => ({
  key,
  to,
  state,
  problem: null,
  sentAt: null,
  postedIn: null,
});

/** What is said to Priya, of whose digest nobody knows whether it arrived. */
async function pointed(
  channel: DeliveryState,
  more: { readonly mention?: DeliveryState; readonly isLate?: boolean; readonly mailed?: DeliveryState } = {},
  project = makeProject({ places: [general] }),
): Promise<readonly OutgoingMessage[]> {
  const posted: OutgoingMessage[] = [];
  const stores = {
    outbox: {
      post: async (message: OutgoingMessage) => void posted.push(message),
      replace: () => assert.fail('Nothing is replaced.'),
      replaceMessage: () => assert.fail('Nothing is replaced.'),
      giveUp: () => assert.fail('Nothing is given up.'),
    },
    people: { find: async () => [] },
    minutesDocuments: {
      get: async () => ({
        fingerprint: 'f',
        driveId: 'd',
        path: 'p',
        webUrl: 'https://harbour.sharepoint.example/minutes.docx',
        version: '1.0',
      }),
      save: () => assert.fail('No document is kept.'),
    },
  };
  const { mention, mailed, isLate = false } = more;
  const deliveries = [
    delivery(CHANNEL, general, channel),
    delivery(HER, { personId: priya.id }, 'unknown'),
    ...(mention === undefined ? [] : [delivery(aboveKey(HER), general, mention)]),
    ...(mailed === undefined ? [] : [delivery(pointerMailKey(HER), { mailTo: priya.id }, mailed)]),
  ];
  await pointAtMinutes(stores, { project, meeting, roster: [priya] }, deliveries, isLate);
  return posted;
}

const keys = async (...args: Parameters<typeof pointed>) => (await pointed(...args)).map(({ key }) => key);

describe('pointAtMinutes', () => {
  it('mentions below the channel’s digest, and mails where that is refused', async () => {
    const [message, ...more] = await pointed('sent');
    assert.deepEqual([message?.key, more], [aboveKey(HER), []]);
    assert.deepEqual(message?.to, { place: general, inThreadOf: CHANNEL });
    assert.match(message?.reply.text ?? '', /Priya Raman.*the minutes of .* are above/);
    assert.deepEqual(message?.otherwise?.to, { mailTo: priya.id });
  });

  it('mails where the minutes are when nobody knows whether channel or mention arrived, and sends no copy', async () => {
    for (const [message, ...more] of [
      await pointed('unknown'),
      await pointed('sent', { mention: 'unknown' }),
    ]) {
      assert.deepEqual([message?.key, more], [pointerMailKey(HER), []]);
      assert.deepEqual(message?.to, { mailTo: priya.id });
      const { subject = '', html = '' } = message?.reply.mail ?? {};
      assert.match(subject, /^Where the minutes are: Atlas weekly project meeting, Wed 25 Nov 2026/);
      assert.match(
        html,
        /did not tell me[\s\S]*href="https:\/\/harbour\.sharepoint\.example\/minutes\.docx"/,
      );
      assert.doesNotMatch(html, /rollback/);
    }
  });

  it('mails where the bot may not speak in the channel, or has none', async () => {
    assert.deepEqual(await keys('refused'), [pointerMailKey(HER)]);
    assert.deepEqual(await keys('sent', {}, makeProject({ places: [] })), [pointerMailKey(HER)]);
  });

  it('waits for a channel that Teams does not serve until the promised time is nearly over', async () => {
    assert.deepEqual(await keys('waiting'), []);
    assert.deepEqual(await keys('waiting', { isLate: true }), [pointerMailKey(HER)]);
  });

  it('tells nobody twice', async () => {
    for (const mention of ['waiting', 'sent', 'refused'] as const)
      assert.deepEqual(await keys('sent', { mention, isLate: true }), []);
    for (const mailed of ['waiting', 'sent', 'refused', 'unknown'] as const)
      assert.deepEqual(await keys('sent', { mailed, isLate: true }), []);
  });
});
