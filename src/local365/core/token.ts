/**
 * Tokens of the local Microsoft 365: `local365.` and base64url JSON, unsigned. They say who calls and are believed,
 * which is why the server listens on loopback only.
 */
import type { Directory } from './directory.ts';
import type { Clock } from './part.ts';
import { type Caller, GraphFault } from './route.ts';

/** Seconds that a token of the token endpoint lasts ("Microsoft identity platform and the OAuth 2.0 client credentials flow"). */
const LIFETIME_SECONDS = 3599;

export function makeLocalToken(caller: Caller, expiresAt?: number): string {
  const payload = { ...caller, ...(expiresAt === undefined ? {} : { exp: expiresAt }) };
  return `local365.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
}

/** Who calls. Throws 401 `InvalidAuthenticationToken` as Graph does. */
export function readCaller(authorization: string | undefined, clock: Clock): Caller {
  if (authorization === undefined || authorization === '') throw unauthenticated('Access token is empty.');
  const [scheme, token] = authorization.split(/\s+/, 2);
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined)
    throw unauthenticated('Access token is empty.');
  const payload = parsePayload(token);
  if (payload === null)
    throw unauthenticated(
      'IDX14100: JWT is not well formed. The local Microsoft 365 takes local365 tokens only.',
    );
  if (payload.exp !== undefined && payload.exp * 1000 <= Date.parse(clock.now()))
    throw unauthenticated('Lifetime validation failed, the token is expired.');
  const { appId, tenantId, roles, userId } = payload;
  return userId === undefined ? { appId, tenantId, roles } : { appId, tenantId, roles, userId };
}

function parsePayload(token: string): (Caller & { readonly exp?: number }) | null {
  if (!token.startsWith('local365.')) return null;
  try {
    const value = JSON.parse(Buffer.from(token.slice('local365.'.length), 'base64url').toString('utf8'));
    const { appId, tenantId, roles, userId, exp } = value as Record<string, unknown>;
    if (typeof appId !== 'string' || typeof tenantId !== 'string') return null;
    if (!Array.isArray(roles) || !roles.every((role) => typeof role === 'string')) return null;
    if (userId !== undefined && typeof userId !== 'string') return null;
    if (exp !== undefined && typeof exp !== 'number') return null;
    return {
      appId,
      tenantId,
      roles,
      ...(userId === undefined ? {} : { userId }),
      ...(exp === undefined ? {} : { exp }),
    };
  } catch {
    return null;
  }
}

const unauthenticated = (message: string): GraphFault =>
  new GraphFault(401, 'InvalidAuthenticationToken', message, {
    headers: { 'WWW-Authenticate': 'Bearer realm="", authorization_uri="local365"' },
  });

/** Answer of `POST /{tenant}/oauth2/v2.0/token` to a client-credentials request; refusals have Entra's codes. */
export function issueToken(
  tenantId: string,
  form: URLSearchParams,
  directory: Directory,
  clock: Clock,
): { readonly status: number; readonly body: object } {
  const refuse = (status: number, error: string, description: string) => ({
    status,
    body: { error, error_description: description, timestamp: clock.now() },
  });
  const grant = form.get('grant_type');
  if (grant !== 'client_credentials')
    return refuse(
      400,
      'unsupported_grant_type',
      `AADSTS70003: The app requested an unsupported grant type '${grant ?? ''}'.`,
    );
  const scope = form.get('scope') ?? '';
  if (!scope.endsWith('/.default'))
    return refuse(400, 'invalid_scope', `AADSTS1002012: The provided value for scope ${scope} is not valid.`);
  const appId = form.get('client_id') ?? '';
  const app = directory.app(appId);
  if (app === undefined)
    return refuse(
      400,
      'unauthorized_client',
      `AADSTS700016: Application with identifier '${appId}' was not found in the directory '${tenantId}'.`,
    );
  if (app.secret === undefined || form.get('client_secret') !== app.secret)
    return refuse(
      401,
      'invalid_client',
      `AADSTS7000215: Invalid client secret provided for app '${appId}'. The local Microsoft 365 knows secrets only.`,
    );
  const expiresAt = Math.floor(Date.parse(clock.now()) / 1000) + LIFETIME_SECONDS;
  const token = makeLocalToken({ appId, tenantId, roles: app.roles }, expiresAt);
  return {
    status: 200,
    body: {
      token_type: 'Bearer',
      expires_in: LIFETIME_SECONDS,
      ext_expires_in: LIFETIME_SECONDS,
      access_token: token,
    },
  };
}
