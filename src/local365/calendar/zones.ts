/** Zones and moments as Outlook writes them: `{ dateTime, timeZone }` with a Windows or an IANA zone name. */
import { DateTime, IANAZone } from 'luxon';
import { GraphFault } from '../core/route.ts';
// Names and territories-"001" zones of the Unicode CLDR's windowsZones table.
import windowsZones from './windowsZones.json' with { type: 'json' };

export interface DateTimeTimeZone {
  readonly dateTime: string;
  readonly timeZone: string;
}

const byWindowsName: Readonly<Record<string, string>> = windowsZones;

/** IANA name behind a Windows or IANA name; null when it is neither. */
export function ianaZone(name: string): string | null {
  const known = Object.hasOwn(byWindowsName, name) ? byWindowsName[name] : undefined;
  if (known !== undefined) return known;
  return name.includes('/') && IANAZone.isValidZone(name) ? name : null;
}

/** As `ianaZone`, or the fault that Outlook answers with. */
export function requireZone(name: string): string {
  const zone = ianaZone(name);
  if (zone !== null) return zone;
  throw new GraphFault(
    400,
    'TimeZoneNotSupportedException',
    `A valid TimeZone value must be specified. The following TimeZone value is not supported: '${name}'.`,
  );
}

/** Milliseconds of a `dateTimeTimeZone`; an offset in the text wins over the zone. */
export function readMoment(value: unknown, property: string): { readonly at: number; readonly zone: string } {
  const { dateTime, timeZone } = (value ?? {}) as { dateTime?: unknown; timeZone?: unknown };
  if (typeof dateTime !== 'string' || (timeZone !== undefined && typeof timeZone !== 'string'))
    throw new GraphFault(
      400,
      'ErrorInvalidArgument',
      `The property '${property}' must be an object with dateTime and timeZone.`,
    );
  const zone = timeZone ?? 'UTC';
  const parsed = DateTime.fromISO(dateTime, { zone: requireZone(zone) });
  if (!parsed.isValid)
    throw new GraphFault(
      400,
      'ErrorInvalidArgument',
      `The value '${dateTime}' of '${property}/dateTime' is no date and time.`,
    );
  return { at: parsed.toMillis(), zone };
}

/** `2026-12-07T09:00:00.0000000` in the zone, as Outlook prints it. */
export const writeMoment = (at: number, timeZone: string): DateTimeTimeZone => ({
  dateTime: `${DateTime.fromMillis(at, { zone: requireZone(timeZone) }).toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS")}0000`,
  timeZone,
});

/** The zone of `Prefer: outlook.timezone="..."`; UTC without it. */
export function preferredZone(prefer: string | undefined): string {
  const name = /outlook\.timezone\s*=\s*"([^"]*)"/i.exec(prefer ?? '')?.[1];
  if (name === undefined) return 'UTC';
  requireZone(name);
  return name;
}
