/** The door for activities: who sent it, which tenant, what it says; answered only once it is stored. */
import express, { type Request, type RequestHandler, type Response } from 'express';
import type { Logger } from '../../kernel/logger.ts';
import { activitySchema, type TeamsActivity } from './activitySchema.ts';
import type { BotConnection, InvokeAnswer } from './botConnection.ts';
import { tenantOf } from './readPlace.ts';

type TurnContext = Parameters<Parameters<BotConnection['receive']>[2]>[0];

export interface DoorPorts {
  readonly connection: Pick<BotConnection, 'receive'>;
  /** Runs one verified activity of an allowed tenant; throws when nothing was stored. */
  readonly run: (context: TurnContext) => Promise<void>;
  readonly allowedTenants: readonly string[];
  /** Issuer that a token must name; undefined when no app id is set and senders cannot be verified. */
  readonly issuer: string | undefined;
  readonly logger: Logger;
}

/** Teams' messages have 100 KB at most, with their HTML copy several times that. */
const MOST_BODY = '1mb';

/**
 * `POST /api/messages`. 200 when it was taken in (or is of no use), 400 for what is no activity, 401 and 403 for a
 * sender who cannot be verified or is not served, 500 when nothing was stored, so that Teams delivers it again.
 */
export function makeActivityDoor(ports: DoorPorts): RequestHandler {
  const readBody = express.json({ limit: MOST_BODY });
  return (request, response) => {
    readBody(request, response, (problem?: unknown) => {
      if (problem !== undefined) {
        refuse(response, statusOf(problem), 'The body is not JSON that can be read, or is over 1 MB.');
        return;
      }
      void takeIn(ports, request, response);
    });
  };
}

async function takeIn(ports: DoorPorts, request: Request, response: Response): Promise<void> {
  const { logger, issuer, allowedTenants } = ports;
  const read = activitySchema.safeParse(request.body);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    logger.info('A request was no activity.', { problems });
    refuse(response, 400, `This is no activity: ${problems.slice(0, 3).join('; ')}.`);
    return;
  }
  const authorization = request.get('authorization') ?? '';
  const refusal = issuer === undefined ? undefined : wrongSender(read.data, authorization, issuer);
  if (refusal !== undefined) {
    logger.info('An activity came from an unknown sender.', { reason: refusal.reason });
    refuse(response, refusal.status, refusal.reason);
    return;
  }
  let isVerified = false;
  try {
    const answer = await ports.connection.receive(authorization, request.body, async (context) => {
      isVerified = true;
      const tenantId = tenantOf(read.data);
      if (tenantId === undefined || !allowedTenants.includes(tenantId)) {
        throw new ForeignTenant(tenantId);
      }
      await ports.run(context);
    });
    accept(response, answer);
  } catch (error) {
    answerError(ports, response, error, isVerified);
  }
}

class ForeignTenant extends Error {
  readonly tenantId: string | undefined;
  constructor(tenantId: string | undefined) {
    super('The activity comes from a tenant that is not served.');
    this.tenantId = tenantId;
  }
}

function answerError({ logger }: DoorPorts, response: Response, error: unknown, isVerified: boolean): void {
  if (error instanceof ForeignTenant) {
    logger.warn('An activity came from a tenant that is not served.', { tenantId: error.tenantId });
    refuse(response, 403, error.message);
    return;
  }
  if (isVerified) {
    // The sentence for the log was written where the error was caught; here only Teams is told to try again.
    refuse(response, 500, 'The activity was not stored; please deliver it again.');
    return;
  }
  if (isBadToken(error)) {
    logger.info('An activity came with a token that is not valid.', { error });
    refuse(response, 403, 'The token is not valid for this bot.');
    return;
  }
  logger.error('The sender of an activity could not be verified.', { error });
  refuse(response, 503, 'The sender cannot be verified at the moment; please deliver it again.');
}

/** What the SDK and its token library throw for a token that is not good; all else means that it was not verified. */
const BAD_TOKEN = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'];

function isBadToken(error: unknown): boolean {
  return statusOf(error) === 401 || (error instanceof Error && BAD_TOKEN.includes(error.name));
}

/**
 * Refuses before the SDK looks: its paths for the Emulator and for skills accept tokens of other issuers, and only
 * Teams is a channel of this bot.
 */
function wrongSender(
  activity: TeamsActivity,
  authorization: string,
  issuer: string,
): { readonly status: number; readonly reason: string } | undefined {
  if (authorization === '') return { status: 401, reason: 'An activity needs a token of the Bot Connector.' };
  if (activity.channelId !== 'msteams') {
    return { status: 403, reason: 'Only activities of Microsoft Teams are taken.' };
  }
  if (issuerOf(authorization) !== issuer) {
    return { status: 403, reason: 'The token is not one of the Bot Connector.' };
  }
  return undefined;
}

/** `iss` of a token, not verified: it only decides whether the SDK gets to verify it. */
function issuerOf(authorization: string): string | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\.[^.]+$/.exec(authorization)?.[1];
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const iss = (claims as { iss?: unknown } | null)?.iss;
    return typeof iss === 'string' ? iss : undefined;
  } catch {
    // Not JSON, so it names no issuer and is refused.
    return undefined;
  }
}

function accept(response: Response, answer: InvokeAnswer | undefined): void {
  response.status(answer?.status ?? 200);
  if (answer?.body === undefined) response.end();
  else response.json(answer.body);
}

function refuse(response: Response, status: number, reason: string): void {
  response.status(status).json({ error: reason });
}

function statusOf(error: unknown): number {
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown };
  if (typeof status === 'number') return status;
  return typeof statusCode === 'number' ? statusCode : 400;
}
