/** The directory part: people, groups, teams, chats and what apps may do in them. */
import type { Part, PartContext } from '../core/part.ts';
import { grantResourceConsent, listResourceConsents } from './consents.ts';
import { ControlRefusal, type ControlRequest, controlPage, readObject } from './controlPage.ts';
import { installedAppRoutes } from './installedApps.ts';
import { teamRoutes } from './teams.ts';
import { userRoutes } from './users.ts';

export function makeDirectoryPart(context: PartContext): Part {
  return {
    name: 'directory',
    routes: [...userRoutes(context), ...teamRoutes(context), ...installedAppRoutes(context)],
    plain: [
      controlPage('/local365/consents', ({ method, below, body }) =>
        below.length > 0 ? null : answerConsents(context, method, body),
      ),
    ],
  };
}

/** `GET` lists, `PUT { scopeId, appId, permissions }` installs an app in a team or chat; no permissions take it out. */
function answerConsents({ store }: PartContext, method: string, sent: ControlRequest['body']) {
  if (method === 'PUT') {
    const { scopeId, appId, permissions } = readObject(sent, ['scopeId', 'appId', 'permissions']);
    if (typeof scopeId !== 'string' || typeof appId !== 'string' || !isTexts(permissions))
      throw new ControlRefusal(
        'A consent has scopeId (group id of the team, or thread id of the chat), appId and permissions, a list of names.',
      );
    grantResourceConsent(store, scopeId, appId, permissions);
  } else if (method !== 'GET')
    throw new ControlRefusal(`${method} is not possible here; use GET or PUT.`, 405);
  return { status: 200, body: { consents: listResourceConsents(store) } };
}

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
