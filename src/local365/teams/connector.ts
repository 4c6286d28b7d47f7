/**
 * The Bot Connector's REST interface ("Send and receive messages" of the Bot Connector), for bots on this machine.
 * What a bot says is kept, shown on the local page, and passed on to a Playground when one runs.
 */
import type { ServerResponse } from 'node:http';
import { readBody, sendJson } from '../core/localPages.ts';
import type { PartContext, PlainHandler } from '../core/part.ts';
import { answerActivity, openConversation } from './connectorActivities.ts';
import { type Answer, type Call, refuse } from './connectorCall.ts';
import { answerMembers, answerTeam } from './connectorRoster.ts';
import { CONNECTOR_PATH } from './paths.ts';
import type { PlaygroundLink } from './playgroundLink.ts';

const ROOT = `${CONNECTOR_PATH}/v3/`;

/** Faults that strike the connector; the path is that of the connector, such as `/v3/conversations`. */
export const CONNECTOR_FAULTS: Readonly<Record<string, string>> = {
  'chat-throttle': 'answers a call of the connector with 429 and Retry-After, and does nothing',
  'chat-unavailable': 'answers a call of the connector with 503, and does nothing',
  'chat-blocked':
    'answers a call of the connector with 403 as for a person who blocked the bot, and does nothing',
  'chat-slow': 'waits delayMs (default 5000) before the connector does what it was asked',
  'chat-lost-reply': 'does what the connector was asked, then cuts the connection',
};

export function makeConnector(context: PartContext, link: PlaygroundLink): PlainHandler {
  return {
    prefix: ROOT,
    async handle(request, response) {
      const url = new URL(request.url ?? '/', 'http://local');
      const bytes = await readBody(request);
      const below = url.pathname.slice(ROOT.length);
      const method = request.method ?? 'GET';
      const rule = context.faults.take(Object.keys(CONNECTOR_FAULTS), { method, path: `/v3/${below}` });
      if (rule?.fault === 'chat-throttle')
        response.setHeader('Retry-After', String(rule.retryAfterSeconds ?? 1));
      if (rule?.fault === 'chat-slow' && !(await waitWith(response, rule.delayMs ?? 5_000))) return true;
      const answer =
        struck(rule?.fault) ??
        (await answerBytes(context, link, bytes, {
          method,
          segments: below.split('/').filter(Boolean).map(decodeURIComponent),
          query: url.searchParams,
          path: `/v3/${below}${url.search}`,
        }));
      if (rule?.fault === 'chat-lost-reply') response.destroy();
      else sendJson(response, answer.status, answer.body);
      return true;
    },
  };
}

/** Waits as long as the caller does; false when it went away, or the server was closed. */
function waitWith(response: ServerResponse, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, true);
    response.once('close', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function struck(fault: string | undefined): Answer | null {
  if (fault === 'chat-throttle') return refuse(429, 'ThrottledError', 'API calls quota exceeded.');
  if (fault === 'chat-blocked') return refuse(403, 'MessageWritesBlocked', 'The user blocked the bot.');
  if (fault === 'chat-unavailable') return refuse(503, 'ServiceUnavailable', 'The service is unavailable.');
  return null;
}

async function answerBytes(
  context: PartContext,
  link: PlaygroundLink,
  bytes: Buffer | null,
  call: Omit<Call, 'body'>,
): Promise<Answer> {
  if (bytes === null) return refuse(413, 'MessageSizeTooBig', 'The request body is too large.');
  let body: unknown = {};
  try {
    if (bytes.length > 0) body = JSON.parse(bytes.toString('utf8'));
  } catch {
    return refuse(400, 'BadSyntax', 'The body is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse(400, 'BadSyntax', 'The body is not an object.');
  return answerCall(context, link, { ...call, body: body as Call['body'] });
}

async function answerCall(context: PartContext, link: PlaygroundLink, call: Call): Promise<Answer> {
  const [what, id, part, sub, ...more] = call.segments;
  const nothing = refuse(404, 'ServiceError', `There is no ${call.method} ${call.path} here.`);
  if (more.length > 0) return nothing;
  if (what === 'teams' && id !== undefined && call.method === 'GET') return answerTeam(context, id, part);
  if (what !== 'conversations') return nothing;
  if (id === undefined) return call.method === 'POST' ? openConversation(context, link, call) : nothing;
  if (part === 'activities') return answerActivity(context, link, call, id, sub);
  if ((part === 'members' || part === 'pagedmembers') && call.method === 'GET')
    return answerMembers(context, call.query, id, part, sub);
  return nothing;
}
