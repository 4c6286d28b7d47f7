/** The credential for Graph, one kind chosen by configuration; none is guessed. */
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity';
import { InputError } from '../../kernel/errors.ts';

/** `authorityHost` is for national clouds, such as `https://login.microsoftonline.us`. */
export type CredentialConfig =
  /** On Azure: no secret at all. `clientId` names a user-assigned identity. */
  | { readonly kind: 'managed-identity'; readonly clientId?: string }
  /** `certificatePath` is a PEM file that holds certificate and private key. */
  | (AppRegistration & { readonly kind: 'certificate'; readonly certificatePath: string })
  | (AppRegistration & { readonly kind: 'secret'; readonly secret: string })
  /** An app registration that trusts a managed identity ("Configure an app to trust a managed identity"). */
  | (AppRegistration & { readonly kind: 'federated'; readonly managedIdentityClientId?: string })
  /** Kubernetes: the projected service account token. */
  | (AppRegistration & { readonly kind: 'workload-identity'; readonly tokenFilePath: string })
  /** For a local Microsoft 365 only. */
  | { readonly kind: 'fixed-token'; readonly token: string };

interface AppRegistration {
  readonly tenantId: string;
  readonly clientId: string;
  readonly authorityHost?: string;
}

/** Audience of a managed identity's token that stands in for a client secret. */
const TOKEN_EXCHANGE = 'api://AzureADTokenExchange/.default';

/** Throws InputError for a fixed token that would leave this machine. Nothing is sent before the first call. */
export function makeCredential(config: CredentialConfig, baseUrl: string): TokenCredential {
  switch (config.kind) {
    case 'managed-identity':
      return config.clientId === undefined
        ? new ManagedIdentityCredential()
        : new ManagedIdentityCredential({ clientId: config.clientId });
    case 'certificate':
      return new ClientCertificateCredential(
        config.tenantId,
        config.clientId,
        { certificatePath: config.certificatePath },
        authorityOf(config),
      );
    case 'secret':
      return new ClientSecretCredential(config.tenantId, config.clientId, config.secret, authorityOf(config));
    case 'federated':
      return federated(config);
    case 'workload-identity':
      return new WorkloadIdentityCredential({
        tenantId: config.tenantId,
        clientId: config.clientId,
        tokenFilePath: config.tokenFilePath,
        ...authorityOf(config),
      });
    case 'fixed-token':
      return fixedToken(config.token, baseUrl);
  }
}

const authorityOf = ({ authorityHost }: AppRegistration): { authorityHost?: string } =>
  authorityHost === undefined ? {} : { authorityHost };

function federated(config: Extract<CredentialConfig, { kind: 'federated' }>): TokenCredential {
  const identity =
    config.managedIdentityClientId === undefined
      ? new ManagedIdentityCredential()
      : new ManagedIdentityCredential({ clientId: config.managedIdentityClientId });
  const assertion = async (): Promise<string> => (await identity.getToken(TOKEN_EXCHANGE)).token;
  return new ClientAssertionCredential(config.tenantId, config.clientId, assertion, authorityOf(config));
}

function fixedToken(token: string, baseUrl: string): TokenCredential {
  if (!isLoopback(baseUrl)) {
    throw new InputError(
      'fixed-token-off-loopback',
      `A fixed token is for a local Microsoft 365 on this machine (127.0.0.1, ::1 or localhost) and is not sent to ${baseUrl}: configure a managed identity, a certificate or a secret instead.`,
    );
  }
  // Never renewed: the local Microsoft 365 keeps one token as long as it runs.
  return { getToken: async () => ({ token, expiresOnTimestamp: Number.MAX_SAFE_INTEGER }) };
}

export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
