/** How days are said in German. */

import { de } from 'chrono-node';
import type { DateWords } from '../dates/dateWords.ts';
import { askChronoIn, makeOffsetReader } from '../languages/calendarLibrary.ts';
import { makeDateRules } from '../languages/calendarRules.ts';
import type { CalendarWords } from '../languages/calendarWords.ts';
import { RuleSet } from '../patterns/prefiltered.ts';

const UNITS = ['ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun'];
const TENS = [...UNITS.map((unit) => `${unit}(?:und)zwanzig`)];
/** `ersten`, `zweiten` ... `einunddreißigsten`. */
const DAY_WORDS = [
  ...'erste zweite dritte vierte fünfte sechste sieb(?:en)?te achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste'.split(
    ' ',
  ),
  ...TENS.map((number) => `${number}ste`),
  'drei(?:ß|ss)igste',
  'einunddrei(?:ß|ss)igste',
].map((word) => `${word}n`);

const CALENDAR: CalendarWords = {
  weekdays: ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend', 'sonntag'],
  months: [
    'januar|jänner|jan',
    'februar|feber|feb',
    'märz|mrz',
    'april|apr',
    'mai',
    'juni|jun',
    'juli|jul',
    'august|aug',
    'september|sept?',
    'oktober|okt',
    'november|nov',
    'dezember|dez',
  ],
  dayWords: DAY_WORDS,
  dayEnding: String.raw`\.`,
  ofMonth: String.raw`\s?`,
  ofYear: String.raw`\s`,
  beforeBareDay: 'am|zum|dem|den|vom|der|bis',
  notBehindBareDay: String.raw`\s?(?:\d|punkt|mal|stock|quartal|tag|lauf|teil|schritt|phase|woche|runde|test|termin|version)`,
  beforeWeekday:
    'nächste[nrs]?|kommende[nrs]?|diese[nrms]?|letzte[nrs]?|vorige[nrs]?|vergangene[nrs]?|(?:(?:in )?(?:der )?nächste[nr]? woche)(?: am)?|(?:in )?(?:der )?kommende[nr] woche(?: am)?|(?:in )?(?:der )?(?:letzten?|vorigen?) woche(?: am)?|übernächste[nrs]?',
  behindWeekday:
    '(?:der |in der )?nächste[nr]? woche|(?:der )?kommenden woche|in einer woche|in acht tagen|letzter woche',
  isPastWeekday: /letzte|vorige|vergangene/i,
  isOfNextWeek: /woche/i,
  isNext: /nächste/i,
  isInAWeek: /in einer woche|in acht tagen|übernächste/i,
  today:
    'heute(?: noch| abend| nachmittag| mittag| vormittag)?|(?:bis )?(?:zum )?feierabend|(?:gleich |direkt )?nach (?:dem meeting|der besprechung|dem termin|dem call)|bis zum ende des tages|bis tagesende|eod',
  tomorrow: 'morgen(?: früh| vormittag| mittag| nachmittag| abend)?',
  dayAfterTomorrow: 'übermorgen',
  past: 'vorgestern|gestern(?: abend| nachmittag| vormittag)?|(?:letzte|vorige|vergangene)[nrsm]? (?:woche|monat|jahr|mal|quartal)|vor (?:\\d+|einem|einer|zwei|drei|vier|fünf|sechs|ein paar|einigen|wenigen) (?:tag|tagen|woche|wochen|monat|monaten|jahr|jahren|stunde|stunden|minute|minuten)|neulich|damals|heute (?:früh|morgen)(?= (?:habe|hat|war))',
  endOfWeek: '(?:zum |bis )?(?:ende (?:der|dieser) woche|wochenende(?= der woche)|ende der arbeitswoche)',
  endOfNextWeek: '(?:zum )?ende (?:der )?(?:nächste[rn]?|kommende[rn]?) woche',
  startOfNextWeek: '(?:zu )?(?:anfang|beginn) (?:der )?(?:nächste[rn]?|kommende[rn]?) woche',
  middleOfNextWeek: 'mitte (?:der )?(?:nächste[rn]?|kommende[rn]?) woche',
  nextWeek: '(?:im laufe der )?(?:nächste[rn]?|kommende[rn]?) woche|(?:in )?kw nächste',
  thisWeek: '(?:im laufe )?diese[rn]? woche',
  weekend: '(?:am|übers|zum|dieses) wochenende',
  endOfMonth: '(?:zum )?(?:ende (?:des|dieses) monats|monatsende)',
  middleOfMonth: '(?:zur )?(?:mitte (?:des|dieses) monats|monatsmitte)',
  endOfNextMonth: 'ende (?:des )?nächsten monats',
  startOfNextMonth: '(?:anfang|beginn) (?:des )?nächsten monats',
  nextMonth: 'nächsten monat|im nächsten monat',
  endOfYear: '(?:zum )?(?:ende (?:des|dieses) jahres|jahresende|jahresschluss)',
  endOfQuarter: '(?:zum )?(?:ende (?:des|dieses) quartals|quartalsende|ende q([1-4]))',
  partOfMonth: { start: '(?:anfang|beginn)\\s', middle: 'mitte\\s', end: 'ende\\s' },
  within: 'in|binnen|innerhalb(?: von)?|in den nächsten',
  withinEnd: '(?:von )?jetzt',
  numbers: {
    einem: 1,
    einer: 1,
    eines: 1,
    ein: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    zwölf: 12,
    vierzehn: 14,
    'ein paar': 3,
  },
  vague: /ein paar/i,
  units: {
    hour: 'stunden?|minuten?',
    workingDay: '(?:arbeits|werk)tage?n?s?',
    day: 'tage?n?s?',
    fortnight: '(?!)',
    week: 'wochen?',
    month: 'monate?n?s?',
  },
  noDay:
    'so (?:schnell|bald) wie möglich|(?:baldmöglichst|schnellstmöglich|asap|zeitnah)|(?:bis )?(?:zum|zur) nächsten (?:mal|termin|meeting|sitzung|besprechung|runde|jour fixe)|(?:zum )?ende des sprints',
  weekNumber: String.raw`(?:kw|kalenderwoche)\s?(\d{1,2})`,
};

const NUMBERS = Object.keys(CALENDAR.numbers).join('|');
const DEADLINE = /(?<!\p{L})(?:bis|spätestens|vor|fällig|zum|deadline)\s+(?:\S+\s+){0,2}$/iu;

export const GERMAN_DATES: DateWords = {
  rules: new RuleSet(makeDateRules(CALENDAR)),
  mayHoldDate:
    /\d|heute|morgen|gestern|neulich|woche|tag(?!es)|mittwoch|sonnabend|monat|quartal|jahr|januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|feierabend|ste[nr]\b|te[nr]\b|nächste|asap|baldmöglichst|schnell|zeitnah|\bkw\b|\bin \p{L}+ |sprint|nach (?:dem|der)|\beod\b/iu,
  preposition:
    /(?<!\p{L})(?:(?:bis|spätestens|am|zum|vor|im|in|auf|für|ab|und zwar)\s+)?(?:(?:bis|spätestens|am|zum|zur|den|dem|der|vor|im|in|ungefähr|circa|etwa|gleich)\s+){1,3}$/iu,
  leading: /(?<!\p{L})(?:gleich|direkt|noch|erst|spätestens|bis)\s+$/iu,
  trailing:
    /^(?:,?\s*(?:spätestens|früh|vormittag|mittag|nachmittag|abend|um \d{1,2}(?:[:.]\d{2})?(?: uhr)?|\d{1,2} uhr))+(?!\p{L})/iu,
  noDeadline:
    /(?<!\p{L})(?:seit|ab|von|vom|statt|anstatt|nicht(?: vor| am)?|nach|zwischen|jeden|jeder|jedes|außer|pro|immer|für (?:den|die|das))\s+(?:dem\s+|der\s+|den\s+)?$/iu,
  deadlineBefore: DEADLINE,
  deadlineStart: /^(?:bis|spätestens|vor)(?!\p{L})/iu,
  toDay: /(?<!\p{L})auf\s+(?:den\s+|die\s+)?$/iu,
  correction:
    /^[\s,.–—-]*(?:nein|ach nein|quatsch|sorry|entschuldigung|moment|ich meine|beziehungsweise|bzw\.?|oder besser|besser|lieber|doch lieber|korrektur|äh)[\s,.–—-]*(?:(?:bis|am|zum|den|doch|lieber|gesagt)\s+)*$/iu,
  nameOfMeeting: /^(?:s|-)?\s?(?:runde|termin|meeting|sitzung|call|besprechung|workshop|demo)(?!\p{L})/iu,
  readOffset: makeOffsetReader(
    new RegExp(
      String.raw`(?:(?<count>\d{1,2}|${NUMBERS})\s+(?<unit>\p{L}+)\s+)?(?<!\p{L})(?:(?:bis|spätestens)\s+)?(?:vor|bis|zum|zur|bis zum|bis zur|rechtzeitig zum|rechtzeitig zur|am|(?<after>nach))\s+(?:dem\s+|der\s+|den\s+|zum\s+|zur\s+|unserem\s+)?$`,
      'iu',
    ),
    CALENDAR,
  ),
  askLibrary: askChronoIn(de.parse, /(?<!\p{L})(?:bis|spätestens|vor|zum|am)\s/iu),
};
