/** The bridge to Microsoft's Graph SDK: it builds the request, our own exchange sends it. */
import { Client, type Context, type Middleware, ResponseType } from '@microsoft/microsoft-graph-client';
import type { GraphCall, GraphMethod } from '../client.ts';
import { queryText } from '../graphPath.ts';
import type { Exchange, Outcome, OutgoingRequest } from './exchange.ts';

/** Carries deadline and outcome of one call through the SDK, which would wrap our errors in its own. */
export class Ticket {
  outcome: Outcome | undefined;
  readonly deadlineAt: number;
  readonly repeatable: boolean;
  constructor(deadlineAt: number, repeatable: boolean) {
    this.deadlineAt = deadlineAt;
    this.repeatable = repeatable;
  }
}

/** Sends through the SDK and returns what came of it; the SDK's own errors are not used. */
export async function askSdk(
  sdk: Client,
  method: GraphMethod,
  path: string,
  call: GraphCall,
  ticket: Ticket,
): Promise<Outcome> {
  const query = call.query === undefined ? '' : queryText(call.query);
  const full = query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`;
  const request = sdk
    // The SDK takes anything that holds "https://" for an absolute address.
    .api(full.replaceAll('https://', 'https%3A%2F%2F'))
    .version(call.version ?? 'v1.0')
    .headers({ ...call.headers })
    .responseType(ResponseType.RAW)
    .middlewareOptions([ticket]);
  const content = call.body instanceof Uint8Array ? asBuffer(call.body) : call.body;
  try {
    if (method === 'GET') await request.get();
    else if (method === 'DELETE') await request.delete();
    else if (method === 'POST') await request.post(content ?? NOTHING);
    else if (method === 'PUT') await request.put(content ?? NOTHING);
    else await request.patch(content ?? NOTHING);
  } catch (error) {
    ticket.outcome ??= { failure: error instanceof Error ? error : new Error(String(error)) };
  }
  return ticket.outcome ?? { failure: new Error('The Graph SDK made no request.') };
}

/** Past the SDK and without the token, for addresses that are no Graph paths; the rest of the chain is the same. */
export async function askPlainly(
  exchange: Exchange,
  method: GraphMethod,
  url: string,
  call: GraphCall,
  { deadlineAt, repeatable }: Ticket,
): Promise<Outcome> {
  const body = call.body instanceof Uint8Array ? asBuffer(call.body) : JSON.stringify(call.body);
  const headers = lowerCaseNames(call.headers ?? {});
  const request = { method, url, headers, deadlineAt, repeatable, isUnsigned: true };
  try {
    return { reply: await exchange(body === undefined ? request : { ...request, body }) };
  } catch (error) {
    return { failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** An empty body; the SDK would turn an empty text into the JSON text `""`. */
const NOTHING = Buffer.alloc(0);

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The SDK with our chain as its only middleware. */
export const sdkOver = (exchange: Exchange, origin: string): Client =>
  Client.initWithMiddleware({ baseUrl: `${origin}/`, middleware: middlewareOf(exchange) });

function middlewareOf(exchange: Exchange): Middleware {
  return {
    async execute(context: Context) {
      const ticket = context.middlewareControl?.getMiddlewareOptions(Ticket);
      if (!(ticket instanceof Ticket)) throw new Error('A Graph request was made past the client.');
      const { method = 'GET', headers = {}, body } = context.options ?? {};
      const request: OutgoingRequest = {
        method: method as GraphMethod,
        url: context.request as string,
        headers: lowerCaseNames(headers as Record<string, string>),
        deadlineAt: ticket.deadlineAt,
        repeatable: ticket.repeatable,
        ...(body === undefined || body === null ? {} : { body: body as string | Buffer }),
      };
      try {
        const reply = await exchange(request);
        ticket.outcome = { reply };
        context.response = new Response(null, { status: 200, headers: reply.headers });
      } catch (error) {
        ticket.outcome = { failure: error instanceof Error ? error : new Error(String(error)) };
        throw error;
      }
    },
  };
}

const lowerCaseNames = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
