/** Graph's error body ("Microsoft Graph error responses and resource types"). */
import { GraphFault } from './route.ts';

export interface RequestIdentity {
  readonly requestId: string;
  readonly clientRequestId: string;
  /** ISO text in UTC. */
  readonly at: string;
}

export function errorBody(
  fault: { readonly code: string; readonly message: string; readonly innerCode?: string | undefined },
  { requestId, clientRequestId, at }: RequestIdentity,
): object {
  return {
    error: {
      code: fault.code,
      message: fault.message,
      innerError: {
        ...(fault.innerCode === undefined ? {} : { code: fault.innerCode }),
        date: at.slice(0, 19),
        'request-id': requestId,
        'client-request-id': clientRequestId,
      },
    },
  };
}

/** What the local Microsoft 365 does not support. It says so instead of passing over it. */
export const notSupported = (what: string): GraphFault =>
  new GraphFault(501, 'notImplemented', `The local Microsoft 365 does not support ${what}.`);

export const badRequest = (message: string): GraphFault => new GraphFault(400, 'invalidRequest', message);

export const itemNotFound = (message = 'The resource could not be found.'): GraphFault =>
  new GraphFault(404, 'itemNotFound', message);
