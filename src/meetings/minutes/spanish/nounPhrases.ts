/** Things in a Spanish sentence. */
import { makeNounPhrases } from '../languages/nounPhrases.ts';

const ARTICLES: Readonly<Record<string, string>> = {
  una: 'la',
  un: 'el',
  unas: 'las',
  unos: 'los',
  mi: 'el',
  mis: 'los',
  tu: 'el',
  tus: 'los',
  su: 'el',
  sus: 'los',
  nuestra: 'la',
  nuestro: 'el',
  nuestras: 'las',
  nuestros: 'los',
};

export const nounPhrases = makeNounPhrases({
  determiner: /^(?:el|la|los|las|un|una|unos|unas|nuestr[oa]s?|mi|mis|tu|tus|su|sus|al|del)$/i,
  preposition: /^(?:a|ante|con|contra|desde|durante|en|entre|hacia|hasta|para|por|según|sin|sobre|tras)$/i,
  joint: /^(?:de|del|la|las|los|el)$/i,
  stop: /^(?:es|son|era|eran|está|están|ha|han|había|será|va|van|puede|pueden|debe|hay|hace|llegó|llega|salió|tiene|tienen|falta|faltan|sigue|queda|yo|tú|él|ella|nosotros|ustedes|ellos|no|ya|todavía|también|y|e|o|u|pero|que|qué|quien|cuando|si|mañana|ayer|hoy|muy|bien|más|se|me|te|lo|le|nos|les|como|este|esta|pasado|para|listos?|lista|porque|fue|cuesta|nos)$/i,
  noThing:
    /^(?:días?|semanas?|mes|meses|años?|tiempo|vez|veces|momento|minutos?|horas?|cosas?|puntos?|preguntas?|problemas?|tema|temas|idea|razón|fin|final|finales|inicio|parte|tipo|caso|gente|equipo|clientes?|proveedor|lunes|martes|miércoles|jueves|viernes|sábado|reunión|riesgo|resto|primer|primero|primera|último|última|próxim[oa]|otr[oa]s?|mundo|lugar|lado|tarde|mañana|noche|mayoría|verdad|mismo|misma|peor|mejor|único|lunes)$/i,
  article: (determiner) => ARTICLES[determiner] ?? determiner.replace(/^al$|^del$/, 'el'),
});
