/** The card of a change request as it stands now. */
import type { Reply } from '../kernel/chat.ts';
import { isRefusal, type Refusal } from '../kernel/errors.ts';
import type { Speaking } from '../registers/index.ts';
import { changeCard } from './cards/changeView.ts';
import { contentOf } from './changeRequest.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import { USUAL_RULES } from './routeChange.ts';
import { findChange } from './rowWork.ts';
import { routeOf } from './submitChange.ts';

/** `note` is what was refused. */
export async function cardOfChange<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  { project }: Pick<Speaking, 'project'>,
  key: string,
  note?: string,
): Promise<Reply | Refusal> {
  return ports.transact(project.tenantId, async (stores) => {
    const found = await findChange(stores, project, key);
    if (isRefusal(found)) return found;
    const rules = (await stores.changes.rules(project.id)) ?? USUAL_RULES;
    const route = routeOf(project, found.row.addedBy.personId ?? '', contentOf(found.row.values), rules);
    return { card: changeCard({ project, ...found, route, ...(note === undefined ? {} : { note }) }) };
  });
}
