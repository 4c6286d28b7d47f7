/** The local page: sites, files, mail, calendars, meetings and chats in the browser, as any person of the tenant. */
import type { Part, PartContext } from '../core/part.ts';
import { makeAssets } from './assets.ts';
import { makePageApi } from './pageApi.ts';

export function makePagePart(context: PartContext): Part {
  return { name: 'page', routes: [], plain: [makePageApi(context), makeAssets()] };
}
