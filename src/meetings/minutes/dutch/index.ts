/** Dutch as the pipeline sees it. */
import { asMainClause } from '../languages/asMainClause.ts';
import { makeLanguage } from '../languages/makeLanguage.ts';
import { verbSecondRules } from '../languages/verbSecondRules.ts';
import { DUTCH_DATES } from './dates.ts';
import { nounPhrases } from './nounPhrases.ts';
import { STATEMENTS, VERDICTS } from './statements.ts';
import { classOf, GRAMMAR, imperativeOf, isAnyWork } from './verbs.ts';

const SUBJECT = String.raw`(?:ik|we|wij|jij|je|jullie|hij|ze|zij|u|er|dan|als|omdat|dat|of|zodra|zolang|hoewel|voordat|nadat|terwijl|anders|iemand|wat|hoe|wie|waar)(?!\p{L})|(?:kun|kan|wil|zou|zal|moet|ga|stuur|maak|doe|neem|geef|bel|vraag|regel|zet|heb|ben|is) (?:ik|we|wij|jij|je|jullie|u|@\d+)(?![\p{L}\d])|(?:stuur|maak|zet|bezorg|geef|leg) (?:het|hem|ze|jullie|dat|die|je)(?!\p{L})`;
const NAMED = String.raw`@\d+ (?:doet|maakt|stuurt|regelt|neemt|gaat|moet|zal|kan|\p{Ll}{2,}t)(?!\p{L})`;
const POINTS = `(?:dat|dit|het|ze|die|hem|deze|daarvoor|ervoor|daarmee|mij|me|zelf|op)`;

export const dutch = makeLanguage({
  tag: 'nl',
  dates: DUTCH_DATES,
  fillers:
    /(?:^|(?<=[\s,.(]))(?:e+h+m*|u+h+m*|h+m+|m+h*m+|tja|nou ja|zeg maar|eigenlijk|eerlijk gezegd|weet je)(?:[,.…]*)(?=\s|$)/giu,
  normalise: (text) =>
    text
      .replace(/(@\d+),? (?:ik dus|dus ik|dat ben ik),? /gi, '$1 ')
      .replace(/\bik, (?:dus )?(@\d+),? /gi, '$1 ')
      .replace(/\b(?:'k|k) (?=\p{Ll})/giu, 'ik ')
      .replace(/\bjullie (?=kunnen|moeten|zullen)/gi, 'jullie '),
  border: new RegExp(
    String.raw`[;–—]\s*|\s-\s|:\s+(?=${SUBJECT}|${NAMED})|,?\s+(?:en dan|en ook|en wel|en|maar|of|want|dus),?\s+(?=${SUBJECT}|${NAMED})|,\s+(?=${SUBJECT}|die |dat |met |om )`,
    'giu',
  ),
  subordinate:
    /^(?:en |maar |dus |ja |,)*(?:als|omdat|dat|of|zodra|zolang|hoewel|voordat|nadat|terwijl|tenzij|zodat|om|behalve)(?!\p{L})(?! (?:is|doe|doen|zou|kan|moet|neem|regel|maak|wordt)(?!\p{L}))/iu,
  condition: /^(?:en |maar |dus )*(?:als|zodra|zolang|tenzij|behalve)(?!\p{L})/iu,
  actRules: verbSecondRules({
    grammar: GRAMMAR,
    i: 'ik',
    you: 'je|jij|jullie|u',
    we: 'we|wij',
    somebody: 'iemand|men|wie|(?:een|één) van (?:ons|jullie)',
    and: 'en|of',
    please: 'graag|alsjeblieft|alstublieft|aub|even',
    takeover: String.raw`(?:dat )?(?:doe|regel|doen) (?:ik|we)(?: wel| graag| zeker| dan)?(?=[\s,.!]*$|,| (?:vandaag|morgen|voor|tegen|op|nog|graag|wel))|dat neem ik (?:op me|op mij|over|mee)|ik neem (?:dat|het) (?:op me|op mij|over|mee)|ik pak (?:dat|het) op|dat pak ik op|ik zorg (?:daarvoor|ervoor)|daar zorg ik voor|komt (?:in orde|goed)(?=[\s,.!]*$)|laat (?:dat|het) maar aan mij over`,
    isAnyWork,
    pointsOnly: new RegExp(
      String.raw`^(?:${POINTS}|graag|dan|nog|ook|wel|ja|even|eens|dus|vandaag|morgen|zeker|natuurlijk|gewoon|aan|\s|,)*$`,
      'iu',
    ),
    imperativeOf,
    imperativeLead: 'en|dan|dus|goed|oké|ja|maar',
    needFromYou:
      /(?<!\p{L})(?:ik|we) (?:heb|hebben) (?:nog |dan |ook )*van (?:je|jou|jullie|u) (?<what>.+?) nodig.*$/iu,
    sendVerb: 'sturen',
  }),
  blockedBehind:
    /(?<!\p{L})(?:zei|zegt|vroeg|vraagt|schreef|gehoord|dacht|denk|geloof|hoop|weet niet|geen idee|wat|hoe|waar|wanneer|waarom|wie|dat|of|als|voordat|hoewel|omdat)\s*,?\s*(?:\S+\s+){0,2}$/iu,
  classOf,
  isAnyWork,
  alike: [
    'sturen versturen verzenden mailen doorsturen rondsturen toesturen opsturen bezorgen leveren geven delen aanleveren',
    'schrijven maken opstellen opmaken aanmaken voorbereiden documenteren uitwerken samenstellen',
    'nakijken controleren checken testen bekijken onderzoeken uitzoeken nagaan nalezen herzien lezen',
    'vragen navragen aanvragen bellen contacteren spreken melden informeren afstemmen overleggen',
    'wijzigen aanpassen corrigeren bijwerken herzien herstellen oplossen fixen opschonen verbeteren',
    'boeken reserveren organiseren plannen inplannen bestellen regelen uitnodigen',
    'openzetten vrijgeven activeren laten inrichten aanmaken',
  ],
  tentative: /(?<!\p{L})(?:misschien|eventueel|mogelijk|waarschijnlijk|ooit|probeer|hopelijk)(?!\p{L})/iu,
  negation: /(?<!\p{L})(?:niet|nooit|nauwelijks)(?!\p{L})(?! alleen)/iu,
  tail: /,?\s+(?:omdat|zodat|want|hoewel|zoals afgesproken|als dat (?:kan|lukt)|of zo|enzovoort|toch\?|oké\?|goed\?|ja\?)(?!\p{L}).*$|,\s*(?:ja|oké|of|goed|dan|bedankt|en wel|anders)(?!\p{L}).*$/iu,
  meetingTalk: [
    /(?:microfoon|camera|scherm|opname|geluid|chat|mute)(?!\p{L})/u,
    /^(?:samenvatten|beginnen|starten$|doorgaan|stoppen$|zeggen|herhalen|onderbreken|aanvullen$|wensen|bedanken|nadenken|overwegen|zien|horen|terugkomen|voorstellen$|bellen .*(?:je|jou)(?!\p{L})|nakijken dat$|opnemen$|laten .*(?:beginnen|zien|horen|zitten)|wachten|raden|toegeven|doen$|vragen intern)(?!\p{L})/u,
    /^(?:terugzien|zien|weerzien|treffen) .*elkaar(?!\p{L})/u,
    /^(?:gaan|weggaan|weg|rijden|komen)(?!\p{L})/u,
    /^(?:tonen|delen|vertellen) (?:jullie|je|u|ons)(?: (?:even|kort|snel))*(?: iets| wat| het)?$/u,
  ],
  habit:
    /(?<!\p{L})(?:normaal(?: gezien)?|gewoonlijk|altijd|elke (?:dag|maandag|dinsdag|woensdag|donderdag|vrijdag|week|maand)|meestal|vaak|soms|over het algemeen|nooit|doorgaans)(?!\p{L})/iu,
  onTheSpot: /(?<!\p{L})(?:nu|nu meteen|op dit moment|momenteel|snel even)[\s.,!]*$/iu,
  joke: /(?<!\p{L})(?:grapje|grap|geintje|maar een geintje|(?:ha ?){2,}|niet serieus)(?!\p{L})/iu,
  yes: /^(?:(?:oh|ah|nou|zo|goed|en|oké|ok|@\d+|dank je|bedankt|hm)[,. ]+)*(?:ja|jawel|jazeker|zeker|graag|natuurlijk|tuurlijk|oké|ok|in orde|prima|akkoord|geen probleem|is goed|dat is goed|goed|afgesproken|precies|klopt|juist|doe ik|doen we|dat doe(?:n)? (?:ik|we)|komt goed|komt in orde|begrepen|voor mij (?:ook|is dat goed)|voor ons (?:ook|is dat goed)|ik ook|perfect|top|mij best|genoteerd|eens|dat lukt)(?!\p{L})/iu,
  no: /^(?:(?:oh|ah|eh|nou|hm)[,. ]+)*(?:nee|neen)(?!\p{L})(?!,? (?:hoor,? geen|geen probleem))|(?<!\p{L})(?:(?:dat )?(?:kan|ga|zal) ik (?:helaas |dat )?niet|(?:lukt|gaat) (?:me )?(?:helaas )?niet|geen tijd|ik ben (?:op vakantie|er niet|met verlof)|tegen|onmogelijk)(?!\p{L})/iu,
  perhaps:
    /(?<!\p{L})(?:misschien|even (?:kijken|zien)|weet (?:ik )?niet|niet zeker|hangt ervan af|moet ik (?:eerst|nog|even|intern)|zou ik moeten|geen idee|lastig|eventueel)(?!\p{L})/iu,
  thanks:
    /^(?:(?:oké|ok|top|perfect|goed|prima|heel goed|mooi|fijn|super)[,.! ]+)*(?:dank(?: je| u)?(?: wel)?|bedankt|merci|top|perfect|prima|heel goed|mooi|fijn|super|geweldig)(?!\p{L})/iu,
  withdrawal:
    /(?<!\p{L})(?:laat (?:dat |het )?maar(?: zitten| vallen)?|vergeet (?:dat|het)|dat (?:laten|schrappen) we|schrap (?:dat|het)|(?:hoeft|hoeven) (?:dat |je |we )?niet(?: meer)?|(?:is|dat is) niet (?:meer )?nodig|doe maar niet|laten we (?:dat|het) niet doen)(?!\p{L})/iu,
  withdrawalOf:
    /(?<!\p{L})(?:vergeet|schrap|we hoeven|we hebben) (?<what>(?:de|het) .{3,80}?)(?: toch)? (?:niet meer|toch niet|maar|niet meer nodig)[\s.,!]*$/iu,
  correction:
    /(?<!\p{L})(?:nee|liever|beter|toch|in plaats daarvan|correctie|sorry|wacht|ik bedoel|laten we .* (?:zeggen|maken)|maken we er .* van|verplaatsen we|niet \p{L}+dag|ah ja|o ja)(?!\p{L})/iu,
  newDay: /(?<!\p{L})(?:dan|laten we|liever|beter|maken we|niet)(?!\p{L})/iu,
  newOwner:
    /(?:^|(?<!\p{L})(?:nee|toch|liever|dat|wacht|beter)[, ]+)(?:dat )?(?:doet |neemt )?@(\d+)(?: (?:doet|neemt|moet|kan|zal|pakt)|\s*(?:in plaats daarvan|dan)?[.!]?$)/iu,
  recap:
    /(?<!\p{L})(?:ik vat|vatten we|samenvattend|even samen(?:vatten)?|samengevat|ter herhaling|wie doet wat|de acties (?:zijn|nog)|acties:)/iu,
  recapLead:
    /^.*?(?:samen|samenvattend|samengevat|acties(?: zijn)?|herhaling)[^:@]*:\s*|^(?:en|dus|dan|goed|oké|ja)[\s,]+/iu,
  hasVerb:
    /(?<!\p{L})(?:ik|we|wij|je|jij|jullie|u|kun|kan|kunnen|zou|heb|hebt|hebben|als|dat|of|ben|is|zijn|was|zou|heeft)(?!\p{L})|\?/iu,
  andWord: 'en',
  statements: STATEMENTS,
  verdicts: VERDICTS,
  openQuestion:
    /(?<!\p{L})(?:wie|wat|wanneer|waar|hoe|welke?|waarom|of|is|zijn|moet|moeten|kan|kunnen|hebben)(?!\p{L})/iu,
  aboutTheTalk:
    /^(?:\W|en|dus|oké|goed)*(?:horen jullie|kunnen jullie me|zien jullie|wat (?:vinden|denken|bedoel)|is dat (?:goed|oké|op tijd|duidelijk)|nog (?:iets|vragen)|heeft iemand|kun je|kunt u|zijn jullie akkoord)/iu,
  doubt:
    /(?<!\p{L})(?:weet (?:ik |dat |niemand )?niet|onduidelijk|geen idee|vraag me af|niet zeker|weten we (?:nog )?niet)(?!\p{L})/iu,
  fear: /(?<!\p{L})(?:als .*(?:niet|te laat|uitvalt|vertraging)|zou(?:den)? kunnen (?:uitvallen|vertragen)|te laat|niet op tijd|te krap|vertraagd|gevaar|uitvallen|niet genoeg)(?!\p{L})/iu,
  noDecision: /^(?:\W|en|maar|dus|ja|oké)*(?:anders|ik|bedankt|omdat|wat|wie|of|kun|zou)(?!\p{L})/iu,
  completion:
    /(?<!\p{L})(?:(?:is|zijn) (?:al |nu |allemaal |inmiddels )*(?:klaar|afgerond|gedaan|verstuurd|opgelost|geleverd|gesloten|weg)|(?:heb|hebben) (?:ik|we) .*(?:gedaan|verstuurd|gestuurd|gemaakt|afgerond|opgelost|geleverd|besteld|geboekt)|kunnen we (?:sluiten|afvinken|schrappen))(?!\p{L})/iu,
  notDone: /(?<!\p{L})(?:niet|nog niet|wordt|worden|zodra|als|tot|bijna|hopelijk)(?!\p{L})|\?/iu,
  pointsBack: /(?<!\p{L})(?:dat|het|hem|ze|die|dit|daarvan|ermee|ervan)(?!\p{L})/iu,
  nounPhrases,
  isVerbLast: true,
  drop: /(?<!\p{L})(?:alsjeblieft|alstublieft|graag|even|eens|ook|nog|dan|dus|daarvoor|wel|toch|maar|gewoon|natuurlijk|zeker|meteen|kort|snel|misschien|waarschijnlijk|en wel|samen|trouwens|liefst|het liefst|zelf|weer|nu|jij|anders|kunnen|willen)(?!\p{L}),?/giu,
  pointer:
    /^(?:(?:dat|dit|het|hem|ze|die|deze|ermee|ervoor)(?!\p{L})(?=\s*$|\s+(?:naar|aan|voor|met|van|op|in|bij|tot|tegen|over|door|uit|rond|af|per|om|klaar|te)(?!\p{L}))\s*)+/iu,
  pluralPointer: /(?!)/,
  receivers:
    /(?<![\p{L}@])(?:je|jou|jullie|u|ons|hun|hem|mij|me|(?:aan|voor|naar) (?:je|jou|jullie|u|mij|me|ons))(?!\p{L})/giu,
  toMe: /(?<!\p{L})(?:mij|me|(?:aan|naar) mij)(?!\p{L})/giu,
  toSpeaker: (name) => `aan ${name}`,
  article: /^(?:de|het|een|onze?|mijn|jouw|zijn|haar|hun) (?=\p{L})/iu,
  ending: /\s+(?:en|of|maar|tot|op|aan|te|voor|met|de|het|een)$/iu,
  asStatement: (body) =>
    asMainClause(
      body,
      /^(?:tot|op|in|aan|vanaf|voor|na|met|zonder|sinds|naar|bij|over|onder|om|niet|pas|al|nog|alleen|altijd|naast|te|weer)$/i,
      2,
      /^(?:is|zijn|wordt|worden|heeft|blijft|komen|komt|gaat|uitgaat|\p{Ll}{2,}t|\p{Ll}{3,}en)$/u,
    ),
  statementLead: /^(?:dat|dus|dan|en|ja|goed|oké|hierbij|,|:)\s+/iu,
  dayTalk: `ja nee toch ok oké goed prima past kan lukt is zou dan dus zeggen laten we liever beter maken er van het dat de op voor tegen tot in aan bij mij ons jullie
    in orde top super perfect uiterlijk misschien eerder pas al nog ook maar ik haal halen krijg kunnen moet zal wordt zijn mijn bedoel bedoelde klopt ah zo
    juist precies sorry wacht vroeg ochtend middag avond eind begin midden week maand verplaatsen correctie graag akkoord en of hoe over realistisch zeker bedankt even zeg maar half`,
  emptyWords: `de het een en of maar want dus dan als omdat dat die dit deze wat wie waar wanneer waarom hoe ik we wij jij je jullie hij ze zij u men mij me jou ons hun hem haar zich mijn jouw zijn onze
    in op aan bij van voor naar met door over onder tegen uit tot om na sinds tijdens zonder tussen is was waren wordt worden werd heb heeft hebben had kan kunnen kun moet moeten zal zullen zou zouden
    wil willen ook nog wel niet geen al zeer heel er hier daar zo nu vandaag morgen gisteren week weken dag dagen maandag dinsdag woensdag donderdag vrijdag volgende komende eind begin graag bedankt
    alles allemaal doet doen doe maakt stuurt regelt neemt gaat even gewoon meteen twee drie vier beide elke jou laten liever`,
  endings: ['ingen', 'eren', 'ing', 'en', 'er', 'es', 'e', 's', 't'],
  selfNamed:
    /(?<!\p{L})(?:ik ben|hier is|met|ik,|dat ben ik,?|dus) @(\d+)(?: hier)?(?=[,.]|$)|@(\d+) hier(?!\p{L})/iu,
  notNames: `goed morgen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december bedankt graag
    prima ja nee oké dus dan eind begin midden`,
});
