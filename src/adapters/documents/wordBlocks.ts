/** Headings, paragraphs, lists and tables as Word's own. */
import {
  BorderStyle,
  type FileChild,
  HeadingLevel,
  type INumberingOptions,
  LevelFormat,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Block, Run } from '../../kernel/document.ts';
import { wordRuns } from './wordRuns.ts';

export interface WordSetting {
  /** Between the margins, in twentieths of a point. */
  readonly width: number;
  /** False in a template, whose own lists are not known: bullets and numbers are then written as text. */
  readonly hasLists: boolean;
}

const INDENT = { left: 340, hanging: 340 };
const BULLETS = 'docket-bullets';
const NUMBERS = 'docket-numbers';

export const LISTS: INumberingOptions = {
  config: [
    {
      reference: BULLETS,
      levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', style: { paragraph: { indent: INDENT } } }],
    },
    {
      reference: NUMBERS,
      levels: [
        { level: 0, format: LevelFormat.DECIMAL, text: '%1.', style: { paragraph: { indent: INDENT } } },
      ],
    },
  ],
};

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'D0D3DA' };
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };

export function wordBlocks(blocks: readonly Block[], setting: WordSetting): readonly FileChild[] {
  let lists = 0;
  const wordBlock = (block: Block): readonly FileChild[] => {
    switch (block.kind) {
      case 'heading':
        return [
          new Paragraph({
            heading: HEADINGS[block.level - 1] ?? HeadingLevel.HEADING_3,
            children: wordRuns([{ text: block.text }]),
          }),
        ];
      case 'paragraph':
        return [new Paragraph({ children: wordRuns(block.runs) })];
      case 'list':
        lists += 1;
        return listItems(block, lists, setting);
      case 'table':
        return [table(block, setting), new Paragraph({ spacing: { after: 60 }, children: [] })];
    }
  };
  return blocks.flatMap(wordBlock);
}

/** `instance` makes each ordered list begin at 1. */
function listItems(
  { items, ordered = false }: Extract<Block, { kind: 'list' }>,
  instance: number,
  { hasLists }: WordSetting,
): readonly Paragraph[] {
  return items.map((runs, at) => {
    if (hasLists) {
      const numbering = { reference: ordered ? NUMBERS : BULLETS, level: 0, instance };
      return new Paragraph({ numbering, spacing: { after: 60 }, children: wordRuns(runs) });
    }
    const mark = new TextRun({ text: ordered ? `${at + 1}.` : '•' });
    const tab = new TextRun({ text: '\t' });
    return new Paragraph({
      indent: INDENT,
      spacing: { after: 60 },
      children: [mark, tab, ...wordRuns(runs)],
    });
  });
}

function table({ columns, rows }: Extract<Block, { kind: 'table' }>, { width }: WordSetting): Table {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((width * share) / total));
  const head = columns.some(({ title }) => title !== '')
    ? [
        row(
          columns.map(({ title }) => [{ text: title, bold: true }]),
          widths,
          true,
        ),
      ]
    : [];
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: LINE,
      bottom: LINE,
      left: NONE,
      right: NONE,
      insideHorizontal: LINE,
      insideVertical: NONE,
    },
    rows: [...head, ...rows.map((cells) => row(cells, widths, false))],
  });
}

/** The first row of a table may be its head, which is repeated on every page. */
function row(cells: readonly (readonly Run[])[], widths: readonly number[], isHead: boolean): TableRow {
  return new TableRow({
    tableHeader: isHead,
    cantSplit: true,
    children: widths.map(
      (size, at) =>
        new TableCell({
          width: { size, type: WidthType.DXA },
          margins: { top: 60, bottom: 60, left: 80, right: 80 },
          ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: 'EEF0F7', color: 'auto' } } : {}),
          children: [new Paragraph({ spacing: { after: 0 }, children: wordRuns(cells[at] ?? []) })],
        }),
    ),
  });
}
