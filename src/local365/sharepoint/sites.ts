/** Sites and their settings. */
import { notSupported } from '../core/errorBody.ts';
import { answerPage, selectProperties } from '../core/odata/answer.ts';
import { parseSelect } from '../core/odata/options.ts';
import type { Route } from '../core/route.ts';
import { enterSite } from './access.ts';
import type { SiteRecord } from './model.ts';
import { onSite } from './siteRoutes.ts';
import { type SharePoint, siteUrl } from './world.ts';
import { sharePointZone } from './zones.ts';

const SITE_PROPERTIES = [
  'id',
  'name',
  'displayName',
  'description',
  'webUrl',
  'createdDateTime',
  'lastModifiedDateTime',
  'root',
  'siteCollection',
] as const;

export function siteRoutes(world: SharePoint): readonly Route[] {
  return [
    ...onSite(world, {
      method: 'GET',
      path: '',
      page: 'Get a site',
      level: 'read',
      query: ['$select'],
      handle: ({ site }, { query, baseUrl }) => ({
        status: 200,
        body: {
          '@odata.context': `${baseUrl}/$metadata#sites/$entity`,
          ...selectProperties(siteBody(site), parseSelect(query.get('$select')), SITE_PROPERTIES, 'site'),
        },
      }),
    }),
    ...onSite(world, {
      method: 'GET',
      path: '/settings',
      page: 'Get siteSettings',
      versions: ['beta'],
      level: 'read',
      handle: ({ site }) => ({
        status: 200,
        body: { languageTag: site.languageTag, timeZone: sharePointZone(site.zone).description },
      }),
    }),
    {
      method: 'GET',
      path: '/sites',
      page: 'Search for sites',
      query: ['search', '$search', '$top', '$skiptoken', '$select'],
      anyOf: ['Sites.Read.All', 'Sites.ReadWrite.All', 'Sites.Manage.All', 'Sites.FullControl.All'],
      handle(request) {
        const wanted = request.query.get('search') ?? request.query.get('$search');
        if (wanted === undefined) throw notSupported('GET /sites without search');
        const select = parseSelect(request.query.get('$select'));
        const text = wanted.replace(/^"|"$/g, '').toLowerCase();
        const found = [...world.sites.values()]
          .filter((site) => text === '*' || `${site.displayName} ${site.path}`.toLowerCase().includes(text))
          .map((site) => enterSite(world, request, site, 'read').site);
        const page = answerPage(request, found, { defaultSize: 200, mostSize: 999 });
        const value = page.value.map((site) =>
          selectProperties(siteBody(site), select, SITE_PROPERTIES, 'site'),
        );
        return { status: 200, body: { ...page, value } };
      },
    },
  ];
}

function siteBody(site: SiteRecord): Record<string, unknown> {
  return {
    createdDateTime: site.createdAt,
    description: site.description,
    id: site.id,
    lastModifiedDateTime: site.createdAt,
    name: site.path.split('/').at(-1) ?? '',
    webUrl: siteUrl(site),
    displayName: site.displayName,
    root: {},
    siteCollection: { hostname: site.hostname },
  };
}
