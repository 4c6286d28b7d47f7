/** The hash that SharePoint gives of a file ("QuickXorHash algorithm"): 160 bits, each byte 11 bits after the last. */

const WIDTH_BITS = 160;
const SHIFT_BITS = 11;
const WIDTH_BYTES = WIDTH_BITS / 8;

/** Base64 of the hash. */
export function quickXorHash(content: Uint8Array): string {
  const sum = new Uint8Array(WIDTH_BYTES);
  for (let at = 0, bit = 0; at < content.length; at += 1, bit = (bit + SHIFT_BITS) % WIDTH_BITS) {
    const value = content[at] ?? 0;
    const byte = bit >>> 3;
    const within = bit & 7;
    sum[byte] = (sum[byte] ?? 0) ^ ((value << within) & 0xff);
    if (within === 0) continue;
    const next = (byte + 1) % WIDTH_BYTES;
    sum[next] = (sum[next] ?? 0) ^ (value >>> (8 - within));
  }
  let length = content.length;
  for (let at = WIDTH_BYTES - 8; at < WIDTH_BYTES; at += 1) {
    sum[at] = (sum[at] ?? 0) ^ (length & 0xff);
    length = Math.floor(length / 256);
  }
  return Buffer.from(sum).toString('base64');
}
