/** People and apps as other parts need them. The directory part writes these collections; every part may read them. */
import type { Store } from './store.ts';

/** Collection of users, by id, in the shape that Graph shows. */
export const USERS = 'directory.users';
/** Collection of app registrations, by app id. */
export const APPS = 'directory.apps';

export interface DirectoryUser {
  readonly id: string;
  readonly displayName: string;
  readonly mail: string | null;
  readonly userPrincipalName: string;
  readonly [property: string]: unknown;
}

/** An app and what an administrator has consented to. The secret is for this machine only and kept in plain text. */
export interface AppRegistration {
  readonly appId: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly secret?: string;
}

export interface Directory {
  user(id: string): DirectoryUser | undefined;
  /** By user principal name or mail address, in any case. */
  userByName(nameOrMail: string): DirectoryUser | undefined;
  app(appId: string): AppRegistration | undefined;
}

export function openDirectory(store: Store): Directory {
  const users = store.collection<DirectoryUser>(USERS);
  const apps = store.collection<AppRegistration>(APPS);
  return {
    user: (id) => users.get(id),
    userByName(nameOrMail) {
      const wanted = nameOrMail.toLowerCase();
      for (const user of users.values()) {
        if (user.userPrincipalName.toLowerCase() === wanted || user.mail?.toLowerCase() === wanted)
          return user;
      }
      return undefined;
    },
    app: (appId) => apps.get(appId),
  };
}
