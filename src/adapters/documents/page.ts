/** Paper, styles, title, header and footer of a document that follows no template. */
import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  type IStylesOptions,
  PageNumber,
  Paragraph,
  TabStopType,
  TextRun,
} from 'docx';
import type { TextDocument } from '../../kernel/document.ts';
import { cleanText, wordRuns } from './wordRuns.ts';

/** Twentieths of a point: A4 and US letter. */
const A4 = { width: 11_906, height: 16_838 };
const LETTER = { width: 12_240, height: 15_840 };
const MARGIN = 1_134;
const ACCENT = '3B3F8F';
const SUBTLE = '5F6368';

export interface Page {
  readonly settings: { readonly size: typeof A4; readonly margin: Readonly<Record<string, number>> };
  /** Between the margins, in twentieths of a point. */
  readonly width: number;
}

export function pageOf(language: string): Page {
  const size = /-(?:US|CA)\b/i.test(language) ? LETTER : A4;
  return {
    settings: { size, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } },
    width: size.width - 2 * MARGIN,
  };
}

/** Liberation fonts have Arial's measures, so pages break alike in Word and LibreOffice. Sizes in half points. */
export const STYLES = (language: string): IStylesOptions => {
  const heading = (size: number, before: number) => ({
    run: { font: 'Arial', size, bold: true, color: ACCENT },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  });
  return {
    default: {
      document: {
        run: { font: 'Arial', size: 20, language: { value: language } },
        paragraph: { spacing: { after: 100, line: 264 } },
      },
      title: {
        run: { font: 'Arial', size: 36, bold: true, color: ACCENT },
        paragraph: { spacing: { after: 40 } },
      },
      heading1: heading(26, 320),
      heading2: heading(22, 240),
      heading3: heading(20, 200),
    },
    // Fields take their look from the paragraph's style, not from their run.
    paragraphStyles: [{ id: 'Footer', name: 'footer', run: { size: 16, color: SUBTLE } }],
  };
};

export function titleBlocks({ title, subtitle }: TextDocument): readonly Paragraph[] {
  const heading = new Paragraph({ style: 'Title', children: wordRuns([{ text: title }]) });
  if (subtitle === undefined) return [heading];
  return [
    heading,
    new Paragraph({
      spacing: { after: 240 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 8, color: ACCENT, space: 6 } },
      children: [new TextRun({ text: cleanText(subtitle), color: SUBTLE, size: 22 })],
    }),
  ];
}

const small = (text: string): TextRun => new TextRun({ text: cleanText(text), size: 16, color: SUBTLE });

export function headerOf({ header }: TextDocument): Header | null {
  if (header === undefined) return null;
  return new Header({
    children: [new Paragraph({ alignment: AlignmentType.RIGHT, children: [small(header)] })],
  });
}

export function footerOf({ footer = '', language }: TextDocument): Footer {
  const { width } = pageOf(language);
  const page = new TextRun({
    children: ['\t', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES],
  });
  return new Footer({
    children: [
      new Paragraph({
        style: 'Footer',
        tabStops: [{ type: TabStopType.RIGHT, position: width }],
        children: [small(footer), page],
      }),
    ],
  });
}
