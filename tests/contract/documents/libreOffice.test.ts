import assert from 'node:assert/strict';
import { makeDocumentWriter } from '../../../src/adapters/documents/makeDocumentWriter.ts';
import { convertDocument, hasLibreOffice } from '../../support/libreOffice.ts';
import { makeDocument } from '../../support/makeDocument.ts';

describe('a document opened by LibreOffice', function () {
  this.timeout(180_000);
  before(function () {
    if (hasLibreOffice()) return;
    process.stdout.write(
      '      LibreOffice is not installed (Debian: libreoffice-writer-nogui): left out.\n',
    );
    this.skip();
  });

  it('has the text that was written, numbers and bullets included', async () => {
    const bytes = await makeDocumentWriter().write(makeDocument());
    const text = (await convertDocument(bytes, 'txt:Text (encoded):UTF8')).toString('utf8');
    assert.deepEqual(
      text
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)
        .map((line) => line.replace(/\s+/g, ' ').trim())
        .filter((line) => line !== ''),
      [
        'Atlas weekly project meeting',
        'Wed 25 Nov 2026, 10:00',
        'Decisions',
        'Cutover is on 23 January.',
        '• Rollback plan',
        '• Licences',
        '1. Freeze',
        '2. Copy',
        '1. Once more from one',
        'Key',
        'Action',
        'A-1',
        'Order firewalls',
        'Priya: “by Friday”',
        'A-2',
        'Interface list',
      ],
    );
  });
});
