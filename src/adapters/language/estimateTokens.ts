/** How many tokens a text will have, guessed high: each model cuts its words in its own way. */

/** Characters of one token: English text has about four ("Tokenizer", OpenAI); names, numbers and ids have fewer. */
const ASCII_PER_TOKEN = 3.2;
const OTHER_PER_TOKEN = 1.8;
/** Scripts without spaces take a token a character, sometimes more. */
const WIDE = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/;

/** Not rounded, so that guesses of parts may be added. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const character of text) {
    if (character < '\u0080') tokens += 1 / ASCII_PER_TOKEN;
    else if (character.length > 1 || WIDE.test(character)) tokens += 1.2;
    else tokens += 1 / OTHER_PER_TOKEN;
  }
  return tokens;
}
