/** Workbooks and CSV files; the only folder that knows exceljs, csv-parse and csv-stringify. */
import type { SheetFiles } from '../../registers/sheets.ts';
import { readCsv } from './readCsv.ts';
import { isZip, readWorkbook, refuseOtherFormats } from './readWorkbook.ts';
import { writeCsv } from './writeCsv.ts';
import { writeWorkbook } from './writeWorkbook.ts';

export const sheetFiles: SheetFiles = {
  writeWorkbook,
  writeCsv,
  async readSheets(file) {
    refuseOtherFormats(file);
    return isZip(file.content) ? readWorkbook(file) : [readCsv(file)];
  },
};
