/** The language model of the configuration, with the embedded engine where it fails. Loaded only where it is wanted. */
import { makeCredential } from '../adapters/graph/credential.ts';
import { makeLanguageModelEngine } from '../adapters/language/makeLanguageModelEngine.ts';
import type { ModelCredential } from '../adapters/language/modelClient.ts';
import { InputError } from '../kernel/errors.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Clock } from '../kernel/time.ts';
import type { MinutesEngine } from '../meetings/index.ts';
import type { Config } from './config.ts';
import { credentialConfig } from './graphSide.ts';

/** Throws InputError without LANGUAGE_MODEL_URL. */
export function makeLanguageEngine(
  config: Config,
  {
    clock,
    logger,
    fallback,
  }: { readonly clock: Clock; readonly logger: Logger; readonly fallback: MinutesEngine },
): MinutesEngine {
  const endpoint = config.LANGUAGE_MODEL_URL;
  const model = config.LANGUAGE_MODEL_NAME;
  if (endpoint === undefined || model === undefined) {
    throw new InputError(
      'no-language-model',
      'There is no language model to ask: set LANGUAGE_MODEL_URL and LANGUAGE_MODEL_NAME, or use the embedded engine.',
    );
  }
  return makeLanguageModelEngine({
    endpoint,
    model,
    credential: modelCredential(config, endpoint),
    ...(config.LANGUAGE_MODEL_API_VERSION === undefined
      ? {}
      : { apiVersion: config.LANGUAGE_MODEL_API_VERSION }),
    contextTokens: config.LANGUAGE_MODEL_CONTEXT,
    clock,
    logger,
    fallback,
  });
}

/** "How to configure Azure OpenAI with Microsoft Entra ID authentication": the scope of its tokens. */
const AZURE_SCOPE = 'https://cognitiveservices.azure.com/.default';
const AZURE_HOST = /\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/i;

function modelCredential(config: Config, endpoint: string): ModelCredential {
  if (config.LANGUAGE_MODEL_KEY !== undefined) return { kind: 'key', key: config.LANGUAGE_MODEL_KEY };
  if (!AZURE_HOST.test(new URL(endpoint).hostname) || config.MICROSOFT_APP_ID === undefined)
    return { kind: 'none' };
  const credential = makeCredential(
    credentialConfig(config, config.MICROSOFT_APP_TENANT_ID ?? 'common'),
    endpoint,
  );
  return {
    kind: 'token',
    token: async () => {
      const token = await credential.getToken(AZURE_SCOPE);
      if (token === null)
        throw new InputError('no-token', 'The sign-in gave no token for the language model.');
      return token.token;
    },
  };
}
