/** Writes a minute's text out of spoken words. */
import type { Pointing } from '../language.ts';

const MOST_WORDS = 26;
const DROP =
  /\b(?:please|just|quickly|maybe|perhaps|probably|basically|actually|really|kind of|sort of|also|as well|too|then|again|definitely|certainly|somehow|obviously|literally|if possible|for sure|real quick|and stuff)\b,?/gi;

/** `send` and `that over to the vendor` become `Send the cutover plan over to the vendor`. */
export function writeImperative(verb: string, rest: string, pointing: Pointing): string {
  const spoken = rest
    .replace(DROP, ' ')
    .replace(/^(?:of|on with) (?=it\b)/i, '')
    .replace(/\s+/g, ' ');
  const resolved = resolvePronouns(` ${spoken} `, pointing, verb);
  return finish(`${verb} ${resolved}`, pointing);
}

/** A statement for decisions, risks, issues and questions: the same words, tidied. */
export function writeStatement(body: string, pointing: Pointing): string {
  const lead =
    /^(?:that|to|so|then|and|is|well|basically|just|,|:|yeah|okay|actually|we(?:'ll| will| should| are going to|'re going to)(?= \w+)|we(?= (?:go|use|keep|move|stay|do|postpone)))\s+/i;
  let text = body.trim();
  for (let round = 0; round < 4; round++) text = text.replace(lead, '');
  text = text.replace(
    /,\s*(?:right|okay|ok|yeah|then|i think|you know|agreed|everyone|everybody)\s*[?.!]*$/i,
    '',
  );
  return finish(text, pointing);
}

function resolvePronouns(text: string, pointing: Pointing, verb: string): string {
  const { speaker, addressee, thing, person } = pointing;
  let words = text;
  if (thing !== null) {
    words = words
      .replace(
        /^ (?:it|that|this|those|these|them)(?= (?!(?:the|a|an|our|your|my|\p{L}+(?:ion|ment|list|plan|log|file|page|report|server|test|data|s))\b)|\s*$)/iu,
        ` ${thing}`,
      )
      .replace(
        / (?:it|this one|that one)(?= (?:to|over|out|up|back|with|for|by|in|on|and|into|from|off|through|at|across|around|round|together|as)\b|\s*$)/i,
        thing === '' ? '' : ` ${once(words, thing)}`,
      );
  }
  words = words
    .replace(/ (?:to )?me (?=\S)| me\s*$/gi, (match) =>
      speaker === null ? match : `${/to me/i.test(match) ? ' to ' : ' '}${speaker} `,
    )
    .replace(/ us(?= )/gi, ' the team')
    .replace(/ my(?= )/gi, ' the')
    .replace(/ yours(?= )/gi, addressee === null ? ' yours' : ` ${addressee}'s`)
    .replace(/ your(?= )/gi, addressee === null ? ' your' : ` ${addressee}'s`)
    .replace(/ (?:you guys|you all|you both)(?= )/gi, ' everyone')
    .replace(/ you(?= )/gi, addressee === null ? ' you' : ` ${addressee}`)
    .replace(/ to you(?= |$)/gi, addressee === null ? '' : ` to ${addressee}`);
  if (person !== null)
    words = words.replace(
      / (?:him|her|them)(?=\s*$| (?:to|a|an|the|about|for|by|on|and|if|whether|that|know|in)\b)/gi,
      ` ${person}`,
    );
  if (/^(?:send|forward|pass|get|give|bring|hand|mail|email|e-mail)$/.test(verb))
    words = words.replace(/ (?:over|across|along|round)(?= (?:to|by|on)\b|\s*$)/i, '');
  return words;
}

/** The thing, unless the words already hold it. */
const once = (words: string, thing: string): string =>
  words.toLowerCase().includes(thing.toLowerCase()) ? 'it' : thing;

function finish(text: string, pointing: Pointing): string {
  let words = text
    .replace(/@(\d+)/g, (_, mark: string) => pointing.nameOf(Number(mark)))
    .replace(/(?<=\S\s+)(?:The|A|An|Our|Your|My|This|That|Their)(?= )/g, (word) => word.toLowerCase())
    .replace(/§/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/^[\s,.;:–-]+|[\s,.;:!?…–-]+$/g, '')
    .replace(
      /\s+(?:and|or|but|so|by|on|at|in|for|to the|the|a|an|with|then|until|before|of|from|that|because|i'll|we'll)$/i,
      '',
    )
    .replace(/[\s,.;:–-]+$/, '')
    .trim();
  const all = words.split(' ');
  if (all.length > MOST_WORDS)
    words = `${all
      .slice(0, MOST_WORDS)
      .join(' ')
      .replace(/[\s,.;:]+$/, '')} …`;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
