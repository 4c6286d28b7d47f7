/** Finds a SharePoint site by its address, and its time zone. */
import { z } from 'zod';
import { AccessError, ContractError, InputError, NotFoundError } from '../../../kernel/errors.ts';
import { asZoneName, type ZoneName } from '../../../kernel/time.ts';
import type { GraphClient } from '../client.ts';
import { graphPath } from '../graphPath.ts';
import { zoneOfSite } from '../zoneNames.ts';

const siteSchema = z.object({
  id: z.string(),
  displayName: z.string().nullish(),
  name: z.string().nullish(),
  webUrl: z.string().nullish(),
});
const settingsSchema = z.object({ timeZone: z.string().nullish() });

export interface Site {
  readonly siteId: string;
  readonly title: string;
  readonly zone: ZoneName;
}

/** "Get a site": `/sites/{hostname}:/{server-relative-path}`. Addresses of pages and lists of the site are taken too. */
export async function findSite(
  client: GraphClient,
  siteUrl: string,
  zoneOf: (siteId: string) => Promise<ZoneName>,
): Promise<Site> {
  const { hostname, path } = readSiteUrl(siteUrl);
  const address =
    path === ''
      ? graphPath`/sites/${hostname}`
      : `${graphPath`/sites/${hostname}`}:/${path.split('/').map(encodeURIComponent).join('/')}`;
  try {
    const site = await client.get(address, { schema: siteSchema });
    return { siteId: site.id, title: site.displayName ?? site.name ?? path, zone: await zoneOf(site.id) };
  } catch (error) {
    if (error instanceof NotFoundError) {
      throw new NotFoundError(
        'site-not-found',
        `There is no SharePoint site at https://${hostname}/${path}: check its address.`,
        { cause: error, details: error.details },
      );
    }
    if (error instanceof AccessError && error.code === 'permission-missing') {
      const sentence = `Docket may not use the SharePoint site https://${hostname}/${path}: a SharePoint administrator must grant the app the role "write" on it (POST /sites/{id}/permissions, or Grant-PnPAzureADAppSitePermission), and "fullcontrol" while the lists are set up.`;
      throw new AccessError('site-not-granted', sentence, { cause: error, details: error.details });
    }
    throw error;
  }
}

/** Host and server-relative path. Throws InputError for text that is no address. */
export function readSiteUrl(siteUrl: string): { readonly hostname: string; readonly path: string } {
  const text = siteUrl.trim();
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new InputError(
      'site-url',
      `"${text.slice(0, 200)}" is no address of a SharePoint site; it looks like https://contoso.sharepoint.com/sites/alpha.`,
    );
  }
  const url = new URL(text);
  const segments = decodeURIComponent(url.pathname)
    .split('/')
    .filter((segment) => segment !== '');
  const isManaged = /^(sites|teams)$/i.test(segments[0] ?? '');
  return { hostname: url.hostname, path: isManaged ? segments.slice(0, 2).join('/') : '' };
}

const UTC = asZoneName('UTC');

/**
 * The zone of a site, asked for once ("siteSettings", beta). UTC, with a line in the log, where it cannot be told: days
 * are written and read so that they stay the same days then too.
 */
export function makeSiteZones(client: GraphClient): (siteId: string) => Promise<ZoneName> {
  const known = new Map<string, ZoneName>();
  return async (siteId) => {
    const zone = known.get(siteId) ?? (await readZone(client, siteId));
    known.set(siteId, zone);
    return zone;
  };
}

async function readZone(client: GraphClient, siteId: string): Promise<ZoneName> {
  try {
    const settings = await client.get(graphPath`/sites/${siteId}/settings`, {
      schema: settingsSchema,
      version: 'beta',
    });
    const zone = zoneOfSite(settings.timeZone ?? '');
    if (zone !== null) return zone;
    client.logger.warn('The time zone of a SharePoint site is not known to Docket; UTC is used.', {
      siteId,
      timeZone: settings.timeZone,
    });
  } catch (error) {
    if (
      !(error instanceof AccessError) &&
      !(error instanceof NotFoundError) &&
      !(error instanceof ContractError)
    )
      throw error;
    client.logger.warn('The time zone of a SharePoint site could not be read; UTC is used.', {
      siteId,
      code: error.code,
    });
  }
  return UTC;
}
