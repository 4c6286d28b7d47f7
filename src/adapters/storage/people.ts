/** People whom the bot has met, in SQL. */
import type { TenantId } from '../../kernel/ids.ts';
import type { Person } from '../../kernel/people.ts';
import type { PeopleStore } from '../../projects/ports.ts';
import type { Queryable } from './database.ts';

export function makePeopleStore(sql: Queryable, tenantId: TenantId): PeopleStore {
  return {
    async seen(people, at) {
      for (const person of people) {
        // What an activity does not tell (mail) stays as it was.
        await sql.write(
          `insert into person (tenant_id, person_id, person, seen_at) values ($1, $2, $3::jsonb, $4)
           on conflict (tenant_id, person_id) do update set person = person.person || excluded.person, seen_at = excluded.seen_at`,
          [tenantId, person.id, JSON.stringify(person), at],
        );
      }
    },
    async find(ids) {
      const rows = await sql.query<{ person: Person }>(
        'select person from person where tenant_id = $1 and person_id = any($2::text[])',
        [tenantId, ids],
      );
      return rows.map((row) => row.person);
    },
    async byTeamsIds(teamsIds) {
      const rows = await sql.query<{ person: Person }>(
        "select person from person where tenant_id = $1 and person->>'teamsId' = any($2::text[])",
        [tenantId, teamsIds],
      );
      return rows.map((row) => row.person);
    },
  };
}
