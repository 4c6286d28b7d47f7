/** The registers' lists in SharePoint; the parts are in `lists/`. */
export { makeRegisterLists, type RegisterListsOptions } from './lists/makeRegisterLists.ts';
