/** One change for many rows: first what it would do, then, on a click, all of it or nothing. */
import type { ClickAnswer, Reply } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { refuseAct, refuseFields } from '../acting.ts';
import { bulkCard } from '../cards/bulkView.ts';
import { changeRowIn, findRow } from '../changeRow.ts';
import { checkValues } from '../checkValues.ts';
import type { RegisterDefinition, RowValues } from '../definition.ts';
import { registerDefinitions } from '../definitions/index.ts';
import type { RegisterPorts } from '../ports.ts';
import { findRows } from '../readRows.ts';
import { oneJobPerProject } from '../sendWriteJob.ts';
import { registerAtStart } from './addFromText.ts';
import { readList } from './readList.ts';
import { readValues } from './readValues.ts';
import type { Speaking } from './speaking.ts';

/** Rows that one change may touch: what one transaction and one card can carry. */
const MOST_ROWS = 200;
const EXAMPLE = '\u201cbulk actions owner @Kenji: set owner @Priya due Friday\u201d';

/** `actions overdue workstream data: set priority high`, as a card that shows what would change. */
export async function previewMany(
  ports: RegisterPorts,
  speaking: Speaking,
  text: string,
): Promise<Reply | Refusal> {
  const denied = await refuseAct(ports, speaking.acting, 'bulk');
  if (denied !== null) return denied;
  const named = registerAtStart(text);
  const parts = /^(.*?):[\s\u00a0]*(?:set|done|close)?[\s\u00a0]*(.*)$/is.exec(named?.rest ?? '');
  const [, filter = '', change = ''] = parts ?? [];
  if (named === null || parts === null) {
    return refuse('bulk-not-read', `Say which rows and, after a colon, what to set, such as ${EXAMPLE}.`);
  }
  const { definition } = named;
  const isClosing = /:[\s\u00a0]*(?:done|close)[\s\u00a0]*$/i.test(named.rest);
  const values = isClosing
    ? { [definition.statusField]: definition.closedStatuses[0] ?? null }
    : readChange(definition, change, speaking);
  if (isRefusal(values)) return values;
  const request = readList(definition, filter, speaking.reading);
  if (isRefusal(request)) return request;
  const { project } = speaking;
  const { where, words, sort } = request;
  const query = { projectId: project.id, registers: [definition.name], where, words, sort, offset: 0 };
  const { rows, total } = await findRows(ports, project, { ...query, limit: MOST_ROWS });
  if (total === 0) return refuse('bulk-empty', `No ${definition.name} are meant by \u201c${filter}\u201d.`);
  if (total > MOST_ROWS) {
    return refuse(
      'bulk-too-many',
      `${total} ${definition.name} are meant; ${MOST_ROWS} can be changed at once. Say more narrowly which.`,
    );
  }
  return { card: bulkCard({ project, definition, rows, values }) };
}

function readChange(
  definition: RegisterDefinition,
  text: string,
  { reading }: Speaking,
): RowValues | Refusal {
  const read = readValues(definition, text, reading, { loose: true });
  if (isRefusal(read)) return read;
  if (read.free !== '' || read.lines.length > 0 || Object.keys(read.values).length === 0) {
    return refuse(
      'bulk-not-read',
      `\u201c${text}\u201d names no field with a value. Say for example ${EXAMPLE}.`,
    );
  }
  return read.values;
}

export interface ManyRows {
  readonly register: string;
  /** Parted by commas. */
  readonly keys: string;
  /** JSON of the fields' values; checked again, since a card is not trusted. */
  readonly values: unknown;
}

/** Changes the rows that the card showed, all of them or, when one is refused, none. */
export async function changeMany(
  ports: RegisterPorts,
  { acting, role }: Pick<Speaking, 'acting' | 'role'>,
  { register, keys, values }: ManyRows,
): Promise<ClickAnswer | Refusal> {
  const denied = await refuseAct(ports, acting, 'bulk');
  if (denied !== null) return denied;
  const definition = registerDefinitions.find(({ name }) => name === register);
  if (definition === undefined)
    return refuse('register-unknown', 'The register of this card is not known any more.');
  const checked = checkValues(definition, values as RowValues, { required: false });
  if (isRefusal(checked)) return checked;
  const derived = definition.fields.find(({ name, derived: follows }) => follows === true && name in checked);
  if (derived !== undefined) return refuse('field-derived', `${derived.title} follows from other fields.`);
  const notAllowed = refuseFields(role, definition, checked);
  if (notAllowed !== null) return notAllowed;
  const wanted = keys.split(',').slice(0, MOST_ROWS);
  try {
    const changed = await ports.transact(acting.project.tenantId, async (stores) => {
      let count = 0;
      const jobs = oneJobPerProject(stores.jobs);
      for (const key of wanted) {
        const found = await findRow(stores, acting, key);
        const result = isRefusal(found)
          ? found
          : await changeRowIn({ ...stores, jobs }, ports, acting, found, checked);
        if (isRefusal(result)) throw new NoneChanged(result);
        if (result.entry !== null) count += 1;
      }
      await jobs.flush();
      return count;
    });
    return { text: `${changed} of ${wanted.length} changed.` };
  } catch (error) {
    if (!(error instanceof NoneChanged)) throw error;
    return refuse(error.refusal.code, `Nothing was changed: ${error.refusal.reason}`);
  }
}

/** Takes the transaction back. */
class NoneChanged extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}
