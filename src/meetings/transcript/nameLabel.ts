/** `Name: text`, the way Zoom, minutes and many exports name a speaker. */

export interface LabelledText {
  readonly speaker: string;
  readonly text: string;
}

/** Longest label that is still taken for a name, in characters and in words. */
const MAX_CHARACTERS = 60;
const MAX_WORDS = 7;

const COLON = 0x3a;
const WIDE_COLON = 0xff1a;

/** Splits `Name: text` (also with a full-width colon); null when what stands before the colon is no name. */
export const splitLabel = (written: string): LabelledText | null => splitWith(isNameLike, written);

/** `splitLabel` for the lines of one file, which asks of each label only once whether it is a name. */
export function makeLabelSplitter(): (written: string) => LabelledText | null {
  const known = new Map<string, boolean>();
  const isName = (label: string): boolean => {
    const before = known.get(label);
    if (before !== undefined) return before;
    const found = isNameLike(label);
    known.set(label, found);
    return found;
  };
  return (written) => splitWith(isName, written);
}

function splitWith(isName: (label: string) => boolean, written: string): LabelledText | null {
  const line = written.startsWith('*') ? written.replace(/^\*+([^*:]{1,60}):\*+/, '$1:') : written;
  const colon = firstColon(line);
  if (colon < 1) return null;
  const wide = line[colon] === '：';
  const after = line[colon + 1];
  if (!wide && after !== undefined && after !== ' ' && !/\s/.test(after)) return null;
  const label = line.slice(0, colon);
  const speaker = (label.includes('*') ? label.replace(/^\*+|\*+$/g, '') : label).trim();
  if (!isName(speaker)) return null;
  const words = line.slice(colon + 1);
  const text = (words.startsWith('*') ? words.replace(/^\*+(?=\s)/, '') : words).trim();
  return { speaker, text };
}

/** The place of the colon that may end a label, or -1. */
function firstColon(line: string): number {
  const last = Math.min(line.length, MAX_CHARACTERS + 1);
  for (let at = 0; at < last; at += 1) {
    const code = line.charCodeAt(at);
    if (code === COLON || code === WIDE_COLON) return at;
  }
  return -1;
}

function isNameLike(label: string): boolean {
  if (label === '' || /["<>{}=!?;]|https?$/.test(label)) return false;
  if (
    !/^[\p{Lu}\p{Lo}\p{Lt}\d+(@*]|^(?:de|van|von|da|di|el|al|le|la|bin|ten|ter|du|dos)\s\p{Lu}|^[a-z]+[.\d]/u.test(
      label,
    )
  ) {
    return false;
  }
  const words = label.split(/\s+/);
  if (words.length > MAX_WORDS) return false;
  // A full stop belongs to an initial or a title, not to a sentence that ends before the colon.
  return !/\p{Ll}{4,}\.\s/u.test(label);
}
