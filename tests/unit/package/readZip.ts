/** Reads a stored ZIP by its central directory, as an unpacker does, so that the writer is checked by other code. */
import assert from 'node:assert/strict';
import { crc32, writeZip, type ZipEntry } from '../../../tools/package/writeZip.ts';

export function readZip(entries: readonly ZipEntry[]): Map<string, Buffer> {
  const zip = writeZip(entries);
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  assert.equal(at + zip.readUInt32LE(end + 12), end, 'the directory ends where its end record begins');
  const files = new Map<string, Buffer>();
  for (let index = 0; index < count; index++) {
    assert.equal(zip.readUInt32LE(at), 0x02014b50);
    const size = zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    assert.equal(zip.readUInt32LE(local), 0x04034b50);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    assert.equal(crc32(content), zip.readUInt32LE(at + 16), name);
    files.set(name, content);
    at += 46 + nameLength;
  }
  return files;
}
