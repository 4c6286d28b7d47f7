/** The lists of the sample project's site, read through Graph as anybody with rights reads them. */
import assert from 'node:assert/strict';
import { SAMPLE } from './sampleTenant.ts';

export type ListRow = Readonly<Record<string, unknown>>;

/** Fields of a list's items; none while there is no such list. `local365` is the address of the local Microsoft 365. */
export async function readListRows(local365: string, title: string): Promise<readonly ListRow[]> {
  const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
  const { id } = await graph<{ id: string }>(local365, `/sites/${hostname}:${pathname}`);
  const filter = encodeURIComponent(`displayName eq '${title}'`);
  const lists = await graph<{ value: { id: string }[] }>(local365, `/sites/${id}/lists?$filter=${filter}`);
  const [list] = lists.value;
  if (list === undefined) return [];
  const path = `/sites/${id}/lists/${list.id}/items?$expand=fields&$top=999`;
  const items = await graph<{ value: { fields: ListRow }[] }>(local365, path);
  return items.value.map(({ fields }) => fields);
}

async function graph<Answer>(local365: string, path: string): Promise<Answer> {
  const headers = { authorization: `Bearer ${SAMPLE.graphToken}` };
  const response = await fetch(`${local365}/v1.0${path}`, { headers });
  assert.equal(response.status, 200, `GET ${path}`);
  return (await response.json()) as Answer;
}
