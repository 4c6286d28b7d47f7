/** Everything that speaks to Microsoft Graph, one set a tenant. */
import { type CalendarReader, makeCalendar } from '../adapters/graph/calendar.ts';
import { type GraphClient, makeGraphClient } from '../adapters/graph/client.ts';
import { type CredentialConfig, makeCredential } from '../adapters/graph/credential.ts';
import { type Directory, makeDirectory } from '../adapters/graph/directory.ts';
import { type DocumentLibraries, makeDocumentLibraries } from '../adapters/graph/documents.ts';
import { makeInsightSource } from '../adapters/graph/insights.ts';
import { makeRegisterLists } from '../adapters/graph/lists.ts';
import { type MailSender, makeMailSender } from '../adapters/graph/mail.ts';
import { makeTranscriptSource } from '../adapters/graph/transcripts.ts';
import { InputError } from '../kernel/errors.ts';
import type { Random, TenantId } from '../kernel/ids.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { InsightSource, TranscriptSource } from '../meetings/index.ts';
import type { RegisterLists } from '../registers/index.ts';
import type { Config } from './config.ts';

export interface GraphSide {
  readonly client: GraphClient;
  readonly directory: Directory;
  readonly transcripts: TranscriptSource;
  readonly insights: InsightSource;
  readonly calendar: CalendarReader;
  readonly lists: RegisterLists;
  readonly mail: MailSender;
  readonly libraries: DocumentLibraries;
}

export interface GraphSideParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** App id of Docket in the local tenant. */
  readonly localAppId?: string;
  /** How waits asked for by Graph pass; real time unless said. */
  readonly wait?: GraphClient['wait'];
}

/** Makes each tenant's set once. */
export function makeGraphSides(parts: GraphSideParts): (tenantId: TenantId) => GraphSide {
  const sides = new Map<TenantId, GraphSide>();
  return (tenantId) => {
    const known = sides.get(tenantId);
    if (known !== undefined) return known;
    const made = makeGraphSide(parts, tenantId);
    sides.set(tenantId, made);
    return made;
  };
}

function makeGraphSide(
  { config, clock, random, logger, localAppId, wait }: GraphSideParts,
  tenantId: TenantId,
): GraphSide {
  const client = makeGraphClient({
    baseUrl: config.GRAPH_URL,
    credential: makeCredential(credentialConfig(config, tenantId), config.GRAPH_URL),
    userAgent: 'NONISV|Docket|Docket/1.0',
    clock,
    random,
    logger: logger.with({ tenantId }),
    ...(wait === undefined ? {} : { wait }),
  });
  const directory = makeDirectory(client);
  const appId = config.MICROSOFT_APP_ID ?? localAppId ?? 'local';
  return {
    client,
    directory,
    transcripts: makeTranscriptSource(client, {
      appId,
      nameOf: (id) => directory.nameOf(id),
    }),
    insights: makeInsightSource(client),
    calendar: makeCalendar(client, directory),
    lists: makeRegisterLists(client, { appId, directory }),
    mail: makeMailSender(client),
    libraries: makeDocumentLibraries(client),
  };
}

/** The bot's own sign-in in a tenant. Throws InputError where there is none. */
export function credentialConfig(config: Config, tenantId: string): CredentialConfig {
  if (config.GRAPH_TOKEN !== undefined) return { kind: 'fixed-token', token: config.GRAPH_TOKEN };
  const clientId = config.MICROSOFT_APP_ID;
  if (clientId === undefined) {
    throw new InputError(
      'graph-credential',
      'There is no credential for Microsoft Graph: set MICROSOFT_APP_ID with its secret, certificate or managed identity.',
    );
  }
  if (config.MICROSOFT_APP_TYPE === 'UserAssignedMSI') return { kind: 'managed-identity', clientId };
  if (config.MICROSOFT_APP_CERTIFICATE !== undefined) {
    return { kind: 'certificate', tenantId, clientId, certificatePath: config.MICROSOFT_APP_CERTIFICATE };
  }
  return { kind: 'secret', tenantId, clientId, secret: config.MICROSOFT_APP_PASSWORD ?? '' };
}
