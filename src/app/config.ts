/** Every option of Docket, read from the environment in this file only; all problems are reported together. */
import { z } from 'zod';
import { InputError } from '../kernel/errors.ts';

const text = z.string().trim().min(1);
const port = z.coerce.number().int().min(0).max(65535);

/** One line of meaning for each option; the table in docs/configuration.md is made from it. */
const options = {
  DOCKET_DATA: text
    .default('.docket')
    .describe('Folder for the embedded database and, locally, the local Microsoft 365.'),
  DOCKET_HOST: text
    .default('127.0.0.1')
    .describe('Address that the server listens on; 0.0.0.0 in a container.'),
  DOCKET_PORT: port.default(3978).describe('Port of the bot: /api/messages, /graph/notify, /health.'),
  DOCKET_PUBLIC_URL: z
    .string()
    .url()
    .optional()
    .describe('Address under which Microsoft 365 reaches this server; https. Not needed locally.'),
  DOCKET_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much is logged.'),
  DOCKET_TENANTS: text
    .optional()
    .describe('Tenant ids that may use this Docket, separated by commas; all of them belong to you.'),
  DATABASE_URL: z
    .string()
    .url()
    .optional()
    .describe('PostgreSQL server; without it the embedded database is used.'),
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]*$/)
    .optional()
    .describe('PostgreSQL schema for all tables; public if not set.'),
  MICROSOFT_APP_ID: z
    .string()
    .uuid()
    .optional()
    .describe('App (client) id of the bot; without it Docket runs locally.'),
  MICROSOFT_APP_TYPE: z
    .enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant'])
    .default('SingleTenant')
    .describe('How the bot is registered.'),
  MICROSOFT_APP_TENANT_ID: z.string().uuid().optional().describe('Tenant of the bot registration.'),
  MICROSOFT_APP_PASSWORD: text
    .optional()
    .describe('Client secret, where neither a certificate nor a managed identity is used.'),
  MICROSOFT_APP_CERTIFICATE: text.optional().describe('Path of a PEM file with certificate and private key.'),
  GRAPH_URL: z
    .string()
    .url()
    .default('https://graph.microsoft.com')
    .describe('Address of Microsoft Graph; the national clouds have their own.'),
  GRAPH_TOKEN: text.optional().describe('Fixed token; only for a Graph on this machine.'),
  NOTIFICATION_SECRET: z
    .string()
    .min(16)
    .optional()
    .describe('Signs the client state of change notifications; the same on every process.'),
  LANGUAGE_MODEL_URL: z
    .string()
    .url()
    .optional()
    .describe(
      'OpenAI-compatible server that writes the minutes, such as https://api.openai.com/v1 or https://NAME.openai.azure.com; without it nothing that is said leaves the machine.',
    ),
  LANGUAGE_MODEL_KEY: text
    .optional()
    .describe('Its key. On Azure without it the sign-in of the bot is used; other servers then get none.'),
  LANGUAGE_MODEL_NAME: text.optional().describe('Name of the model; on Azure of the deployment.'),
  LANGUAGE_MODEL_API_VERSION: text
    .optional()
    .describe('Azure OpenAI only: its api-version, such as 2024-10-21; not needed below /openai/v1.'),
  LANGUAGE_MODEL_CONTEXT: z.coerce
    .number()
    .int()
    .min(4_096)
    .default(16_000)
    .describe(
      'Tokens that a request to the model and its answer may have; longer meetings are read in parts.',
    ),
  MEETING_INSIGHTS: z
    .enum(['on', 'off'])
    .default('off')
    .describe(
      "Whether Microsoft's meeting insights are merged into the minutes; needs Microsoft 365 Copilot and OnlineMeetingAiInsight.Read.All.",
    ),
  MAIL_SENDER: text
    .optional()
    .describe(
      'Mailbox (Entra object id or address) from which minutes and digests are mailed to people whom Teams does not reach, or who want mail; needs Mail.Send for this mailbox. Without it nothing is mailed.',
    ),
  DECISION_LINK_SECRET: z
    .string()
    .min(32)
    .optional()
    .describe(
      'Signs the links by which approvers decide from a mail when Teams does not reach them; random, the same on every process. Without it no such links are sent.',
    ),
  LOCAL365_PORT: port.default(3979).describe('Local only: port of the local Microsoft 365 and its page.'),
  PLAYGROUND_PORT: port.default(56150).describe('Local only: port of the Agents Playground.'),
} as const;

const schema = z.object(options);

export type Config = z.infer<typeof schema> & {
  /** True when there is no bot registration: everything runs on this machine. */
  readonly isLocal: boolean;
};

/** Reads the options; throws one `InputError` that names every option that is wrong or missing. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  // An option that is set to nothing is not set.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map((each) => `${each.path.join('.')}: ${each.message.toLowerCase()}`),
    ...problemsBetween(given),
    ...languageModelProblems(given),
  ];
  if (!parsed.success || problems.length > 0) {
    throw new InputError(
      'configuration',
      `The configuration cannot be used: ${problems.join('; ')}. See docs/configuration.md.`,
    );
  }
  return { ...parsed.data, isLocal: parsed.data.MICROSOFT_APP_ID === undefined };
}

/** Options that are missing beside others; what is wrong in one option alone is said apart. */
function problemsBetween(config: Readonly<Record<string, string | undefined>>): string[] {
  if (config.MICROSOFT_APP_ID === undefined) return [];
  const problems: string[] = [];
  if (config.MICROSOFT_APP_TYPE !== 'MultiTenant' && config.MICROSOFT_APP_TENANT_ID === undefined) {
    problems.push('MICROSOFT_APP_TENANT_ID: needed for a bot of this type');
  }
  if (
    config.MICROSOFT_APP_TYPE !== 'UserAssignedMSI' &&
    config.MICROSOFT_APP_PASSWORD === undefined &&
    config.MICROSOFT_APP_CERTIFICATE === undefined
  ) {
    problems.push(
      'MICROSOFT_APP_PASSWORD or MICROSOFT_APP_CERTIFICATE: one is needed without a managed identity',
    );
  }
  if (config.DOCKET_PUBLIC_URL === undefined)
    problems.push('DOCKET_PUBLIC_URL: needed so that Graph can notify Docket');
  if (config.NOTIFICATION_SECRET === undefined) problems.push('NOTIFICATION_SECRET: needed in a tenant');
  return problems;
}

/** Names of machines and private addresses: a network of one's own needs no https. */
const OWN_NETWORK =
  /^(?:localhost|[^.:]+|.+\.(?:local|internal|lan)|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[::1\])$/i;

function languageModelProblems(config: Readonly<Record<string, string | undefined>>): string[] {
  const address = config.LANGUAGE_MODEL_URL;
  if (address === undefined) return [];
  const problems: string[] = [];
  if (config.LANGUAGE_MODEL_NAME === undefined)
    problems.push('LANGUAGE_MODEL_NAME: needed with LANGUAGE_MODEL_URL');
  if (!URL.canParse(address)) return problems;
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !(protocol === 'http:' && OWN_NETWORK.test(hostname)))
    problems.push('LANGUAGE_MODEL_URL: what people say goes over https only, except within your own network');
  return problems;
}

/** Name, meaning and default of each option, for the docs and for `docket doctor`. */
export function listOptions(): readonly {
  readonly name: string;
  readonly meaning: string;
  readonly initial: string;
}[] {
  return Object.entries(options).map(([name, option]) => {
    const fallback = option.safeParse(undefined);
    return {
      name,
      meaning: option.description ?? '',
      initial: fallback.success && fallback.data !== undefined ? String(fallback.data) : '',
    };
  });
}
