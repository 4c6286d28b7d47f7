/** The few calls of SharePoint's own REST service that Graph has no counterpart for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, sendJson } from '../core/localPages.ts';
import type { PlainHandler } from '../core/part.ts';
import { GraphFault } from '../core/route.ts';
import { readCaller } from '../core/token.ts';
import { personActor, visitSite } from './actors.ts';
import type { SiteRecord } from './model.ts';
import type { SharePoint } from './world.ts';
import { sharePointZone } from './zones.ts';

/**
 * `GET {site}/_api/web/RegionalSettings/TimeZone` ("SP.TimeZone object") and `POST {site}/_api/web/ensureuser`
 * ("SP.Web object": ensureUser). Here the site is below this server's address, without its host name.
 */
export function sharePointRest(world: SharePoint): PlainHandler {
  return {
    prefix: '/',
    async handle(request, response) {
      const path = decodedPath(request.url ?? '/');
      const found = /^(\/.+?)\/_api\/web\/(.+)$/i.exec(path);
      if (found === null) return false;
      try {
        readCaller(request.headers.authorization, world.context.clock);
        await answer(world, request, response, found[1] ?? '', (found[2] ?? '').toLowerCase());
      } catch (error) {
        if (!(error instanceof GraphFault)) throw error;
        sendError(response, error.status, error.code, error.message);
      }
      return true;
    },
  };
}

/** The path without the query, or nothing when it is not URL-encoded. */
function decodedPath(url: string): string {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '');
  } catch {
    return '';
  }
}

async function answer(
  world: SharePoint,
  request: IncomingMessage,
  response: ServerResponse,
  sitePath: string,
  resource: string,
): Promise<void> {
  const site = [...world.sites.values()].find(({ path }) => path.toLowerCase() === sitePath.toLowerCase());
  if (site === undefined)
    return sendError(response, 404, 'System.IO.FileNotFoundException', 'There is no such site.');
  if (request.method === 'GET' && resource === 'regionalsettings/timezone')
    return sendJson(response, 200, timeZoneBody(site));
  if (request.method === 'POST' && (resource === 'ensureuser' || resource === 'ensureuser()'))
    return ensureUser(world, site, request, response);
  return sendError(
    response,
    501,
    'notImplemented',
    `The local SharePoint does not support ${request.method} /_api/web/${resource}.`,
  );
}

function timeZoneBody(site: SiteRecord): object {
  const zone = sharePointZone(site.zone);
  return {
    Description: zone.description,
    Id: zone.id,
    Information: { Bias: zone.bias, DaylightBias: zone.hasSummerTime ? -60 : 0, StandardBias: 0 },
  };
}

/** Makes the person's row in the site's user list, as a visit does. */
async function ensureUser(
  world: SharePoint,
  site: SiteRecord,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const logonName = readLogonName((await readBody(request))?.toString('utf8') ?? '');
  const upn = /^i:0#\.f\|membership\|(.+)$/.exec(logonName)?.[1] ?? logonName;
  const user = world.context.directory.userByName(upn);
  if (user === undefined)
    return sendError(
      response,
      404,
      '-2146232832, Microsoft.SharePoint.SPException',
      `The specified user ${logonName} could not be found.`,
    );
  const id = visitSite(world, site, personActor(world, user.id));
  sendJson(response, 200, {
    Id: id,
    Title: user.displayName,
    Email: user.mail ?? '',
    LoginName: `i:0#.f|membership|${user.userPrincipalName.toLowerCase()}`,
    UserPrincipalName: user.userPrincipalName,
    IsSiteAdmin: false,
    PrincipalType: 1,
  });
}

function readLogonName(body: string): string {
  try {
    const { logonName } = JSON.parse(body) as { logonName?: unknown };
    return typeof logonName === 'string' ? logonName : '';
  } catch {
    return '';
  }
}

function sendError(response: ServerResponse, status: number, code: string, value: string): void {
  sendJson(response, status, { 'odata.error': { code, message: { lang: 'en-US', value } } });
}
