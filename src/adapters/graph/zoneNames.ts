/** IANA names for the time zones of Outlook (Windows names) and of SharePoint sites (descriptions). */
import { asZoneName, isZoneName, type ZoneName } from '../../kernel/time.ts';
import siteZones from './siteZones.json' with { type: 'json' };
// Unicode CLDR, supplemental/windowsZones, territory 001.
import windowsZones from './windowsZones.json' with { type: 'json' };

const byWindowsName: Readonly<Record<string, string>> = windowsZones;
const byPlace: Readonly<Record<string, string>> = siteZones;

/** Mailboxes hold a Windows or an IANA name; null for a custom zone. */
export function zoneOfMailbox(name: string): ZoneName | null {
  const known = Object.hasOwn(byWindowsName, name) ? byWindowsName[name] : name;
  return known !== undefined && isZoneName(known) ? known : null;
}

/**
 * A site's zone is a description, such as `(UTC+01:00) Brussels, Copenhagen, Madrid, Paris`: found by the first place
 * that is known ("SPRegionalSettings.TimeZones property"). Null when none is.
 */
export function zoneOfSite(description: string): ZoneName | null {
  const text = description.replace(/^\(.*?\)\s*/, '').toLowerCase();
  const fixed = /^coordinated universal time([+-])0?(\d+)$/.exec(text);
  // IANA's Etc names count the other way round.
  if (fixed !== null) return asZoneName(`Etc/GMT${fixed[1] === '+' ? '-' : '+'}${fixed[2]}`);
  const found = Object.entries(byPlace).find(([place]) => text.includes(place.toLowerCase()));
  return found === undefined ? null : asZoneName(found[1]);
}
