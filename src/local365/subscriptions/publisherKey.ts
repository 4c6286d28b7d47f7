/** The key with which the local tenant signs `validationTokens`, as Microsoft's publisher does in a real one. */
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { Store } from '../core/store.ts';

/** The app that publishes change notifications; receivers compare `appid` with it. */
const PUBLISHER_APP_ID = '0bf30f3b-4a52-48df-9a82-234910c4a086';

interface KeyRecord {
  readonly kid: string;
  readonly privateKeyPem: string;
}

/** The tenant's own key, made on first use and kept. */
function publisherKey(store: Store): KeyRecord {
  const keys = store.collection<KeyRecord>('publisherKeys');
  const kept = keys.get('current');
  if (kept !== undefined) return kept;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
  const made = { kid, privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
  keys.put('current', made);
  return made;
}

/** What `/common/discovery/v2.0/keys` answers. */
export function publicKeySet(store: Store): { readonly keys: readonly object[] } {
  const { kid, privateKeyPem } = publisherKey(store);
  const { n, e } = createPublicKey(privateKeyPem).export({ format: 'jwk' });
  return { keys: [{ kty: 'RSA', use: 'sig', alg: 'RS256', kid, x5t: kid, n, e }] };
}

/** A v1 token for one app of one tenant; valid for an hour and five minutes from `now` (milliseconds). */
export function signValidationToken(store: Store, appId: string, tenantId: string, now: number): string {
  const { kid, privateKeyPem } = publisherKey(store);
  const seconds = Math.floor(now / 1000);
  const header = { typ: 'JWT', alg: 'RS256', x5t: kid, kid };
  const claims = {
    aud: appId,
    iss: `https://sts.windows.net/${tenantId}/`,
    iat: seconds,
    nbf: seconds,
    exp: seconds + 3900,
    appid: PUBLISHER_APP_ID,
    appidacr: '2',
    idp: `https://sts.windows.net/${tenantId}/`,
    tid: tenantId,
    ver: '1.0',
  };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode(header)}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), privateKeyPem).toString('base64url')}`;
}
