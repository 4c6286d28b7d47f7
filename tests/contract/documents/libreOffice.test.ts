import assert from 'node:assert/strict';
import { makeDocumentWriter } from '../../../src/adapters/documents/makeDocumentWriter.ts';
import { readerOf } from '../../../src/digests/digest.ts';
import { minutesDocument } from '../../../src/digests/document/minutesDocument.ts';
import { convertDocument, hasLibreOffice } from '../../support/libreOffice.ts';
import { makeDigest } from '../../support/makeDigest.ts';
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

  const linesOf = async (bytes: Uint8Array): Promise<readonly string[]> =>
    (await convertDocument(bytes, 'txt:Text (encoded):UTF8'))
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .map((line) => line.replace(/\s+/g, ' ').trim())
      .filter((line) => line !== '');

  it('has the text that was written, numbers and bullets included', async () => {
    const bytes = await makeDocumentWriter().write(makeDocument());
    assert.deepEqual(await linesOf(bytes), [
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
    ]);
  });

  it('of minutes tells who was there, what was decided, who does what by when, and when it was said', async () => {
    const digest = makeDigest();
    const document = minutesDocument(digest, readerOf(undefined, digest.project));
    assert.deepEqual(await linesOf(await makeDocumentWriter().write(document)), [
      'Atlas weekly project meeting',
      'Wed 25 Nov 2026, 10:00 · Atlas ERP migration',
      'Present: Priya Raman, Kenji Mori, Tomasz Zielinski and 1 speaker without a name',
      'Invited, not heard: Lucía Fernández',
      'Decisions',
      '• D-1 Cutover is on Saturday 23 January',
      'said at 1:05: Tomasz Zielinski, “Cutover is on Saturday 23 January, as I said.”',
      '• D-2 The old firewalls stay powered for two weeks',
      'said at 3:10: Priya Raman, “The old firewalls stay powered for two weeks, as I said.”',
      'Actions',
      'No.',
      'Action',
      'Owner',
      'Due',
      'A-4',
      'Send the interface list to the vendor',
      'carried on · said at 6:52: Kenji Mori, “Send the interface list to the vendor, as I said.”',
      'Kenji Mori',
      'Mon 30 Nov 2026',
      'A-5',
      'Renew the support contract',
      'done · said at 7:11: Kenji Mori, “Renew the support contract, as I said.”',
      'Kenji Mori',
      'A-12',
      'Order the second firewall pair',
      'said at 1:33: Priya Raman, “Order the second firewall pair, as I said.”',
      'Priya Raman',
      'Fri 27 Nov 2026',
      'A-13',
      'Book the data centre access',
      'said at 30:05: “Book the data centre access, as I said.”',
      'Owner to be confirmed',
      'Risks',
      '• R-3 The vendor delivers the cables late',
      'said at 41:00: Priya Raman, “The vendor delivers the cables late, as I said.”',
      'Issues',
      '• I-2 The test network is down since Monday',
      'said at 42:00: Kenji Mori, “The test network is down since Monday, as I said.”',
      'Open questions',
      '• Who signs the cutover plan?',
      'said at 1:02:03: Tomasz Zielinski, “Who signs the cutover plan?, as I said.”',
    ]);
  });
});
