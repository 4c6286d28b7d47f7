/** Adds the access token, to requests for Graph's own host only. */
import type { AccessToken, TokenCredential } from '@azure/identity';
import { AccessError, UnavailableError } from '../../../kernel/errors.ts';
import type { Exchange, OutgoingRequest } from './exchange.ts';

export interface SignIn {
  readonly credential: TokenCredential;
  /** Such as `https://graph.microsoft.com/.default`. */
  readonly scope: string;
  /** Origin that may see the token. */
  readonly origin: string;
}

/**
 * On 401 the token is asked for once more, with the claims that the service named ("Continuous access evaluation"), and
 * the request is repeated once when that gave another token.
 */
export function withToken(next: Exchange, signIn: SignIn): Exchange {
  return async (request) => {
    if (request.isUnsigned === true || new URL(request.url).origin !== signIn.origin) return next(request);
    const token = await tokenOf(signIn);
    const reply = await next(signed(request, token));
    if (reply.status !== 401) return reply;
    const renewed = await tokenOf(signIn, claimsOf(reply.headers.get('www-authenticate')));
    return renewed === token ? reply : next(signed(request, renewed));
  };
}

const signed = (request: OutgoingRequest, token: string): OutgoingRequest => ({
  ...request,
  headers: { ...request.headers, authorization: `Bearer ${token}` },
});

async function tokenOf({ credential, scope }: SignIn, claims?: string): Promise<string> {
  let token: AccessToken | null;
  try {
    token = await credential.getToken(scope, claims === undefined ? {} : { claims, enableCae: true });
  } catch (cause) {
    throw signInError(cause);
  }
  if (token === null || token.token === '') {
    throw new AccessError(
      'not-signed-in',
      'Docket got no access token for Microsoft Graph from its credential.',
    );
  }
  return token.token;
}

/** The base64 `claims` of a WWW-Authenticate header as text. */
function claimsOf(header: string | null): string | undefined {
  const coded = /claims="([A-Za-z0-9+/=_-]+)"/.exec(header ?? '')?.[1];
  return coded === undefined ? undefined : Buffer.from(coded, 'base64').toString('utf8');
}

/** The credential's error without what it quotes: the sentence names what to check, the details what Entra said. */
function signInError(cause: unknown): AccessError | UnavailableError {
  const { statusCode, code, errorResponse } = cause as {
    statusCode?: unknown;
    code?: unknown;
    errorResponse?: { error?: unknown; errorCodes?: unknown };
  };
  const details = {
    status: typeof statusCode === 'number' ? statusCode : null,
    entraError: errorResponse?.error ?? null,
    entraCodes: errorResponse?.errorCodes ?? null,
    name: cause instanceof Error ? cause.name : typeof cause,
  };
  const isOutage = (typeof statusCode === 'number' && statusCode >= 500) || typeof code === 'string';
  if (isOutage) {
    return new UnavailableError(
      'sign-in-unavailable',
      'Docket could not reach the sign-in service of Microsoft Entra; the request was not sent.',
      { details },
    );
  }
  return new AccessError(
    'not-signed-in',
    'Microsoft Entra refused to sign Docket in: check the tenant id, the client id and the credential in its configuration (an expired secret or certificate is the usual cause).',
    { details },
  );
}
