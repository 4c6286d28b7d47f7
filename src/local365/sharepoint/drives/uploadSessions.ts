/** Upload sessions ("driveItem: createUploadSession"). They are kept in memory and end with the server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorBody } from '../../core/errorBody.ts';
import { readBody, sendJson } from '../../core/localPages.ts';
import type { PlainHandler } from '../../core/part.ts';
import { GraphFault } from '../../core/route.ts';
import type { SharePoint } from '../world.ts';

const PREFIX = '/local365/uploads/';
/** Pieces but the last are multiples of this many bytes. */
const PIECE_UNIT = 320 * 1024;
/** A piece is smaller than this. */
const PIECE_LIMIT = 60 * 1024 * 1024;
const LIFETIME_MS = 24 * 3_600_000;

/** Makes the file from all bytes; answers what is sent for it. */
type Commit = (content: Buffer) => { readonly status: number; readonly body: object };

interface Session {
  readonly commit: Commit;
  readonly deferCommit: boolean;
  readonly endsAt: number;
  readonly pieces: Buffer[];
  received: number;
  total: number | null;
}

export interface UploadSessions {
  open(commit: Commit, deferCommit: boolean): object;
  readonly page: PlainHandler;
}

export function makeUploadSessions(world: SharePoint): UploadSessions {
  const { clock, random, address } = world.context;
  const sessions = new Map<string, Session>();
  return {
    open(commit, deferCommit) {
      const id = random.uuid();
      const endsAt = Date.parse(clock.now()) + LIFETIME_MS;
      const session: Session = { commit, deferCommit, endsAt, pieces: [], received: 0, total: null };
      sessions.set(id, session);
      return { uploadUrl: `${address()}${PREFIX}${id}`, ...statusOf(session) };
    },
    page: {
      prefix: PREFIX,
      async handle(request, response) {
        const id = (request.url ?? '').slice(PREFIX.length);
        try {
          const session = sessions.get(id);
          if (session === undefined || session.endsAt < Date.parse(clock.now()))
            throw new GraphFault(404, 'itemNotFound', 'The upload session was not found');
          const { status, body, done } = await answer(request, session);
          if (done) sessions.delete(id);
          if (body === undefined) response.writeHead(status).end();
          else sendJson(response, status, body);
        } catch (error) {
          if (!(error instanceof GraphFault)) throw error;
          sendFault(world, response, error);
        }
        return true;
      },
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body?: object;
  readonly done: boolean;
}

async function answer(request: IncomingMessage, session: Session): Promise<Answer> {
  switch (request.method) {
    case 'GET':
      return { status: 200, body: statusOf(session), done: false };
    case 'DELETE':
      return { status: 204, done: true };
    case 'POST':
      return commitSession(session);
    case 'PUT': {
      const content = await readBody(request, PIECE_LIMIT);
      if (request.headers.authorization !== undefined)
        throw new GraphFault(401, 'unauthenticated', 'An upload address takes no Authorization header.');
      return takePiece(session, content, request.headers['content-range'] ?? '');
    }
    default:
      throw new GraphFault(405, 'invalidRequest', `The method ${request.method ?? ''} is not allowed here.`);
  }
}

function takePiece(session: Session, content: Buffer | null, header: string): Answer {
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(header);
  if (range === null) throw invalid('A piece needs a Content-Range such as bytes 0-25/128.');
  const [first, last, total] = [Number(range[1]), Number(range[2]), Number(range[3])];
  if (content === null || content.length >= PIECE_LIMIT)
    throw new GraphFault(413, 'invalidRequest', 'A piece must be smaller than 60 MiB.');
  if (content.length !== last - first + 1 || last >= total)
    throw invalid(`The piece has ${content.length} bytes, which is not what ${header} says.`);
  if (session.total !== null && session.total !== total)
    throw invalid(`The file has ${session.total} bytes by the first piece, and ${total} by this one.`);
  if (first !== session.received)
    throw new GraphFault(
      416,
      'invalidRange',
      first < session.received ? 'The fragment has already been received.' : 'The fragment is out of order.',
    );
  if (last + 1 < total && content.length % PIECE_UNIT !== 0)
    throw invalid('Every piece but the last must be a multiple of 320 KiB (327,680 bytes).');
  session.total = total;
  session.pieces.push(content);
  session.received = last + 1;
  if (session.received < total || session.deferCommit)
    return { status: 202, body: statusOf(session), done: false };
  return commitSession(session);
}

/** A commit that fails leaves the session as it is. */
function commitSession(session: Session): Answer {
  if (session.total === null || session.received < session.total)
    throw invalid('The file is not complete yet; send the missing ranges first.');
  return { ...session.commit(Buffer.concat(session.pieces)), done: true };
}

const statusOf = ({ endsAt, received, total }: Session): object => ({
  expirationDateTime: new Date(endsAt).toISOString(),
  nextExpectedRanges: total !== null && received >= total ? [] : [`${received}-`],
});

const invalid = (message: string): GraphFault => new GraphFault(400, 'invalidRequest', message);

function sendFault({ context }: SharePoint, response: ServerResponse, fault: GraphFault): void {
  const requestId = context.random.uuid();
  sendJson(
    response,
    fault.status,
    errorBody(fault, { requestId, clientRequestId: requestId, at: context.clock.now() }),
  );
}
