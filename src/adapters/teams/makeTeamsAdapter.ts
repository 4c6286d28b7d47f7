/** Teams at Docket's door: `messages` takes activities in, `messenger` speaks. The only way into this folder's SDKs. */
// Not from the package's index: that loads its language models as well, half a second at each start.
import { Application } from '@microsoft/teams-ai/lib/Application.js';
import { TurnState } from '@microsoft/teams-ai/lib/TurnState.js';
import { ActivityTypes, type TurnContext } from 'botbuilder';
import type { RequestHandler } from 'express';
import type { Asker, ClickAnswer, Incoming, IncomingMessage } from '../../kernel/chat.ts';
import { DocketError } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Messenger } from '../../kernel/messenger.ts';
import type { Clock } from '../../kernel/time.ts';
import { activitySchema } from './activitySchema.ts';
import { answerExecute, answerSubmit, type ClickPorts } from './answerClick.ts';
import { BotConnection } from './botConnection.ts';
import { type BotCloud, type BotSignIn, checkBotSignIn, PUBLIC_CLOUD } from './botSignIn.ts';
import { withinDeadline } from './deadline.ts';
import { errorReply, makeReference } from './errorReply.ts';
import { makeMessenger } from './makeMessenger.ts';
import { readActivity } from './readActivity.ts';
import { tenantOf } from './readPlace.ts';
import { makeActivityDoor } from './receiveActivity.ts';

export interface TeamsAdapterOptions extends BotSignIn {
  /** Entra tenants whose activities are taken; a valid token proves Teams, not the customer. */
  readonly allowedTenants: readonly string[];
  /**
   * Stores what came in before it returns, and returns within seconds; for a click it may answer. It throws when
   * nothing was stored. The same incoming may come twice, with the same id. Once the asker waits no more, the answer to
   * their click is to be posted by whoever stored it.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: an async function without a return value is fine here
  readonly receive: (incoming: Incoming, asker: Asker) => Promise<ClickAnswer | void>;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly random: Random;
  /** How long a click may take before it is answered with "still working"; Teams gives up after 10 to 15 s. */
  readonly clickDeadlineMs?: number;
  /** How long storing a message may take before Teams is told to deliver it again. */
  readonly storeDeadlineMs?: number;
  /** How long one call to Teams may take. */
  readonly callTimeoutMs?: number;
  /** Another Microsoft cloud than the public one. */
  readonly cloud?: BotCloud;
}

export interface TeamsAdapter {
  /** For `POST /api/messages`; reads the body itself. */
  readonly messages: RequestHandler;
  readonly messenger: Messenger;
}

const CLICK_DEADLINE_MS = 8_000;
const STORE_DEADLINE_MS = 9_000;
const CALL_TIMEOUT_MS = 20_000;
const LATE = Symbol('late');

/** Throws an InputError when the sign-in settings are unsafe or cannot work together. */
export function makeTeamsAdapter(options: TeamsAdapterOptions): TeamsAdapter {
  checkBotSignIn(options);
  const { cloud = PUBLIC_CLOUD, clock, logger } = options;
  const connection = new BotConnection(options, cloud, options.callTimeoutMs ?? CALL_TIMEOUT_MS);
  const messenger = makeMessenger(connection, clock);
  const application = makeApplication(connection, options, messenger);
  const messages = makeActivityDoor({
    connection,
    allowedTenants: options.allowedTenants,
    issuer: options.appId ? cloud.issuer : undefined,
    logger,
    async run(context) {
      const isUsed = await application.run(context);
      if (!isUsed) logger.debug('An activity is of no use to Docket.', { type: context.activity.type });
    },
  });
  return { messages, messenger };
}

/** Docket keeps its state in PostgreSQL; the SDK's needs two names and stores nothing under them. */
class NoTurnState extends TurnState {
  protected override onComputeStorageKeys(): Promise<Record<string, string>> {
    return Promise.resolve({ conversation: 'unused', user: 'unused' });
  }
}

function makeApplication(
  connection: BotConnection,
  options: TeamsAdapterOptions,
  messenger: Messenger,
): Application<TurnState> {
  const application = new Application<TurnState>({
    adapter: connection,
    turnStateFactory: () => new NoTurnState(),
    // The SDK looks for the bot's name by a pattern made of it; ours goes by the entity.
    removeRecipientMention: false,
    startTypingTimer: false,
  });
  const clickPorts: ClickPorts = {
    receive: options.receive,
    messenger,
    clickDeadlineMs: options.clickDeadlineMs ?? CLICK_DEADLINE_MS,
    random: options.random,
    logger: options.logger,
  };
  application.addRoute(
    isOfType(ActivityTypes.Invoke),
    (context) => onInvoke(context, options, clickPorts),
    true,
  );
  application.activity(
    [
      ActivityTypes.Message,
      ActivityTypes.InstallationUpdate,
      ActivityTypes.ConversationUpdate,
      ActivityTypes.Event,
    ],
    (context) => onActivity(context, options, clickPorts),
  );
  return application;
}

function isOfType(type: string): (context: TurnContext) => Promise<boolean> {
  return async (context) => context.activity.type === type;
}

function read(context: TurnContext, { clock }: TeamsAdapterOptions): ReturnType<typeof readActivity> {
  const activity = activitySchema.parse(context.activity);
  return readActivity(activity, tenantOf(activity) ?? '', clock.now());
}

async function onInvoke(
  context: TurnContext,
  options: TeamsAdapterOptions,
  clickPorts: ClickPorts,
): Promise<void> {
  const found = read(context, options);
  let body: object | undefined;
  if ('ignored' in found) options.logger.debug('An invoke is not used.', { reason: found.ignored });
  else if (found.incoming.kind === 'click') body = await answerExecute(clickPorts, found.incoming);
  await context.sendActivity({
    type: ActivityTypes.InvokeResponse,
    value: { status: 200, ...(body === undefined ? {} : { body }) },
  });
}

async function onActivity(
  context: TurnContext,
  options: TeamsAdapterOptions,
  clickPorts: ClickPorts,
): Promise<void> {
  const found = read(context, options);
  if ('ignored' in found) {
    options.logger.debug('An activity is of no use to Docket.', { reason: found.ignored });
    return;
  }
  if (found.incoming.kind === 'click') {
    await answerSubmit(clickPorts, found.incoming);
    return;
  }
  await store(found.incoming, options, clickPorts);
}

/**
 * Throws when another delivery may help, which makes the HTTP answer 500. Where it cannot help, the person is told
 * and the activity counts as taken in.
 */
async function store(
  incoming: Incoming,
  { receive, logger, random, storeDeadlineMs = STORE_DEADLINE_MS }: TeamsAdapterOptions,
  { messenger }: Pick<ClickPorts, 'messenger'>,
): Promise<void> {
  const reference = makeReference(random);
  const data = { reference, incoming: incoming.id, kind: incoming.kind };
  const storing = receive(incoming, { isWaiting: false });
  try {
    const outcome = await withinDeadline(storing, storeDeadlineMs, () => LATE);
    if (outcome !== LATE) return;
  } catch (error) {
    const isHopeless = error instanceof DocketError && error.retry === 'never';
    logger.error('An activity could not be taken in.', { ...data, error, deliverAgain: !isHopeless });
    if (!isHopeless) throw error;
    if (incoming.kind === 'message') await tell(messenger, incoming, error, reference, logger);
    return;
  }
  storing.catch((error) => logger.error('An activity could not be taken in.', { ...data, error }));
  logger.error('Storing an activity took too long.', { ...data, storeDeadlineMs });
  throw new Error('Storing took too long.');
}

async function tell(
  messenger: ClickPorts['messenger'],
  { place, from, locale }: IncomingMessage,
  error: unknown,
  reference: string,
  logger: Logger,
): Promise<void> {
  try {
    await messenger.post(place, errorReply(error, reference, locale ?? from.locale ?? 'en'));
  } catch (problem) {
    logger.warn('The sentence about an error could not be posted.', { reference, error: problem });
  }
}
