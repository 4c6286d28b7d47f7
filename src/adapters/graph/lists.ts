/** The registers' lists in SharePoint; the parts are in `lists/`. */
export { makeRegisterLists } from './lists/makeRegisterLists.ts';
