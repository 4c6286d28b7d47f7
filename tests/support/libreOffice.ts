/** LibreOffice without a window, where it is installed (Debian: libreoffice-writer-nogui). */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export function hasLibreOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The .docx as LibreOffice reads it, in another format: `txt:Text (encoded):UTF8`, `pdf`. */
export async function convertDocument(docx: Uint8Array, format: string): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'docket-office-'));
  try {
    const source = join(folder, 'document.docx');
    writeFileSync(source, docx);
    await promisify(execFile)(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        format,
        '--outdir',
        folder,
        source,
      ],
      { timeout: 120_000 },
    );
    return readFileSync(join(folder, `document.${format.split(':')[0]}`));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
