/** Who the bot is towards Teams, checked before anything is built on it. */
import { InputError } from '../../kernel/errors.ts';

/** As in the bot's registration; new registrations are single tenant or a managed identity. */
export type BotAppType = 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';

export type BotCredentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly password: string }
  /** `privateKey` in PEM; `thumbprint` of the certificate in hexadecimal. */
  | { readonly kind: 'certificate'; readonly thumbprint: string; readonly privateKey: string }
  | { readonly kind: 'managedIdentity' };

/** Addresses of one Microsoft cloud. */
export interface BotCloud {
  readonly loginUrl: string;
  readonly scope: string;
  readonly issuer: string;
  readonly openIdMetadataUrl: string;
}

/** "Bot Framework authentication", public cloud. */
export const PUBLIC_CLOUD: BotCloud = {
  loginUrl: 'https://login.microsoftonline.com/botframework.com',
  scope: 'https://api.botframework.com',
  issuer: 'https://api.botframework.com',
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
};

export interface BotSignIn {
  /** None only for the Playground on this machine. */
  readonly appId?: string | undefined;
  readonly appType: BotAppType;
  /** Needed for `SingleTenant` and `UserAssignedMSI`. */
  readonly tenantId?: string | undefined;
  readonly credentials: BotCredentials;
  /** True when the server takes connections from this machine only. */
  readonly listensOnLoopback: boolean;
}

/** Throws an InputError of one sentence for a combination that would be unsafe or could not work. */
export function checkBotSignIn(signIn: BotSignIn): void {
  const problem = problemOf(signIn);
  if (problem !== undefined) throw new InputError('bot-sign-in', problem);
}

function problemOf({
  appId,
  appType,
  tenantId,
  credentials,
  listensOnLoopback,
}: BotSignIn): string | undefined {
  if (!appId) {
    if (!listensOnLoopback) {
      return 'Without a bot app id nobody’s messages can be verified, so the server may listen on 127.0.0.1 only: set the bot’s app id, or listen on loopback.';
    }
    if (credentials.kind !== 'none') return 'A bot credential is set but no bot app id: set both or neither.';
    return undefined;
  }
  if (credentials.kind === 'none') {
    return 'The bot has an app id but no credential: set its password, its certificate, or the app type UserAssignedMSI.';
  }
  if (appType !== 'MultiTenant' && !tenantId) {
    return `A bot of app type ${appType} needs the tenant id of its registration.`;
  }
  if ((appType === 'UserAssignedMSI') !== (credentials.kind === 'managedIdentity')) {
    return `A bot of app type ${appType} cannot sign in by ${credentials.kind}: UserAssignedMSI goes with a managed identity, the other types with a password or a certificate.`;
  }
  return undefined;
}

/** The settings by which the SDK knows the same. */
export function sdkCredentialSettings({
  appId,
  appType,
  tenantId,
  credentials,
}: BotSignIn): Record<string, string> {
  return {
    MicrosoftAppType: appType,
    ...(appId ? { MicrosoftAppId: appId } : {}),
    ...(tenantId ? { MicrosoftAppTenantId: tenantId } : {}),
    ...(credentials.kind === 'password' ? { MicrosoftAppPassword: credentials.password } : {}),
    ...(credentials.kind === 'certificate'
      ? { CertificateThumbprint: credentials.thumbprint, CertificatePrivateKey: credentials.privateKey }
      : {}),
  };
}
