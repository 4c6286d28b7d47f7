/** Permissions of apps on a site ("Create permission" and its neighbours). Only full control of the tenant may grant. */
import { badRequest, itemNotFound, notSupported } from '../core/errorBody.ts';
import type { Route } from '../core/route.ts';
import type { Grant, GrantRole } from './model.ts';
import { onSite, type SiteRoute } from './siteRoutes.ts';
import type { SharePoint } from './world.ts';

const ROLES: readonly string[] = ['read', 'write', 'manage', 'owner', 'fullcontrol'];
const ANY_OF = ['Sites.FullControl.All'];

export function permissionRoutes(world: SharePoint): readonly Route[] {
  const grantsOf = (siteId: string) => [...world.grants.values()].filter((grant) => grant.siteId === siteId);
  const find = (siteId: string, id: string): Grant => {
    const grant = grantsOf(siteId).find((other) => other.id === id);
    if (grant === undefined) throw itemNotFound('The specified permission was not found');
    return grant;
  };
  const routes: readonly SiteRoute[] = [
    {
      method: 'GET',
      path: '/permissions',
      page: 'List permissions',
      level: 'manage',
      handle: ({ site }) => ({ status: 200, body: { value: grantsOf(site.id).map(listedBody) } }),
    },
    {
      method: 'POST',
      path: '/permissions',
      page: 'Create permission',
      level: 'manage',
      handle({ site }, request) {
        const grant = readGrant(site.id, request.json());
        grantSite(world, grant);
        return { status: 201, body: grantBody(grant) };
      },
    },
    {
      method: 'GET',
      path: '/permissions/{permissionId}',
      page: 'Get permission',
      level: 'manage',
      handle: ({ site }, { params }) => ({
        status: 200,
        body: grantBody(find(site.id, params.permissionId ?? '')),
      }),
    },
    {
      method: 'PATCH',
      path: '/permissions/{permissionId}',
      page: 'Update permission',
      level: 'manage',
      handle({ site }, request) {
        const grant = find(site.id, request.params.permissionId ?? '');
        const { roles } = (request.json() ?? {}) as Record<string, unknown>;
        const changed = { ...grant, role: readRole(roles) };
        grantSite(world, changed);
        return { status: 200, body: grantBody(changed) };
      },
    },
    {
      method: 'DELETE',
      path: '/permissions/{permissionId}',
      page: 'Delete permission',
      level: 'manage',
      handle({ site }, { params }) {
        const grant = find(site.id, params.permissionId ?? '');
        world.grants.delete(keyOf(grant));
        return { status: 204 };
      },
    },
  ];
  return routes.flatMap((route) => onSite(world, { ...route, anyOf: ANY_OF }));
}

const keyOf = ({ siteId, id }: Grant): string => `${siteId}/${id}`;

export function grantSite(world: SharePoint, grant: Grant): void {
  world.grants.put(keyOf(grant), grant);
}

export function makeGrant(siteId: string, appId: string, appName: string, role: GrantRole): Grant {
  return { id: Buffer.from(`i:0i.t|ms.sp.ext|${appId}`).toString('base64url'), siteId, appId, appName, role };
}

function readGrant(siteId: string, body: unknown): Grant {
  const { roles, grantedToIdentities, ...rest } = (body ?? {}) as Record<string, unknown>;
  const other = Object.keys(rest).find((name) => !name.startsWith('@'));
  if (other !== undefined) throw notSupported(`'${other}' of a site permission; use grantedToIdentities`);
  const identities = Array.isArray(grantedToIdentities) ? grantedToIdentities : [];
  if (identities.length !== 1) throw badRequest("'grantedToIdentities' names exactly one application.");
  const { application, user } = (identities[0] ?? {}) as Record<string, unknown>;
  if (user !== undefined) throw badRequest('A site permission is for an application, not for a user.');
  const { id, displayName } = (application ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string') throw badRequest("'application/id' of a site permission is a text.");
  return makeGrant(siteId, id, typeof displayName === 'string' ? displayName : id, readRole(roles));
}

function readRole(roles: unknown): GrantRole {
  if (!Array.isArray(roles) || roles.length !== 1 || !ROLES.includes(roles[0]))
    throw badRequest(`'roles' of a site permission has one of ${ROLES.join(', ')}.`);
  return roles[0] as GrantRole;
}

const identities = ({ appId, appName }: Grant): readonly object[] => [
  { application: { id: appId, displayName: appName } },
];

const grantBody = (grant: Grant): object => ({
  id: grant.id,
  '@deprecated.GrantedToIdentities':
    'GrantedToIdentities has been deprecated. Refer to GrantedToIdentitiesV2',
  roles: [grant.role],
  grantedToIdentities: identities(grant),
  grantedToIdentitiesV2: identities(grant),
});

/** The list of permissions does not tell the roles; reading one permission does. */
const listedBody = (grant: Grant): object => ({ id: grant.id, grantedToIdentitiesV2: identities(grant) });
