/**
 * A database as PGlite's initdb leaves it, made ahead by `tools/makeEmptyDatabase.ts`: making one takes seconds of a
 * core and most of a gigabyte, unpacking one takes neither.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

/** Its name says of which PGlite it is. */
export function emptyDatabaseFile(): string {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = join(dirname(pglite), '../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return join(import.meta.dirname, `emptyDatabase-${version}.tar.br`);
}

/** The archive (tar); null when there is none of the installed PGlite, which then makes its database itself. */
export async function readEmptyDatabase(): Promise<Buffer | null> {
  const file = emptyDatabaseFile();
  return existsSync(file) ? promisify(brotliDecompress)(readFileSync(file)) : null;
}

/** Unpacks beside the folder and moves it there, so that a process that dies on the way leaves no half database. */
export function unpackEmptyDatabase(archive: Buffer, folder: string): void {
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  for (const { path, content } of filesOf(archive)) {
    const to = join(half, path);
    if (content === null) mkdirSync(to, { recursive: true });
    else {
      mkdirSync(dirname(to), { recursive: true });
      writeFileSync(to, content);
    }
  }
  renameSync(half, folder);
}

/** A tar archive is made of blocks; a file is a header block and its content, filled up (POSIX: "ustar Interchange Format"). */
const BLOCK_BYTES = 512;
const FOLDER = '5';

function* filesOf(archive: Buffer): Generator<{ readonly path: string; readonly content: Buffer | null }> {
  let at = 0;
  while (at < archive.length && archive[at] !== 0) {
    const field = (from: number, length: number): string =>
      archive.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    const [name, size, kind] = [field(0, 100), Number.parseInt(field(124, 12), 8), field(156, 1)];
    const start = at + BLOCK_BYTES;
    yield { path: name, content: kind === FOLDER ? null : archive.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
}
