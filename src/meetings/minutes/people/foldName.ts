/** Names in a form that can be compared: no diacritics, no case, common transliterations alike. */

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** `Łukasz Müller-Åse` becomes `lukasz muller ase`. */
export function foldName(name: string): string {
  if (/^[A-Za-z]+$/.test(name)) return name.toLowerCase();
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’`.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The spellings under which a folded name may also be written: `mueller` for `muller`, `joergen` for `jorgen`. */
export function transliterate(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äæ]/g, 'ae')
    .replace(/[öœø]/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/å/g, 'aa')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
