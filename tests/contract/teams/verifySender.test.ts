import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PUBLIC_CLOUD } from '../../../src/adapters/teams/botSignIn.ts';
import { makeTeamsAdapter } from '../../../src/adapters/teams/makeTeamsAdapter.ts';
import { fakeClock } from '../../support/fakeClock.ts';
import { fakeLogger } from '../../support/fakeLogger.ts';
import { fakeRandom } from '../../support/fakeRandom.ts';
import { type BotEndpoint, startBotEndpoint } from '../../support/startBotEndpoint.ts';
import { makeActivity, TENANT } from '../../support/teamsActivities.ts';

const APP_ID = 'b0700000-0000-4000-8000-000000000001';
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';

/** The page: "Authenticate requests from the Bot Connector service to your bot". */
describe('POST /api/messages with an app id', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let keyServer: { url: string; close(): Promise<void> };
  let endpoint: BotEndpoint;
  let received = 0;

  before(async () => {
    keyServer = await startKeyServer(publicKey);
    const { messages } = makeTeamsAdapter({
      appId: APP_ID,
      appType: 'SingleTenant',
      tenantId: TENANT,
      credentials: { kind: 'password', password: 'not-a-real-one' },
      listensOnLoopback: false,
      allowedTenants: [TENANT],
      receive: async () => {
        received += 1;
      },
      logger: fakeLogger(),
      clock: fakeClock('2026-11-25T09:00:00Z'),
      random: fakeRandom(),
      cloud: { ...PUBLIC_CLOUD, openIdMetadataUrl: `${keyServer.url}/openidconfiguration` },
    });
    endpoint = await startBotEndpoint(messages);
  });

  beforeEach(() => {
    received = 0;
  });

  after(async () => {
    await endpoint.close();
    await keyServer.close();
  });

  const activity = (overrides = {}) => makeActivity({ serviceUrl: SERVICE_URL, ...overrides });
  const token = (claims = {}, key: KeyObject = privateKey, header = {}) => makeToken(claims, key, header);

  it('takes an activity with a token of the Bot Connector', async () => {
    assert.equal((await endpoint.send(activity(), `Bearer ${token()}`)).status, 200);
    assert.equal(received, 1);
  });

  it('answers 401 when there is no token', async () => {
    assert.equal((await endpoint.send(activity())).status, 401);
    assert.equal(received, 0);
  });

  const { privateKey: strangerKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const hourAgo = () => Math.floor(Date.now() / 1000) - 3_600;
  const bad: readonly (readonly [string, () => string, Record<string, unknown>?])[] = [
    ['for another bot', () => token({ aud: 'someone-else' })],
    ['of another issuer', () => token({ iss: 'https://evil.example' })],
    [
      'of the Emulator, with the bot’s own app id',
      () =>
        token({
          iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/',
          ver: '1.0',
          appid: APP_ID,
        }),
    ],
    ['that has expired', () => token({ nbf: hourAgo() - 3_600, exp: hourAgo() })],
    ['that is signed by another key', () => token({}, strangerKey)],
    ['that names an unknown key', () => token({}, privateKey, { kid: 'unknown' })],
    ['for another connector address', () => token({ serviceurl: 'https://smba.trafficmanager.net/amer/' })],
    ['that is unsigned', () => `${token({}, privateKey, { alg: 'none' }).split('.').slice(0, 2).join('.')}.`],
    ['that is no token', () => 'abc'],
    ['of a key that is not endorsed for the channel', () => token({}, privateKey, { kid: 'skype-only' })],
    ['on another channel than Teams', () => token(), { channelId: 'emulator' }],
    ['of another tenant', () => token(), { conversation: { id: 'a:1', tenantId: 'another' } }],
  ];
  for (const [what, makeBad, overrides] of bad) {
    it(`answers 403 to an activity with a token ${what}`, async () => {
      const { status } = await endpoint.send(activity(overrides), `Bearer ${makeBad()}`);
      assert.equal(status, 403);
      assert.equal(received, 0);
    });
  }
});

/** The token of the Bot Connector for our bot, with some claims changed. */
function makeToken(claims: object, key: KeyObject, header: object): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { typ: 'JWT', alg: 'RS256', kid: 'key-1', ...header },
    {
      iss: PUBLIC_CLOUD.issuer,
      aud: APP_ID,
      nbf: now - 60,
      exp: now + 600,
      serviceurl: SERVICE_URL,
      ...claims,
    },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

/** Plays `login.botframework.com`: the OpenID document and its keys. */
async function startKeyServer(publicKey: KeyObject): Promise<{ url: string; close(): Promise<void> }> {
  const { n, e } = publicKey.export({ format: 'jwk' });
  const keys = [
    { kty: 'RSA', kid: 'key-1', n, e, endorsements: ['msteams', 'webchat'] },
    { kty: 'RSA', kid: 'skype-only', n, e, endorsements: ['skype'] },
  ];
  let url = '';
  const server = createServer((request, response) => {
    const body =
      request.url === '/keys' ? { keys } : { issuer: PUBLIC_CLOUD.issuer, jwks_uri: `${url}/keys` };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
