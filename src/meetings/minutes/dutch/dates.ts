/** How days are said in Dutch. */

import { nl } from 'chrono-node';
import type { DateWords } from '../dates/dateWords.ts';
import { askChronoIn, makeOffsetReader } from '../languages/calendarLibrary.ts';
import { makeDateRules } from '../languages/calendarRules.ts';
import type { CalendarWords } from '../languages/calendarWords.ts';
import { RuleSet } from '../patterns/prefiltered.ts';

const CALENDAR: CalendarWords = {
  weekdays: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'].map(
    (day) => `${day}(?:ochtend|middag|avond|morgen)?`,
  ),
  months: [
    'januari|jan',
    'februari|feb',
    'maart|mrt',
    'april|apr',
    'mei',
    'juni|jun',
    'juli|jul',
    'augustus|aug',
    'september|sept?',
    'oktober|okt',
    'november|nov',
    'december|dec',
  ],
  dayWords:
    'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste eenentwintigste tweeëntwintigste drieëntwintigste vierentwintigste vijfentwintigste zesentwintigste zevenentwintigste achtentwintigste negenentwintigste dertigste eenendertigste'.split(
      ' ',
    ),
  dayEnding: 's?t?e|de',
  ofMonth: String.raw`\s`,
  ofYear: String.raw`\s`,
  beforeBareDay: 'de|op de|tegen de|voor de',
  notBehindBareDay: String.raw`\s(?!(?:om|uur|en|of|als|is|dan|graag|klaar|van de maand)\b)\p{L}`,
  beforeWeekday:
    'volgende week(?: op)?|volgende|komende|aanstaande|eerstvolgende|deze|afgelopen|vorige|vorige week(?: op)?|over een week',
  behindWeekday: '(?:van )?volgende week|over een week|over acht dagen|vorige week|aanstaande|jongstleden',
  isPastWeekday: /afgelopen|vorige|jongstleden/i,
  isOfNextWeek: /volgende week/i,
  isNext: /volgende/i,
  isInAWeek: /over een week|over acht dagen/i,
  today:
    'vandaag(?: nog)?|vanavond|vanmiddag|vanochtend|(?:meteen |direct |gelijk )?na (?:dit|de|het) (?:overleg|meeting|vergadering|gesprek|call)|(?:voor )?het einde van de dag|einde (?:van de )?dag|eod',
  tomorrow: 'morgen(?:ochtend|middag|avond|vroeg)?',
  dayAfterTomorrow: 'overmorgen',
  past: 'eergisteren|gisteren(?:avond|middag|ochtend)?|(?:vorige|afgelopen) (?:week|maand|keer|jaar|kwartaal)|(?:\\d+|een|twee|drie|vier|vijf|een paar) (?:dagen|dag|weken|week|maanden|maand|jaar|uur|minuten) geleden|laatst|onlangs|destijds',
  endOfWeek: '(?:het )?(?:eind|einde)(?: van)? (?:de|deze) week|eind van de week',
  endOfNextWeek: '(?:het )?(?:eind|einde)(?: van)? (?:volgende|komende) week',
  startOfNextWeek: '(?:het )?begin(?: van)? (?:volgende|komende) week',
  middleOfNextWeek: '(?:midden|halverwege)(?: van)? (?:volgende|komende) week',
  nextWeek: '(?:in de loop van )?(?:volgende|komende) week',
  thisWeek: '(?:in de loop van )?deze week',
  weekend: '(?:in het|dit|voor het) weekend',
  endOfMonth: '(?:het )?(?:eind|einde)(?: van)? (?:de|deze) maand',
  middleOfMonth: '(?:midden|half|halverwege)(?: van)? (?:de|deze) maand',
  endOfNextMonth: '(?:het )?(?:eind|einde)(?: van)? volgende maand',
  startOfNextMonth: '(?:het )?begin(?: van)? volgende maand',
  nextMonth: 'volgende maand',
  endOfYear: '(?:het )?(?:eind|einde)(?: van)? (?:het|dit) jaar|jaareinde|eind dit jaar',
  endOfQuarter: '(?:het )?(?:eind|einde)(?: van)? (?:het|dit) kwartaal|eind q([1-4])',
  partOfMonth: { start: 'begin\\s', middle: '(?:half|midden|medio)\\s', end: '(?:eind|einde)\\s' },
  within: 'over|binnen|in|binnen de|in de komende',
  withinEnd: 'tijd|vanaf nu',
  numbers: {
    een: 1,
    één: 1,
    twee: 2,
    drie: 3,
    vier: 4,
    vijf: 5,
    zes: 6,
    zeven: 7,
    acht: 8,
    tien: 10,
    twaalf: 12,
    veertien: 14,
    'een paar': 3,
  },
  vague: /een paar/i,
  units: {
    hour: 'uur|uren|minuten',
    workingDay: 'werkdagen|werkdag',
    day: 'dagen|dag',
    fortnight: '(?!)',
    week: 'weken|week',
    month: 'maanden|maand',
  },
  noDay:
    'zo (?:snel|gauw|spoedig) mogelijk|asap|(?:voor|tegen|tot) (?:het|de) volgende (?:overleg|keer|vergadering|meeting|sessie)|(?:het )?einde? van de sprint|de volgende keer',
  weekNumber: String.raw`week\s(\d{1,2})(?!\s(?:dagen|uur))`,
};

const NUMBERS = Object.keys(CALENDAR.numbers).join('|');

export const DUTCH_DATES: DateWords = {
  rules: new RuleSet(makeDateRules(CALENDAR)),
  mayHoldDate:
    /\d|dag|vandaag|morgen|gisteren|vana?vond|vanmiddag|vanochtend|week|weken|weekend|maand|kwartaal|jaar|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|ste\b|de\b|volgende|asap|mogelijk|einde?\b|sprint|geleden|laatst|onlangs|overleg|vergadering|meeting|\beod\b/iu,
  preposition:
    /(?<!\p{L})(?:(?:voor|tegen|uiterlijk|tot|op|in|rond|per|en wel|nog|ongeveer)\s+){1,3}(?:(?:de|het)\s+)?$/iu,
  leading: /(?<!\p{L})(?:meteen|direct|nog|uiterlijk|voor|tegen|tot)\s+$/iu,
  trailing:
    /^(?:,?\s*(?:uiterlijk|op zijn laatst|'s ochtends|'s middags|vroeg|om \d{1,2}(?:[:.]\d{2})?(?: uur)?))+(?!\p{L})/iu,
  noDeadline:
    /(?<!\p{L})(?:sinds|vanaf|van|na|in plaats van|niet(?: voor)?|tussen|elke|iedere|behalve|per)\s+(?:de\s+|het\s+)?$/iu,
  deadlineBefore: /(?<!\p{L})(?:voor|tegen|uiterlijk|tot)\s+(?:\S+\s+){0,2}$/iu,
  deadlineStart: /^(?:voor|tegen|uiterlijk|tot)(?!\p{L})/iu,
  toDay: /(?<!\p{L})naar\s+(?:de\s+)?$/iu,
  correction:
    /^[\s,.–—-]*(?:nee|nee wacht|wacht|sorry|ik bedoel|of beter|beter|liever|toch|correctie|pardon)[\s,.–—-]*(?:(?:voor|op|de|toch|liever|gezegd)\s+)*$/iu,
  nameOfMeeting: /^\s?(?:overleg|vergadering|meeting|call|sessie|demo)(?!\p{L})/iu,
  readOffset: makeOffsetReader(
    new RegExp(
      String.raw`(?:(?<count>\d{1,2}|${NUMBERS})\s+(?<unit>\p{L}+)\s+)?(?<!\p{L})(?:en wel\s+)?(?:voor|tegen|uiterlijk|tot|op tijd voor|bij|uiterlijk voor|(?<after>na))\s+(?:de\s+|het\s+|onze\s+)?$`,
      'iu',
    ),
    CALENDAR,
  ),
  askLibrary: askChronoIn(nl.parse, /(?<!\p{L})(?:voor|tegen|uiterlijk|tot|op)\s/iu),
};
