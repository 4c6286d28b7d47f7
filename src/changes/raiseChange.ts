/** Raises a change request: from one line, from its form, or from a decision that is in the register. */
import type { Reply } from '../kernel/chat.ts';
import { deterministicId } from '../kernel/deterministicId.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asRowKey } from '../kernel/ids.ts';
import { type RowValues, readValues, type Speaking, textOf } from '../registers/index.ts';
import { cardOfChange } from './cardOfChange.ts';
import { changesRegister, newControl } from './changeRequest.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';

const FROM_DECISION = /^from\s+(?:decision\s+)?(D-\d{1,9})[\s ,:]*/i;

export async function raiseChange<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  speaking: Speaking,
  text: string,
): Promise<Reply | Refusal> {
  if (text.trim() === '') return { card: ports.registers.newForm(speaking, changesRegister) };
  const decision = FROM_DECISION.exec(text.trim());
  const from = decision?.[1] === undefined ? {} : await fromDecision(ports, speaking, decision[1]);
  if (isRefusal(from)) return from;
  const read = readValues(changesRegister, text.trim().slice(decision?.[0].length ?? 0), speaking.reading);
  if (isRefusal(read)) return read;
  const title = read.free === '' ? {} : { title: read.free };
  const lines = read.lines.length === 0 ? {} : { description: read.lines.join('\n') };
  const values = { ...from, ...title, ...lines, ...read.values, requester: [speaking.reading.me] };
  const rowId =
    decision?.[1] === undefined
      ? undefined
      : deterministicId('change-from', speaking.project.id, decision[1].toUpperCase());
  const row = await ports.registers.addRow(speaking.acting, {
    definition: changesRegister,
    values,
    ...(rowId === undefined ? {} : { rowId }),
  });
  if (isRefusal(row)) return row;
  await ports.transact(speaking.project.tenantId, async ({ changes }) => {
    if ((await changes.control(row.rowId)) === null)
      await changes.saveControl(newControl(row.rowId, speaking.project.id, row.key));
  });
  return cardOfChange(ports, speaking, row.key);
}

/** What a minuted decision says: its words, why, who decided, and where it was said. */
async function fromDecision<Stores extends ChangeStores>(
  { transact }: ChangePorts<Stores>,
  { project }: Speaking,
  key: string,
): Promise<RowValues | Refusal> {
  const row = await transact(project.tenantId, ({ registers }) =>
    registers.rowByKey(project.id, asRowKey(key)),
  );
  if (row === null || row.deletedAt !== null)
    return refuse('row-unknown', `There is no decision ${key.toUpperCase()} in ${project.name}.`);
  const { title, rationale, meeting, evidence, workstream } = row.values;
  const said = [textOf(meeting), textOf(evidence)].filter((line) => line !== '').join('\n');
  return {
    title: textOf(title),
    reason: textOf(rationale) || `Decided as ${row.key}.`,
    ...(said === '' ? {} : { description: said }),
    ...(textOf(workstream) === '' ? {} : { workstream: textOf(workstream) }),
    related: [row.key],
  };
}
