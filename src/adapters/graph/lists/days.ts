/** Days in date-only columns: a list keeps them as a moment, Docket as a day. */
import { DateTime } from 'luxon';
import { asDay, asInstant, type Day, type Instant, type ZoneName } from '../../../kernel/time.ts';

/**
 * The moment to write for a day: noon in the site's zone. SharePoint keeps midnight of the day that the moment falls on
 * there; noon is that day also in every zone within eleven hours, should the site's zone have been read wrongly.
 */
export function momentOfDay(day: Day, siteZone: ZoneName): Instant {
  return asInstant(DateTime.fromISO(day, { zone: siteZone }).set({ hour: 12 }).toJSDate());
}

/**
 * The day that a list means. A moment that is no start of a day in the site's zone (the zone was changed, or is not the
 * one we think) means the day whose midnight is nearest. Null for text that is no moment.
 */
export function dayOfMoment(text: string, siteZone: ZoneName): Day | null {
  const moment = DateTime.fromISO(text, { zone: 'utc' });
  if (!moment.isValid) return null;
  const local = moment.setZone(siteZone);
  const isStart = local.equals(local.startOf('day'));
  const isWithTime = local.hour === 12 && local.minute === 0;
  const day = isStart || isWithTime ? local.toISODate() : moment.plus({ hours: 12 }).toISODate();
  return day === null ? null : asDay(day);
}
