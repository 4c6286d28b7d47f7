/** Things in a German sentence: nouns have capitals. */
import type { NounPhrase } from '../language.ts';

const DETERMINER =
  /^(?:der|die|das|den|dem|ein|eine|einen|unser|unsere|unseren|euer|eure|euren|mein|meine|meinen|sein|seine|seinen|ihr|ihre|ihren|dein|deine|deinen|keine?[nrms]?|diese[rsnm]?)$/i;
const PREPOSITION =
  /^(?:in|im|an|am|auf|aus|bei|beim|bis|durch|für|gegen|hinter|mit|nach|neben|ohne|seit|über|um|unter|von|vom|vor|während|wegen|zu|zum|zur|zwischen|laut|trotz)$/i;
const NO_THING =
  /^(?:Tage?n?|Wochen?|Monate?n?|Jahre?n?|Zeit|Mal|Moment|Minuten?|Stunden?|Sekunden?|Sache|Punkte?|Fragen?|Problem|Probleme|Thema|Themen|Idee|Grund|Ende|Anfang|Teil|Art|Fall|Leute|Team|Kollegen?|Kunden?|Lieferant(?:en)?|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Besprechung|Sitzung|Meeting|Runde|Termin|Morgen|Mittag|Abend|Woche|Wochenende|Herr|Frau|Geld|Risiko|Vorschlag|Sprint|Quartal)$/;

export function nounPhrases(sentence: string): NounPhrase[] {
  const words = sentence.split(/\s+/);
  const found: NounPhrase[] = [];
  for (let at = 0; at < words.length; at++) {
    if (!DETERMINER.test(words[at] ?? '')) continue;
    const phrase: string[] = [];
    let head = '';
    for (let next = at + 1; next < words.length && next <= at + 4; next++) {
      const word = (words[next] ?? '').replace(/[.,;:!?…)"]+$/, '');
      const isNoun = /^\p{Lu}[\p{L}\d-]+$/u.test(word);
      if ((head !== '' && !/^\d+$/.test(word)) || DETERMINER.test(word)) break;
      if (!isNoun && !/^\p{Ll}+(?:e|en|er|es|em)$/u.test(word) && !/^\d+$/.test(word)) break;
      phrase.push(word);
      if (isNoun) head = word;
      if (word !== words[next]) break;
    }
    if (head === '' || NO_THING.test(head)) continue;
    found.push({
      text: phrase.length === 1 ? head : `${(words[at] ?? '').toLowerCase()} ${phrase.join(' ')}`,
      head: head.toLowerCase().replace(/(?:en|er|es|e|n|s)$/, ''),
      // "Die" may be one or many; the pointing words do not tell either.
      isPlural: false,
      isBehindPreposition: PREPOSITION.test(words[at - 1] ?? ''),
    });
  }
  return found;
}
