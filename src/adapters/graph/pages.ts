/** Reads collections page by page, as far as Graph's next links lead. */
import { z } from 'zod';
import { ContractError } from '../../kernel/errors.ts';
import type { GraphClient, GraphVersion } from './client.ts';
import type { GraphReader } from './gatherGets.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Where a later delta query goes on; only on the last page of a delta query. */
  readonly deltaLink: string | null;
}

export interface PageRequest<T> {
  /** Path of the first page, or a link that Graph gave earlier (a delta link). */
  readonly from:
    | {
        readonly path: string;
        readonly query?: Readonly<Record<string, string | number | undefined>>;
        readonly version?: GraphVersion;
      }
    | { readonly link: string };
  readonly item: z.ZodType<T, z.ZodTypeDef, unknown>;
  readonly headers?: Readonly<Record<string, string>>;
  /** More pages than this are taken for a fault of the service; 2,000 unless said. */
  readonly mostPages?: number;
  readonly deadlineMs?: number;
}

const MOST_PAGES = 2_000;

/** Throws the client's errors, and ContractError when the links lead to another host, in a circle or nowhere. */
export async function* readPages<T>(client: GraphReader, request: PageRequest<T>): AsyncGenerator<Page<T>> {
  const schema = z.object({
    value: z.array(request.item),
    '@odata.nextLink': z.string().optional(),
    '@odata.deltaLink': z.string().optional(),
  });
  const options = {
    schema,
    ...(request.headers === undefined ? {} : { headers: request.headers }),
    ...(request.deadlineMs === undefined ? {} : { deadlineMs: request.deadlineMs }),
  };
  const mostPages = request.mostPages ?? MOST_PAGES;
  const seen = new Set<string>();
  let next = 'link' in request.from ? client.readLink(request.from.link) : request.from;
  for (let count = 0; count < mostPages; count += 1) {
    const { path, ...rest } = next;
    const page = await client.get(path, { ...options, ...rest });
    yield { items: page.value, deltaLink: page['@odata.deltaLink'] ?? null };
    const link = page['@odata.nextLink'];
    if (link === undefined) return;
    if (seen.has(link))
      throw new ContractError(
        'paging-in-a-circle',
        'Microsoft Graph gave the same next page twice; Docket stops reading there.',
      );
    seen.add(link);
    next = client.readLink(link);
  }
  throw new ContractError(
    'too-many-pages',
    `Microsoft Graph did not come to an end within ${mostPages} pages.`,
  );
}

/** All items of all pages. */
export async function readAll<T>(client: GraphClient, request: PageRequest<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const page of readPages(client, request)) items.push(...page.items);
  return items;
}
