import assert from 'node:assert/strict';
import {
  constants,
  createCipheriv,
  createHmac,
  generateKeyPairSync,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { makeClientStates } from '../../../../src/adapters/graph/clientState.ts';
import {
  organiserOf,
  readListResource,
  readTranscriptResource,
} from '../../../../src/adapters/graph/notificationResource.ts';
import { notificationRouter } from '../../../../src/adapters/graph/notificationRouter.ts';
import { type NotificationParts, receiveNotification } from '../../../../src/adapters/graph/notifications.ts';
import type { ChangeNotification } from '../../../../src/adapters/graph/ports.ts';
import { changesOfList, transcriptsOfOrganiser } from '../../../../src/adapters/graph/subscriptions.ts';
import { ContractError, UnavailableError } from '../../../../src/kernel/errors.ts';
import h18 from '../../../fixtures/cases/H18-subscription-validation-request.json' with { type: 'json' };
import { fakeLogger } from './fakeGraph.ts';

const TENANT = '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01';
const LUCIA = 'a1000000-0000-4000-8000-000000000004';
const clientStates = makeClientStates('a secret of this test only');
const clientState = clientStates.of(transcriptsOfOrganiser(TENANT, 'u-1'));
const MEETING = Buffer.from(`1*${LUCIA}*0**19:meeting_a@thread.v2`).toString('base64');
const resource = `communications/onlineMeetings('${MEETING}')/transcripts('t-1')`;
const item = (more: object = {}) => ({
  subscriptionId: 's-1',
  clientState,
  changeType: 'created',
  resource,
  tenantId: TENANT,
  ...more,
});
const expected: ChangeNotification = {
  subscriptionId: 's-1',
  tenantId: TENANT,
  changeType: 'created',
  resource,
  transcript: { organiserId: LUCIA, onlineMeetingId: MEETING, transcriptId: 't-1' },
};

function makeReceiver(more: Partial<NotificationParts> = {}) {
  const stored: ChangeNotification[] = [];
  const { logger, lines } = fakeLogger();
  const inbox = {
    async accept(notifications: readonly ChangeNotification[]) {
      stored.push(...notifications);
    },
  };
  const parts: NotificationParts = { inbox, clientStates, logger, ...more };
  const receive = receiveNotification(parts);
  const post = (body: unknown, query = '') =>
    receive({ query, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) });
  return { stored, lines, post, parts };
}

describe('receiveNotification', () => {
  h18.input.forEach(({ request, body }, index) => {
    it(`answers "${request}" with body ${JSON.stringify(body)} as H18 wants`, async () => {
      const { post, stored } = makeReceiver();
      const wanted = h18.expected[index] ?? assert.fail('no expectation');
      const result = await post(body, request.split('?')[1] ?? '');
      assert.equal(result.status, wanted.status);
      if (wanted.body !== undefined) assert.equal(result.body, wanted.body);
      assert.match(result.headers['content-type'] ?? '', /^text\/plain;/);
      assert.deepEqual(stored, []);
    });
  });

  it('keeps a percent sign of the token as it is', async () => {
    const { post } = makeReceiver();
    assert.equal((await post('', 'validationToken=100%2525%20a%252Bb')).body, '100%25 a%2Bb');
  });

  it('stores the ids of a transcript before it acknowledges', async () => {
    const order: string[] = [];
    const { post } = makeReceiver({
      inbox: {
        async accept(notifications) {
          await Promise.resolve();
          order.push(`stored ${notifications.length}`);
        },
      },
    });
    order.push(`answered ${(await post({ value: [item()] })).status}`);
    assert.deepEqual(order, ['stored 1', 'answered 202']);
  });

  it('takes several items of several kinds, each once', async () => {
    const { post, stored } = makeReceiver();
    const list = item({
      subscriptionId: 's-2',
      clientState: clientStates.of(changesOfList(TENANT, 'h,1,2', 'l-1')),
      changeType: 'updated',
      resource: 'sites/h,1,2/lists/l-1',
    });
    const lifecycle = {
      subscriptionId: 's-1',
      clientState,
      tenantId: TENANT,
      lifecycleEvent: 'reauthorizationRequired',
      subscriptionExpirationDateTime: '2026-12-04T00:00:00Z',
    };
    assert.equal((await post({ value: [item(), list, item(), lifecycle] })).status, 202);
    assert.deepEqual(stored, [
      expected,
      {
        subscriptionId: 's-2',
        tenantId: TENANT,
        changeType: 'updated',
        resource: 'sites/h,1,2/lists/l-1',
        list: { siteId: 'h,1,2', listId: 'l-1' },
      },
      {
        subscriptionId: 's-1',
        tenantId: TENANT,
        changeType: '',
        resource: '',
        lifecycleEvent: 'reauthorizationRequired',
      },
    ]);
  });

  it('ignores and logs what it did not subscribe to, and still acknowledges and stores the rest', async () => {
    const { post, stored, lines } = makeReceiver();
    const otherTenant = item({ tenantId: '00000000-0000-4000-8000-000000000000' });
    const result = await post({
      value: [
        item({ clientState: 'guessed' }),
        item({ clientState: undefined }),
        otherTenant,
        null,
        'text',
        item(),
      ],
    });
    assert.equal(result.status, 202);
    assert.deepEqual(stored, [expected]);
    assert.deepEqual(
      lines.map(({ level, data }) => [level, data.reason]),
      [
        ['warn', 'client state'],
        ['warn', 'shape'],
        ['warn', 'tenant'],
        ['warn', 'shape'],
        ['warn', 'shape'],
      ],
    );
    assert.ok(!JSON.stringify(lines).includes('guessed'));
  });

  it('answers 503 when it cannot store, so that Graph sends it again', async () => {
    const { post } = makeReceiver({ inbox: { accept: () => Promise.reject(new Error('database is down')) } });
    assert.equal((await post({ value: [item()] })).status, 503);
  });

  it('answers 400 for JSON of another shape', async () => {
    const { post } = makeReceiver();
    for (const body of ['[]', 'null', '{}', '{"value":{}}', '{"value":"x"}'])
      assert.equal((await post(body)).status, 400, body);
  });
});

describe('receiveNotification with resource data', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = new Map([['c-1', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()]]);
  const KENJI = 'a1000000-0000-4000-8000-000000000005';
  const seal = (content: object) => {
    const key = randomBytes(32);
    const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
    const data = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
    return {
      data: data.toString('base64'),
      dataKey: publicEncrypt(
        { key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
        key,
      ).toString('base64'),
      dataSignature: createHmac('sha256', key).update(data).digest('base64'),
      encryptionCertificateId: 'c-1',
    };
  };
  const content = seal({
    id: 't-1',
    meetingId: MEETING,
    createdDateTime: null,
    meetingOrganizer: { user: { id: KENJI, displayName: null } },
  });
  const trusting = { keys, checkTokens: async () => new Set([TENANT]) };

  it('takes the organiser from the content, in the spelling of the page too', async () => {
    for (const name of ['encryptedContent', 'EncryptedContent']) {
      const { post, stored } = makeReceiver({ rich: trusting });
      await post({ value: [item({ [name]: content })], validationTokens: ['token'] });
      assert.equal(stored[0]?.transcript?.organiserId, KENJI, name);
    }
  });

  it('uses the ids alone when signature, key or content are wrong, and logs it', async () => {
    for (const wrong of [
      { ...content, dataSignature: content.dataKey },
      { ...content, encryptionCertificateId: 'c-2' },
      { ...content, dataKey: 'AAAA' },
    ]) {
      const { post, stored, lines } = makeReceiver({ rich: trusting });
      await post({ value: [item({ encryptedContent: wrong })], validationTokens: ['token'] });
      assert.equal(stored[0]?.transcript?.organiserId, LUCIA);
      assert.equal(lines[0]?.level, 'warn');
    }
  });

  it('ignores the whole batch when a token is not trusted or none speaks for the tenant', async () => {
    const refusing = {
      keys,
      checkTokens: () => Promise.reject(new ContractError('untrusted-notification', 'no')),
    };
    for (const rich of [refusing, { keys, checkTokens: async () => new Set<string>() }]) {
      const { post, stored } = makeReceiver({ rich });
      assert.equal(
        (await post({ value: [item({ encryptedContent: content })], validationTokens: ['t'] })).status,
        202,
      );
      assert.deepEqual(stored, []);
    }
  });

  it('asks Graph to send again while the signing keys cannot be had', async () => {
    const { post } = makeReceiver({
      rich: {
        keys,
        checkTokens: () => Promise.reject(new UnavailableError('signing-keys-unavailable', 'no')),
      },
    });
    assert.equal((await post({ value: [item({ encryptedContent: content })] })).status, 503);
  });
});

describe('notification resources', () => {
  it('reads every spelling of a transcript', () => {
    for (const text of [
      `communications/onlineMeetings('${MEETING}')/transcripts('t-1')`,
      `communications/onlineMeetings/${MEETING}/transcripts/t-1`,
      `users('${LUCIA}')/onlineMeetings('${MEETING}')/transcripts('t-1')`,
      `/Users/${LUCIA}/onlineMeetings/${MEETING}/transcripts/t-1`,
    ]) {
      assert.deepEqual(
        readTranscriptResource(text),
        { organiserId: LUCIA, onlineMeetingId: MEETING, transcriptId: 't-1' },
        text,
      );
    }
  });

  it('takes the user of the resource when the meeting id tells nobody, and null when neither does', () => {
    assert.equal(
      readTranscriptResource("users('u-1')/onlineMeetings('abc')/transcripts('t')")?.organiserId,
      'u-1',
    );
    assert.equal(
      readTranscriptResource("communications/onlineMeetings('abc')/transcripts('t')")?.organiserId,
      null,
    );
  });

  it('reads no other resource', () => {
    for (const text of [
      '',
      'users/u/events',
      "communications/onlineMeetings('a')/recordings('t')",
      'sites/s/lists/l/items/1',
    ]) {
      assert.equal(readTranscriptResource(text), null);
      assert.equal(readListResource(text), null);
    }
  });

  it('reads the organiser of channel meetings and refuses other ids', () => {
    assert.equal(
      organiserOf(Buffer.from(`1*${LUCIA}*1700000000000**19:x@thread.tacv2`).toString('base64')),
      LUCIA,
    );
    for (const text of [
      '',
      'abc',
      Buffer.from('0#19:x#1').toString('base64'),
      Buffer.from('1*nobody*0**19:x').toString('base64'),
    ])
      assert.equal(organiserOf(text), null);
  });
});

describe('notificationRouter', () => {
  it('serves both addresses over HTTP, decoding the token once, and refuses a body that is too large', async () => {
    const { parts, stored } = makeReceiver();
    const app = express();
    app.use(notificationRouter(parts));
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const post = (path: string, body?: string) =>
      fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
        ...(body === undefined ? {} : { body }),
      });
    try {
      for (const [index, { request }] of h18.input.slice(0, 2).entries()) {
        const reply = await post(request.replace('POST ', ''));
        assert.equal(reply.status, 200);
        assert.match(reply.headers.get('content-type') ?? '', /^text\/plain/);
        assert.equal(await reply.text(), h18.expected[index]?.body);
      }
      assert.equal((await post('/graph/notify', JSON.stringify({ value: [item()] }))).status, 202);
      assert.deepEqual(stored, [expected]);
      assert.equal((await post('/graph/lifecycle', 'not json')).status, 400);
      assert.equal((await post('/graph/notify', 'x'.repeat(5_000_000))).status, 413);
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
