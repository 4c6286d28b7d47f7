import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import {
  makeValidationTokenCheck,
  PUBLISHER_APP_ID,
} from '../../../../src/adapters/graph/validationTokens.ts';
import { ContractError, UnavailableError } from '../../../../src/kernel/errors.ts';
import { fakeClock } from './fakeGraph.ts';

const TENANT = '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01';
const APP = 'b0000000-0000-4000-8000-000000000001';
const NOW = Date.parse('2026-12-01T09:00:00Z') / 1000;
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const good = {
  aud: APP,
  iss: `https://sts.windows.net/${TENANT}/`,
  exp: NOW + 3600,
  nbf: NOW - 60,
  tid: TENANT,
  appid: PUBLISHER_APP_ID,
};

const code = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function makeToken(
  claims: object = good,
  { kid = 'k-1', alg = 'RS256', key = pair.privateKey } = {},
): string {
  const signed = `${code({ typ: 'JWT', alg, kid })}.${code(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

function makeCheck(keySets: readonly (readonly string[] | 'down')[] = [['k-1']]) {
  const clock = fakeClock('2026-12-01T09:00:00Z');
  let fetches = 0;
  const fetch: typeof globalThis.fetch = async () => {
    const kids = keySets[Math.min(fetches, keySets.length - 1)];
    fetches += 1;
    if (kids === 'down' || kids === undefined) throw new TypeError('fetch failed');
    const jwk = pair.publicKey.export({ format: 'jwk' });
    return Response.json({ keys: [...kids.map((kid) => ({ ...jwk, kid })), { kid: 'ec', kty: 'EC' }] });
  };
  return { check: makeValidationTokenCheck({ appId: APP, clock, fetch }), clock, fetches: () => fetches };
}

describe('makeValidationTokenCheck', () => {
  it('takes a v1 and a v2 token and names the tenants', async () => {
    const { check, fetches } = makeCheck();
    const { appid, ...rest } = good;
    const v2 = { ...rest, azp: appid, iss: `https://login.microsoftonline.com/${TENANT}/v2.0` };
    assert.deepEqual([...(await check([makeToken(), makeToken(v2)]))], [TENANT]);
    assert.equal(fetches(), 1);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['for another app', makeToken({ ...good, aud: 'other' })],
    ['of another issuer', makeToken({ ...good, iss: 'https://evil.example/' })],
    ['of an issuer for another tenant', makeToken({ ...good, tid: '00000000-0000-4000-8000-000000000000' })],
    ['not from the publisher', makeToken({ ...good, appid: APP })],
    ['that has expired', makeToken({ ...good, exp: NOW - 301 })],
    ['that is not valid yet', makeToken({ ...good, nbf: NOW + 301 })],
    ['signed by somebody else', makeToken(good, { key: other.privateKey })],
    ['with an unknown key', makeToken(good, { kid: 'k-9' })],
    ['without signature', `${code({ alg: 'none', kid: 'k-1' })}.${code(good)}.`],
    ['with another algorithm', makeToken(good, { alg: 'HS256' })],
    ['that is no token', 'abc'],
    ['with more parts', `${makeToken()}.x`],
  ];
  for (const [name, token] of wrong) {
    it(`refuses a token ${name}, good ones beside it or not`, async () => {
      await assert.rejects(makeCheck().check([makeToken(), token]), ContractError);
    });
  }

  it('allows five minutes between the clocks', async () => {
    assert.equal((await makeCheck().check([makeToken({ ...good, exp: NOW - 299 })])).size, 1);
  });

  it('fetches the keys again for an unknown key, once in five minutes, and after a day', async () => {
    const { check, clock, fetches } = makeCheck([['k-1'], ['k-1', 'k-2']]);
    await check([makeToken()]);
    await assert.rejects(check([makeToken(good, { kid: 'k-2' })]), ContractError);
    assert.equal(fetches(), 1);
    clock.forward(5 * 60_000);
    await check([makeToken(good, { kid: 'k-2' })]);
    assert.equal(fetches(), 2);
    clock.forward(24 * 3_600_000);
    await assert.rejects(check([makeToken()]), ContractError);
    assert.equal(fetches(), 3);
  });

  it('throws UnavailableError while the keys cannot be fetched', async () => {
    await assert.rejects(makeCheck(['down']).check([makeToken()]), UnavailableError);
  });
});
