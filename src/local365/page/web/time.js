/** Times as people read them, in a given zone. */

const formats = new Map();

function format(zone, options) {
  const key = `${zone}|${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options });
  formats.set(key, known);
  return known;
}

/** `25 Nov 2026` */
export const showDay = (iso, zone) =>
  format(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(iso));

/** `25 Nov 2026, 10:05` */
export const showMoment = (iso, zone) =>
  format(zone, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso));

/** `10:05` */
export const showTime = (iso, zone) =>
  format(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));

/** `Wednesday` */
export const showWeekday = (iso, zone) => format(zone, { weekday: 'long' }).format(new Date(iso));

/** `25 November` */
export const showDate = (iso, zone) => format(zone, { day: 'numeric', month: 'long' }).format(new Date(iso));

/** Time of the day for today, the day otherwise. */
export function showShort(iso, zone, nowMs) {
  if (dayIn(iso, zone) === dayIn(nowMs, zone)) return showTime(iso, zone);
  return format(zone, { day: 'numeric', month: 'short' }).format(new Date(iso));
}

/** The day on which a moment falls in a zone: `2026-11-25`. */
export function dayIn(iso, zone) {
  const parts = Object.fromEntries(
    format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' })
      .formatToParts(new Date(iso))
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** What a clock on the wall shows there: `2026-11-25T10:05`. */
export const wallClockIn = (iso, zone) => `${dayIn(iso, zone)}T${showTime(iso, zone)}`;

/** The moment at which a clock on the wall of the zone shows this; `2026-11-25T10:05` or a day. */
export function momentOf(wallClock, zone) {
  const wanted = Date.parse(`${wallClock.length === 10 ? `${wallClock}T00:00` : wallClock}Z`);
  let at = wanted;
  // Twice, since the offset may change between the first guess and the moment itself.
  for (let round = 0; round < 2; round += 1) at += wanted - Date.parse(`${wallClockIn(at, zone)}Z`);
  return new Date(at).toISOString();
}

/** `2026-11-25` and a number of days. */
export function plusDays(day, days) {
  return new Date(Date.parse(`${day}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The Monday of the week of a day. */
export function mondayOf(day) {
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  return plusDays(day, -weekday);
}

export function showSize(bytes) {
  if (bytes < 1024) return `${bytes} bytes`;
  const [size, unit] = bytes < 1_048_576 ? [bytes / 1024, 'KB'] : [bytes / 1_048_576, 'MB'];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

/** `1 row`, `2 rows`. */
export const count = (number, one, many = `${one}s`) =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`;
