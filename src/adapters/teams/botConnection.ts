/** The SDK's adapter as Docket uses it: verified activities in, one attempt per call out. */
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js';
import {
  type Activity,
  type BotFrameworkAdapter,
  type CloudAdapter,
  ConfigurationServiceClientCredentialFactory,
  TeamsInfo,
  type TurnContext,
} from 'botbuilder';
import type { Place } from '../../kernel/chat.ts';
import { type BotCloud, type BotSignIn, sdkCredentialSettings } from './botSignIn.ts';
import { joinConversationId } from './readPlace.ts';
import { checkServiceAddress } from './serviceAddress.ts';

/** The SDK does not export this type by name. */
export type Connector = ReturnType<BotFrameworkAdapter['createConnectorClient']>;
type TeamsConnector = ReturnType<(typeof TeamsInfo)['getTeamsConnectorClient']>;

/** Both clients for one place, for one piece of work. */
export interface Speaking {
  readonly connector: Connector;
  readonly teams: TeamsConnector['teams'];
}

export interface InvokeAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** Part of the SDK's client that has no public name: the pipeline that its requests go through. */
interface Pipelined {
  readonly pipeline: {
    removePolicy(which: { name: string }): unknown;
    addPolicy(policy: {
      name: string;
      sendRequest(
        request: { timeout: number },
        next: (request: unknown) => Promise<unknown>,
      ): Promise<unknown>;
    }): unknown;
  };
}

/**
 * The SDK repeats a request up to three times by itself, which would post twice after a lost answer, and follows
 * redirects with the token. Here each call is one request with a deadline; who calls decides about another one.
 */
function asOneAttempt<Client>(client: Client, timeoutMs: number): Client {
  const { pipeline } = (client as { client: Pipelined }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy({
    name: 'docketDeadline',
    sendRequest(request, next) {
      request.timeout = timeoutMs;
      return next(request);
    },
  });
  return client;
}

/** A `CloudAdapter`, in the form that teams-ai's `Application` takes. */
export class BotConnection extends TeamsAdapter {
  readonly #appId: string;
  readonly #timeoutMs: number;

  constructor(signIn: BotSignIn, cloud: BotCloud, timeoutMs: number) {
    super(
      {
        ToChannelFromBotLoginUrl: cloud.loginUrl,
        ToChannelFromBotOAuthScope: cloud.scope,
        ToBotFromChannelTokenIssuer: cloud.issuer,
        ToBotFromChannelOpenIdMetadataUrl: cloud.openIdMetadataUrl,
        OAuthUrl: cloud.issuer,
      },
      new ConfigurationServiceClientCredentialFactory(sdkCredentialSettings(signIn)),
    );
    this.#appId = signIn.appId ?? '';
    this.#timeoutMs = timeoutMs;
  }

  /** Verifies the token of an activity, then runs the turn; the answer is set for invokes only. */
  async receive(
    authorization: string,
    activity: object,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeAnswer | undefined> {
    return this.processActivity(authorization, activity as Activity, turn);
  }

  /** Runs work with clients for the place's connector. */
  async speak<T>(place: Place, work: (speaking: Speaking) => Promise<T>): Promise<T> {
    checkServiceAddress(place.serviceUrl, this.#appId !== '');
    const done: T[] = [];
    await this.continueConversationAsync(this.#appId, referenceTo(place), async (context) => {
      const connector = context.turnState.get<Connector>(this.ConnectorClientKey);
      const timeoutMs = this.#timeoutMs;
      done.push(
        await work({
          connector: asOneAttempt(connector, timeoutMs),
          // Few calls need it, and the SDK takes long to make one.
          get teams() {
            // biome-ignore lint/complexity/useLiteralKeys: the SDK keeps it private, and brackets are the way past that
            return asOneAttempt(TeamsInfo['getTeamsConnectorClient'](context), timeoutMs).teams;
          },
        }),
      );
    });
    return done[0] as T;
  }
}

function referenceTo(place: Place): Parameters<CloudAdapter['continueConversationAsync']>[1] {
  return {
    channelId: 'msteams',
    serviceUrl: place.serviceUrl,
    bot: { id: place.botId, name: place.botName ?? '' },
    conversation: {
      id: joinConversationId(place),
      isGroup: place.kind !== 'personal',
      conversationType: place.kind,
      tenantId: place.tenantId,
      name: '',
    },
  };
}
