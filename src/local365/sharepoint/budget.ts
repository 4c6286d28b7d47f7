/** Limits of an app in resource units a minute ("Avoid getting throttled or blocked in SharePoint Online"). */
import { GraphFault, type GraphRequest, type GraphResponse, type Route } from '../core/route.ts';
import type { SharePoint } from './world.ts';

const MINUTE_MS = 60_000;
/** Share of the minute's units after which answers tell what is left. */
const TOLD_FROM = 0.8;

interface Spent {
  minute: number;
  units: number;
}

/**
 * Routes that count what each app spends. The setting `sharepoint.unitsPerMinute` is the limit of an app in a tenant,
 * such as 1200 for up to 1,000 licences; 0, the default, is no limit.
 */
export function withBudget(world: SharePoint, routes: readonly Route[]): readonly Route[] {
  const limit = world.context.settings.declare(
    'sharepoint.unitsPerMinute',
    0,
    'Resource units that an app may spend on SharePoint in a minute; 0 is no limit, 1200 that of a small tenant',
  );
  const spentBy = new Map<string, Spent>();
  return routes.map((route) => ({
    ...route,
    async handle(request) {
      const most = limit();
      if (most === 0) return route.handle(request);
      const now = Date.parse(world.context.clock.now());
      const spent = spentOf(spentBy, request.caller.appId, Math.floor(now / MINUTE_MS));
      const reset = Math.ceil((MINUTE_MS - (now % MINUTE_MS)) / 1_000);
      const cost = costOf(route, request);
      if (spent.units + cost > most) throw exceeded(most, reset);
      spent.units += cost;
      const response = await route.handle(request);
      return spent.units < most * TOLD_FROM
        ? response
        : withHeaders(response, rateLimit(most, most - spent.units, reset));
    },
  }));
}

function spentOf(spentBy: Map<string, Spent>, appId: string, minute: number): Spent {
  const known = spentBy.get(appId);
  if (known !== undefined && known.minute === minute) return known;
  const fresh = { minute, units: 0 };
  spentBy.set(appId, fresh);
  return fresh;
}

/** 1 for one item, a delta with a token and a download; 2 for lists and changes; 5 for permissions. */
function costOf({ method, path }: Route, { query }: GraphRequest): number {
  if (/\/permissions|\/createLink$/.test(path)) return 5;
  if (method !== 'GET') return 2;
  if (path.endsWith('/delta')) return query.has('token') ? 1 : 2;
  return /\/(items|lists|columns|children|versions|drives|sites)$/.test(path) ? 2 : 1;
}

const rateLimit = (most: number, left: number, reset: number): Record<string, string> => ({
  'RateLimit-Limit': String(most),
  'RateLimit-Remaining': String(left),
  'RateLimit-Reset': String(reset),
});

const withHeaders = (response: GraphResponse, headers: Record<string, string>): GraphResponse => ({
  ...response,
  headers: { ...response.headers, ...headers },
});

const exceeded = (most: number, reset: number): GraphFault =>
  new GraphFault(429, 'activityLimitReached', 'The app has been throttled. Please retry later.', {
    innerCode: 'throttledRequest',
    headers: { 'Retry-After': String(reset), ...rateLimit(most, 0, reset) },
  });
