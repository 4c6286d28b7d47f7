/** How days are said in Spanish, in Spain and in America. */

import { es } from 'chrono-node';
import type { DateWords } from '../dates/dateWords.ts';
import { askChronoIn, makeOffsetReader } from '../languages/calendarLibrary.ts';
import { makeDateRules } from '../languages/calendarRules.ts';
import type { CalendarWords } from '../languages/calendarWords.ts';
import { RuleSet } from '../patterns/prefiltered.ts';

const NEXT_WEEK = '(?:la )?(?:próxima semana|semana (?:que viene|próxima|entrante))';
const END = '(?:a )?(?:el )?(?:finales|fines|final|fin) (?:de|del)';

const CALENDAR: CalendarWords = {
  weekdays: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'],
  months: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'sep?tiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  dayWords:
    'primero|uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta treinta.y.uno'.split(
      ' ',
    ),
  dayEnding: '[ºo°]',
  ofMonth: String.raw`\s(?:de\s)?`,
  ofYear: String.raw`\s(?:de\s|del\s)?`,
  beforeBareDay: 'el|el día|al|del|día',
  notBehindBareDay: String.raw`\s(?!(?:a más|a las|por|y|si|me|está|es|de este mes|del mes|como|o)(?!\p{L}))\p{L}|\s?(?:%|:|\s?h\b|horas)`,
  beforeWeekday: 'este|próximo|(?:la )?próxima semana,?(?: el)?|la semana que viene,?(?: el)?|pasado',
  behindWeekday: `que viene|próximo|entrante|pasado|de ${NEXT_WEEK}|de la semana pasada|en ocho(?: días)?`,
  isPastWeekday: /pasad[oa]/i,
  isOfNextWeek: /semana/i,
  isNext: /próximo|que viene|entrante/i,
  isInAWeek: /en ocho/i,
  today:
    'hoy(?: mismo| en día)?|esta (?:tarde|noche|mañana)|(?:el )?(?:final|fin) del día|(?:justo |inmediatamente )?después de (?:la reunión|esta reunión|la llamada)|al acabar la reunión|eod',
  tomorrow: 'mañana(?: mismo| por la (?:mañana|tarde|noche)| temprano)?',
  dayAfterTomorrow: 'pasado mañana',
  past: 'anteayer|antier|ayer(?: por la (?:mañana|tarde|noche))?|anoche|(?:la semana|el mes|el año|el trimestre) pasad[oa]|la (?:última|otra) vez|hace (?:\\d+|un|una|dos|tres|cuatro|unos|unas|varios|varias) (?:días?|semanas?|meses|mes|años?|horas?|minutos?)|el otro día|hace poco',
  endOfWeek: `${END} (?:la |esta )?semana|(?:el )?cierre de (?:la )?semana`,
  endOfNextWeek: `${END} ${NEXT_WEEK}`,
  startOfNextWeek: `(?:a )?(?:el )?(?:principios|comienzos|inicios?|principio) de ${NEXT_WEEK}`,
  middleOfNextWeek: `(?:a )?(?:mediados|mitad) de ${NEXT_WEEK}`,
  nextWeek: `(?:durante )?${NEXT_WEEK}`,
  thisWeek: '(?:durante |a lo largo de )?esta semana',
  weekend: '(?:el|este|al) (?:próximo )?fin de semana',
  endOfMonth: `${END} (?:el |este )?mes|fin de mes`,
  middleOfMonth: '(?:a )?mediados de (?:este )?mes',
  endOfNextMonth: `${END} (?:el )?(?:próximo mes|mes que viene|mes próximo)`,
  startOfNextMonth:
    '(?:a )?(?:principios|comienzos) (?:de|del) (?:el )?(?:próximo mes|mes que viene|mes próximo)',
  nextMonth: 'el (?:próximo mes|mes que viene|mes próximo)',
  endOfYear: `${END} (?:el |este )?año|fin de año`,
  endOfQuarter: `${END} (?:el |este )?trimestre|fin(?:al)? (?:de |del )?[qt]([1-4])`,
  partOfMonth: {
    start: '(?:a )?(?:principios|comienzos|inicios) de\\s',
    middle: '(?:a )?mediados de\\s',
    end: '(?:a )?(?:finales|fines|final) de\\s',
  },
  within: 'en|dentro de|en un plazo de|de aquí a',
  withinEnd: 'máximo|como máximo',
  numbers: {
    un: 1,
    una: 1,
    dos: 2,
    tres: 3,
    cuatro: 4,
    cinco: 5,
    seis: 6,
    siete: 7,
    ocho: 8,
    diez: 10,
    doce: 12,
    quince: 15,
    unos: 3,
    unas: 3,
    'un par de': 2,
  },
  vague: /unos|unas|un par/i,
  units: {
    hour: 'horas?|minutos?',
    workingDay: 'días? (?:hábiles|laborables|hábil|laborable)',
    day: 'días?',
    fortnight: 'quincenas?',
    week: 'semanas?',
    month: 'meses|mes',
  },
  noDay:
    '(?:lo )?(?:antes|más pronto) posible|cuanto antes|asap|(?:para|antes de|en) la próxima (?:reunión|vez|sesión)|(?:el )?(?:fin|final) del sprint',
  weekNumber: String.raw`semana\s(\d{1,2})(?!\s(?:días|horas))`,
};

const NUMBERS = Object.keys(CALENDAR.numbers).join('|');

export const SPANISH_DATES: DateWords = {
  rules: new RuleSet(makeDateRules(CALENDAR)),
  mayHoldDate:
    /\d|lunes|martes|miércoles|jueves|viernes|sábado|domingo|mañana|ayer|anoche|antier|hoy|tarde|noche|semana|día|mes|trimestre|año|enero|febrero|marzo|abril|mayo|junio|julio|agosto|tiembre|octubre|noviembre|diciembre|fin|mediados|principios|quince|posible|cuanto antes|asap|sprint|reunión|hace |última|el (?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|dieci|veint|treinta)/iu,
  preposition:
    /(?<!\p{L})(?:(?:antes del?|para|hasta|a más tardar|como muy tarde|dentro de|en|sobre|por)\s+)?(?:(?:antes del?|para|hasta|a más tardar|como (?:muy tarde|máximo)|el|la|este|al|del|en|día|sobre|a)\s+){1,4}$/iu,
  leading: /(?<!\p{L})(?:antes del?|para|hasta|justo|desde)\s+$/iu,
  trailing:
    /^(?:,?\s*(?:a más tardar|como (?:muy tarde|máximo)|por la (?:mañana|tarde|noche)|a primera hora|a última hora|a las \d{1,2}(?:[:.]\d{2})?|al mediodía|sin falta))+(?!\p{L})/iu,
  noDeadline:
    /(?<!\p{L})(?:desde|a partir|a partir del?|en lugar|no(?: antes)?|después|entre|todos los|cada|salvo|por|(?<!antes )del?)\s+(?:el\s+|la\s+|los\s+)?$/iu,
  deadlineBefore: /(?<!\p{L})(?:antes del?|para|hasta|a más tardar|como muy tarde)\s+(?:\S+\s+){0,2}$/iu,
  deadlineStart: /^(?:antes|para|hasta|a más tardar)(?!\p{L})/iu,
  toDay: /(?<!\p{L})(?<!tardar )al\s+$/iu,
  correction:
    /^[\s,.–—-]*(?:no|perdón|espera|espere|digo|quiero decir|o mejor|mejor|más bien|corrección)[\s,.–—-]*(?:(?:para|el|antes|mejor|dicho)\s+)*$/iu,
  nameOfMeeting: /^\s?(?:reunión|sesión|taller|demo)(?!\p{L})/iu,
  readOffset: makeOffsetReader(
    new RegExp(
      String.raw`(?:(?<count>\d{1,2}|${NUMBERS})\s+(?<unit>días? hábiles|días? laborables|días?|semanas?|meses|mes)\s+)?(?<!\p{L})(?:antes del?|para|hasta|a más tardar(?: en)?|a tiempo para|(?<after>después del?|tras))\s+(?:el\s+|la\s+|los\s+|las\s+|nuestr[oa]\s+)?$`,
      'iu',
    ),
    CALENDAR,
  ),
  askLibrary: askChronoIn(es.parse, /(?<!\p{L})(?:antes|para|hasta|a más tardar|el)\s/iu),
};
