/** The registers' lists in SharePoint; the parts are in `lists/`. */
export { makeRegisterLists, type RowBatches } from './lists/makeRegisterLists.ts';
export type { RowWrite, RowWritten } from './lists/writeRows.ts';
