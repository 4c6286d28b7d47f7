/** Rows for use cases of other capabilities, in the caller's transaction. */
import { type Refusal, refuse } from '../kernel/errors.ts';
import { asRowKey } from '../kernel/ids.ts';
import type { Project } from '../projects/project.ts';
import type { RegisterStores } from './ports.ts';
import { ALL } from './readRows.ts';
import type { RegisterRow } from './store.ts';

type Reading = Pick<RegisterStores, 'registers'>;

/** Every row of some registers, in the order of their keys. */
export async function rowsOf(
  { registers }: Reading,
  { id: projectId }: Pick<Project, 'id'>,
  names: readonly string[],
): Promise<readonly RegisterRow[]> {
  const query = { projectId, registers: names, where: [], sort: [], offset: 0, limit: ALL };
  return (await registers.findRows(query)).rows;
}

/** The row of a key in a register, locked; refuses other keys and deleted rows. `example` is a key of that register. */
export async function findRowOf(
  { registers }: Reading,
  project: Project,
  register: string,
  key: string,
  example: string,
): Promise<RegisterRow | Refusal> {
  const row = /^[A-Z]{1,4}-\d{1,9}$/i.test(key)
    ? await registers.rowByKey(project.id, asRowKey(key), { lock: true })
    : null;
  return row === null || row.deletedAt !== null || row.register !== register
    ? refuse(
        'row-unknown',
        `${key === '' ? 'Say which one by its key' : `There is no ${key.toUpperCase()} in ${project.name} that this can be said of`}, such as ${example}.`,
      )
    : row;
}
