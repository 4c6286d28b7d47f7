/** The RAID log at a glance. */
import type { Reply } from '../../kernel/chat.ts';
import { dayPlus } from '../../kernel/time.ts';
import { raidCard } from '../cards/raidView.ts';
import type { RegisterDefinition } from '../definition.ts';
import { assumptions } from '../definitions/assumptions.ts';
import { dependencies } from '../definitions/dependencies.ts';
import { issues } from '../definitions/issues.ts';
import { risks } from '../definitions/risks.ts';
import type { RegisterPorts } from '../ports.ts';
import { OPEN } from '../readRows.ts';
import type { Speaking } from './speaking.ts';

/** More open risks than a project can steer; a bound, not a page. */
const MOST_RISKS = 1_000;

export async function showRaid(ports: RegisterPorts, { project, reading }: Speaking): Promise<Reply> {
  return ports.transact(project.tenantId, async ({ registers }) => {
    const find = (definition: RegisterDefinition, isLate: boolean, limit: number) => {
      const { dueField } = definition;
      const late =
        isLate && dueField !== undefined
          ? [{ field: dueField, days: { to: dayPlus(reading.today, -1) } }]
          : [];
      const query = {
        projectId: project.id,
        registers: [definition.name],
        sort: 'declared' as const,
        offset: 0,
        limit,
      };
      return registers.findRows({ ...query, where: [OPEN, ...late] });
    };
    const counts = [];
    for (const definition of [risks, assumptions, issues, dependencies]) {
      const { total: open } = await find(definition, false, 1);
      const { total: late } = await find(definition, true, 1);
      counts.push({ register: definition.name, title: definition.title, open, late });
    }
    const { rows } = await find(risks, false, MOST_RISKS);
    return { card: raidCard({ project, counts, risks: rows }) };
  });
}
