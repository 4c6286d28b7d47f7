/** Time as values: an instant is an ISO text in UTC, a day is `YYYY-MM-DD`; both sort as text and survive JSON. */
import { DateTime, IANAZone } from 'luxon';

declare const brand: unique symbol;

/** A moment in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export type Instant = string & { readonly [brand]: 'Instant' };
/** A calendar day without zone, `YYYY-MM-DD`. */
export type Day = string & { readonly [brand]: 'Day' };
/** IANA name, such as `Europe/Madrid`. */
export type ZoneName = string & { readonly [brand]: 'ZoneName' };

/** The only source of "now". */
export interface Clock {
  now(): Instant;
}

/** Any ISO text with an offset, or a Date, as an instant. Throws a RangeError on text that is no moment. */
export function asInstant(value: string | Date | number): Instant {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not a moment in time: ${String(value)}`);
  return date.toISOString() as Instant;
}

/** `YYYY-MM-DD` as a day. Throws a RangeError on anything else, 2027-02-30 included. */
export function asDay(value: string): Day {
  if (!isDay(value)) throw new RangeError(`Not a day: ${value}`);
  return value;
}

export function isDay(value: string): value is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const moment = Date.parse(value);
  // The 30th of February is read as the second of March.
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(value);
}

export function isZoneName(value: string): value is ZoneName {
  return IANAZone.isValidZone(value);
}

/** Throws a RangeError when the zone is unknown. */
export function asZoneName(value: string): ZoneName {
  if (!isZoneName(value)) throw new RangeError(`Not an IANA time zone: ${value}`);
  return value;
}

export const instantPlus = (from: Instant, milliseconds: number): Instant =>
  asInstant(Date.parse(from) + milliseconds);

/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export const millisecondsBetween = (from: Instant, to: Instant): number => Date.parse(to) - Date.parse(from);

/** The day that a moment falls on in a zone. */
export function dayOf(instant: Instant, zone: ZoneName): Day {
  const format =
    dayFormats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  dayFormats.set(zone, format);
  return format.format(Date.parse(instant)) as Day;
}

/** Swedish writes days as ISO 8601 does; a format that is kept is twenty times as fast as one that is made. */
const dayFormats = new Map<ZoneName, Intl.DateTimeFormat>();

/** The moment at which a day begins in a zone. */
export const startOfDay = (day: Day, zone: ZoneName): Instant =>
  asInstant(DateTime.fromISO(day, { zone }).startOf('day').toJSDate());

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Plain days have no zone, so the same arithmetic as UTC's holds. */
export const dayPlus = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10) as Day;

/** ISO weekday, 1 = Monday to 7 = Sunday. */
export const weekdayOf = (day: Day): number => new Date(Date.parse(day)).getUTCDay() || 7;
