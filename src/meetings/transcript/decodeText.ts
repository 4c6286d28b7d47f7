/** Bytes of a text file as a string, whatever encoding its writer chose. */

/** How many of the first bytes decide on UTF-16 without a byte order mark. */
const SAMPLE_BYTES = 512;

/**
 * UTF-8, UTF-16 of both byte orders (with or without a byte order mark), and Windows-1252 for what is no valid UTF-8.
 * The byte order mark is not part of the result.
 */
export function decodeText(content: Uint8Array): string {
  const encoding = encodingOf(content);
  if (encoding !== 'utf-8') return new TextDecoder(encoding).decode(content);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return new TextDecoder('windows-1252').decode(content);
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
