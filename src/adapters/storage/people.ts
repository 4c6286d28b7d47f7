/** People whom the bot has met, and who is in each project, in SQL. */
import type { TenantId } from '../../kernel/ids.ts';
import type { Person, RosterMember } from '../../kernel/people.ts';
import { asInstant } from '../../kernel/time.ts';
import type { PeopleStore, RosterStore } from '../../projects/ports.ts';
import type { Queryable } from './database.ts';

export function makePeopleStore(sql: Queryable, tenantId: TenantId): PeopleStore {
  return {
    async seen(people, at) {
      for (const person of people) {
        // What an activity does not tell (mail) stays as it was; what is known already is not written again.
        await sql.write(
          `insert into person (tenant_id, person_id, person, seen_at) values ($1, $2, $3::jsonb, $4)
           on conflict (tenant_id, person_id) do update
             set person = person.person || excluded.person, seen_at = excluded.seen_at
             where person.person <> person.person || excluded.person
               or person.seen_at < excluded.seen_at - interval '1 hour'`,
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

export function makeRosterStore(sql: Queryable, tenantId: TenantId): RosterStore {
  return {
    async keep(projectId, members, at) {
      await sql.write(
        `insert into project_roster (tenant_id, project_id, members, read_at) values ($1, $2, $3::jsonb, $4)
         on conflict (tenant_id, project_id) do update set members = excluded.members, read_at = excluded.read_at
         where project_roster.members <> excluded.members
           or project_roster.read_at < excluded.read_at - interval '1 hour'`,
        [tenantId, projectId, JSON.stringify(members), at],
      );
    },
    async get(projectId) {
      const [row] = await sql.query<{ members: RosterMember[]; read_at: Date }>(
        'select members, read_at from project_roster where tenant_id = $1 and project_id = $2',
        [tenantId, projectId],
      );
      return row === undefined ? null : { members: row.members, readAt: asInstant(row.read_at) };
    },
  };
}
