/** Spanish as the pipeline sees it. */
import { makeLanguage } from '../languages/makeLanguage.ts';
import { subjectFirstRules } from '../languages/subjectFirstRules.ts';
import { SPANISH_DATES } from './dates.ts';
import { nounPhrases } from './nounPhrases.ts';
import { STATEMENTS, VERDICTS } from './statements.ts';
import { classOf, GRAMMAR, imperativeOf, isAnyWork } from './verbs.ts';

const SUBJECT = String.raw`(?:yo|tú|él|ella|nosotros|ustedes|usted|ellos|si|cuando|porque|aunque|también|luego|después|me encargo|les?|se l[oae]s?|te l[oa]|voy a|vamos a|puedes|puede|podrías|podría|ya|eso)(?!\p{L})`;
const NAMED = String.raw`@\d+ (?:va|debe|puede|hará|se|\p{Ll}{3,}(?:a|e|á))(?!\p{L})`;
const THAT = '(?:eso|lo|la|los|las|esto|ello)';
const DAY = String.raw`(?:(?:el |este |para el |antes del )?(?:próximo )?(?:lunes|martes|miércoles|jueves|viernes)|mañana|hoy|pasado mañana|la semana que viene|la próxima semana),?\s+`;

export const spanish = makeLanguage({
  tag: 'es',
  dates: SPANISH_DATES,
  fillers:
    /(?:^|(?<=[\s,.(]))(?:e+h+m*|u+h+m*|h+m+|m+h*m+|este(?=[,.…])|o sea(?=[,.…])|a ver|bueno|pues|la verdad|en plan|digamos|por cierto|mira)(?:[,.…]*)(?=\s|$)/giu,
  normalise: (text) =>
    text
      .replace(/[¿¡]/g, '')
      .replace(/(@\d+),? (?:o sea,? yo|osea yo|es decir,? yo|que soy yo),? /gi, '$1 ')
      .replace(/\byo, (?:o sea )?(@\d+),? /gi, '$1 '),
  border: new RegExp(
    String.raw`[;–—]\s*|\s-\s|:\s+(?=${SUBJECT}|${NAMED})|,?\s+(?:y luego|y después|y|pero|o|así que|entonces|pues|porque),?\s+(?=${SUBJECT}|${NAMED})|,\s+(?=${SUBJECT}|si no |lo que )`,
    'giu',
  ),
  subordinate:
    /^(?:y |pero |entonces |pues |,)*(?:si(?!,)|cuando|porque|aunque|en cuanto|mientras|antes de que|para que|salvo|a menos|apenas)(?!\p{L})/iu,
  condition: /^(?:y |pero |entonces )*(?:si(?!,)|en cuanto|mientras|a menos|salvo|apenas)(?!\p{L})/iu,
  actRules: subjectFirstRules({
    grammar: GRAMMAR,
    i: new RegExp(String.raw`(?<!\p{L})yo(?: mism[oa])?,? (?:también |ya )?(?:${DAY})?`, 'iu'),
    you: /(?<!\p{L})(?:tú |usted |ustedes |vosotros )/iu,
    canYou:
      /(?<!\p{L})(?:(?:me|nos|lo|la|te) )?(?:puedes|podrías|podéis|podríais|puede|podría|pueden|podrían|quieres|querrías|te (?:animas|importa|importaría|encargas) (?:a |de )?)(?!\p{L})(?: (?:tú|usted|ustedes|vosotros))? ?(?:por favor |también )?/iu,
    somebody:
      /(?<!\p{L})(?:alguien|quién|quien|uno de (?:nosotros|ustedes)|hay que|habría que|habrá que)(?!\p{L}) ?/iu,
    we: /(?<!\p{L})(?:nosotros |nosotras )/iu,
    openers: new RegExp(
      String.raw`^(?:(?:y|pero|entonces|ok|vale|sí|bien|también|además|luego|después|ya|@\d+(?: y @\d+)?,),?\s+)*(?:${DAY})?`,
      'iu',
    ),
    hasSilentSubject: true,
    and: 'y|e|o',
    please: 'por favor',
    takeover:
      /(?<!\p{L})(?:(?:ya )?(?:lo|la|los|las) (?:hago|hacemos|miro|gestiono|veo) ?(?:yo)?(?=[\s,.!]*$|,| (?:mañana|hoy|para|antes|esta|el|yo|con gusto))|(?:yo )?me (?:encargo|ocupo)(?: yo)?(?: de (?:eso|ello))?(?=[\s,.!]*$|,| (?:mañana|hoy|para|antes))|yo (?:lo|la|los|las) hago|déjamelo a mí|eso (?:es mío|me toca)|cuenta(?:n)? conmigo|lo vamos a hacer)/iu,
    isAnyWork,
    pointsOnly: new RegExp(
      String.raw`^(?:${THAT}|de (?:eso|ello)|yo|también|mismo|con gusto|ya|hoy|mañana|ahora|\s|,)*$`,
      'iu',
    ),
    imperativeOf,
    needFromYou:
      /(?<!\p{L})(?:necesito|necesitamos|necesitaría) (?:de (?:ti|usted|ustedes|tu parte) |que me (?:mandes|envíes|mande|envíe|pases) )(?<what>.+)$/iu,
    needYouTo: null,
    sendVerb: 'enviar',
  }),
  blockedBehind:
    /(?<!\p{L})(?:(?:ha |he |han )?(?:dicho|preguntado|escrito|respondido|oído)|dijo|decía|pensaba|pienso|creo|espero|no sé|saber|ni idea|cómo|dónde|cuándo|por qué|lo que|que|quien|si|qué|como)\s*,?\s*(?:\S+\s+){0,1}$/iu,
  classOf,
  isAnyWork,
  alike: [
    'enviar mandar compartir remitir pasar reenviar entregar facilitar comunicar dar',
    'escribir redactar preparar hacer crear elaborar documentar armar',
    'revisar comprobar verificar probar mirar ver repasar validar analizar estudiar ensayar',
    'preguntar pedir llamar contactar consultar avisar informar hablar',
    'corregir modificar cambiar ajustar actualizar arreglar resolver solucionar limpiar rehacer',
    'reservar organizar planificar agendar encargar comprar invitar convocar',
    'abrir activar habilitar configurar crear instalar',
  ],
  tentative:
    /(?<!\p{L})(?:quizás?|tal vez|a lo mejor|eventualmente|probablemente|algún día|intentar|intento|si puedo|posiblemente)(?!\p{L})/iu,
  negation: /(?<!\p{L})(?:nunca|jamás)(?!\p{L})/iu,
  tail: /,?\s+(?:porque|ya que|para que|como (?:quedamos|acordamos)|si (?:puedes|se puede|es posible|te parece)|o algo así|etcétera|vale|verdad)(?!\p{L})\??.*$|,\s*(?:sí|vale|bueno|entonces|gracias|si no|no)(?!\p{L}).*$|\s+y (?:ustedes|tú|se l[oae]s?|te l[oa]|os l[oa]) .*$/iu,
  meetingTalk: [
    /(?:micro|cámara|pantalla|grabación|grabar la reunión|grabar esta|sonido|chat|silencio)(?!\p{L})/u,
    /^(?:resumir|empezar|continuar|seguir$|grabar$|decir|repetir|interrumpir|dejar|proponer$|proponer (?:eso|que)|agradecer|pensar|ver|oír|volver|preguntar (?:internamente|si)|llamar$|llamar eso$|mirar$|mirar eso$|pasar (?:a|al)|hacer una pregunta|leer eso$|leer$|hablar)(?!\p{L})/u,
    /^dar tiempo(?!\p{L})/u,
    /^(?:ir|irse|salir|venir|llegar|verse)(?!\p{L})/u,
    /^(?:mostrar|enseñar|explicar|contar)(?: eso)?(?: (?:rápido|rápidamente))?(?: algo| una cosa)?$/u,
  ],
  habit:
    /(?<!\p{L})(?:normalmente|siempre|todos los (?:días|lunes|martes|miércoles|jueves|viernes|meses)|cada (?:día|semana|mes|lunes)|a menudo|a veces|en general|nunca|por lo general|generalmente)(?!\p{L})/iu,
  onTheSpot: /(?<!\p{L})(?:ahora(?: mismo)?|ahorita|en este momento|rápidamente)[\s.,!]*$/iu,
  joke: /(?<!\p{L})(?:es (?:una )?broma|era broma|estoy bromeando|(?:ja ?){2,}|no va en serio)(?!\p{L})/iu,
  yes: /^(?:(?:oh|ah|y|ok|vale|@\d+|gracias|claro)[,. ]+)*(?:sí|ok|okay|vale|claro|por supuesto|con (?:mucho )?gusto|sin problema|no hay problema|de acuerdo|perfecto|está bien|me parece bien|cuenta conmigo|hecho|(?:yo )?(?:me encargo|lo hago)|lo hacemos|entendido|anotado|exacto|correcto|listo|yo también|para (?:mí|nosotros) (?:también|está bien)|por mí está bien|desde luego|cómo no|dale|a nosotros nos sirve|es verdad|es cierto)(?!\p{L})/iu,
  no: /^(?:(?:oh|ah|eh|mmm)[,. ]+)*no(?=[,.!]|$)(?!,? (?:hay problema|te preocupes|pasa nada|adelante))|(?<!\p{L})(?:no (?:puedo|podré|podemos)|no me da tiempo|imposible|no tengo tiempo|estoy de (?:vacaciones|baja)|no estoy|en contra|de ninguna manera)(?!\p{L})/iu,
  perhaps:
    /(?<!\p{L})(?:quizás?|tal vez|a lo mejor|ya veremos|no (?:lo )?sé|no estoy segur[oa]|depende|tengo que (?:preguntar|mirarlo|ver|consultar)|tendría que|ni idea|difícil)(?!\p{L})/iu,
  thanks:
    /^(?:(?:ok|vale|genial|perfecto|bueno|bien|muy bien|estupendo)[,.! ]+)*(?:gracias|muchas gracias|genial|perfecto|estupendo|excelente|fantástico|te lo agradezco)(?!\p{L})/iu,
  withdrawal:
    /(?<!\p{L})(?:olvídal[oa]|olvídese|olvidémoslo|olvida(?:d)? eso|déjal[oa](?=[\s,.!]|$)|dejémoslo(?=[\s,.!]*$)|ya no (?:hace falta|es necesario|lo necesitamos)|no hace falta|no es necesario|lo (?:cancelamos|quitamos|descartamos)|mejor no(?=[\s,.!]*$))(?!\p{L})/iu,
  withdrawalOf:
    /(?<!\p{L})(?:olvida|cancelamos|descartamos|ya no (?:necesitamos|hace falta)) (?<what>(?:el|la|los|las) .{3,80}?)[\s.,!]*$/iu,
  correction:
    /(?<!\p{L})(?:no|mejor|más bien|en su lugar|corrección|perdón|espera|espere|quiero decir|digamos|lo dejamos para|lo pasamos|ah,? (?:sí|verdad)|es verdad)(?!\p{L})/iu,
  newDay: /(?<!\p{L})(?:entonces|digamos|mejor|lo dejamos|lo pasamos|no)(?!\p{L})/iu,
  newOwner:
    /(?:^|(?<!\p{L})(?:no|mejor|espera|al final)[, ]+)(?:lo hace |que lo haga )?@(\d+)(?: (?:se encarga|va|lo|debe|puede|hará)|\s*(?:mejor|entonces)?[.!]?$)/iu,
  recap:
    /(?<!\p{L})(?:resumo|resumiendo|resumamos|en resumen|recapitulo|recapitulando|quién hace qué|las tareas (?:son|:))/iu,
  recapLead:
    /^.*?(?:resumo|resumiendo|resumen|recapitulo|recapitulando|tareas(?: son)?)[^:@.]*[:.,]\s*|^(?:y|entonces|pues|bueno|sí|ok)[\s,]+/iu,
  hasVerb:
    /(?<!\p{L})(?:yo|tú|usted|ustedes|nosotros|puedes|puede|podrías|podría|pueden|si|cuando|que|qué|quién|es|son|ha|has|era|tiene)(?!\p{L})|\?/iu,
  andWord: 'y',
  statements: STATEMENTS,
  verdicts: VERDICTS,
  openQuestion:
    /(?<!\p{L})(?:quién|qué|cuándo|dónde|cómo|cuál(?:es)?|por qué|cuánt[oa]s?|hay que|debemos|podemos)(?!\p{L})/iu,
  aboutTheTalk:
    /^(?:\W|y|entonces|pues)*(?:me (?:oís|oyes|oyen|escuchan)|qué (?:pensáis|piensan|opinas|opinan|les parece|os parece)|os parece|les parece|alguna (?:cosa|pregunta)|algo más|preguntas|nos da tiempo|está (?:bien|claro)|puedes|puede|podrías|podría|pueden|están de acuerdo|cómo (?:va|vamos|está))/iu,
  doubt:
    /(?<!\p{L})(?:no (?:lo )?(?:sé|sabemos|está claro)|ni idea|me pregunto|no estoy segur[oa]|nadie (?:lo )?sabe)(?!\p{L})/iu,
  fear: /(?<!\p{L})(?:si .*(?:no |tarde|falla|retrasa)|podría (?:no|fallar|retrasarse)|demasiado tarde|no (?:llega|llegan|llegue) a tiempo|muy justo|retrasa|peligro|se cae|no alcanza)(?!\p{L})/iu,
  noDecision:
    /^(?:\W|y|pero|pues|sí|bueno)*(?:si no|yo|gracias|porque|qué|quién|o|puedes|podrías)(?!\p{L})/iu,
  completion:
    /(?<!\p{L})(?:(?:está|están|quedó|quedaron|fue|fueron) (?:ya |todos? )*(?:hech[oa]s?|terminad[oa]s?|list[oa]s?|cerrad[oa]s?|resuelt[oa]s?|enviad[oa]s?|entregad[oa]s?)|ya (?:lo|la|los|las) (?:hice|envié|mandé|terminé|cerré|arreglé)|(?:ya )?(?:he|hemos) (?:hecho|terminado|enviado|mandado|cerrado|resuelto|entregado|reservado|comprado)|(?:lo|la) podemos (?:cerrar|tachar))(?!\p{L})/iu,
  notDone: /(?<!\p{L})(?:no|todavía no|aún no|estará|estarán|cuando|si|casi|ojalá)(?!\p{L})|\?/iu,
  pointsBack: /(?<!\p{L})(?:eso|esto|lo|ello|ese|esa)(?!\p{L})/iu,
  nounPhrases,
  isVerbLast: false,
  drop: /(?<!\p{L})(?:por favor|también|ya|entonces|pues|claro|simplemente|quizás?|tal vez|a lo mejor|enseguida|rápidamente|rápido|juntos|juntas|yo|mismo|misma|todavía|solo|con gusto|mejor|además|yo mismo|seguramente|probablemente)(?!\p{L}),?/giu,
  pointer: /^(?:(?:eso|esto|ello|de eso|de ello)(?!\p{L})\s*)+/iu,
  pluralPointer: /(?!)/,
  receivers:
    /(?<![\p{L}@])(?:a (?:ti|usted|ustedes|vosotros|nosotros|mí|todos)|os|nos|les|te|usted|ustedes|tú)(?!\p{L})/giu,
  toMe: /(?<!\p{L})a mí(?!\p{L})/giu,
  toSpeaker: (name) => `a ${name}`,
  article: /(?!)/,
  ending: /\s+(?:y|o|pero|a|de|del|para|con|el|la|los|las|un|una|antes|en|hasta|al)$/iu,
  statementLead: /^(?:que|entonces|pues|y|sí|bueno|,|:)\s+/iu,
  dayTalk: `sí no ah ok vale bueno bien muy perfecto está estaría es sería será mejor entonces digamos digo lo la el los las para antes de del al a en por mi mí parte nosotros mí me va puedo
    podemos quizás tal vez más tarde tardar pronto ya todavía también pero yo hago llego queda quedamos dejamos pasamos hacemos verdad exacto claro perdón espera mañana tarde noche final fin
    mediados principios semana mes corrección con gusto y o cómo realista seguro gracias posible te nos vale nosotros se lo pongamos ponemos hecho correcto`,
  emptyWords: `el la los las un una unos unas de del al a y e o u pero si que quien cual cuando donde como porque por para con sin sobre entre hasta desde en yo tú él ella usted nosotros ustedes ellos me te
    se nos os le les lo mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos estas ese esa eso esto es son era está están estar ser ha he han hay fue va voy vas van vamos ir puede
    puedo puedes pueden poder debe debo tengo tiene tenemos hacer hago hace no sí ya muy más también todo toda todos todas mañana hoy ayer semana día días lunes martes miércoles jueves viernes
    próximo próxima viene final finales gracias favor encargo encarga envía manda hace pone da dos tres cada mismo misma`,
  endings: [
    'aciones',
    'acion',
    'amiento',
    'iendo',
    'ando',
    'ados',
    'adas',
    'ado',
    'ada',
    'aré',
    'are',
    'ar',
    'er',
    'ir',
    'os',
    'as',
    'es',
    'o',
    'a',
    'e',
    's',
  ],
  selfNamed: /(?<!\p{L})(?:soy|yo,|aquí|habla) @(\d+)|@(\d+) (?:aquí|al habla)(?!\p{L})/iu,
  notNames: `lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre gracias buenos bueno vale perfecto
    bien sí no ya entonces luz mar cruz paz pilar sol rosa`,
});
