/** The registers' lists in SharePoint, over Microsoft Graph. */
import { DocketError } from '../../../kernel/errors.ts';
import { asPersonId } from '../../../kernel/ids.ts';
import { makeTurns } from '../../../kernel/turns.ts';
import type { RegisterLists } from '../../../registers/ports.ts';
import type { GraphClient } from '../client.ts';
import type { Directory } from '../directory.ts';
import { gatherGets } from '../gatherGets.ts';
import { changedLists, changesSince } from './changes.ts';
import { completePeople, makeHourly } from './completePeople.ts';
import { provisionList } from './provision.ts';
import { adoptRow, createRow, deleteRow, type RowParts, readRow, updateRow } from './rows.ts';
import { findSite, makeSiteZones } from './site.ts';
import { makeSiteUsers, type SiteUsers } from './siteUsers.ts';
import type { FindLookupId } from './writeFields.ts';
import { writeRows } from './writeRows.ts';

interface RegisterListsOptions {
  /** Application id of Docket: rows that it changed last are `byApp`. */
  readonly appId: string;
  readonly directory: Pick<Directory, 'people' | 'peopleByMail'>;
}

export function makeRegisterLists(
  client: GraphClient,
  { appId, directory }: RegisterListsOptions,
): RegisterLists {
  const users = makeSiteUsers(client);
  const zoneOf = makeSiteZones(client);
  // Parallel writes to one list are answered with 409, 423 and 503 at times.
  const inTurn = makeTurns();
  const parts: RowParts = {
    client,
    together: gatherGets(client),
    appId,
    inWords: new Set(),
    completePeople: (target) => completeInTime(target),
    findLookupId: (siteId) => lookupIdFinder(users, directory, siteId),
    lookup: { siteUser: users.byLookupId, idsByMail: (mails) => idsByMail(client, directory, mails) },
  };
  const completeInTime = makeHourly(client, (target) =>
    inTurn(target.list.listId, () => completePeople(parts, target)),
  );
  return {
    findSite: (siteUrl) => findSite(client, siteUrl, zoneOf),
    provision: (siteId, definition, listId) =>
      inTurn(`${siteId} ${definition.title}`, async () =>
        provisionList(client, siteId, await zoneOf(siteId), definition, listId),
      ),
    createRow: (list, definition, rowId, key, values) =>
      inTurn(list.listId, () => createRow(parts, { list, definition }, rowId, key, values)),
    updateRow: (list, definition, itemId, etag, changes) =>
      inTurn(list.listId, () => updateRow(parts, { list, definition }, itemId, etag, changes)),
    adoptRow: (list, definition, itemId, etag, rowId, key) =>
      inTurn(list.listId, () => adoptRow(parts, { list, definition }, itemId, etag, rowId, key)),
    writeRows: (writes) => {
      // Always in the same order, so that no two wait for each other.
      const lists = [...new Set(writes.map(({ list }) => list.listId))].sort();
      const work = () => writeRows(parts, writes);
      return lists.reduceRight<typeof work>((inner, listId) => () => inTurn(listId, inner), work)();
    },
    deleteRow: (list, itemId, etag) => inTurn(list.listId, () => deleteRow(parts, list, itemId, etag)),
    readRow: (list, definition, itemId) => readRow(parts, { list, definition }, itemId),
    changedLists: (lists) => changedLists(client, lists),
    changesSince: (list, definition, mark) => changesSince(parts, { list, definition }, mark),
  };
}

/** By mail, which the directory tells when the row does not. */
function lookupIdFinder(
  users: SiteUsers,
  directory: RegisterListsOptions['directory'],
  siteId: string,
): FindLookupId {
  return async ({ personId, mail }) => {
    const address =
      mail ?? (personId === null ? undefined : (await directory.people([asPersonId(personId)]))[0]?.mail);
    return address === undefined ? null : ((await users.find(siteId, address))?.lookupId ?? null);
  };
}

/** People whom the directory cannot name now keep their mail; the next read completes them. */
async function idsByMail(
  client: GraphClient,
  directory: RegisterListsOptions['directory'],
  mails: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  try {
    const found = await directory.peopleByMail(mails);
    return new Map([...found].map(([mail, { id }]) => [mail, id]));
  } catch (error) {
    if (!(error instanceof DocketError) || error.retry !== 'never') throw error;
    client.logger.warn('People of a list could not be found in the directory.', { error });
    return new Map();
  }
}
