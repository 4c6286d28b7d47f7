/** Makes src/adapters/storage/emptyDatabase-VERSION.tar.br anew; to be run after PGlite was updated. */
import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { emptyDatabaseFile } from '../src/adapters/storage/emptyDatabase.ts';

const pglite = await PGlite.create('memory://');
const dump = await pglite.dumpDataDir('none');
await pglite.close();
const archive = Buffer.from(await dump.arrayBuffer());
const packed = brotliCompressSync(archive, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: archive.length,
  },
});
writeFileSync(emptyDatabaseFile(), packed);
process.stdout.write(`${emptyDatabaseFile()}: ${archive.length} bytes, packed ${packed.length}\n`);
