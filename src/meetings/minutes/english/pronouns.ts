/** Puts names and things in the place of pronouns, where it is known what they mean; what stays open is quoted as said. */

import type { Pointing } from '../language.ts';

/** Words behind which "that" points at something; before any other word it is an article. */
const AFTER_POINTER = String.raw`(?=\s*$|[.,;:!?]|\s+(?:to|over|out|off|on|in|at|up|back|by|for|with|from|into|onto|across|through|around|round|about|under|as|and|or|so|but|down|before|after|until|till|properly|now|done|ready|published|written|sent|fixed|sorted|finished|checked|signed|agreed|approved|tested|installed|ordered|booked|confirmed|closed|open|opened|loaded|cleaned|printed|reviewed|running|working|in|here|there|when|once|while|if|whether|because|the|today|tomorrow|again|together|away|along|separately|early|later|directly|first|it|instead|live|short|simple|private|separate|clear|past|another|some|more|each|every)\b)`;
const POINTER = new RegExp(
  String.raw`(?<=^|\s)(?<word>it|that|this|those|these|them|(?<!\b(?:a|an|the) [\p{L}-]+ (?:[\p{L}-]+ )?)one(?= *(?:$|,| (?:for|to|of|from) )))(?: (?:one|ones|thing|things|lot|stuff|point|item|action))?${AFTER_POINTER}|^(?<first>it|them)(?=\s)`,
  'giu',
);
const DETERMINER =
  /(?<=^|\s)(?:that|this|those|these)(?= (?!of\b|(?:time|week|weekend|month|quarter|year|sprint|season|morning|afternoon|evening|round)\b)[\p{L}\d])/giu;
/** A noun phrase that stands in the words already gives a later pronoun its meaning. */
const HAS_THING =
  /(?:^|\s)(?:the|a|an|our|your|their|all|every|each|two|three|four|five|six|seven|eight|nine|ten|\d+|\p{Lu}[\p{L}\d]+) |\p{Lu}{2,}|(?:^|\s)\p{L}{3,}(?:s|ion|ment|ing)\b/u;
/** Words of a clause of its own: "whether it works" speaks of what was asked about. */
const IN_CLAUSE =
  /\b(?:whether|if|that|how|why|when|where|what|which|who|because|once|until|before|after|so)\s+$/i;
const SUBORDINATE_THAT =
  /(?<=\b(?:say|know|check|ensure|sure|confirm|agree|tell|clear|verify|see|show|prove|mention|decide|note|remind|hope|\p{Ll}+ed|everyone|people|them|@\d+)\s+)$/iu;

export const quoted = (word: string): string => `“${word.toLowerCase()}”`;

/** "Me" and "you" by their names, in words of any kind. */
export const resolvePersons = (words: string, pointing: Pointing): string =>
  resolveAddressee(resolveSpeaker(words, pointing), pointing);

/** `words` follow the verb. */
export function resolvePronouns(words: string, pointing: Pointing): string {
  const resolved = resolveThing(resolvePersons(words, pointing), pointing.thing);
  return resolvePerson(resolved, pointing.person);
}

function resolveThing(words: string, thing: string | null): string {
  let isNamed = false;
  let isUsed = false;
  const named = words.replace(POINTER, (...match) => {
    const whole = String(match[0]);
    const groups = match.at(-1) as { word?: string; first?: string };
    const at = Number(match.at(-3));
    const before = words.slice(0, at);
    const word = groups.word ?? groups.first ?? whole;
    if (SUBORDINATE_THAT.test(before) && /^that$/i.test(whole) && before !== '') return whole;
    const isPronoun = /^(?:it|them)$/i.test(word);
    if (isPronoun && (isNamed || HAS_THING.test(before) || IN_CLAUSE.test(before))) return whole;
    isNamed = true;
    if (thing === null || isUsed) return quoted(whole);
    isUsed = true;
    // "Publish the site on the site": what the words hold already is not what was meant.
    const head = thing.split(' of ')[0]?.split(' ').at(-1)?.toLowerCase() ?? '';
    return words.toLowerCase().includes(head) ? quoted(whole) : thing;
  });
  return named.replace(DETERMINER, (word, at: number) => {
    const before = named.slice(0, at);
    return SUBORDINATE_THAT.test(before) || /\p{Ll}s?\s$/u.test(before) === false || !/^that$/i.test(word)
      ? /^that$/i.test(word) && before !== '' && SUBORDINATE_THAT.test(before)
        ? word
        : 'the'
      : mayBeRelative(before)
        ? word
        : 'the';
  });
}

/** "The report that Ann wrote": behind a noun "that" begins a clause. */
const mayBeRelative = (before: string): boolean =>
  !/(?:^|\s)(?:to|in|on|at|of|for|from|with|into|by|about|and|or|over|before|after|under|through|up|out|off|down)\s+$/i.test(
    before,
  ) && before.trim() !== '';

const MEANS_SPEAKER = /\b(?:me|my|mine|myself|ourselves|yourself|yourselves)\b/i;

function resolveSpeaker(words: string, { speaker }: Pointing): string {
  if (!MEANS_SPEAKER.test(words)) return words;
  const bare = words.replace(/(?:^| )(?:myself|ourselves|yourself|yourselves)(?=\s|$|,)/gi, '');
  if (speaker === null) {
    return bare
      .replace(/,? (?:to|for|with|from) me(?=\s|$|[,.])/gi, '')
      .replace(/^me (?=(?:the|a|an|your|those|that|this|these|some|all)\b)/i, '')
      .replace(/(?<=^|\s)me(?=\s|$)/gi, quoted('me'))
      .replace(/(?<=^|\s)(?:my|mine)(?=\s|$)/gi, 'the');
  }
  return bare
    .replace(/(?<=^|\s)me(?=\s|$|[,.])/gi, speaker)
    .replace(/(?<=^|\s)my(?= own\b)/gi, 'the')
    .replace(/(?<=^|\s)my(?=\s)/gi, 'the')
    .replace(/(?<=^|\s)mine(?=\s|$|[,.])/gi, `${speaker}'s`);
}

const MEANS_ADDRESSEE = /\b(?:you|your|yours|us)\b/i;

function resolveAddressee(words: string, { addressee }: Pointing): string {
  if (!MEANS_ADDRESSEE.test(words)) return words;
  const together = words
    .replace(
      /(?<=^|\s)(?:all of you|you guys|you all|you both|you two|all of us|us all)(?=\s|$|[,.])/gi,
      'everyone',
    )
    .replace(/(?<=^|\s)us(?=\s|$|[,.])/gi, 'the team');
  if (addressee === null) {
    return together
      .replace(/,? (?:to|for|with) you(?=\s|$|[,.])/gi, '')
      .replace(
        /^(?:to )?you (?=(?:the|a|an|our|my|those|that|this|these|some|all|it|them|what|how|whether|by|on|about|\p{L}+s\b))/iu,
        '',
      )
      .replace(/^(?:to )?you$/i, '')
      .replace(/(?<=^|\s)your(?=\s)/gi, 'the')
      .replace(/(?<=^|\s)yours(?=\s|$)/gi, quoted('yours'))
      .replace(/(?<=^|\s)you(?=\s|$|[,.])/gi, quoted('you'));
  }
  return together
    .replace(/(?<=^|\s)yours(?=\s|$)/gi, `${addressee}'s`)
    .replace(/(?<=^|\s)your(?=\s)/gi, `${addressee}'s`)
    .replace(/(?<=^|\s)you(?=\s|$|[,.])/gi, addressee);
}

const AFTER_PERSON = String.raw`(?=\s*$|[.,]|\s+(?:to|a|an|the|about|for|by|on|and|if|whether|that|know|in|at|with|when|before|after|today|tomorrow|how|what|who|why|where|down|again|up|over|instead|as|so|once|from|into)\b)`;
const PERSON = new RegExp(String.raw`(?<=^|\s)(?<word>him|her)${AFTER_PERSON}`, 'gi');

const MEANS_ANOTHER = /\b(?:him|her|his)\b/i;

function resolvePerson(words: string, person: string | null): string {
  if (!MEANS_ANOTHER.test(words)) return words;
  const isNamed = (before: string) => /\p{Lu}\p{Ll}|@\d/u.test(before);
  return words
    .replace(PERSON, (word: string, _, at: number) => {
      if (isNamed(words.slice(0, at))) return word;
      return person ?? quoted(word);
    })
    .replace(/(?<=^|\s)(?:his|her)(?=\s+\p{Ll})/giu, (word, at: number) =>
      isNamed(words.slice(0, at)) ? word : person === null ? 'the' : `${person}'s`,
    );
}
