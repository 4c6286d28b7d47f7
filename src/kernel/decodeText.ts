/** Bytes of a text file as a string, whatever encoding its writer chose. */

const BYTE_ORDER_MARK = '\ufeff';
/** Stands for bytes that are no UTF-8. */
const REPLACEMENT = '\ufffd';

/** How many of the first bytes decide on UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 512;

/**
 * UTF-8, UTF-16 of both byte orders (with or without a byte order mark), and Windows-1252 for what is no valid UTF-8.
 * The byte order mark is not part of the result.
 */
export function decodeText(content: Uint8Array): string {
  const encoding = encodingOf(content);
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(content);
  // A Buffer reads several times as fast as a TextDecoder that refuses what is no UTF-8: that one is asked in doubt.
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
  if (!text.includes(REPLACEMENT)) return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return readWindows1252(content);
  }
}

function encodingOf(content: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const sample = content.subarray(0, SAMPLE_BYTES);
  for (const [index, byte] of sample.entries()) {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 8;
  if (odd > many && odd > even * 4) return 'utf-16le';
  if (even > many && even > odd * 4) return 'utf-16be';
  return 'utf-8';
}

/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on (WHATWG Encoding, index windows-1252). */
const FROM_0X80 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/** Node's own decoder reads these bytes as Latin-1 in several versions. */
const readWindows1252 = (content: Uint8Array): string =>
  Buffer.from(content)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (mark) => FROM_0X80[mark.charCodeAt(0) - 0x80] ?? mark);
