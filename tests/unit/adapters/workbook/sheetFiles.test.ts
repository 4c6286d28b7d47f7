import assert from 'node:assert/strict';
import exceljs from 'exceljs';
import fc from 'fast-check';
import { sheetFiles } from '../../../../src/adapters/workbook/index.ts';
import { InputError } from '../../../../src/kernel/errors.ts';
import type { Sheet, SheetCell } from '../../../../src/registers/sheets.ts';

const sheetOf = (cells: readonly SheetCell[], kind: Sheet['columns'][number]['kind'] = 'text'): Sheet => ({
  name: 'Actions',
  columns: [
    { title: 'Key', kind: 'text' },
    { title: 'Value', kind },
  ],
  rows: cells.map((cell, at) => [`A-${at + 1}`, cell]),
  marks: [],
});
const open = async (content: Uint8Array): Promise<exceljs.Workbook> => {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(content.slice().buffer as ArrayBuffer);
  return workbook;
};
const values = async (content: Uint8Array, name = 'x.xlsx'): Promise<readonly SheetCell[]> => {
  const [sheet] = await sheetFiles.readSheets({ name, content });
  return (sheet?.rows ?? []).slice(1).map(({ cells }) => cells[1] ?? null);
};

/** What a spreadsheet would calculate, and what XML cannot hold. */
const DANGEROUS = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '=cmd|"/c calc"!A1',
  '  =2',
  '\uff1d1',
  '_x0041_',
  "'quoted",
];

describe('workbooks', () => {
  it('hold dates as dates, numbers as numbers, percentages as shares, under a frozen header with filters', async () => {
    const sheet: Sheet = {
      name: 'Budget: lines/2026?',
      columns: [
        { title: 'Key', kind: 'text' },
        { title: 'Due', kind: 'day' },
        { title: 'Amount', kind: 'money' },
        { title: 'Done', kind: 'percent' },
        { title: 'Open', kind: 'boolean' },
      ],
      rows: [['B-1', { day: '2026-12-04' }, 1250.5, 40, true]],
      marks: [],
    };
    const [made] = (await open(await sheetFiles.writeWorkbook([sheet]))).worksheets;
    assert.equal(made?.name, 'Budget  lines 2026');
    const cells = [2, 3, 4, 5].map((column) => made?.getCell(2, column));
    assert.deepEqual(
      cells.map((cell) => cell?.value),
      [new Date('2026-12-04T00:00:00Z'), 1250.5, 0.4, true],
    );
    assert.deepEqual(
      cells.map((cell) => cell?.numFmt),
      ['yyyy-mm-dd', '#,##0.00', '0%', undefined],
    );
    assert.deepEqual(made?.views[0], { ...made?.views[0], state: 'frozen', xSplit: 1, ySplit: 1 });
    const table = made?.getTables()[0] as unknown as {
      table: { tableRef: string; columns: { name: string }[] };
    };
    assert.equal(table.table.tableRef, 'A1:E2');
    assert.deepEqual(
      table.table.columns.map(({ name }) => name),
      ['Key', 'Due', 'Amount', 'Done', 'Open'],
    );
  });

  it('hold text as text, whatever a spreadsheet would make of it', async () => {
    const content = await sheetFiles.writeWorkbook([sheetOf(DANGEROUS)]);
    const [made] = (await open(content)).worksheets;
    for (const [at, text] of DANGEROUS.entries()) {
      const cell = made?.getCell(at + 2, 2);
      assert.equal(cell?.type, exceljs.ValueType.String, text);
      assert.equal(cell?.numFmt, '@', text);
    }
    assert.deepEqual(
      await values(content),
      DANGEROUS.map((text) => text.replace('\r', '\n')),
    );
  });

  it('give back every text that XML can hold, and lose only what it cannot', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 5 }),
        async (texts) => {
          const content = await sheetFiles.writeWorkbook([sheetOf(texts.map((text) => `x${text}x`))]);
          const expected = texts.map((text) =>
            `x${text}x`
              .replace(/\r\n?/g, '\n')
              .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\u007f/gu, ''),
          );
          assert.deepEqual(await values(content), expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('of many rows are written and read in a thread of their own, as small ones are', async () => {
    const texts = Array.from(
      { length: 3_000 },
      (_each, at) => `${DANGEROUS[at % 4]} row ${at} ${'x'.repeat(at % 50)}`,
    );
    const content = await sheetFiles.writeWorkbook([sheetOf(texts)]);
    assert.ok(content.length > 50_000, String(content.length));
    assert.deepEqual(await values(content), texts);
  });

  it('that are large and broken are refused as small ones are', async () => {
    const content = new Uint8Array(60_000).fill(7);
    content.set([0x50, 0x4b, 0x03, 0x04]);
    await assert.rejects(
      sheetFiles.readSheets({ name: 'log.xlsx', content }),
      (error) => error instanceof InputError && /log\.xlsx/.test(error.message),
    );
  });

  it('give each sheet a name that Excel takes, once', async () => {
    const names = [
      "'Risks [all]'",
      'A name that is much longer than Excel takes it 1',
      'A name that is much longer than Excel takes it 2',
      '',
      'risks  all',
    ];
    const made = await open(
      await sheetFiles.writeWorkbook(names.map((name) => ({ ...sheetOf(['x']), name }))),
    );
    const given = made.worksheets.map(({ name }) => name);
    assert.deepEqual(given, [
      'Risks  all',
      'A name that is much longer than',
      'A name that is much longer th 2',
      'Sheet',
      'risks  all 2',
    ]);
  });

  it('without a row have a header and filters, and no table, which would be damage', async () => {
    const [made] = (await open(await sheetFiles.writeWorkbook([sheetOf([])]))).worksheets;
    assert.deepEqual(
      [made?.rowCount, made?.getTables().length, made?.autoFilter !== undefined],
      [1, 0, true],
    );
  });

  it('mark what is late, high and closed by rules that go on working', async () => {
    const sheet: Sheet = {
      ...sheetOf(['x']),
      marks: [
        { kind: 'late', day: 0, state: 1, closed: ['Done', 'Say "no"'] },
        { kind: 'heat', column: 1, medium: 8, high: 15 },
        { kind: 'closed', state: 1, closed: ['Done'] },
      ],
    };
    const [made] = (await open(await sheetFiles.writeWorkbook([sheet]))).worksheets;
    const rules = (
      made as unknown as { conditionalFormattings: { ref: string; rules: { formulae: string[] }[] }[] }
    ).conditionalFormattings.flatMap(({ ref, rules: each }) =>
      each.map(({ formulae }) => [ref, formulae[0]]),
    );
    assert.deepEqual(rules, [
      ['A2:A2', 'AND($A2<>"",$A2<TODAY(),$B2<>"Done",$B2<>"Say ""no""")'],
      ['B2:B2', 'AND(ISNUMBER(B2),B2>=15)'],
      ['B2:B2', 'AND(ISNUMBER(B2),B2>=8)'],
      ['A2:B2', 'OR($B2="Done")'],
    ]);
  });

  it('are read by values: results of formulas, texts of links, shown errors, days of either date system', async () => {
    const workbook = new exceljs.Workbook();
    const sheet = workbook.addWorksheet('Log');
    sheet.addRow(['Key', 'Value']);
    sheet.addRow(['1', { formula: 'TODAY()', result: new Date('2026-12-04T00:00:00Z') }]);
    sheet.addRow(['2', { formula: '1/0', result: { error: '#DIV/0!' } }]);
    sheet.addRow(['3', { text: 'the ticket', hyperlink: 'https://tickets.example/3' }]);
    sheet.addRow(['4', { richText: [{ text: 'in ' }, { text: 'parts', font: { bold: true } }] }]);
    sheet.addRow(['5', 0.4]).getCell(2).numFmt = '0%';
    sheet.addRow(['6', new Date('2026-12-04T23:59:59.600Z')]);
    sheet.addRow(['7', 46360]);
    const hidden = workbook.addWorksheet('Lists');
    hidden.addRow(['a', 'b']);
    hidden.state = 'hidden';
    const content = new Uint8Array(await workbook.xlsx.writeBuffer());
    assert.deepEqual(await values(content), [
      { day: '2026-12-04' },
      '#DIV/0!',
      'the ticket',
      'in parts',
      40,
      { day: '2026-12-05' },
      46360,
    ]);
    assert.equal((await sheetFiles.readSheets({ name: 'x.xlsx', content })).length, 1);
  });

  for (const [what, content, pattern] of [
    ['an old workbook', [0xd0, 0xcf, 0x11, 0xe0, 1], /password or in the old \.xls format/],
    ['a PDF', [0x25, 0x50, 0x44, 0x46, 0x2d], /is a PDF/],
    ['nothing', [], /is empty/],
    ['an archive that is no workbook', [0x50, 0x4b, 3, 4, 0, 0, 0], /cannot be opened as a workbook/],
  ] as const) {
    it(`refuse ${what} with what to do`, async () => {
      const read = sheetFiles.readSheets({ name: 'log.xlsx', content: Uint8Array.from(content) });
      await assert.rejects(read, (error) => error instanceof InputError && pattern.test(error.message));
    });
  }
});

describe('CSV files', () => {
  const text = (content: string, encoding: BufferEncoding = 'utf8') =>
    values(Buffer.from(content, encoding), 'x.csv');

  for (const [dialect, content, encoding] of [
    ['commas', 'Key,Value\n1,"a;b, ""c""\nd"\n', 'utf8'],
    [
      'semicolons with a byte order mark and Windows line ends',
      '\ufeffKey;Value\r\n1;"a;b, ""c""\r\nd"\r\n',
      'utf8',
    ],
    ['tabs in UTF-16', '\ufeffKey\tValue\r\n1\t"a;b, ""c""\nd"\r\n', 'utf16le'],
    ['bars', 'Key|Value\n1|"a;b, ""c""\nd"', 'utf8'],
    ['the hint that Excel reads', 'sep=|\nKey|Value\n1|"a;b, ""c""\nd"', 'utf8'],
  ] as const) {
    it(`are read with ${dialect}`, async () => {
      assert.deepEqual(await text(content, encoding), ['a;b, "c"\nd']);
    });
  }

  it('are read in Windows-1252 where they are no UTF-8', async () => {
    assert.deepEqual(await text('Key;Value\n1;Fern\xe1ndez \x80', 'latin1'), ['Fernández €']);
  });

  it('number their rows as the file does, over cells of several lines', async () => {
    const [sheet] = await sheetFiles.readSheets({
      name: 'x.csv',
      content: Buffer.from('a,b\n\n1,"x\ny"\n2,z\n'),
    });
    assert.deepEqual(
      sheet?.rows.map(({ number }) => number),
      [1, 4, 5],
    );
  });

  it('with a quotation mark that is never closed are refused with the line', async () => {
    const read = sheetFiles.readSheets({ name: 'log.csv', content: Buffer.from('a,b\n1,"x\n2,y\n') });
    await assert.rejects(
      read,
      (error) =>
        error instanceof InputError &&
        /log\.csv cannot be read near line \d+: a quotation mark/.test(error.message),
    );
  });

  it('keep a spreadsheet from calculating, and give the text back', async () => {
    const content = sheetFiles.writeCsv(sheetOf([...DANGEROUS, 'plain']), 'en-GB');
    const lines = new TextDecoder().decode(content);
    assert.match(lines, /A-1,'=1\+1\r\n/);
    assert.match(lines, /A-4,'@SUM\(A1\)\r\n/);
    const back = await values(content, 'x.csv');
    assert.deepEqual(
      back,
      [...DANGEROUS, 'plain'].map((each) => each.replace('\r', '\n')),
    );
  });

  it('part cells with a semicolon where the language has a decimal comma', () => {
    const content = sheetFiles.writeCsv(
      {
        ...sheetOf([1250.5, { day: '2026-12-04' }, -3]),
        columns: [
          { title: 'Key', kind: 'text' },
          { title: 'Value', kind: 'money' },
        ],
      },
      'de-DE',
    );
    assert.equal(
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(content),
      '\ufeffKey;Value\r\nA-1;1250,5\r\nA-2;2026-12-04\r\nA-3;-3\r\n',
    );
  });
});
