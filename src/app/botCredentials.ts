/** The bot's sign-in from the configuration. */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { BotSignIn } from '../adapters/teams/botSignIn.ts';
import { InputError } from '../kernel/errors.ts';
import type { Config } from './config.ts';

export async function botSignIn(config: Config): Promise<BotSignIn> {
  return {
    appId: config.MICROSOFT_APP_ID,
    // Without a registration the SDK takes only this type.
    appType: config.MICROSOFT_APP_ID === undefined ? 'MultiTenant' : config.MICROSOFT_APP_TYPE,
    tenantId: config.MICROSOFT_APP_TENANT_ID,
    credentials: await credentialsOf(config),
    listensOnLoopback: ['127.0.0.1', '::1', 'localhost'].includes(config.DOCKET_HOST),
  };
}

async function credentialsOf(config: Config): Promise<BotSignIn['credentials']> {
  if (config.MICROSOFT_APP_ID === undefined) return { kind: 'none' };
  if (config.MICROSOFT_APP_TYPE === 'UserAssignedMSI') return { kind: 'managedIdentity' };
  const path = config.MICROSOFT_APP_CERTIFICATE;
  if (path === undefined) return { kind: 'password', password: config.MICROSOFT_APP_PASSWORD ?? '' };
  try {
    const pem = await readFile(path, 'utf8');
    const thumbprint = new X509Certificate(pem).fingerprint.replaceAll(':', '');
    const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/.exec(
      pem,
    )?.[0];
    if (privateKey === undefined) throw new Error('no private key in it');
    return { kind: 'certificate', thumbprint, privateKey };
  } catch (cause) {
    throw new InputError(
      'bot-certificate',
      `MICROSOFT_APP_CERTIFICATE: ${path} cannot be used; it must be a PEM file with the certificate and its private key.`,
      { cause },
    );
  }
}
