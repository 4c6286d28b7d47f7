/** How days are said in French. */

import { fr } from 'chrono-node';
import type { DateWords } from '../dates/dateWords.ts';
import { askChronoIn, makeOffsetReader } from '../languages/calendarLibrary.ts';
import { makeDateRules } from '../languages/calendarRules.ts';
import type { CalendarWords } from '../languages/calendarWords.ts';
import { RuleSet } from '../patterns/prefiltered.ts';

const NEXT_WEEK = '(?:la )?semaine (?:prochaine|suivante)';

const CALENDAR: CalendarWords = {
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'].map(
    (day) => `${day}(?: matin| midi| après-midi| soir)?`,
  ),
  months: [
    'janvier|janv',
    'février|fév',
    'mars',
    'avril|avr',
    'mai',
    'juin',
    'juillet|juil',
    'août',
    'septembre|sept',
    'octobre|oct',
    'novembre|nov',
    'décembre|déc',
  ],
  dayWords:
    'premier deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf trente trente-et-un'.split(
      ' ',
    ),
  dayEnding: 'er',
  ofMonth: String.raw`\s`,
  ofYear: String.raw`\s`,
  beforeBareDay: 'le|du|au',
  notBehindBareDay: String.raw`\s(?!(?:à|au|pour|et|si|ça|c'est|ce|matin|midi|au soir|ou|au plus|dernier délai|max|maximum)(?!\p{L}))\p{L}|\s?(?:%|h\b|heures|:)`,
  beforeWeekday: 'ce|le|(?:la )?semaine prochaine(?:,)?',
  behindWeekday: `prochain|qui vient|de ${NEXT_WEEK}|en huit|dernier|passé|de la semaine dernière`,
  isPastWeekday: /dernier|dernière|passé/i,
  isOfNextWeek: /semaine prochaine|semaine suivante/i,
  isNext: /prochain/i,
  isInAWeek: /en huit/i,
  today:
    "aujourd'hui|ce (?:matin|midi|soir)|cet après-midi|(?:juste |tout de suite |directement )?après (?:la réunion|cette réunion|le point|l'appel)|dans la (?:journée|foulée)|(?:la )?fin de (?:la )?journée|eod",
  tomorrow: 'demain(?: matin| midi| après-midi| soir)?',
  dayAfterTomorrow: 'après-demain',
  past: "avant-hier|hier(?: matin| soir| après-midi)?|(?:la semaine|le mois|l'année|le trimestre) (?:dernière?|passée?)|la dernière fois|il y a (?:\\d+|un|une|deux|trois|quatre|quelques) (?:jours?|semaines?|mois|ans?|heures?|minutes?)|l'autre jour|récemment",
  endOfWeek: '(?:la )?fin de (?:la|cette) semaine|fin de semaine',
  endOfNextWeek: `(?:la )?fin de ${NEXT_WEEK}|fin de semaine prochaine`,
  startOfNextWeek: `(?:le )?début de ${NEXT_WEEK}`,
  middleOfNextWeek: `(?:le )?milieu de ${NEXT_WEEK}`,
  nextWeek: `(?:dans le courant de )?${NEXT_WEEK}`,
  thisWeek: '(?:dans le courant de )?cette semaine',
  weekend: '(?:ce|le) week-?end',
  endOfMonth: '(?:la )?fin (?:du|de ce) mois',
  middleOfMonth: '(?:le )?milieu (?:du|de ce) mois|mi-mois',
  endOfNextMonth: '(?:la )?fin du mois prochain',
  startOfNextMonth: '(?:le )?début du mois prochain',
  nextMonth: 'le mois prochain',
  endOfYear: "(?:la )?fin (?:de l'|d')année",
  endOfQuarter: '(?:la )?fin (?:du|de ce) trimestre|fin [qt]([1-4])',
  partOfMonth: { start: 'début\\s', middle: '(?:mi-|mi\\s)', end: '(?:la )?fin\\s' },
  within: "dans|d'ici|sous|en",
  withinEnd: 'maximum|max',
  numbers: {
    un: 1,
    une: 1,
    deux: 2,
    trois: 3,
    quatre: 4,
    cinq: 5,
    six: 6,
    sept: 7,
    huit: 8,
    dix: 10,
    douze: 12,
    quinze: 15,
    quelques: 3,
  },
  vague: /quelques/i,
  units: {
    hour: 'heures?|minutes?',
    workingDay: 'jours? (?:ouvrés?|ouvrables?)',
    day: 'jours?',
    fortnight: 'quinzaines?',
    week: 'semaines?',
    month: 'mois',
  },
  noDay:
    '(?:dès que|aussitôt que|le plus (?:vite|tôt)) possible|au plus vite|asap|(?:avant|pour|à) la prochaine (?:réunion|fois|séance)|(?:la )?fin du sprint|dans les meilleurs délais',
  weekNumber: String.raw`semaine\s(\d{1,2})(?!\s(?:jours|heures))`,
};

const NUMBERS = Object.keys(CALENDAR.numbers).join('|');

export const FRENCH_DATES: DateWords = {
  rules: new RuleSet(makeDateRules(CALENDAR)),
  mayHoldDate:
    /\d|di(?:\s|\b|[,.?!])|dimanche|demain|hier|aujourd|matin|soir|midi|semaine|jour|mois|trimestre|année|week|janvier|février|mars|avril|\bmai\b|juin|juillet|août|septembre|octobre|novembre|décembre|premier|fin |début|mi-|le (?:quinze|vingt|dix|trente|douze|treize|onze|seize|quatorze|huit|neuf|sept|six|cinq)|possible|plus vite|asap|sprint|réunion|foulée|récemment|dernière|quinzaine|minutes|heures/iu,
  preposition:
    /(?<!\p{L})(?:(?:avant|pour|d'ici|jusqu'à|jusqu'au|au plus tard|vers|dans|à|en)\s+)?(?:(?:avant|pour|d'ici|d'ici à|jusqu'à|jusqu'au|au plus tard|vers|dans|le|la|l'|au|à|en|dès|maximum)\s+){1,3}$/iu,
  leading: /(?<!\p{L})(?:juste|dès|encore|avant|pour|d'ici|vers)\s+$/iu,
  trailing:
    /^(?:,?\s*(?:au plus tard|dernier délai|matin|midi|après-midi|soir|dans la matinée|à \d{1,2}\s?(?:h|heures?)(?:\s?\d{2})?|à midi|maximum|max))+(?!\p{L})/iu,
  noDeadline:
    /(?<!\p{L})(?:depuis|à partir|à partir de|dès|au lieu|pas(?: avant)?|après|entre|tous les|chaque|sauf|par|que|du|de)\s+(?:le\s+|du\s+|de\s+)?$/iu,
  deadlineBefore: /(?<!\p{L})(?:avant|pour|d'ici|d'ici à|jusqu'à|jusqu'au|au plus tard)\s+(?:\S+\s+){0,2}$/iu,
  deadlineStart: /^(?:avant|pour|d'ici|au plus tard)(?!\p{L})/iu,
  toDay: /(?<!\p{L})(?:à|au)\s+$/iu,
  correction:
    /^[\s,.–—-]*(?:non|ah non|pardon|attends|je veux dire|enfin|plutôt|ou plutôt|mieux|correction)[\s,.–—-]*(?:(?:pour|le|avant|plutôt|disons)\s+)*$/iu,
  nameOfMeeting: /^\s?(?:réunion|point|atelier|démo)(?!\p{L})/iu,
  readOffset: makeOffsetReader(
    new RegExp(
      String.raw`(?:(?<count>\d{1,2}|${NUMBERS})\s+(?<unit>jours? ouvrés?|jours?|semaines?|mois)\s+)?(?<!\p{L})(?:avant|pour|d'ici|d'ici à|jusqu'à|au plus tard|à temps pour|à|(?<after>après))\s+(?:le\s+|la\s+|l'\s?|les\s+|notre\s+)?$`,
      'iu',
    ),
    CALENDAR,
  ),
  askLibrary: askChronoIn(fr.parse, /(?<!\p{L})(?:avant|pour|d'ici|jusqu'|au plus tard|le)(?:\s|')/iu),
};
