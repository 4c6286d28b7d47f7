/** Resource-specific consent: what an app may do in one team or one chat in which it is installed. */
import { type Caller, GraphFault } from '../core/route.ts';
import type { Store } from '../core/store.ts';

/** Per team (group id) or chat (thread id): app id to its permissions, such as `TeamMember.Read.Group`. */
type Consents = Readonly<Record<string, readonly string[]>>;

const collection = (store: Store) => store.collection<Consents>('directory.resourceConsents');

/** Installs the app in the team or chat with these permissions; an empty list takes it out. */
export function grantResourceConsent(
  store: Store,
  scopeId: string,
  appId: string,
  permissions: readonly string[],
): void {
  const { [appId]: _before, ...others } = collection(store).get(scopeId) ?? {};
  collection(store).put(scopeId, permissions.length === 0 ? others : { ...others, [appId]: permissions });
}

export function hasResourceConsent(
  store: Store,
  scopeId: string,
  appId: string,
  permission: string,
): boolean {
  const granted = collection(store).get(scopeId)?.[appId] ?? [];
  return granted.some((name) => name.toLowerCase() === permission.toLowerCase());
}

export function listResourceConsents(store: Store): Readonly<Record<string, Consents>> {
  return Object.fromEntries(collection(store).entries());
}

/** Lets a call pass that has one of the application permissions, or one of the others in this team or chat. */
export function requireConsent(
  store: Store,
  caller: Caller,
  needed: {
    readonly roles: readonly string[];
    readonly resource: readonly string[];
    readonly scopeId: string;
  },
): void {
  if (needed.roles.some((role) => caller.roles.includes(role))) return;
  if (needed.resource.some((name) => hasResourceConsent(store, needed.scopeId, caller.appId, name))) return;
  throw new GraphFault(
    403,
    'Forbidden',
    `Missing role permissions on the request. API requires one of '${[...needed.roles, ...needed.resource].join(', ')}'. Roles on the request '${caller.roles.join(', ')}'.`,
  );
}
