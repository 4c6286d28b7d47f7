/** Creates or repairs the list of a register: idempotent, adds what is missing, keeps what people added. */
import { z } from 'zod';
import {
  AccessError,
  ConflictError,
  InputError,
  NotFoundError,
  UnavailableError,
} from '../../../kernel/errors.ts';
import type { ZoneName } from '../../../kernel/time.ts';
import type { RegisterDefinition } from '../../../registers/definition.ts';
import type { ProvisionReport } from '../../../registers/ports.ts';
import type { GraphClient } from '../client.ts';
import { graphPath, odataText } from '../graphPath.ts';
import { readAll } from '../pages.ts';
import { type Column, columnSchema, type PlannedColumn, planColumns } from './columnPlan.ts';
import { matchColumns, missingChoices } from './matchColumns.ts';

const listSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  list: z.object({ template: z.string().nullish() }).nullish(),
});
const LIST_FIELDS = 'id,displayName,list';

export async function provisionList(
  client: GraphClient,
  siteId: string,
  siteZone: ZoneName,
  definition: RegisterDefinition,
  listId: string | null,
): Promise<ProvisionReport> {
  const known = await findList(client, siteId, definition, listId);
  const id = known ?? (await createList(client, siteId, definition));
  const columnsPath = graphPath`/sites/${siteId}/lists/${id}/columns`;
  const before = await readAll(client, { from: { path: columnsPath }, item: columnSchema });
  const { missing, toMend, problems } = matchColumns(definition, before);
  for (const planned of missing) await addColumn(client, columnsPath, definition, planned);
  const mended: string[] = [];
  for (const { column, planned } of toMend)
    mended.push(...(await mendColumn(client, columnsPath, definition, column, planned)));
  const after =
    missing.length === 0
      ? before
      : await readAll(client, { from: { path: columnsPath }, item: columnSchema });
  const { columns } = matchColumns(definition, after);
  if (known === null) await nameTitle(client, columnsPath, definition, after);
  return {
    list: { siteId, listId: id, columns, siteZone },
    created: known === null,
    added: known === null ? [] : missing.map(({ title }) => title),
    problems: [...problems, ...mended],
  };
}

/** By id where it is known (people rename lists), else by title. */
async function findList(
  client: GraphClient,
  siteId: string,
  { title }: RegisterDefinition,
  listId: string | null,
): Promise<string | null> {
  if (listId !== null) {
    try {
      return (
        await client.get(graphPath`/sites/${siteId}/lists/${listId}`, {
          schema: listSchema,
          query: { $select: LIST_FIELDS },
        })
      ).id;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }
  return findByTitle(client, siteId, title);
}

/**
 * By its title, or by the one that it got because something else, such as the site's own library Documents, had that
 * title. Only generic lists count: a library is never taken for a register.
 */
async function findByTitle(client: GraphClient, siteId: string, title: string): Promise<string | null> {
  for (const name of [title, otherTitle(title)]) {
    const [found] = (await listsNamed(client, siteId, name)).filter(
      ({ list }) => list?.template === 'genericList',
    );
    if (found !== undefined) return found.id;
  }
  return null;
}

async function listsNamed(client: GraphClient, siteId: string, title: string) {
  const query = { $filter: `displayName eq ${odataText(title)}`, $select: LIST_FIELDS };
  const lists = await readAll(client, {
    from: { path: graphPath`/sites/${siteId}/lists`, query },
    item: listSchema,
  });
  return lists.filter(({ displayName }) => displayName.toLowerCase() === title.toLowerCase());
}

const otherTitle = (title: string): string => `${title} register`;

async function createList(
  client: GraphClient,
  siteId: string,
  definition: RegisterDefinition,
): Promise<string> {
  const isTaken = (await listsNamed(client, siteId, definition.title)).length > 0;
  try {
    const made = await client.post(graphPath`/sites/${siteId}/lists`, {
      schema: listSchema,
      body: {
        displayName: isTaken ? otherTitle(definition.title) : definition.title,
        list: { template: 'genericList' },
        columns: planColumns(definition).map(columnBody),
      },
    });
    return made.id;
  } catch (error) {
    const maybeThere =
      (error instanceof UnavailableError && error.outcomeUnknown) || error instanceof ConflictError;
    const id = maybeThere ? await findByTitle(client, siteId, definition.title) : null;
    if (id !== null) return id;
    throw roleTooLow(error, definition);
  }
}

const columnBody = ({ name, title, definition, indexed, unique }: PlannedColumn): object => ({
  name,
  displayName: title,
  ...definition,
  ...(indexed ? { indexed } : {}),
  ...(unique ? { enforceUniqueValues: true } : {}),
});

async function addColumn(
  client: GraphClient,
  columnsPath: string,
  definition: RegisterDefinition,
  planned: PlannedColumn,
): Promise<void> {
  try {
    await client.post(columnsPath, { schema: z.object({ id: z.string() }), body: columnBody(planned) });
  } catch (error) {
    // Made by somebody, or by ourselves when the reply was lost: the columns are read again after this.
    if (error instanceof ConflictError) return;
    if (error instanceof UnavailableError && error.outcomeUnknown) {
      const there = await readAll(client, { from: { path: columnsPath }, item: columnSchema });
      if (there.some(({ name }) => name === planned.name)) return;
    }
    throw roleTooLow(error, definition);
  }
}

/** Adds index, uniqueness and choices; what SharePoint refuses is a sentence, the list can be used without. */
async function mendColumn(
  client: GraphClient,
  columnsPath: string,
  definition: RegisterDefinition,
  column: Column,
  planned: PlannedColumn,
): Promise<readonly string[]> {
  const choices = missingChoices(column, planned);
  try {
    await client.patch(`${columnsPath}${graphPath`/${column.id}`}`, {
      schema: z.object({ id: z.string() }),
      body: {
        ...(planned.indexed ? { indexed: true } : {}),
        ...(planned.unique ? { enforceUniqueValues: true } : {}),
        ...(choices.length === 0
          ? {}
          : { choice: { choices: [...(column.choice?.choices ?? []), ...choices] } }),
      },
      idempotent: true,
    });
    return [];
  } catch (error) {
    if (
      !(error instanceof InputError) &&
      !(error instanceof AccessError) &&
      !(error instanceof ConflictError)
    )
      throw error;
    const wanted = [
      planned.indexed ? 'an index' : '',
      planned.unique ? 'unique values' : '',
      choices.length > 0 ? `the choices ${choices.join(', ')}` : '',
    ].filter((each) => each !== '');
    return [
      `The column "${column.displayName}" of the list ${definition.title} could not be given ${wanted.join(' and ')}: ${error.message}`,
    ];
  }
}

/** SharePoint's own `Title` shows the name of the title field. */
async function nameTitle(
  client: GraphClient,
  columnsPath: string,
  definition: RegisterDefinition,
  columns: readonly Column[],
): Promise<void> {
  const title = columns.find(({ name }) => name === 'Title');
  const wanted = definition.fields.find(({ name }) => name === definition.titleField)?.title;
  if (title === undefined || wanted === undefined || title.displayName === wanted) return;
  await client.patch(`${columnsPath}${graphPath`/${title.id}`}`, {
    schema: z.object({ id: z.string() }),
    body: { displayName: wanted },
    idempotent: true,
  });
}

/** "Sites.Selected": role `write` makes no lists and no columns. */
function roleTooLow(error: unknown, { title }: RegisterDefinition): unknown {
  if (!(error instanceof AccessError) || error.code !== 'permission-missing') return error;
  const sentence = `Docket may not make or change the list ${title}: while lists are set up the app needs the role "fullcontrol" (or "manage") on the site; a SharePoint administrator can raise it (PATCH /sites/{id}/permissions/{id}) and lower it to "write" afterwards.`;
  return new AccessError('site-role-too-low', sentence, { cause: error, details: error.details });
}
