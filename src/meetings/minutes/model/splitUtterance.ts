/** Cuts long utterances into sentences: a cue of a call holds several, the corpora's utterances mostly one. */
import { splitWords } from './words.ts';

/** A sentence, its words, and the index of the utterance it belongs to. */
export interface Piece {
  readonly text: string;
  readonly words: readonly string[];
  readonly utterance: number;
}

type Part = Omit<Piece, 'utterance'>;

const LONG_WORDS = 14;
const SHORT_WORDS = 3;
const SENTENCE_END = /(?<=[.?!\u2026])\s+/u;
const CLAUSE_START = /,\s+(?=(?:and|so|but|because)\b)/iu;

/** The pieces of a meeting's utterances in their order; an utterance without words is one piece without words. */
export function splitUtterances(texts: readonly string[]): Piece[] {
  return texts.flatMap((text, utterance) => splitText(text).map((part) => ({ ...part, utterance })));
}

function splitText(text: string): Part[] {
  const whole = { text, words: splitWords(text) };
  if (whole.words.length <= LONG_WORDS) return [whole];
  const parts: Part[] = [];
  for (const sentence of text.split(SENTENCE_END)) {
    const words = splitWords(sentence);
    if (words.length <= 2 * LONG_WORDS) addPart(parts, { text: sentence, words });
    else
      for (const clause of sentence.split(CLAUSE_START))
        addPart(parts, { text: clause, words: splitWords(clause) });
  }
  return parts.length > 0 ? parts : [whole];
}

/** A scrap of a sentence ("Yeah.") joins the part before it. */
function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (last !== undefined && (part.words.length < SHORT_WORDS || last.words.length < SHORT_WORDS))
    parts[parts.length - 1] = { text: `${last.text} ${part.text}`, words: [...last.words, ...part.words] };
  else if (part.words.length > 0) parts.push(part);
}
