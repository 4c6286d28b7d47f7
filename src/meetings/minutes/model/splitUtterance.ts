/** Cuts long utterances into sentences: a cue of a call holds several, the corpora's utterances mostly one. */
import { splitWords } from './words.ts';

/** A sentence's words and the index of the utterance it belongs to. */
export interface Piece {
  readonly words: readonly string[];
  readonly utterance: number;
}

const LONG_WORDS = 14;
const SHORT_WORDS = 3;
const SENTENCE_END = /(?<=[.?!\u2026])\s+/u;
const CLAUSE_START = /,\s+(?=(?:and|so|but|because)\b)/iu;

/** The pieces of a meeting's utterances in their order; an utterance without words is one piece without words. */
export function splitUtterances(texts: readonly string[]): Piece[] {
  return texts.flatMap((text, utterance) => splitText(text).map((words) => ({ words, utterance })));
}

function splitText(text: string): string[][] {
  const whole = splitWords(text);
  if (whole.length <= LONG_WORDS) return [whole];
  const pieces: string[][] = [];
  for (const sentence of text.split(SENTENCE_END)) {
    const words = splitWords(sentence);
    if (words.length > 2 * LONG_WORDS)
      for (const clause of sentence.split(CLAUSE_START)) addPiece(pieces, splitWords(clause));
    else addPiece(pieces, words);
  }
  return pieces.length > 0 ? pieces : [whole];
}

/** A scrap of a sentence ("Yeah.") joins the piece before it. */
function addPiece(pieces: string[][], words: readonly string[]): void {
  const last = pieces.at(-1);
  if (last !== undefined && (words.length < SHORT_WORDS || last.length < SHORT_WORDS)) last.push(...words);
  else if (words.length > 0) pieces.push([...words]);
}
