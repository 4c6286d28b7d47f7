/** German as the pipeline sees it. */
import { asMainClause } from '../languages/asMainClause.ts';
import { makeLanguage } from '../languages/makeLanguage.ts';
import { verbSecondRules } from '../languages/verbSecondRules.ts';
import { GERMAN_DATES } from './dates.ts';
import { nounPhrases } from './nounPhrases.ts';
import { STATEMENTS, VERDICTS } from './statements.ts';
import { classOf, GRAMMAR, imperativeOf, isAnyWork } from './verbs.ts';

const FINITE = String.raw`(?:\p{Ll}+(?:e|st|t|en)|kann|muss|soll|will|darf|wird|ist|hat|war)`;
const SUBJECT = String.raw`(?:ich|wir|du|ihr|sie|er|es|man|dann|wenn|falls|weil|dass|ob|damit|sobald|solange|obwohl|bevor|nachdem|während|sonst|jemand|was|wie|wer|wo|bitte)(?!\p{L})|${FINITE} (?:ich|wir|du|ihr|Sie|sie|er|es|man|@\d+)(?![\p{L}\d])|(?:das|die|den|der|dem|des) [^,]{2,60}? ${FINITE} (?:ich|wir|du|ihr|Sie|@\d+)(?![\p{L}\d])|\p{Ll}{3,}e (?:es|ihn|sie|euch|dir|das|Ihnen|uns)(?!\p{L})`;
const NAMED = String.raw`@\d+ (?:\p{Ll}+(?:t)|soll|muss|kann|wird|will|sollte|müsste)(?!\p{L})`;

const POINTS = `(?:das|es|den|die|ihn|sie|dies|dieses|diese|diesen|darum|drum|damit|dafür|daran|davon|dran|selbst|selber|so|mich|mich darum)`;

export const german = makeLanguage({
  tag: 'de',
  dates: GERMAN_DATES,
  fillers:
    /(?:^|(?<=[\s,.(]))(?:ä+h*m*|ö+h*m*|e+hm+|h+m+|m+h*m+|tja|naja|na ja|halt|sozusagen|quasi|irgendwie|ehrlich gesagt|sagen wir mal)(?:[,.…]*)(?=\s|$)/giu,
  normalise: (text) =>
    text
      .replace(/(@\d+),? (?:also ich|das bin ich|ich also),? /gi, '$1 ')
      .replace(/\bich, (?:also )?(@\d+),? /gi, '$1 ')
      .replace(
        /\b(hab|mach|schick|prüf|frag|schau|ruf|schreib|stell|kümmer|nehm|geb|bring|hol|sag|denk|glaub|komm|versuch|klär|teste?) ich\b/gi,
        (_, verb: string) => `${verb.endsWith('e') ? verb : `${verb}e`} ich`,
      )
      .replace(/\bwerd(?= ich)/gi, 'werde'),
  border: new RegExp(
    String.raw`[;–—]\s*|\s-\s|:\s+(?=${SUBJECT}|${NAMED})|,?\s+(?:und dann|und auch|und|aber|oder|denn|doch|sondern|also),?\s+(?=${SUBJECT}|${NAMED})|,\s+(?=${SUBJECT}|die |der |das |den |dem |mit |um )`,
    'giu',
  ),
  subordinate:
    /^(?:und |aber |also |ja |,)*(?:wenn|falls|weil|dass|ob|damit|sobald|solange|obwohl|bevor|nachdem|während|da wir|da ich|außer|ausser|sofern|um)(?!\p{L})/iu,
  condition: /^(?:und |aber |also )*(?:wenn|falls|sofern|sobald|solange|außer|ausser)(?!\p{L})/iu,
  actRules: verbSecondRules({
    grammar: GRAMMAR,
    i: 'ich',
    you: 'du|ihr|Sie',
    we: 'wir',
    somebody: 'jemand|man|wer|einer von (?:uns|euch)',
    and: 'und|oder',
    please: 'bitte',
    takeover: String.raw`(?:mache|mach|übernehme|erledige) (?:ich|wir)(?: gern(?:e)?| gleich| dann)?(?=[\s,.!]*$|,| (?:heute|morgen|bis|am|noch|gern))|(?:darum )?kümmere (?:ich mich|mich)(?: darum| drum)?(?=[\s,.!]*$)|ich kümmere mich (?:darum|drum)|(?:das )?kriege? ich hin|wird (?:gemacht|erledigt)|bin (?:ich )?dran(?=[\s,.!]*$)|(?:das )?(?:geht|kommt|liegt|ist) (?:auf|bei) mi(?:ch|r)(?=[\s,.!]*$)|das mach(?:e)? ich`,
    isAnyWork,
    pointsOnly: new RegExp(
      String.raw`^(?:${POINTS}|gern|gerne|dann|noch|auch|ja|schon|gleich|mal|also|heute|morgen|bis \p{L}+|am \p{L}+|einfach|natürlich|klar|hin|\s|,)*$`,
      'iu',
    ),
    imperativeOf,
    imperativeLead: 'und|dann|also|gut|okay|so|ja|aber',
    needFromYou:
      /(?<!\p{L})(?:ich|wir) (?:bräuchte|bräuchten|brauche|brauchen|benötige|benötigen) (?:dann |noch |dafür |bis \p{L}+ )*von (?:dir|euch|Ihnen) (?<what>.+)$/iu,
    sendVerb: 'schicken',
  }),
  blockedBehind:
    /(?<!\p{L})(?:(?:sagte|sagt|meinte|meint|gefragt|fragt|fragte|geschrieben|gehört|dachte|denke|glaube|hoffe|weiß nicht|keine ahnung|was|wie|wo|wann|warum|wer|wen|dass|ob|wenn|falls|als|bevor|obwohl|weil))\s*,?\s*(?:\S+\s+){0,2}$/iu,
  classOf,
  isAnyWork,
  alike: [
    'schicken senden versenden verschicken zusenden mailen übermitteln weiterleiten liefern bereitstellen geben teilen herumschicken rumschicken',
    'schreiben erstellen verfassen entwerfen vorbereiten dokumentieren machen ausarbeiten formulieren',
    'prüfen überprüfen kontrollieren testen anschauen ansehen nachsehen nachschauen klären abklären durchsehen verifizieren durchspielen durchgehen',
    'fragen anfragen nachfragen anrufen rufen kontaktieren sprechen melden informieren abstimmen',
    'ändern anpassen korrigieren aktualisieren überarbeiten beheben fixen bereinigen ergänzen',
    'buchen reservieren organisieren planen bestellen beschaffen einladen vereinbaren',
    'freischalten freigeben öffnen aktivieren lassen einrichten anlegen',
  ],
  tentative:
    /(?<!\p{L})(?:vielleicht|eventuell|möglicherweise|wahrscheinlich|irgendwann|mal schauen|versuche|hoffentlich)(?!\p{L})/iu,
  negation: /(?<!\p{L})(?:nicht|nie|niemals|kaum)(?!\p{L})(?! nur)/iu,
  tail: /,?\s+(?:weil|damit|sodass|so dass|obwohl|wie besprochen|wie gesagt|falls nötig|wenn das (?:geht|passt)|oder so|und so weiter|oder\?|okay\?|ja\?)(?!\p{L}).*$|,\s*(?:ja|okay|oder|gut|dann|danke|klar|und zwar)(?!\p{L}).*$/iu,
  meetingTalk: [
    /(?:mikro|mikrofon|kamera|bildschirm|aufnahme|aufzeichnung|ton|chat|stumm)(?!\p{L})/u,
    /^(?:aufzeichnen|zusammenfassen|anfangen|beginnen|loslegen|losgehen|weitermachen|aufhören|sagen|fragen (?!.*(?:@|beim|bei|den|die|das))|wiederholen|unterbrechen|ergänzen$|wünschen|grüßen|begrüßen|bedanken|danken|verabschieden|nachdenken|überlegen|sehen|hören|schauen wir|zurückkommen|vorschlagen|würde|rufen .*dich|anrufen dich|hinkriegen|hinbekommen|müssen|warten|schätzen|abschweifen|vorlesen|zugeben|gestehen|abwarten)(?!\p{L})/u,
    /^(?:wiedersehen|sehen|treffen) (?:ansonsten )?uns(?!\p{L})/u,
    /^(?:wiedersehen|gehen|weggehen|los|weg|springen|fahren|kommen)(?!\p{L})/u,
    /^(?:zeigen|teilen|erzählen) (?:euch|dir|ihnen|uns)(?: (?:kurz|mal|gleich|schnell))*(?: etwas| was| es)?$/u,
  ],
  habit:
    /(?<!\p{L})(?:normalerweise|üblicherweise|immer|jeden (?:tag|montag|dienstag|mittwoch|donnerstag|freitag|morgen|monat)|jede woche|meistens|oft|manchmal|generell|nie|grundsätzlich)(?!\p{L})/iu,
  onTheSpot:
    /(?<!\p{L})(?:gerade|jetzt gleich|jetzt(?: mal)?|im moment|momentan|kurz|schnell mal)[\s.,!]*$/iu,
  joke: /(?<!\p{L})(?:(?:kleiner |nur ein |ein )?(?:scherz|witz|spaß)|war nur spaß|(?:ha ?){2,}|nicht ernst gemeint)(?!\p{L})/iu,
  yes: /^(?:(?:oh|ach|ah|na|so|gut|und|okay|ok|@\d+|danke|hm)[,. ]+)*(?:ja|jep|jo|jawohl|klar|gern|gerne|natürlich|sicher|selbstverständlich|okay|ok|in ordnung|passt|geht|geht klar|machen? (?:ich|wir)|übernehmen? (?:ich|wir)|mach ich|das machen wir|einverstanden|kein problem|abgemacht|genau|stimmt|richtig|korrekt|sehr gern|wird gemacht|wird erledigt|alles klar|verstanden|von mir aus|für mich auch|für uns (?:auch|ist das)|sehe ich auch so|doch|perfekt|super idee|gute idee|bin dabei|notiert|servus, ja)(?!\p{L})/iu,
  no: /^(?:(?:oh|ach|äh|also|hm)[,. ]+)*(?:nein|nee|nö)(?!\p{L})(?!,? (?:problem|kein problem|passt|gar kein))|(?<!\p{L})(?:(?:das )?(?:kann|schaffe|werde) ich (?:leider |das )?nicht|geht (?:leider )?nicht|keine zeit|bin (?:ich )?(?:im urlaub|nicht da|nicht im büro)|dagegen|unmöglich|auf keinen fall)(?!\p{L})/iu,
  perhaps:
    /(?<!\p{L})(?:vielleicht|mal (?:sehen|schauen)|weiß (?:ich )?nicht|bin (?:mir )?nicht sicher|kommt drauf an|muss ich (?:erst|mal|noch)|müsste ich|keine ahnung|schwierig|eventuell)(?!\p{L})/iu,
  thanks:
    /^(?:(?:okay|ok|super|perfekt|gut|prima|wunderbar|sehr gut|alles klar|toll)[,.! ]+)*(?:danke|vielen dank|dank|besten dank|merci|super|perfekt|wunderbar|prima|sehr gut|klasse)(?!\p{L})/iu,
  withdrawal:
    /(?<!\p{L})(?:vergiss (?:das|es)|vergessen (?:wir|sie) (?:das|es)|lass(?:en)? (?:wir|es|das)? ?(?:das |es )?(?:lieber |doch |mal )?(?:bleiben|sein|weg)|das lassen wir|streichen wir|streich das|brauch(?:en|st) (?:wir|du|ihr) (?:doch )?nicht(?: mehr)?|(?:hat|haben) sich (?:damit )?erledigt|nicht (?:mehr )?nötig|doch nicht nötig|spar dir das|ist hinfällig)(?!\p{L})/iu,
  withdrawalOf:
    /(?<!\p{L})(?:vergiss|vergessen wir|streichen wir|(?:wir )?brauchen (?:wir )?) ?(?<what>(?:den|die|das) (?!wir\b).{3,80}?)(?: doch)? (?:nicht mehr|doch nicht|wieder|vergessen)[\s.,!]*$/iu,
  correction:
    /(?<!\p{L})(?:nein|doch lieber|lieber|besser|stattdessen|korrektur|sorry|entschuldigung|moment|ich meine|ich meinte|sagen wir|machen wir .* (?:daraus|draus)|verschieben wir|nicht \p{L}+tag|ach ja|ach so)(?!\p{L})/iu,
  newDay: /(?<!\p{L})(?:dann|sagen wir|lieber|besser|machen wir|stattdessen|nicht)(?!\p{L})/iu,
  newOwner:
    /(?:^|(?<!\p{L})(?:nein|doch|lieber|das|moment|besser)[, ]+)(?:das )?(?:macht |übernimmt )?@(\d+)(?: (?:macht|übernimmt|soll|kann|wird)|\s*(?:statt(?:dessen)?|dann)?[.!]?$)/iu,
  recap:
    /(?<!\p{L})(?:ich fasse|fassen wir|fasse (?:ich )?|zusammenfassung|noch (?:ein)?mal zusammen|zur wiederholung|wer macht was|die aufgaben (?:sind|noch)|aufgaben:)/iu,
  recapLead:
    /^.*?(?:zusammen|zusammenfassung|aufgaben(?: sind)?|wiederholung)[^:@]*:\s*|^(?:und|also|dann|gut|okay|so|ja)[\s,]+/iu,
  hasVerb:
    /(?<!\p{L})(?:ich|wir|du|ihr|Sie|kannst|könntest|könntet|können|würdest|bitte|hast|habt|haben|wenn|dass|ob|bin|ist|sind|war|wäre|hat)(?!\p{L})|\?/iu,
  andWord: 'und',
  statements: STATEMENTS,
  verdicts: VERDICTS,
  openQuestion:
    /(?<!\p{L})(?:wer|was|wann|wo|wie|welche[rsnm]?|warum|wieso|ob|ist|sind|soll|sollen|kann|können|müssen|haben|brauchen)(?!\p{L})/iu,
  aboutTheTalk:
    /^(?:\W|und|also|okay|gut)*(?:hört ihr|hörst du|seht ihr|was (?:meint|denkt|sagst|meinst)|passt das|ist das (?:okay|in ordnung|klar|richtig)|noch (?:was|etwas|fragen)|hat noch jemand|sonst noch|kannst du|könntest du|können sie)/iu,
  doubt:
    /(?<!\p{L})(?:weiß (?:ich |das |nicht|niemand|keiner)|unklar|keine ahnung|frage mich|nicht sicher|offen ist|wissen wir (?:noch )?nicht)(?!\p{L})/iu,
  fear: /(?<!\p{L})(?:wenn .*(?:nicht|zu spät|ausfällt|verspätet)|könnte(?:n)? (?:nicht|ausfallen|sich verzögern|knapp)|zu spät|nicht rechtzeitig|zu knapp|verzögert|gefahr|ausfallen|nicht genug)(?!\p{L})/iu,
  noDecision:
    /^(?:\W|und|aber|also|ja|okay)*(?:sonst|ich|danke|weil|was|wer|oder|kannst|könntest|mein vorschlag)(?!\p{L})/iu,
  completion:
    /(?<!\p{L})(?:(?:ist|sind|wurde|wurden) (?:schon |bereits |jetzt |alle |alles |inzwischen )*(?:erledigt|fertig|abgeschlossen|durch|geschickt|verschickt|behoben|gelöst|geliefert|gemacht|raus|geschlossen)|(?:habe|haben) (?:ich|wir) .*(?:erledigt|geschickt|verschickt|gemacht|abgeschlossen|behoben|geliefert|bestellt|gebucht|hochgeladen)|können wir (?:schließen|abhaken|streichen))(?!\p{L})/iu,
  notDone:
    /(?<!\p{L})(?:nicht|noch nicht|wird|werden|sobald|wenn|bis|fast|beinahe|hoffentlich)(?!\p{L})|\?/iu,
  pointsBack: /(?<!\p{L})(?:das|es|ihn|sie|dies|davon|damit|darum|daran|den)(?!\p{L})(?! \p{Lu})/u,
  nounPhrases,
  isVerbLast: true,
  drop: /(?<!\p{L})(?:bitte|dafür|deshalb|daher|mal|auch|noch|ja|doch|halt|eben|einfach|gern|gerne|schon|dann|also|natürlich|selbstverständlich|gleich|kurz|schnell|bitteschön|vielleicht|wahrscheinlich|und zwar|zusammen|gemeinsam|am besten|wieder|selbst|selber|einmal|einfach|eigentlich|können|wollen|nochmal|nochmals|jetzt)(?!\p{L}),?/giu,
  pointer:
    /^(?:(?:das|es|ihn|den|die|sie|dies|diese|diesen|darum|damit|dafür)(?!\p{L})(?!\s+(?:[\p{Ll}]+(?:e|en|er|es)\s+)?(?:\p{Lu}|\d|@))\s*)+/iu,
  pluralPointer: /(?!)/,
  receivers:
    /(?<![\p{L}@])(?:dir|euch|Ihnen|ihm|ihnen|uns|dich|mir|(?:an|für|bei) (?:dich|euch|Sie|mich|uns))(?!\p{L})/gu,
  toMe: /(?<!\p{L})(?:mir|an mich)(?!\p{L})/gu,
  toSpeaker: (name) => `an ${name}`,
  article:
    /^(?:den|die|das|der|dem|einen|eine|ein|unsere[nmr]?|unser|meine[nmr]?|mein|eure[nmr]?|euer|deine[nmr]?|dein|Den|Die|Das|Der|Einen|Eine|Ein) (?=\p{Lu})/u,
  ending: /\s+(?:und|oder|aber|bis|am|an|zu|zum|für|mit|der|die|das|den|ein|eine)$/iu,
  asStatement: (body) =>
    asMainClause(
      body,
      /^(?:bis|am|im|in|an|auf|ab|vor|nach|mit|ohne|seit|zu|zum|zur|für|bei|beim|über|unter|um|nicht|erst|schon|noch|nur|immer|parallel|weiter)$/i,
      1,
      /^(?:ist|sind|war|hat|wird|\p{Ll}{2,}(?:t|en))$/u,
    ),
  statementLead: /^(?:dass|also|dann|und|ja|gut|okay|hiermit|somit|damit|,|:)\s+/iu,
  dayTalk: `ja nein doch ok okay gut passt geht reicht ist wäre dann also sagen wir lieber besser machen daraus draus es das der die den dem am bis zum zur im in an bei mir uns euch ihnen mich
    in ordnung prima super perfekt spätestens vielleicht eher erst schon noch auch aber ich schaffe schaffen kriege können kann könnte soll sollte wird würde sein mein meinte meine stimmt ach so
    richtig genau sorry moment früh vormittag nachmittag abend mittag ende anfang mitte woche monat verschieben korrektur entschuldigung klar gern gerne einverstanden für von und oder wie wäre
    realistisch sicher bitte danke mal hin aus`,
  emptyWords: `der die das den dem des ein eine einen einem einer eines und oder aber denn doch also dann wenn weil dass ob als wie wo was wer wann warum ich wir du ihr sie er es man mich mir dich dir
    uns euch ihm ihn ihnen sich mein meine meinen dein deine sein seine ihre ihren unser unsere unseren euer eure in im an am auf aus bei beim bis durch für gegen mit nach ohne seit über um unter von
    vom vor während wegen zu zum zur zwischen ist sind war waren wird werden wurde haben habe hat hatte kann können könnte muss müssen soll sollen sollte will wollen würde mal noch auch nur schon sehr
    ja nein nicht kein keine heute morgen gestern woche wochen tag tage montag dienstag mittwoch donnerstag freitag nächste nächsten nächster ende bitte danke jetzt hier da dort so mehr alle alles
    macht machen mache schickt kümmert übernimmt gibt geht stellt setzt gerne gern einfach kurz gleich bitte zwei drei vier beide beiden allen jeder jede mir lassen lieber`,
  endings: ['ungen', 'ieren', 'ung', 'iert', 'ten', 'en', 'em', 'er', 'es', 'e', 'n', 's', 't'],
  selfNamed:
    /(?<!\p{L})(?:ich bin|hier ist|hier spricht|ich,|das bin ich,?|also) @(\d+)|@(\d+) (?:hier|am apparat)(?!\p{L})/iu,
  notNames: `guten morgen montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember danke bitte super gut genau
    prima ja nein okay also dann ende anfang mitte`,
});
