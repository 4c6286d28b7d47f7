/** Checks the tokens by which Microsoft's publisher signs rich notifications ("Validate the authenticity of notifications"). */
import { createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { ContractError, UnavailableError } from '../../kernel/errors.ts';
import { type Clock, HOUR_MS, MINUTE_MS } from '../../kernel/time.ts';
import { type Fetch, nowMs } from './http/exchange.ts';

/** The app that publishes change notifications, the same in every tenant. */
export const PUBLISHER_APP_ID = '0bf30f3b-4a52-48df-9a82-234910c4a086';
export const ENTRA_KEYS_URL = 'https://login.microsoftonline.com/common/discovery/v2.0/keys';

const SKEW_SECONDS = 300;
const KEYS_LAST_MS = 24 * HOUR_MS;
/** An unknown key id makes the keys be fetched again, but no more often than this. */
const REFETCH_MS = 5 * MINUTE_MS;
/** Graph waits 3 s for the answer to a notification. */
const FETCH_LIMIT_MS = 1_500;

const headerSchema = z.object({ alg: z.literal('RS256'), kid: z.string() });
const claimsSchema = z.object({
  aud: z.string(),
  iss: z.string(),
  exp: z.number(),
  nbf: z.number(),
  tid: z.string(),
  appid: z.string().optional(),
  azp: z.string().optional(),
});
const keySetSchema = z.object({
  keys: z.array(z.object({ kid: z.string(), kty: z.string() }).passthrough()),
});

export interface ValidationTokenParts {
  /** Docket's application id: the audience. */
  readonly appId: string;
  readonly clock: Clock;
  readonly fetch?: Fetch;
  readonly keysUrl?: string;
}

/** Resolves with the tenants that the tokens speak for; rejects with ContractError when a single one is not good. */
export type CheckValidationTokens = (tokens: readonly string[]) => Promise<ReadonlySet<string>>;

/** Throws UnavailableError while the signing keys cannot be fetched. */
export function makeValidationTokenCheck(parts: ValidationTokenParts): CheckValidationTokens {
  const keyFor = makeKeyCache(parts);
  return async (tokens) => {
    const tenants = new Set<string>();
    for (const token of tokens) tenants.add(await checkToken(token, parts, keyFor));
    return tenants;
  };
}

async function checkToken(
  token: string,
  { appId, clock }: ValidationTokenParts,
  keyFor: (kid: string) => Promise<KeyObject | null>,
): Promise<string> {
  const [head = '', body = '', signature = '', ...rest] = token.split('.');
  const header = headerSchema.safeParse(jsonOf(head));
  const claims = claimsSchema.safeParse(jsonOf(body));
  if (!header.success || !claims.success || rest.length > 0)
    throw untrusted('it is no RS256 token with the claims it needs');
  const key = await keyFor(header.data.kid);
  if (key === null) throw untrusted('its key is not known');
  if (!verify('sha256', Buffer.from(`${head}.${body}`), key, Buffer.from(signature, 'base64url'))) {
    throw untrusted('its signature is wrong');
  }
  const { aud, iss, exp, nbf, tid, appid, azp } = claims.data;
  const seconds = nowMs(clock) / 1000;
  if (seconds > exp + SKEW_SECONDS || seconds < nbf - SKEW_SECONDS) throw untrusted('it is not valid now');
  if (aud !== appId) throw untrusted('it is for another app');
  const issuers = [`https://sts.windows.net/${tid}/`, `https://login.microsoftonline.com/${tid}/v2.0`];
  if (!issuers.includes(iss)) throw untrusted('its issuer is not the tenant that it names');
  if ((appid ?? azp) !== PUBLISHER_APP_ID)
    throw untrusted('it does not come from the publisher of notifications');
  return tid;
}

function makeKeyCache({ clock, fetch = globalThis.fetch, keysUrl = ENTRA_KEYS_URL }: ValidationTokenParts) {
  let keys = new Map<string, KeyObject>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  return async (kid: string): Promise<KeyObject | null> => {
    const age = nowMs(clock) - fetchedAt;
    const known = keys.get(kid);
    if (known !== undefined && age < KEYS_LAST_MS) return known;
    if (known === undefined && age < REFETCH_MS) return null;
    keys = await fetchKeys(fetch, keysUrl);
    fetchedAt = nowMs(clock);
    return keys.get(kid) ?? null;
  };
}

async function fetchKeys(fetch: Fetch, keysUrl: string): Promise<Map<string, KeyObject>> {
  let body: unknown;
  try {
    const response = await fetch(keysUrl, { signal: AbortSignal.timeout(FETCH_LIMIT_MS) });
    body = response.ok ? await response.json() : null;
  } catch (cause) {
    throw keysUnavailable(cause);
  }
  const found = keySetSchema.safeParse(body);
  if (!found.success) throw keysUnavailable(found.error);
  const rsa = found.data.keys.filter(({ kty }) => kty === 'RSA');
  return new Map(rsa.map((jwk) => [jwk.kid, createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })]));
}

const keysUnavailable = (cause: unknown): UnavailableError =>
  new UnavailableError(
    'signing-keys-unavailable',
    'The signing keys of Microsoft Entra could not be fetched, so a notification could not be checked.',
    { cause },
  );

const untrusted = (why: string): ContractError =>
  new ContractError(
    'untrusted-notification',
    `A validation token of a change notification is not trusted: ${why}.`,
  );

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
