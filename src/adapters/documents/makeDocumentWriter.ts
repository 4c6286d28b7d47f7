/** Documents as Word files. */
import { Document, Packer, PatchType, patchDetector, patchDocument } from 'docx';
import type { DocumentWriter, TextDocument } from '../../kernel/document.ts';
import { InputError } from '../../kernel/errors.ts';
import { footerOf, headerOf, pageOf, STYLES, titleBlocks } from './page.ts';
import { LISTS, wordBlocks } from './wordBlocks.ts';
import { wordRuns } from './wordRuns.ts';

export function makeDocumentWriter(): DocumentWriter {
  return {
    write: (document, template) =>
      template === undefined ? writePlain(document) : writeIntoTemplate(document, template),
  };
}

async function writePlain(document: TextDocument): Promise<Uint8Array> {
  const page = pageOf(document.language);
  const header = headerOf(document);
  const file = new Document({
    title: document.title,
    creator: 'Docket',
    lastModifiedBy: 'Docket',
    styles: STYLES(document.language),
    numbering: LISTS,
    sections: [
      {
        properties: { page: page.settings },
        ...(header === null ? {} : { headers: { default: header } }),
        footers: { default: footerOf(document) },
        children: [
          ...titleBlocks(document),
          ...wordBlocks(document.blocks, { width: page.width, hasLists: true }),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
}

async function writeIntoTemplate(document: TextDocument, template: Uint8Array): Promise<Uint8Array> {
  const places = await placeholders(template);
  if (!places.includes('content'))
    throw new InputError(
      'template-without-content',
      'The template has no {{content}}: write it as a paragraph of its own where the text is to stand.',
    );
  const { width } = pageOf(document.language);
  return patchDocument({
    outputType: 'uint8array',
    data: template,
    keepOriginalStyles: true,
    patches: {
      title: { type: PatchType.PARAGRAPH, children: wordRuns([{ text: document.title }]) },
      subtitle: { type: PatchType.PARAGRAPH, children: wordRuns([{ text: document.subtitle ?? '' }]) },
      content: {
        type: PatchType.DOCUMENT,
        children: [...wordBlocks(document.blocks, { width, hasLists: false })],
      },
    },
  });
}

async function placeholders(template: Uint8Array): Promise<readonly string[]> {
  try {
    return await patchDetector({ data: template });
  } catch (cause) {
    throw new InputError(
      'template-unreadable',
      'The template cannot be read; it must be a Word document (.docx).',
      { cause },
    );
  }
}
