/** What the person says of a file's columns. */
import type { ClickAnswer } from '../../kernel/chat.ts';
import { isRefusal, type Refusal, refuse } from '../../kernel/errors.ts';
import { columnsCard } from '../cards/importViews.ts';
import type { Speaking } from '../commands/speaking.ts';
import { registerOfName } from '../findRegister.ts';
import type { RegisterPorts } from '../ports.ts';
import { cellReading } from './cellReading.ts';
import type { ImportDraft, Target } from './importDraft.ts';
import { openDraft } from './openDraft.ts';
import { proposeTargets } from './proposeTargets.ts';
import { showPlan } from './runImport.ts';
import type { DayOrder } from './sheetDay.ts';

export interface ColumnsGiven {
  readonly importId: string;
  readonly page: number;
  /** Register that the person chose. */
  readonly register: string;
  readonly dayOrder: DayOrder;
  /** By index of the column. */
  readonly targets: ReadonlyMap<number, Target>;
}

/** Keeps what the person said of the columns, and goes on: to the next columns, or to the trial. */
export async function setColumns(
  ports: RegisterPorts,
  speaking: Speaking,
  given: ColumnsGiven,
  next: 'columns' | 'plan',
): Promise<ClickAnswer | Refusal> {
  const set = await ports.transact(speaking.project.tenantId, async (stores) => {
    const draft = await openDraft(stores, speaking.acting, given.importId);
    if (isRefusal(draft)) return draft;
    const kept = applyColumns(draft, given, speaking);
    await stores.registers.saveImport(kept);
    return { kept, isOtherRegister: kept.register !== draft.register };
  });
  if (isRefusal(set)) return set;
  const { kept, isOtherRegister } = set;
  const definition = registerOfName(kept.register);
  if (next === 'columns' || isOtherRegister) {
    const page = isOtherRegister ? 1 : given.page;
    return { card: columnsCard({ project: speaking.project, definition, draft: kept, page }) };
  }
  const double = doubleTarget(kept);
  if (double !== null) return refuse('column-twice', `Two columns are ${double}; choose one of them.`);
  if (!kept.targets.includes(definition.titleField)) {
    const title = definition.fields.find(({ name }) => name === definition.titleField)?.title;
    return refuse(
      'title-missing',
      `Say which column is the ${title?.toLowerCase()}; a ${definition.singular} needs it.`,
    );
  }
  return showPlan(ports, speaking, { importId: given.importId, kind: null, page: 1 });
}

/** Another register means other fields: its own proposal is made, and the person looks at the columns again. */
function applyColumns(draft: ImportDraft, given: ColumnsGiven, speaking: Speaking): ImportDraft {
  const definition = registerOfName(given.register);
  if (definition.name !== draft.register) {
    const reading = { ...cellReading(speaking, draft), dayOrder: given.dayOrder };
    const targets = proposeTargets(definition, draft, reading);
    return { ...draft, register: definition.name, targets, dayOrder: given.dayOrder };
  }
  const targets = draft.targets.map((target, at) => given.targets.get(at) ?? target);
  return { ...draft, targets, dayOrder: given.dayOrder };
}

function doubleTarget({ targets, register }: ImportDraft): string | null {
  const twice = targets.find((target, at) => target !== '' && targets.indexOf(target) !== at);
  if (twice === undefined) return null;
  return registerOfName(register).fields.find(({ name }) => name === twice)?.title ?? 'the number';
}

/** Shows the columns again. */
export async function showColumns(
  ports: RegisterPorts,
  speaking: Speaking,
  { importId, page }: { readonly importId: string; readonly page: number },
): Promise<ClickAnswer | Refusal> {
  const { project } = speaking;
  const draft = await ports.transact(project.tenantId, (stores) =>
    openDraft(stores, speaking.acting, importId),
  );
  if (isRefusal(draft)) return draft;
  return { card: columnsCard({ project, definition: registerOfName(draft.register), draft, page }) };
}
