/** The rows of a site's people: which person a row of its user list stands for, and the row of a person. */
import { graph, graphAll } from './http.js';
import { session } from './session.js';

const USER_LIST = 'User Information List';

/** What the inputs of a row's form need of its site. */
export async function openSiteRows(site) {
  const people = new Map();
  const { value } = await graphAll(
    `/sites/${site.id}/lists/${encodeURIComponent(USER_LIST)}/items?$expand=fields($select=id,UserName)&$top=1000`,
  );
  for (const { id, fields } of value) {
    const known = session.people.find(
      ({ userPrincipalName }) =>
        userPrincipalName.toLowerCase() === String(fields?.UserName ?? '').toLowerCase(),
    );
    if (known !== undefined) people.set(Number(id), known);
  }
  return {
    zone: site.zone,
    personOfRow: (row) => people.get(row),
    /** Makes the row where it is missing, as SharePoint's own pages do. */
    async rowOfPerson(personId) {
      const person = session.people.find(({ id }) => id === personId);
      if (person === undefined) throw new Error('This person is not in the directory any more.');
      const { Id } = await graph(`${site.path}/_api/web/ensureuser`, {
        method: 'POST',
        body: { logonName: `i:0#.f|membership|${person.userPrincipalName}` },
      });
      people.set(Id, person);
      return Id;
    },
  };
}
