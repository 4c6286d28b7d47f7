/** Files in document libraries: uploads with versions, downloads. */
import { z } from 'zod';
import { ConflictError, ContractError, NotFoundError, UnavailableError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/time.ts';
import type { GraphClient, GraphReply } from './client.ts';
import { graphPath } from './graphPath.ts';
import { readMoment } from './graphTypes.ts';
import { readAll } from './pages.ts';

export interface StoredFile {
  readonly itemId: string;
  readonly name: string;
  readonly webUrl: string;
  readonly etag: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Instant | null;
}

export interface FileVersion {
  /** Such as `3.0`. */
  readonly id: string;
  readonly modifiedAt: Instant | null;
  readonly modifiedBy: string | null;
  readonly sizeBytes: number;
}

export interface UploadOptions {
  readonly contentType: string;
  /** `replace` adds a version to the file of that name; `fail` throws ConflictError `name-already-exists`. */
  readonly whenThere: 'replace' | 'fail';
  /** Replaces this state of the file only; else ConflictError. */
  readonly etag?: string;
}

/** Paths are below the library's root, `/` between folders, not encoded; missing folders are made. */
export interface DocumentLibraries {
  /** Id of the site's default library. */
  libraryOf(siteId: string): Promise<string>;
  upload(driveId: string, path: string, content: Uint8Array, options: UploadOptions): Promise<StoredFile>;
  find(driveId: string, path: string): Promise<StoredFile | null>;
  /** Names of what is in a folder; none where there is no such folder. */
  names(driveId: string, folder: string): Promise<readonly string[]>;
  /** Newest first. */
  versions(driveId: string, itemId: string): Promise<readonly FileVersion[]>;
  download(driveId: string, itemId: string): Promise<Uint8Array>;
}

/** "Upload or replace the contents of a driveItem": 250 MB on the newest page, 4 MB on older ones. */
const LARGEST_SMALL_UPLOAD = 4 * 1_048_576;
/** "driveItem: createUploadSession": pieces are multiples of 320 KiB, under 60 MiB. */
const PIECE_BYTES = 16 * 320 * 1024;
const PIECE_DEADLINE_MS = 120_000;
const MOST_SETBACKS = 5;
const CONFLICT = '@microsoft.graph.conflictBehavior';

const itemSchema = z.object({
  id: z.string(),
  name: z.string(),
  webUrl: z.string(),
  eTag: z.string().nullish(),
  size: z.number().nullish(),
  lastModifiedDateTime: z.string().nullish(),
});
const versionSchema = z.object({
  id: z.string(),
  lastModifiedDateTime: z.string().nullish(),
  lastModifiedBy: z
    .object({
      user: z.object({ displayName: z.string().nullish() }).nullish(),
      application: z.object({ displayName: z.string().nullish() }).nullish(),
    })
    .nullish(),
  size: z.number().nullish(),
});
const sessionSchema = z.object({ uploadUrl: z.string() });
const progressSchema = z.object({ nextExpectedRanges: z.array(z.string()) });

export function makeDocumentLibraries(client: GraphClient): DocumentLibraries {
  const find = async (driveId: string, path: string): Promise<StoredFile | null> => {
    try {
      return readFile(await client.get(itemPath(driveId, path), { schema: itemSchema }));
    } catch (error) {
      if (error instanceof NotFoundError) return null;
      throw error;
    }
  };
  return {
    find,
    async names(driveId, folder) {
      try {
        const path = `${itemPath(driveId, folder)}:/children`;
        const items = await readAll(client, {
          from: { path, query: { $select: 'name' } },
          item: z.object({ name: z.string() }),
        });
        return items.map(({ name }) => name);
      } catch (error) {
        if (error instanceof NotFoundError) return [];
        throw error;
      }
    },
    libraryOf: async (siteId) =>
      (await client.get(graphPath`/sites/${siteId}/drive`, { schema: z.object({ id: z.string() }) })).id,
    upload: (driveId, path, content, options) =>
      content.length <= LARGEST_SMALL_UPLOAD
        ? uploadWhole(client, find, driveId, path, content, options)
        : uploadInPieces(client, find, driveId, path, content, options),
    versions: async (driveId, itemId) =>
      (
        await readAll(client, {
          from: { path: graphPath`/drives/${driveId}/items/${itemId}/versions` },
          item: versionSchema,
        })
      ).map(readVersion),
    async download(driveId, itemId) {
      const reply = await client.send('GET', graphPath`/drives/${driveId}/items/${itemId}/content`, {
        headers: { Accept: 'application/octet-stream' },
        deadlineMs: PIECE_DEADLINE_MS,
      });
      return new Uint8Array(reply.body);
    },
  };
}

type Find = DocumentLibraries['find'];

/** Names as SharePoint takes them: forbidden characters become hyphens, no dots or blanks at the ends. */
export function safeFileName(text: string): string {
  const name = text.replace(/["*:<>?/\\|\p{Cc}]+/gu, '-').replace(/^[\s.~]+|[\s.]+$/g, '');
  return name === '' ? 'file' : name.slice(0, 120);
}

const itemPath = (driveId: string, path: string): string =>
  `${graphPath`/drives/${driveId}`}/root:/${path
    .split('/')
    .filter((name) => name !== '')
    .map(encodeURIComponent)
    .join('/')}`;

const headersOf = ({ contentType, etag }: UploadOptions): Record<string, string> => ({
  'Content-Type': contentType,
  ...(etag === undefined ? {} : { 'If-Match': etag }),
});

/** Repeated freely only when it replaces unconditionally; else a lost reply is settled by looking. */
async function uploadWhole(
  client: GraphClient,
  find: Find,
  driveId: string,
  path: string,
  content: Uint8Array,
  options: UploadOptions,
): Promise<StoredFile> {
  try {
    const made = await client.put(`${itemPath(driveId, path)}:/content`, {
      schema: itemSchema,
      body: content,
      headers: headersOf(options),
      query: { [CONFLICT]: options.whenThere },
      idempotent: options.whenThere === 'replace' && options.etag === undefined,
      deadlineMs: PIECE_DEADLINE_MS,
    });
    return readFile(made);
  } catch (error) {
    return settle(error, find, driveId, path, content, options);
  }
}

/** After an unknown outcome: a file of this size that was not there before is ours. */
async function settle(
  error: unknown,
  find: Find,
  driveId: string,
  path: string,
  content: Uint8Array,
  options: UploadOptions,
): Promise<StoredFile> {
  if (!(error instanceof UnavailableError) || !error.outcomeUnknown) throw error;
  const there = await find(driveId, path);
  if (there !== null && there.sizeBytes === content.length && there.etag !== options.etag) return there;
  throw error;
}

async function uploadInPieces(
  client: GraphClient,
  find: Find,
  driveId: string,
  path: string,
  content: Uint8Array,
  options: UploadOptions,
): Promise<StoredFile> {
  const { uploadUrl } = await client.post(`${itemPath(driveId, path)}:/createUploadSession`, {
    schema: sessionSchema,
    body: { item: { [CONFLICT]: options.whenThere } },
    ...(options.etag === undefined ? {} : { headers: { 'If-Match': options.etag } }),
    idempotent: true,
  });
  let from = 0;
  for (let setbacks = 0; setbacks <= MOST_SETBACKS; ) {
    try {
      const reply = await sendPiece(client, uploadUrl, content, from);
      if (reply.status !== 202) return readFile(parse(reply, itemSchema));
      from = nextFrom(parse(reply, progressSchema), content.length);
    } catch (error) {
      setbacks += 1;
      const isOpen =
        error instanceof UnavailableError ||
        (error instanceof ConflictError && error.code === 'range-already-there');
      if (!isOpen || setbacks > MOST_SETBACKS) throw error;
      const next = await askProgress(client, uploadUrl, content.length);
      // The session is over: with the last piece the file was made though its reply was lost.
      if (next === null) return settle(error, find, driveId, path, content, options);
      from = next;
    }
  }
  throw new UnavailableError('upload-broken', `The upload of ${content.length} bytes came to no end.`, {
    outcomeUnknown: true,
  });
}

/** Without the token: the address itself is the right to upload. */
function sendPiece(
  client: GraphClient,
  uploadUrl: string,
  content: Uint8Array,
  from: number,
): Promise<GraphReply> {
  const piece = content.subarray(from, from + PIECE_BYTES);
  return client.sendUnsigned('PUT', uploadUrl, {
    body: piece,
    headers: { 'Content-Range': `bytes ${from}-${from + piece.length - 1}/${content.length}` },
    idempotent: false,
    deadlineMs: PIECE_DEADLINE_MS,
  });
}

async function askProgress(client: GraphClient, uploadUrl: string, total: number): Promise<number | null> {
  try {
    return nextFrom(parse(await client.sendUnsigned('GET', uploadUrl), progressSchema), total);
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}

function nextFrom({ nextExpectedRanges: [first] }: z.infer<typeof progressSchema>, total: number): number {
  const from = Number(/^(\d+)-/.exec(first ?? '')?.[1] ?? Number.NaN);
  if (Number.isInteger(from) && from < total) return from;
  throw new ContractError(
    'unexpected-reply',
    'The upload session names no next range though the file is not complete.',
  );
}

function parse<T>(reply: GraphReply, schema: z.ZodType<T, z.ZodTypeDef, unknown>): T {
  try {
    return schema.parse(JSON.parse(reply.body.toString('utf8')));
  } catch (cause) {
    throw new ContractError(
      'unexpected-reply',
      'The upload session answered with a shape that Docket does not know.',
      { cause },
    );
  }
}

const readFile = (item: z.infer<typeof itemSchema>): StoredFile => ({
  itemId: item.id,
  name: item.name,
  webUrl: item.webUrl,
  etag: item.eTag ?? '',
  sizeBytes: item.size ?? 0,
  modifiedAt: readMoment(item.lastModifiedDateTime),
});

const readVersion = (version: z.infer<typeof versionSchema>): FileVersion => ({
  id: version.id,
  modifiedAt: readMoment(version.lastModifiedDateTime),
  modifiedBy:
    version.lastModifiedBy?.user?.displayName ?? version.lastModifiedBy?.application?.displayName ?? null,
  sizeBytes: version.size ?? 0,
});
