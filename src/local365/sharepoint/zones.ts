/** Time zones as SharePoint names them ("SPRegionalSettings.TimeZones property"): id, description, IANA name. */

interface SharePointZone {
  readonly id: number;
  readonly description: string;
  /** The first is the zone's own name; the others are told by the same description. */
  readonly names: readonly string[];
  /** Minutes to add to local time for UTC, without summer time. */
  readonly bias: number;
  readonly hasSummerTime: boolean;
}

const zone = (
  id: number,
  offset: string,
  places: string,
  names: readonly string[],
  hasSummerTime = false,
): SharePointZone => ({
  id,
  description: `(UTC${offset}) ${places}`,
  names,
  bias: biasOf(offset),
  hasSummerTime,
});

function biasOf(offset: string): number {
  const found = /^([+-])(\d{2}):(\d{2})$/.exec(offset);
  if (found === null) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3]);
  return found[1] === '+' ? -minutes || 0 : minutes;
}

export const SHAREPOINT_ZONES: readonly SharePointZone[] = [
  zone(93, '', 'Coordinated Universal Time', ['Etc/UTC', 'UTC', 'Etc/GMT']),
  zone(2, '', 'Dublin, Edinburgh, Lisbon, London', ['Europe/London', 'Europe/Dublin', 'Europe/Lisbon'], true),
  zone(31, '', 'Monrovia, Reykjavik', ['Atlantic/Reykjavik', 'Africa/Monrovia']),
  zone(
    3,
    '+01:00',
    'Brussels, Copenhagen, Madrid, Paris',
    ['Europe/Madrid', 'Europe/Paris', 'Europe/Brussels', 'Europe/Copenhagen'],
    true,
  ),
  zone(
    4,
    '+01:00',
    'Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna',
    [
      'Europe/Berlin',
      'Europe/Amsterdam',
      'Europe/Zurich',
      'Europe/Rome',
      'Europe/Stockholm',
      'Europe/Vienna',
      'Europe/Oslo',
      'Europe/Luxembourg',
    ],
    true,
  ),
  zone(
    6,
    '+01:00',
    'Belgrade, Bratislava, Budapest, Ljubljana, Prague',
    ['Europe/Budapest', 'Europe/Belgrade', 'Europe/Bratislava', 'Europe/Ljubljana', 'Europe/Prague'],
    true,
  ),
  zone(
    57,
    '+01:00',
    'Sarajevo, Skopje, Warsaw, Zagreb',
    ['Europe/Warsaw', 'Europe/Sarajevo', 'Europe/Skopje', 'Europe/Zagreb'],
    true,
  ),
  zone(69, '+01:00', 'West Central Africa', ['Africa/Lagos', 'Africa/Kinshasa']),
  zone(5, '+02:00', 'Athens, Bucharest', ['Europe/Athens', 'Europe/Bucharest'], true),
  zone(
    59,
    '+02:00',
    'Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius',
    [
      'Europe/Helsinki',
      'Europe/Kyiv',
      'Europe/Kiev',
      'Europe/Riga',
      'Europe/Sofia',
      'Europe/Tallinn',
      'Europe/Vilnius',
    ],
    true,
  ),
  zone(49, '+02:00', 'Cairo', ['Africa/Cairo'], true),
  zone(50, '+02:00', 'Harare, Pretoria', ['Africa/Johannesburg', 'Africa/Harare']),
  zone(27, '+02:00', 'Jerusalem', ['Asia/Jerusalem'], true),
  zone(26, '+03:00', 'Baghdad', ['Asia/Baghdad']),
  zone(74, '+03:00', 'Kuwait, Riyadh', ['Asia/Riyadh', 'Asia/Kuwait']),
  zone(51, '+03:00', 'Moscow, St. Petersburg, Volgograd', ['Europe/Moscow']),
  zone(56, '+03:00', 'Nairobi', ['Africa/Nairobi']),
  zone(25, '+03:30', 'Tehran', ['Asia/Tehran']),
  zone(24, '+04:00', 'Abu Dhabi, Muscat', ['Asia/Dubai', 'Asia/Muscat']),
  zone(54, '+04:00', 'Baku', ['Asia/Baku']),
  zone(48, '+04:30', 'Kabul', ['Asia/Kabul']),
  zone(23, '+05:30', 'Chennai, Kolkata, Mumbai, New Delhi', ['Asia/Kolkata', 'Asia/Calcutta']),
  zone(66, '+05:30', 'Sri Jayawardenepura', ['Asia/Colombo']),
  zone(62, '+05:45', 'Kathmandu', ['Asia/Kathmandu', 'Asia/Katmandu']),
  zone(71, '+06:00', 'Dhaka', ['Asia/Dhaka']),
  zone(22, '+07:00', 'Bangkok, Hanoi, Jakarta', [
    'Asia/Bangkok',
    'Asia/Ho_Chi_Minh',
    'Asia/Saigon',
    'Asia/Jakarta',
  ]),
  zone(45, '+08:00', 'Beijing, Chongqing, Hong Kong, Urumqi', ['Asia/Shanghai', 'Asia/Hong_Kong']),
  zone(21, '+08:00', 'Kuala Lumpur, Singapore', ['Asia/Singapore', 'Asia/Kuala_Lumpur']),
  zone(73, '+08:00', 'Perth', ['Australia/Perth']),
  zone(75, '+08:00', 'Taipei', ['Asia/Taipei']),
  zone(20, '+09:00', 'Osaka, Sapporo, Tokyo', ['Asia/Tokyo']),
  zone(72, '+09:00', 'Seoul', ['Asia/Seoul']),
  zone(19, '+09:30', 'Adelaide', ['Australia/Adelaide'], true),
  zone(18, '+10:00', 'Brisbane', ['Australia/Brisbane']),
  zone(76, '+10:00', 'Canberra, Melbourne, Sydney', ['Australia/Sydney', 'Australia/Melbourne'], true),
  zone(17, '+12:00', 'Auckland, Wellington', ['Pacific/Auckland'], true),
  zone(29, '-01:00', 'Azores', ['Atlantic/Azores'], true),
  zone(8, '-03:00', 'Brasilia', ['America/Sao_Paulo']),
  zone(32, '-03:00', 'Cayenne, Fortaleza', ['America/Fortaleza', 'America/Cayenne']),
  zone(28, '-03:30', 'Newfoundland', ['America/St_Johns'], true),
  zone(9, '-04:00', 'Atlantic Time (Canada)', ['America/Halifax'], true),
  zone(33, '-04:00', 'Georgetown, La Paz, Manaus, San Juan', [
    'America/La_Paz',
    'America/Manaus',
    'America/Puerto_Rico',
  ]),
  zone(65, '-04:00', 'Santiago', ['America/Santiago'], true),
  zone(10, '-05:00', 'Eastern Time (US and Canada)', ['America/New_York', 'America/Toronto'], true),
  zone(35, '-05:00', 'Bogota, Lima, Quito', ['America/Bogota', 'America/Lima', 'America/Guayaquil']),
  zone(11, '-06:00', 'Central Time (US and Canada)', ['America/Chicago', 'America/Winnipeg'], true),
  zone(37, '-06:00', 'Guadalajara, Mexico City, Monterrey', ['America/Mexico_City', 'America/Monterrey']),
  zone(12, '-07:00', 'Mountain Time (US and Canada)', ['America/Denver', 'America/Edmonton'], true),
  zone(38, '-07:00', 'Arizona', ['America/Phoenix']),
  zone(13, '-08:00', 'Pacific Time (US and Canada)', ['America/Los_Angeles', 'America/Vancouver'], true),
  zone(14, '-09:00', 'Alaska', ['America/Anchorage'], true),
  zone(15, '-10:00', 'Hawaii', ['Pacific/Honolulu']),
];

/** SharePoint's zone for an IANA name. Throws a RangeError for one that is not in the table. */
export function sharePointZone(name: string): SharePointZone {
  const found = SHAREPOINT_ZONES.find(({ names }) => names.includes(name));
  if (found === undefined) throw new RangeError(`The local SharePoint has no time zone for '${name}'.`);
  return found;
}
