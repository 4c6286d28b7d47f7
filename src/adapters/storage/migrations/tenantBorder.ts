/** Row-level security: on a server, rows of another tenant do not exist for the transaction. */

/** Statements that put a table behind the tenant border; `docket.tenant` is set at the start of each transaction. */
export const tenantBorder = (table: string): readonly string[] => [
  `alter table ${table} enable row level security`,
  `alter table ${table} force row level security`,
  `create policy tenant_border on ${table} using (tenant_id = current_setting('docket.tenant', true))
     with check (tenant_id = current_setting('docket.tenant', true))`,
];
