/** Dates as SharePoint stores them. */
import { DateTime } from 'luxon';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?$/;
/** Earliest year of a date column. */
const FIRST_YEAR = 1900;

/** A moment as ISO text in UTC without fractions; text without offset is read in the site's zone. Null when it is none. */
export function storedMoment(text: string, zone: string): string | null {
  const at = readMoment(text, zone);
  return at === null ? null : utcText(at);
}

/** A day as the moment at which it begins in the site's zone. A moment becomes the day it falls on there. */
export function storedDay(text: string, zone: string): string | null {
  const at = readMoment(text, zone);
  return at === null ? null : utcText(at.setZone(zone).startOf('day'));
}

function readMoment(text: string, zone: string): DateTime | null {
  if (!DAY.test(text) && !MOMENT.test(text)) return null;
  const at = DateTime.fromISO(text, { zone });
  return at.isValid && at.year >= FIRST_YEAR ? at : null;
}

const utcText = (at: DateTime): string => `${at.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss")}Z`;
