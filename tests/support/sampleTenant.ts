/** People and places of the sample tenant, by name. */
import { readLocalWorld } from '../../src/app/local/world.ts';
import { asTenantId } from '../../src/kernel/ids.ts';

export const SAMPLE = readLocalWorld('samples/atlas');
export const TENANT = asTenantId(SAMPLE.tenantId);
export const [AMARA, TOMASZ, PRIYA, LUCIA, KENJI, INGRID, YUSUF, CHIDI] = [1, 2, 3, 4, 5, 6, 7, 8].map(
  (number) => `a1000000-0000-4000-8000-00000000000${number}`,
) as [string, string, string, string, string, string, string, string];
export const GENERAL = SAMPLE.playground.team.id;
export const CUTOVER = SAMPLE.playground.team.channel.id;
