/** Addresses that a pattern such as `/users/{userId}` would take for an id, refused with 501 instead. */
import { notSupported } from '../core/errorBody.ts';
import type { Route } from '../core/route.ts';

export const unsupported = (paths: readonly string[]): readonly Route[] =>
  paths.map((path) => ({
    method: 'GET',
    path,
    page: 'Microsoft Graph REST API v1.0',
    handle: () => {
      throw notSupported(`GET ${path}`);
    },
  }));
