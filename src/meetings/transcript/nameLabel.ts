/** `Name: text`, the way Zoom, minutes and many exports name a speaker. */

export interface LabelledText {
  readonly speaker: string;
  readonly text: string;
}

/** Longest label that is still taken for a name, in characters and in words. */
const MAX_CHARACTERS = 60;
const MAX_WORDS = 7;

/** Splits `Name: text` (also with a full-width colon); null when what stands before the colon is no name. */
export function splitLabel(written: string): LabelledText | null {
  const line = written.startsWith('*') ? written.replace(/^\*+([^*:]{1,60}):\*+/, '$1:') : written;
  const colon = line.slice(0, MAX_CHARACTERS + 1).search(/[:：]/);
  if (colon < 1) return null;
  const wide = line[colon] === '：';
  const after = line[colon + 1];
  if (!wide && after !== undefined && !/\s/.test(after)) return null;
  const speaker = line
    .slice(0, colon)
    .replace(/^\*+|\*+$/g, '')
    .trim();
  const text = line
    .slice(colon + 1)
    .replace(/^\*+(?=\s)/, '')
    .trim();
  return isNameLike(speaker) ? { speaker, text } : null;
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
