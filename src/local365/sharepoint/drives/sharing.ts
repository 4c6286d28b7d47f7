/** Who has access to a file, and links that share it. */
import { badRequest, notSupported } from '../../core/errorBody.ts';
import { GraphFault, type Route } from '../../core/route.ts';
import type { SharePoint } from '../world.ts';
import { siteUrl } from '../world.ts';
import { onDriveItem } from './driveRoutes.ts';
import type { Library } from './driveTree.ts';
import { fileOf } from './nodes.ts';

interface SharingLink {
  readonly id: string;
  readonly driveItemId: string;
  readonly type: 'view' | 'edit';
  readonly address: string;
}

export function sharingRoutes(world: SharePoint): readonly Route[] {
  const links = world.context.store.collection<SharingLink>('sharepoint.links');
  return [
    ...onDriveItem(world, {
      method: 'GET',
      path: '/permissions',
      page: 'List permissions on a driveItem',
      level: 'read',
      handle(library, { found }) {
        const { file } = fileOf(found);
        const own = [...links.values()]
          .filter(({ driveItemId }) => driveItemId === file.driveItemId)
          .map(linkBody);
        return { status: 200, body: { value: [...inherited(library), ...own] } };
      },
    }),
    ...onDriveItem(world, {
      method: 'POST',
      path: '/createLink',
      page: 'Create a sharing link for a driveItem',
      level: 'write',
      handle(library, { found }, request) {
        const { file } = fileOf(found);
        const type = readLinkType(request.json());
        const id = `${file.driveItemId}/${type}`;
        const known = links.get(id);
        if (known !== undefined) return { status: 200, body: linkBody(known) };
        const code = world.context.random.uuid().replaceAll('-', '');
        const address = `${siteUrl(library.site).replace('/sites/', '/:u:/s/')}/${code}`;
        const link: SharingLink = { id, driveItemId: file.driveItemId, type, address };
        links.put(id, link);
        return { status: 201, body: linkBody(link) };
      },
    }),
  ];
}

function readLinkType(body: unknown): 'view' | 'edit' {
  const { type, scope = 'organization', ...rest } = (body ?? {}) as Record<string, unknown>;
  const other = Object.keys(rest)[0];
  if (other !== undefined) throw notSupported(`'${other}' of a sharing link`);
  if (type !== 'view' && type !== 'edit') throw badRequest("'type' of a sharing link is view or edit.");
  if (scope === 'anonymous')
    throw new GraphFault(403, 'accessDenied', 'Anonymous sharing links are disabled in this organization.');
  if (scope !== 'organization') throw notSupported(`sharing links of scope '${String(scope)}'`);
  return type;
}

const linkBody = ({ id, type, address }: SharingLink): object => ({
  id: Buffer.from(id).toString('base64url'),
  roles: [type === 'view' ? 'read' : 'write'],
  link: { type, scope: 'organization', webUrl: address },
});

/** What the site's group may do with everything in it. */
const inherited = ({ site }: Library): readonly object[] =>
  site.groupId === null
    ? []
    : [
        {
          id: Buffer.from(site.groupId).toString('base64url'),
          roles: ['write'],
          grantedToV2: { group: { id: site.groupId, displayName: `${site.displayName} Members` } },
          inheritedFrom: {},
        },
      ];
