/** Voice tags in a cue's words: `<v.loud Ines Duarte>Good morning.</v>`. */
import { decodeEntities } from './entities.ts';

/** What one person says within a cue. */
export interface Voice {
  readonly speaker: string | null;
  readonly text: string;
}

const KNOWN_TAG = /^\/?(?:v|c|i|b|u|ruby|rt|lang|font)(?:[.\s].*)?$/is;
const TIMESTAMP_TAG = /^\d[\d:.]*$/;

/**
 * Parts the words of a cue by speaker, without tags and entities; a tag that is not closed reaches to the next one.
 * Parts without words are left out. What only looks like a tag (`<5k>`) stays.
 */
export function readVoices(words: string): Voice[] {
  if (!words.includes('<')) {
    const text = cleanWords(words);
    return text === '' ? [] : [{ speaker: null, text }];
  }
  const voices: Voice[] = [];
  let speaker: string | null = null;
  let text = '';
  const flush = (next: string | null) => {
    const cleaned = cleanWords(text);
    if (cleaned !== '') voices.push({ speaker, text: cleaned });
    speaker = next;
    text = '';
  };
  let at = 0;
  while (at < words.length) {
    const open = words.indexOf('<', at);
    const close = open < 0 ? -1 : words.indexOf('>', open + 1);
    if (open < 0 || close < 0) break;
    const tag = words.slice(open + 1, close);
    if (!KNOWN_TAG.test(tag) && !TIMESTAMP_TAG.test(tag)) {
      text += words.slice(at, open + 1);
      at = open + 1;
      continue;
    }
    text += words.slice(at, open);
    if (/^v(?:[.\s]|$)/i.test(tag)) flush(speakerOf(tag));
    else if (/^\/v\s*$/i.test(tag)) flush(null);
    at = close + 1;
  }
  text += words.slice(at);
  flush(null);
  return voices;
}

/** The annotation of a voice tag; classes are no part of the name, and a quoted attribute is its value. */
function speakerOf(tag: string): string | null {
  const space = tag.search(/\s/);
  if (space < 0) return null;
  const annotation = tag.slice(space).trim();
  const attribute = /^[\w-]+\s*=\s*"([^"]*)"/.exec(annotation);
  return cleanWords(attribute?.[1] ?? annotation) || null;
}

/** Entities decoded, white space joined, marks of reading direction kept out. */
export function cleanWords(text: string): string {
  return decodeEntities(text)
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
