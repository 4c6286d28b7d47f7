/** French as the pipeline sees it. */
import { makeLanguage } from '../languages/makeLanguage.ts';
import { subjectFirstRules } from '../languages/subjectFirstRules.ts';
import { FRENCH_DATES } from './dates.ts';
import { nounPhrases } from './nounPhrases.ts';
import { STATEMENTS, VERDICTS } from './statements.ts';
import { classOf, GRAMMAR, imperativeOf, isAnyWork } from './verbs.ts';

const SUBJECT = String.raw`(?:(?:je|tu|il|elle|on|nous|vous|ils|elles|ça|quand|lorsque|parce que|puisque|sauf|dès que|c'est|est-ce que|peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|peut-on|si)(?!\p{L})|j'|s'il |qu(?:e|and) )`;
const NAMED = String.raw`@\d+ (?:va|doit|peut|fera|s'|\p{Ll}{2,}(?:e|it|ra|nd|et))(?!\p{L})`;
const THAT = "(?:ça|cela|le|la|les|l'|en|y)";

export const french = makeLanguage({
  tag: 'fr',
  dates: FRENCH_DATES,
  fillers:
    /(?:^|(?<=[\s,.(]))(?:e+u+h+|h+u+m+|h+m+|m+h*m+|ben|bah|bref|en fait|du coup|genre|quoi(?=[,.])|tu vois|vous voyez|franchement|au fait|au passage|à vrai dire)(?:[,.…]*)(?=\s|$)/giu,
  normalise: (text) =>
    text
      .replace(/(@\d+),? (?:donc moi|c'est-à-dire moi|c'est moi),? /gi, '$1 ')
      .replace(/\bmoi, (?:donc )?(@\d+),? (?:je )?/gi, '$1 ')
      .replace(/\b(tu) (peux|pourrais|veux|as) ?(?:pas )?(?=\?)/gi, '$1 $2')
      .replace(/\bt'(as|es)\b/gi, 'tu $1')
      .replace(/\bj'vais\b/gi, 'je vais')
      .replace(/\s-\s?t-/g, '-t-'),
  border: new RegExp(
    String.raw`[;–—]\s*|\s-\s|:\s+(?=${SUBJECT}|${NAMED})|,?\s+(?:et puis|et après|et|mais|ou|car|donc|alors|puis|sinon),?\s+(?=${SUBJECT}|${NAMED})|,\s+(?=${SUBJECT}|sinon |ce qui )|\s+(?=s'il |quand |parce que |dès que )`,
    'giu',
  ),
  subordinate:
    /^(?:et |mais |donc |alors |,)*(?:si(?! (?:oui|bien))|s'il|s'ils|quand|lorsque|parce que|puisque|dès que|tant que|bien que|avant que|pendant que|afin que|pour que|sauf|à moins)(?!\p{L})/iu,
  condition: /^(?:et |mais |donc |alors )*(?:si|s'il|s'ils|dès que|tant que|à moins|sauf)(?!\p{L})/iu,
  actRules: subjectFirstRules({
    grammar: GRAMMAR,
    i: /(?<!\p{L})(?:je |j'|c'est moi qui )/iu,
    you: /(?<!\p{L}|-)(?:tu |vous )/iu,
    canYou:
      /(?<!\p{L})(?:(?:peux|pourrais|veux|voudrais)-tu|(?:pouvez|pourriez|voulez|voudriez)-vous|(?:est-ce que )?(?:tu (?:peux|pourrais|veux bien|voudrais|saurais)|vous (?:pouvez|pourriez|voulez bien|voudriez|sauriez))|(?:ça te dérange|ça vous dérange) (?:de|d')|je (?:te|vous) (?:demande|laisse|propose) (?:de |d')?|il faudrait que (?:tu|vous) (?:puisses|puissiez)) ?/iu,
    somebody: /(?<!\p{L})(?:quelqu'un|qui|l'un de (?:nous|vous)|il (?:faut|faudrait|faudra))(?!\p{L}) ?/iu,
    we: /(?<!\p{L})(?:on |nous )/iu,
    openers: /(?!)/,
    hasSilentSubject: false,
    and: 'et|ou',
    please: "s'il te plaît|s'il vous plaît|merci de|veuillez|svp|stp",
    takeover:
      /(?<!\p{L})(?:je (?:m'en occupe|m'en charge|le fais|la fais|les fais|m'y mets|prends ça|le prends|prends)(?=[\s,.!]*$|,| (?:demain|aujourd'hui|pour|avant|d'ici|dès|tout|volontiers))|je m'en (?:occupe|charge|occuperai|chargerai)|on le fait(?=[\s,.!]*$)|c'est pour moi|laisse(?:-moi|z-moi) faire|je vais le faire|ce sera fait)/iu,
    isAnyWork,
    pointsOnly: new RegExp(
      String.raw`^(?:${THAT}|aussi|bien|volontiers|donc|alors|tout de suite|demain|aujourd'hui|moi-même|de (?:ça|cela)|\s|,)*$`,
      'iu',
    ),
    imperativeOf,
    needFromYou:
      /(?<!\p{L})(?:il me (?:faut|faudrait)|j'ai besoin|j'aurais besoin|nous avons besoin|on a besoin) (?:que (?:tu|vous) m'envo(?:ies|yiez) |de ta part |de votre part )(?<what>.+)$/iu,
    needYouTo: null,
    sendVerb: 'envoyer',
  }),
  blockedBehind:
    /(?<!\p{L})(?:(?:a |ai |ont |avait )?(?:dit|demandé|écrit|répondu|entendu)|disait|pensais|pense|crois|espère|sais pas|savoir|aucune idée|comment|où|quand|pourquoi|ce que|c'est ce que|que|qu'|qui|si|quoi)\s*,?\s*(?:\S+\s+){0,1}$/iu,
  classOf,
  isAnyWork,
  alike: [
    'envoyer transmettre partager communiquer diffuser renvoyer transférer donner fournir livrer passer',
    'écrire rédiger préparer faire créer établir élaborer documenter',
    'vérifier contrôler tester regarder relire revoir examiner valider étudier analyser',
    'demander appeler contacter relancer prévenir avertir informer',
    'corriger modifier changer adapter actualiser mettre réparer réviser revoir nettoyer résoudre',
    'réserver organiser planifier commander acheter inviter convoquer',
    'ouvrir activer débloquer configurer installer créer',
  ],
  tentative:
    /(?<!\p{L})(?:peut-être|éventuellement|probablement|un jour|essayer|essaie|si possible|normalement)(?!\p{L})/iu,
  negation: /(?<!\p{L})(?:pas|jamais|rien)(?!\p{L})(?! (?:seulement|avant))/iu,
  tail: /,?\s+(?:parce que|car|puisque|afin que|comme (?:convenu|prévu)|si (?:possible|ça va|tu veux|vous voulez)|ou quelque chose|et cetera|d'accord \?|hein|non \?)(?!\p{L}).*$|,\s*(?:oui|d'accord|bon|alors|merci|sinon|et on|hein)(?!\p{L}).*$|\s+et (?:on|vous|tu|je) (?:sera|pourrez|pourras|aurez|vous|te|l').*$/iu,
  meetingTalk: [
    /(?:micro|caméra|écran|enregistrement|son|chat|muet)(?!\p{L})/u,
    /^(?:récapituler|commencer|continuer|enregistrer|dire|répéter|interrompre|ajouter (?:un|une|quelque|que)|laisser|proposer$|proposer (?:ça|que)|remercier|réfléchir|voir|entendre|revenir|garder|demander (?:si|en interne)|être|appeler (?:ça )?(?:si|s'il)|appeler$|appeler ça$|regarder$|deviner|souhaiter|passer (?:à|au)|poser (?:une|la) question)(?!\p{L})/u,
    /^(?:aller|partir|filer|venir|arriver|revoir\s*$)(?!\p{L})/u,
    /^(?:montrer|expliquer|raconter)(?: ça)?(?: (?:vite|rapidement))?(?: quelque chose)?$/u,
  ],
  habit:
    /(?<!\p{L})(?:d'habitude|normalement|toujours|tous les (?:jours|lundis|mardis|mercredis|jeudis|vendredis|mois)|chaque (?:jour|semaine|mois|lundi)|souvent|parfois|en général|jamais)(?!\p{L})/iu,
  onTheSpot:
    /(?<!\p{L})(?:maintenant|là maintenant|tout de suite|en ce moment|rapidement|vite fait)[\s.,!]*$/iu,
  joke: /(?<!\p{L})(?:je (?:plaisante|rigole|blague)|c'est une blague|pour rire|(?:ha ?){2,}|mdr)(?!\p{L})/iu,
  yes: /^(?:(?:oh|ah|bon|et|ok|d'accord|@\d+|merci|hum)[,. ]+)*(?:oui|ouais|ok|okay|d'accord|bien sûr|volontiers|avec plaisir|sans problème|pas de (?:problème|souci)|aucun (?:problème|souci)|entendu|c'est noté|noté|parfait|ça marche|ça me va|ça nous va|ça nous convient|c'est bon|c'est d'accord|je m'en (?:occupe|charge)|je le fais|je vais le faire|on le fait|certainement|absolument|tout à fait|exactement|très bien|pareil|moi aussi|pour moi c'est bon|compris|à moi aussi|c'est vrai|évidemment)(?!\p{L})/iu,
  no: /^(?:(?:oh|ah|euh|bon|hum)[,. ]+)*non(?!\p{L})(?!,? (?:pas de (?:problème|souci)|aucun|c'est bon))|(?<!\p{L})(?:je ne (?:peux|pourrai) (?:malheureusement )?pas|je peux pas|pas possible|impossible|pas le temps|je suis (?:en congé|en vacances|absente?)|je suis contre|hors de question)(?!\p{L})/iu,
  perhaps:
    /(?<!\p{L})(?:peut-être|on verra|je (?:ne )?sais pas|pas sûre?|ça dépend|il faut que je (?:demande|voie|vérifie|regarde)|il faudrait que je|je dois (?:demander|vérifier)|aucune idée|difficile|éventuellement)(?!\p{L})/iu,
  thanks:
    /^(?:(?:ok|d'accord|super|parfait|bon|bien|très bien|génial)[,.! ]+)*(?:merci|super|parfait|génial|formidable|excellent|impeccable)(?!\p{L})/iu,
  withdrawal:
    /(?<!\p{L})(?:laisse(?:z)? tomber|oublie(?:z|-le|ça)?(?: ça)?(?=[\s,.!]|$)|on (?:oublie|laisse tomber|annule|abandonne)(?: ça)?(?=[\s,.!]|$)|(?:ce n'est|c'est) (?:plus|pas) (?:la peine|nécessaire|nécessaire finalement)|pas la peine|(?:on n'en a|tu n'en as|nous n'en avons) (?:plus|pas) besoin|finalement non)(?!\p{L})/iu,
  withdrawalOf:
    /(?<!\p{L})(?:on (?:oublie|annule|abandonne)|laisse tomber|on n'a plus besoin (?:de|du)|plus besoin (?:de|du)) ?(?<what>(?:le|la|les|l'|de la|des) ?.{3,80}?)(?: finalement)?[\s.,!]*$/iu,
  correction:
    /(?<!\p{L})(?:non|plutôt|à la place|correction|pardon|attends|attendez|je veux dire|disons|on dit|mettons|on décale|pas \p{L}+di|ah oui|c'est vrai)(?!\p{L})/iu,
  newDay: /(?<!\p{L})(?:alors|disons|on dit|plutôt|mettons|pas)(?!\p{L})/iu,
  newOwner:
    /(?:^|(?<!\p{L})(?:non|plutôt|attends|finalement)[, ]+)(?:c'est )?@(\d+)(?: (?:s'en|va|le|doit|peut|fera|qui)|\s*(?:plutôt|à la place|alors)?[.!]?$)/iu,
  recap:
    /(?<!\p{L})(?:je récapitule|récapitulons|pour résumer|je résume|récap|en résumé|qui fait quoi|les actions (?:sont|:))/iu,
  recapLead:
    /^.*?(?:récapitule|récapitulons|résumer|résume|récap|résumé|actions(?: sont)?)[^:@.]*[:.,]\s*|^(?:et|donc|alors|bon|oui|ok)[\s,]+/iu,
  hasVerb:
    /(?<!\p{L})(?:je|tu|nous|vous|il|elle|on|peux|pouvez|est-ce|si|quand|que|qui|c'est|a|as|était)(?!\p{L})|j'|\?/iu,
  andWord: 'et',
  statements: STATEMENTS,
  verdicts: VERDICTS,
  openQuestion:
    /(?<!\p{L})(?:qui|que|quoi|quand|où|comment|quel(?:le)?s?|pourquoi|combien|est-ce|doit-on|faut-il|peut-on)(?!\p{L})/iu,
  aboutTheTalk:
    /^(?:\W|et|donc|alors|bon)*(?:(?:tu|vous) (?:nous |m'|me )?(?:entends|entendez|vois|voyez|en pensez|en penses)|ça (?:va|marche|suffira|te va)|vous en pensez|d'autres questions|des questions|c'est (?:bon|clair|ok)|peux-tu|pouvez-vous|tu peux|vous pouvez|vous êtes d'accord)/iu,
  doubt:
    /(?<!\p{L})(?:(?:je )?(?:ne )?sais pas|pas clair|aucune idée|me demande|pas sûre?|on ne sait pas|personne ne sait)(?!\p{L})/iu,
  fear: /(?<!\p{L})(?:si .*(?:pas|retard|trop tard|panne)|pourrait (?:ne pas|échouer|être en retard|tomber)|trop tard|pas à temps|trop juste|en retard|danger|tomber en panne|pas assez)(?!\p{L})/iu,
  noDecision:
    /^(?:\W|et|mais|donc|oui|bon)*(?:sinon|je|j'|merci|parce que|quoi|qui|ou|peux|pouvez)(?!\p{L})/iu,
  completion:
    /(?<!\p{L})(?:(?:est|sont|c'est|a été) (?:déjà |maintenant |tous |bien )*(?:faite?s?|terminée?s?|finie?s?|réglée?s?|envoyée?s?|livrée?s?|clôturée?s?|parti(?:e|s)?)|(?:j'ai|on a|nous avons|je l'ai|je les ai) (?:déjà |bien )*(?:fait|terminé|envoyé|réglé|livré|commandé|réservé|corrigé|clôturé)|on peut (?:clore|fermer|clôturer|barrer))(?!\p{L})/iu,
  notDone: /(?<!\p{L})(?:pas|n'est|pas encore|sera|seront|dès que|si|quand|presque|j'espère)(?!\p{L})|\?/iu,
  pointsBack:
    /(?<!\p{L})(?:ça|cela|le|la|les|celui-ci|celle-ci|en)(?!\p{L})(?! \p{Ll}{3,}(?:e|tion|age|ment|s)(?!\p{L}))|(?<!\p{L})l'/iu,
  nounPhrases,
  isVerbLast: false,
  drop: /(?<!\p{L})(?:s'il te plaît|s'il vous plaît|svp|stp|juste|aussi|également|déjà|encore|donc|alors|bien sûr|simplement|peut-être|éventuellement|si possible|volontiers|tout de suite|rapidement|vite|ensemble|moi-même|quand même|du coup|bien|certainement|probablement)(?!\p{L}),?/giu,
  pointer: /^(?:(?:ça|cela)(?!\p{L})\s*)+/iu,
  pluralPointer: /(?!)/,
  receivers: /(?<![\p{L}@'-])(?:(?:à|pour) (?:toi|vous|nous|moi|eux|tous)|te|vous|nous|toi)(?![\p{L}'])/giu,
  toMe: /(?<!\p{L})(?:à moi|-moi)(?!\p{L})/giu,
  toSpeaker: (name) => `à ${name}`,
  article: /(?!)/,
  ending: /\s+(?:et|ou|mais|à|de|du|pour|avec|le|la|les|un|une|d'ici|avant|dans|en)$/iu,
  statementLead: /^(?:que|qu'|donc|alors|et|oui|bon|,|:)\s*(?=\p{L})/iu,
  dayTalk: `oui non ah ok d accord bon bien très parfait ça va marche c est ce sera serait donc alors disons dit dire on mettons plutôt mieux faire fait le la les l de du des pour avant
    ici au aux à en dans chez moi nous toi vous plus tard peut être pas déjà encore aussi mais je j peux pourrai pouvons dois sera seront mon veux vrai exactement juste pardon attends matin midi
    soir après fin début milieu semaine mois décale correction volontiers et ou comment réaliste sûr merci hein possible me te convient bonne`,
  emptyWords: `le la les un une des du de d l et ou mais donc car alors puis si quand que qui quoi dont où comment pourquoi je j tu il elle on nous vous ils elles me te se lui leur moi toi mon ma mes ton ta tes
    son sa ses notre nos votre vos leurs ce cet cette ces ça cela à au aux dans sur sous avec pour par chez vers avant après depuis pendant sans entre contre dès selon en y est sont était être ai as a
    avons avez ont avoir fait faire fais va vais vont aller peut peux pouvez pouvoir doit dois devoir faut pas ne n plus jamais rien très bien aussi déjà encore oui non ici là tout tous toute toutes
    demain hier aujourd hui semaine jour jours lundi mardi mercredi jeudi vendredi prochain prochaine fin début merci occupe charge envoie met prend donne passe deux trois quatre chaque même`,
  endings: [
    'ations',
    'ation',
    'ements',
    'ement',
    'ements',
    'erons',
    'erai',
    'era',
    'ées',
    'és',
    'ee',
    'er',
    'ez',
    'es',
    'e',
    's',
    'x',
  ],
  selfNamed: /(?<!\p{L})(?:ici|moi,|c'est moi,?|je suis|c'est) @(\d+)|@(\d+) (?:ici|à l'appareil)(?!\p{L})/iu,
  notNames: `lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre merci bonjour bon bien oui non alors
    donc parfait fin début claire rose`,
});
