/** Dutch verbs by what they say about work, and their forms. */
import type { Body } from '../language.ts';
import type { Person, VerbGrammar } from '../languages/verbSecond.ts';

/** Things people take on in IT projects; `|` parts a prefix that leaves its verb. */
const TASK = `
aan|maken aan|passen aan|vragen aan|leveren aan|sluiten aan|vullen aan|melden aan|zetten aan|kondigen aan|schaffen achterhalen activeren af|drukken af|handelen
af|maken af|ronden af|sluiten af|spreken af|stemmen af|zeggen af|zetten analyseren archiveren automatiseren beantwoorden bekijken beheren bellen beoordelen bepalen
beschrijven bespreken bestellen betalen bevestigen bezoeken bezorgen bij|werken bij|houden blokkeren boeken bouwen brengen checken contacteren controleren coördineren
corrigeren delen deactiveren documenteren doen door|geven door|lopen door|nemen door|rekenen door|sturen door|voeren escaleren filteren fixen formuleren geven
goed|keuren herstellen herzien herschrijven halen helpen huren implementeren importeren in|boeken in|dienen in|huren in|plannen in|richten in|schatten in|stellen
in|vullen informeren inlichten installeren inventariseren kopen kopiëren klaar|zetten klaar|maken koppelen laten leveren lezen maken mailen melden meten migreren
na|bellen na|gaan na|kijken na|lezen na|vragen nemen onderzoeken ondertekenen onderhandelen op|bouwen op|halen op|leveren op|lossen op|maken op|nemen op|pakken
op|schonen op|slaan op|starten op|stellen op|sturen op|vragen op|vragen open|zetten oefenen oplijsten organiseren over|nemen over|dragen over|zetten overleggen
plannen plaatsen presenteren prioriteren proberen programmeren publiceren regelen registreren repareren reserveren rond|sturen samen|stellen samen|vatten schrijven
spreken starten stoppen sturen testen toe|voegen toe|sturen toe|wijzen tonen trainen uit|leggen uit|nodigen uit|rollen uit|voeren uit|werken uit|zetten uit|zoeken
uploaden vast|leggen verbeteren verhelpen verlengen vernieuwen verplaatsen versturen vertalen verwerken verwijderen verzamelen verzenden voor|bereiden voor|leggen
voor|stellen vrij|geven vragen weg|halen wijzigen zetten zoeken zorgen onderhouden aftoetsen nemen bijstellen schonen stellen pakken lossen kijken druppelen voegen
wijzen breken draaien bereiden
`;
const TALK = 'zeggen vertellen herhalen benadrukken toegeven beweren onderbreken';
const STATE = `
zijn hebben weten denken geloven hopen vinden willen begrijpen herinneren horen zien voelen betekenen lijken schijnen kennen vermoeden vrezen verwachten blijven
heten twijfelen vergeten merken gaan komen staan liggen hangen lopen kosten lukken gebeuren kloppen zitten ontbreken missen worden bedanken snappen nodig
`;
const listOf = (list: string): string[] => list.trim().split(/\s+/);
const PARTED = listOf(TASK).map((verb) => verb.split('|'));
const TASKS = new Set(PARTED.map((parts) => parts.join('')));
/** The verbs that are left when their prefix stands at the end. */
const BARE = PARTED.flatMap((parts) => parts.at(-1) ?? []);
const TALKS = new Set(listOf(TALK));
const STATES = new Set(listOf(STATE).filter((verb) => !TASKS.has(verb)));
const ANY_WORK = new Set(['doen', 'oppakken', 'overnemen', 'regelen', 'maken', 'zorgen', 'opnemen', 'nemen']);

export const isAnyWork = (verb: string): boolean => ANY_WORK.has(verb);

export const PREFIXES: ReadonlySet<string> = new Set(
  'aan af bij door goed in klaar mee na om onder op open over rond samen terug toe tegen uit vast voor vrij weg weer neer'.split(
    ' ',
  ),
);

export function classOf(verb: string): Body['verbClass'] {
  if (TASKS.has(verb) || BARE.includes(verb)) return 'task';
  if (TALKS.has(verb)) return 'talk';
  return STATES.has(verb) ? 'state' : 'unknown';
}

const IRREGULAR: Readonly<Record<string, string>> = {
  doen: 'doe',
  gaan: 'ga',
  staan: 'sta',
  zien: 'zie',
  slaan: 'sla',
  zijn: 'ben',
  komen: 'kom',
  herzien: 'herzie',
};
/** Infinitives in `-elen`, `-enen` and `-eren` with a weak vowel keep one letter: `regel`, `lever`. */
const WEAK =
  /(?:regelen|handelen|leveren|verzamelen|koppelen|druppelen|wisselen|verbeteren|tekenen|rekenen|oefenen|filteren|twijfelen|herinneren)$/;

/** First person: `stuur` of `sturen`, `schrijf` of `schrijven`. */
function stemOf(verb: string): string {
  const known = Object.entries(IRREGULAR).find(
    ([end]) => verb === end || (verb.endsWith(end) && verb.length > end.length + 1),
  );
  if (known !== undefined) return verb.slice(0, verb.length - known[0].length) + known[1];
  const root = verb.replace(/en$/, '').replace(/ië$/, 'ieer');
  if (/(.)\1$/.test(root)) return root.slice(0, -1);
  const long = WEAK.test(verb) ? root : root.replace(/(^|[^aeiou])([aeou])([bcdfgklmnprstvwz])$/, '$1$2$2$3');
  return long.replace(/v$/, 'f').replace(/z$/, 's');
}

const FORMS: Readonly<Record<Person, ReadonlyMap<string, string>>> = (() => {
  const forms: Record<Person, Map<string, string>> = {
    i: new Map(),
    you: new Map(),
    he: new Map(),
    many: new Map(),
  };
  for (const verb of new Set([...BARE, ...TASKS, ...TALKS, ...STATES, ...ANY_WORK])) {
    const stem = stemOf(verb);
    const he = /t$/.test(stem) ? stem : /^(?:doe|ga|sta|zie|sla)$/.test(stem) ? `${stem}t` : `${stem}t`;
    const put = (person: Person, form: string): void => {
      if (!forms[person].has(form)) forms[person].set(form, verb);
    };
    put('i', stem);
    put('he', he);
    put('you', stem);
    put('you', he);
    put('many', verb);
  }
  return forms;
})();

const MOODS = new Map<string, 'will' | 'can' | 'must' | 'should' | 'would' | 'want'>(
  Object.entries({
    will: 'zal zult zullen ga gaat gaan',
    can: 'kan kun kunt kunnen kon mag mogen',
    must: 'moet moeten',
    should: 'moest moesten hoor hoort horen',
    would: 'zou zouden',
    want: 'wil wilt willen wou',
  }).flatMap(([mood, forms]) => forms.split(' ').map((form) => [form, mood as 'will'])),
);

export const GRAMMAR: VerbGrammar = {
  moods: MOODS,
  perfect: new Set(
    'heb hebt heeft hebben had hadden ben bent is zijn was waren word wordt worden werd werden'.split(' '),
  ),
  prefixes: PREFIXES,
  infinitiveOf: (form, person) => FORMS[person].get(form) ?? null,
  isInfinitive: (word) =>
    TASKS.has(word) ||
    BARE.includes(word) ||
    (/^[a-zë]{3,}eren$/.test(word) &&
      !/^(?:anderen|kinderen|gisteren|goederen|jongeren|ouderen|nummeren)$/.test(word)),
  lead: /^(?:(?:en|maar|dus|ja|nee|goed|oké|ok|of|want|nou|zo|precies|klopt|prima|top|ah)[\s,]+)+/i,
  isKnown: (verb) => TASKS.has(verb),
  to: 'te',
};

export const imperativeOf = (form: string): string | null => FORMS.i.get(form) ?? null;
