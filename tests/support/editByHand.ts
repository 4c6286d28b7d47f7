/** What people do in SharePoint's own pages: they edit, add and delete rows under their own name. */
import assert from 'node:assert/strict';
import { makeLocalToken } from '../../src/local365/core/token.ts';
import { SAMPLE } from './sampleTenant.ts';
import type { TestWorld } from './startApp.ts';

export interface ByHand {
  /** Adds a row to the list of this title. */
  add(personId: string, title: string, fields: object): Promise<void>;
  /** Changes columns of the row with the key. */
  edit(personId: string, title: string, key: string, fields: object): Promise<void>;
  remove(personId: string, title: string, key: string): Promise<void>;
}

/** Does not settle: what Docket makes of it comes when the test lets it. */
export function editByHand({ local365, graph }: TestWorld): ByHand {
  const itemsOf = async (title: string): Promise<string> => {
    const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
    const { id: siteId } = await graph(`/sites/${hostname}:${pathname}`);
    const { value } = await graph(
      `/sites/${siteId}/lists?$filter=${encodeURIComponent(`displayName eq '${title}'`)}`,
    );
    return `/sites/${siteId}/lists/${(value as { id: string }[])[0]?.id}/items`;
  };
  const itemOf = async (title: string, key: string): Promise<string> => {
    const items = await itemsOf(title);
    const { value } = await graph(`${items}?$expand=fields&$top=999`);
    const item = (value as { id: string; fields: { ItemKey?: string } }[]).find(
      ({ fields }) => fields.ItemKey === key,
    );
    assert.ok(item, `There is no ${key} in ${title}.`);
    return `${items}/${item.id}`;
  };
  const act = async (userId: string, method: string, path: string, body?: object): Promise<void> => {
    const token = makeLocalToken({
      appId: 'c7000000-0000-4000-8000-000000000001',
      tenantId: SAMPLE.tenantId,
      roles: ['Sites.ReadWrite.All'],
      userId,
    });
    const response = await fetch(`${local365}/v1.0${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${await response.text()}`);
  };
  return {
    add: async (personId, title, fields) => act(personId, 'POST', await itemsOf(title), { fields }),
    edit: async (personId, title, key, fields) =>
      act(personId, 'PATCH', `${await itemOf(title, key)}/fields`, fields),
    remove: async (personId, title, key) => act(personId, 'DELETE', await itemOf(title, key)),
  };
}
