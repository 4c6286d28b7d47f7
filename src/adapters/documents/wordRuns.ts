/** Text of people as runs of a Word document. */
import { ExternalHyperlink, type ParagraphChild, TextRun } from 'docx';
import type { Run } from '../../kernel/document.ts';

/** What XML 1.0 cannot hold: control characters but tab and line ends, lone surrogates, and two non-characters. */
const NOT_IN_XML =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export const cleanText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(NOT_IN_XML, '\uFFFD');

export function wordRuns(runs: readonly Run[]): ParagraphChild[] {
  return runs.flatMap((run): ParagraphChild[] => {
    const pieces = linesOf(run);
    if (run.link === undefined || !/^https?:\/\//i.test(run.link)) return pieces;
    return [new ExternalHyperlink({ link: run.link, children: pieces })];
  });
}

function linesOf({ text, bold, italic, muted, link }: Run): TextRun[] {
  return cleanText(text)
    .split('\n')
    .map(
      (line, at) =>
        new TextRun({
          text: line,
          ...(at === 0 ? {} : { break: 1 }),
          ...(bold === true ? { bold: true } : {}),
          ...(italic === true ? { italics: true } : {}),
          ...(muted === true ? { color: '5F6368', size: 18 } : {}),
          ...(link === undefined ? {} : { color: '0B57D0', underline: {} }),
        }),
    );
}
