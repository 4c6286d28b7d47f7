/** A ZIP archive without compression, the same bytes for the same entries. */

export interface ZipEntry {
  /** Path with forward slashes. */
  readonly name: string;
  readonly content: Uint8Array;
}

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL = 0x06054b50;
/** Version 2.0, names in UTF-8 (general purpose bit 11), stored, 1 January 1980: by PKWARE's APPNOTE. */
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const FIRST_DAY = 0x0021;

/** Up to 65,535 entries and 4 GiB: the limits of the format without its 64-bit extension. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const nameBytes = Buffer.from(name, 'utf8');
    const common = writeCommonHeader(nameBytes, content);
    const local = Buffer.concat([uint32(LOCAL_HEADER), common, nameBytes, content]);
    locals.push(local);
    // After the shared fields: no comment, disk 0, no attributes, then where the local header begins.
    centrals.push(
      Buffer.concat([
        uint32(CENTRAL_HEADER),
        uint16(VERSION),
        common,
        Buffer.alloc(10),
        uint32(offset),
        nameBytes,
      ]),
    );
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.concat([
    uint32(END_OF_CENTRAL),
    Buffer.alloc(4),
    uint16(entries.length),
    uint16(entries.length),
    uint32(central.length),
    uint32(offset),
    uint16(0),
  ]);
  return Buffer.concat([...locals, central, end]);
}

function writeCommonHeader(name: Buffer, content: Uint8Array): Buffer {
  return Buffer.concat([
    uint16(VERSION),
    uint16(UTF8_NAMES),
    uint16(0),
    uint16(0),
    uint16(FIRST_DAY),
    uint32(crc32(content)),
    uint32(content.length),
    uint32(content.length),
    uint16(name.length),
    uint16(0),
  ]);
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 as ZIP and PNG use it. */
export function crc32(content: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of content) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
