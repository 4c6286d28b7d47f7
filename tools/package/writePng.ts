/** A PNG file of 8-bit RGBA pixels. */
import { deflateSync } from 'node:zlib';
import { crc32 } from './writeZip.ts';

export interface Pixel {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** 0 transparent to 255 opaque. */
  readonly alpha: number;
}

/** A square picture of `size` pixels; `colourAt` is asked once for each, row by row. */
export function writePng(size: number, colourAt: (x: number, y: number) => Pixel): Buffer {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  let at = 0;
  for (let y = 0; y < size; y++) {
    rows[at++] = 0;
    for (let x = 0; x < size; x++) {
      const { red, green, blue, alpha } = colourAt(x, y);
      for (const value of [red, green, blue, alpha]) rows[at++] = Math.round(value);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 8;
  header[9] = 6;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    writeChunk('IHDR', header),
    writeChunk('IDAT', deflateSync(rows, { level: 9 })),
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
}

function writeChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
