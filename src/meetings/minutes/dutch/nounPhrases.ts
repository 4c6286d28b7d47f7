/** Things in a Dutch sentence: what stands behind an article, up to a verb or a preposition. */
import { makeNounPhrases } from '../languages/nounPhrases.ts';

export const nounPhrases = makeNounPhrases({
  determiner: /^(?:de|het|een|onze?|jullie|mijn|zijn|haar|hun|jouw|geen)$/i,
  preposition:
    /^(?:in|op|aan|bij|van|voor|naar|met|door|over|onder|tegen|uit|tot|om|na|sinds|tijdens|zonder|tussen|volgens|naast|via)$/i,
  stop: /^(?:is|zijn|was|waren|heeft|hebben|had|wordt|worden|werd|kan|kunnen|moet|moeten|zal|zullen|zou|zouden|wil|willen|gaat|gaan|staat|staan|staan|klopt|komt|komen|blijft|blijven|ik|je|jij|we|wij|hij|ze|zij|u|er|nog|al|niet|ook|wel|dan|nu|nooit|altijd|morgen|vandaag|gisteren|en|of|maar|want|dat|die|wat|als|waar|te|eens|klaar|gewoon|even|doet|doen|ligt|lukt|geeft|lijkt|werkt|loopt|ontbreekt|sturen|maken|nakijken|herzien|aanpassen|testen)$/i,
  noThing:
    /^(?:dag|dagen|week|weken|maand|maanden|jaar|tijd|keer|moment|minuten|uur|zaak|punt|punten|vraag|vragen|probleem|problemen|onderwerp|onderwerpen|idee|reden|einde?|begin|deel|soort|mensen|team|klant|klanten|leverancier|maandag|dinsdag|woensdag|donderdag|vrijdag|overleg|vergadering|meeting|risico|weekend|rest|eerste|tweede|laatste|volgende|ander|andere|sprint|beurt)$/i,
  article: null,
});
