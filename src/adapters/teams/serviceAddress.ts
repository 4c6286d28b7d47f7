/** Where a token of the bot may be sent. */
import { AccessError } from '../../kernel/errors.ts';

/** Connector hosts of the public and the government clouds ("Bot Framework authentication", Teams' service URLs). */
const TEAMS_HOSTS = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
];
const TEAMS_DOMAINS = ['.botframework.com'];

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

export function isLoopback(address: string): boolean {
  return LOOPBACK.includes(hostOf(address));
}

/**
 * Throws an AccessError unless the connector address is one of Teams' (with a credential) or of this machine
 * (without): a stored or forged address must not draw the bot's token away.
 */
export function checkServiceAddress(address: string, hasCredential: boolean): void {
  const host = hostOf(address);
  const isTeams =
    address.startsWith('https://') &&
    (TEAMS_HOSTS.includes(host) || TEAMS_DOMAINS.some((domain) => host.endsWith(domain)));
  if (hasCredential ? isTeams : isLoopback(address)) return;
  const allowed = hasCredential ? 'addresses of Teams' : 'addresses of this machine, since it has no app id';
  throw new AccessError(
    'connector-not-trusted',
    `The connector address ${host || '(unreadable)'} is not trusted: this bot speaks only to ${allowed}.`,
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.toLowerCase() : '';
}
