/** Which gate is meant, and its checklist as it is now; in the caller's transaction. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { gatePolicyOf, type Project } from '../projects/index.ts';
import { findRowOf, type RegisterRow, registerOfName, rowsOf, textOf } from '../registers/index.ts';
import { CHECKED_REGISTERS, evaluateGate } from './checklist.ts';
import { linkRows } from './linkRows.ts';
import type { GateStores } from './ports.ts';
import type { LinkedReport } from './words.ts';

export interface Gate extends LinkedReport {
  /** Null for a project that has none yet: all checks count then. */
  readonly row: RegisterRow | null;
}

/** The gate of a key; without a key the one that is still to be decided. */
export async function readGate(stores: GateStores, project: Project, key: string): Promise<Gate | Refusal> {
  const row =
    key === ''
      ? await onlyOpenGate(stores, project)
      : await findRowOf(stores, project, 'gates', key, 'GATE-1');
  if (isRefusal(row)) return row;
  const rows = await rowsOf(stores, project, CHECKED_REGISTERS);
  const current = (await stores.projects.get(project.id)) ?? project;
  return {
    row,
    report: evaluateGate(rows, gatePolicyOf(current), textOf(row?.values.checks)),
    linked: await linkRows(stores, project, rows),
  };
}

const { closedStatuses } = registerOfName('gates');

export const isClosedGate = (row: Pick<RegisterRow, 'values'> | null): boolean =>
  closedStatuses.includes(textOf(row?.values.status));

async function onlyOpenGate(stores: GateStores, project: Project): Promise<RegisterRow | null | Refusal> {
  const open = (await rowsOf(stores, project, ['gates'])).filter((row) => !isClosedGate(row));
  if (open.length < 2) return open[0] ?? null;
  const names = open.map((row) => `${row.key} (${textOf(row.values.title)})`).join(', ');
  return refuse(
    'which-gate',
    `There are several gates: ${names}. Say which one by its key, such as \`check gate ${open[0]?.key}\`.`,
  );
}
