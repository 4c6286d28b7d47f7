import assert from 'node:assert/strict';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import fc from 'fast-check';
import mammoth from 'mammoth';
import { makeDocumentWriter } from '../../../../src/adapters/documents/makeDocumentWriter.ts';
import { paragraphOf, runOf } from '../../../../src/kernel/document.ts';
import { makeDocument } from '../../../support/makeDocument.ts';

const writer = makeDocumentWriter();
const textOf = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value;
const template = async (...lines: readonly string[]): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [{ children: lines.map((text) => new Paragraph({ children: [new TextRun(text)] })) }],
      }),
    ),
  );

describe('makeDocumentWriter', () => {
  it('writes title, headings, runs, lists and tables in their order', async () => {
    const text = (await textOf(await writer.write(makeDocument()))).replace(/\n+/g, '\n');
    assert.equal(
      text.trim(),
      [
        'Atlas weekly project meeting',
        'Wed 25 Nov 2026, 10:00',
        'Decisions',
        'Cutover is on 23 January.',
        'Rollback plan',
        'Licences',
        'Freeze',
        'Copy',
        'Once more from one',
        'Key',
        'Action',
        'A-1',
        // The reader of the test leaves line breaks out.
        'Order firewallsPriya: “by Friday”',
        'A-2',
        'Interface list',
      ].join('\n'),
    );
  });

  it('marks headings, lists and links as what they are', async () => {
    const { value } = await mammoth.convertToHtml({
      buffer: Buffer.from(await writer.write(makeDocument())),
    });
    assert.match(value, /<h1>Decisions<\/h1>/);
    assert.match(value, /<ul><li>Rollback plan<\/li><li>Licences<\/li><\/ul>/);
    assert.match(value, /<thead>.*Key.*<\/thead>/);
    assert.match(value, /<a href="https:\/\/harbour\.example\/list\?a=1&amp;b=2">/);
  });

  it('writes any text that people can type, without what XML cannot hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (said) => {
        const text = await textOf(
          await writer.write(makeDocument({ title: said, blocks: [paragraphOf(runOf(`<${said}>`))] })),
        );
        assert.ok(text.includes('<') && text.includes('>'));
      }),
      { numRuns: 25 },
    );
  });

  it('leaves an address out that leads anywhere but to the web', async () => {
    const blocks = [paragraphOf(runOf('click', { link: 'file:///etc/passwd' }))];
    const { value } = await mammoth.convertToHtml({
      buffer: Buffer.from(await writer.write(makeDocument({ blocks }))),
    });
    assert.doesNotMatch(value, /href/);
    assert.match(value, /click/);
  });

  it('puts title and text into the template of the organisation and keeps the rest of it', async () => {
    const bytes = await template(
      'Harbour Logistics',
      '{{title}}',
      '{{subtitle}}',
      '{{content}}',
      'Internal use',
    );
    const text = (await textOf(await writer.write(makeDocument(), bytes))).replace(/\n+/g, '\n');
    assert.match(
      text,
      /^Harbour Logistics\nAtlas weekly project meeting\nWed 25 Nov 2026, 10:00\nDecisions\n/,
    );
    assert.match(text, /•\s*Rollback plan[\s\S]*1\.\s*Freeze[\s\S]*Order firewalls[\s\S]*Internal use/);
    assert.doesNotMatch(text, /\{\{/);
  });

  it('refuses a template without a place for the text, and one that is no document', async () => {
    const write = (bytes: Uint8Array) => writer.write(makeDocument(), bytes);
    const name = 'InputError';
    await assert.rejects(write(await template('Harbour Logistics', '{{title}}')), {
      name,
      code: 'template-without-content',
    });
    await assert.rejects(write(Buffer.from('no zip')), { name, code: 'template-unreadable' });
  });
});
