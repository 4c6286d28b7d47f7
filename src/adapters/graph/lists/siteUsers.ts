/** The site's own list of users: person columns hold its row numbers, not Entra ids ("User Information List"). */
import { z } from 'zod';
import { NotFoundError } from '../../../kernel/errors.ts';
import { HOUR_MS, MINUTE_MS } from '../../../kernel/time.ts';
import type { GraphClient } from '../client.ts';
import { graphPath, odataText } from '../graphPath.ts';
import { nowMs } from '../http/exchange.ts';
import { readAll } from '../pages.ts';

export interface SiteUser {
  readonly lookupId: number;
  readonly name: string;
  readonly mail: string | null;
}

export interface SiteUsers {
  /** The row of a person who has opened the site, by mail or user principal name; null for one who never did. */
  find(siteId: string, mail: string): Promise<SiteUser | null>;
  /** The person of a row; null when the row is gone. */
  byLookupId(siteId: string, lookupId: number): Promise<SiteUser | null>;
}

/** Columns of this list have no index; it is small enough for that to work. */
const PREFER = { Prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' };
const FOUND_LASTS_MS = HOUR_MS;
/** Somebody who has no row yet may open the site at any moment. */
const MISSING_LASTS_MS = 5 * MINUTE_MS;
const TITLE = 'User Information List';

const userSchema = z.object({
  id: z.string(),
  fields: z
    .object({ Title: z.string().nullish(), EMail: z.string().nullish(), UserName: z.string().nullish() })
    .nullish(),
});
const listSchema = z.object({ id: z.string(), list: z.object({ template: z.string().nullish() }).nullish() });

export function makeSiteUsers(client: GraphClient): SiteUsers {
  const cache = new Map<string, { readonly user: SiteUser | null; readonly until: number }>();
  const listIds = new Map<string, string>();

  const cached = async (key: string, read: () => Promise<SiteUser | null>): Promise<SiteUser | null> => {
    const known = cache.get(key);
    const now = nowMs(client.clock);
    if (known !== undefined && now < known.until) return known.user;
    const user = await read();
    cache.set(key, { user, until: now + (user === null ? MISSING_LASTS_MS : FOUND_LASTS_MS) });
    return user;
  };

  /** The list goes by its English title; on sites in other languages it is found among the system lists. */
  const inUserList = async <T>(siteId: string, work: (list: string) => Promise<T>): Promise<T> => {
    const known = listIds.get(siteId);
    if (known !== undefined) return work(known);
    try {
      return await work(TITLE);
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const id = await findUserList(client, siteId);
      if (id === null) throw error;
      listIds.set(siteId, id);
      return work(id);
    }
  };

  const findBy = (siteId: string, column: 'EMail' | 'UserName', mail: string): Promise<SiteUser | null> =>
    inUserList(siteId, async (list) => {
      const [user] = await readAll(client, {
        from: {
          path: graphPath`/sites/${siteId}/lists/${list}/items`,
          query: {
            $filter: `fields/${column} eq ${odataText(mail)}`,
            $expand: 'fields($select=Title,EMail,UserName)',
          },
        },
        item: userSchema,
        headers: PREFER,
      });
      return user === undefined ? null : readUser(user);
    });

  return {
    find: (siteId, mail) =>
      cached(
        `${siteId} ${mail.toLowerCase()}`,
        async () => (await findBy(siteId, 'EMail', mail)) ?? findBy(siteId, 'UserName', mail),
      ),
    byLookupId: (siteId, lookupId) =>
      cached(`${siteId} #${lookupId}`, () =>
        inUserList(siteId, async (list) => {
          const path = graphPath`/sites/${siteId}/lists/${list}/items`;
          const query = {
            $filter: `fields/ID eq ${lookupId}`,
            $expand: 'fields($select=Title,EMail,UserName)',
          };
          const [user] = await readAll(client, { from: { path, query }, item: userSchema, headers: PREFER });
          return user === undefined ? null : readUser(user);
        }),
      ),
  };
}

async function findUserList(client: GraphClient, siteId: string): Promise<string | null> {
  const lists = await readAll(client, {
    from: { path: graphPath`/sites/${siteId}/lists`, query: { $select: 'id,list,system' } },
    item: listSchema,
  });
  return lists.find(({ list }) => /^user(s|Information)$/i.test(list?.template ?? ''))?.id ?? null;
}

function readUser({ id, fields }: z.infer<typeof userSchema>): SiteUser {
  const mail = fields?.EMail ?? (fields?.UserName?.includes('@') === true ? fields.UserName : null);
  return { lookupId: Number(id), name: fields?.Title ?? mail ?? id, mail: mail || null };
}
