/** Where the rows of a reason are in SharePoint. */
import type { ApprovalStores } from '../approvals/index.ts';
import type { Project } from '../projects/index.ts';
import { type RegisterRow, textOf } from '../registers/index.ts';

export interface LinkedRow {
  readonly title: string;
  /** Null until the row is in its list. */
  readonly url: string | null;
}

/** By key. SharePoint opens an item of a list by the list's id at `_layouts/15/listform.aspx`, whatever the list is called. */
export async function linkRows(
  { registers }: Pick<ApprovalStores, 'registers'>,
  { id, siteUrl }: Pick<Project, 'id' | 'siteUrl'>,
  rows: readonly RegisterRow[],
): Promise<ReadonlyMap<string, LinkedRow>> {
  const lists = new Map((await registers.listLinks(id)).map(({ register, list }) => [register, list.listId]));
  return new Map(
    rows.map(({ key, register, listed, values }) => {
      const listId = lists.get(register);
      const url =
        listed === null || listId === undefined
          ? null
          : `${siteUrl}/_layouts/15/listform.aspx?PageType=4&ListId=${encodeURIComponent(listId)}&ID=${encodeURIComponent(listed.itemId)}`;
      return [key, { title: textOf(values.title), url }];
    }),
  );
}
