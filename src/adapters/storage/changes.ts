/** Change control in SQL. */

import type { ChangeControl } from '../../changes/changeRequest.ts';
import type { ChangeStore } from '../../changes/index.ts';
import type { Baseline } from '../../changes/ports.ts';
import type { ChangeRules } from '../../changes/routeChange.ts';
import type { TenantId } from '../../kernel/ids.ts';
import type { Queryable } from './database.ts';

export function makeChangeStore(sql: Queryable, tenantId: TenantId): ChangeStore {
  const baselines: ChangeStore['baselines'] = async (projectId) => {
    const rows = await sql.query<{ baseline: Baseline }>(
      'select baseline from baseline where tenant_id = $1 and project_id = $2 order by number',
      [tenantId, projectId],
    );
    return rows.map(({ baseline }) => baseline);
  };
  return {
    baselines,
    async control(changeId) {
      const [row] = await sql.query<{ control: ChangeControl }>(
        'select control from change_control where tenant_id = $1 and change_id = $2 for update',
        [tenantId, changeId],
      );
      return row?.control ?? null;
    },
    async saveControl(control) {
      await sql.write(
        `insert into change_control (tenant_id, change_id, project_id, control) values ($1, $2, $3, $4::jsonb)
         on conflict (tenant_id, change_id) do update set control = excluded.control`,
        [tenantId, control.changeId, control.projectId, JSON.stringify(control)],
      );
    },
    async rules(projectId) {
      const [row] = await sql.query<{ rules: ChangeRules }>(
        'select rules from change_rules where tenant_id = $1 and project_id = $2',
        [tenantId, projectId],
      );
      return row?.rules ?? null;
    },
    async saveRules(projectId, rules) {
      await sql.write(
        `insert into change_rules (tenant_id, project_id, rules) values ($1, $2, $3::jsonb)
         on conflict (tenant_id, project_id) do update set rules = excluded.rules`,
        [tenantId, projectId, JSON.stringify(rules)],
      );
    },
    async addBaseline(projectId, baseline) {
      await sql.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `baseline/${tenantId}/${projectId}`,
      ]);
      // 1 is the plan as first agreed.
      const number = ((await baselines(projectId)).at(-1)?.number ?? 1) + 1;
      const numbered: Baseline = { number, ...baseline };
      await sql.write(
        'insert into baseline (tenant_id, project_id, number, baseline) values ($1, $2, $3, $4::jsonb)',
        [tenantId, projectId, number, JSON.stringify(numbered)],
      );
      return numbered;
    },
  };
}
