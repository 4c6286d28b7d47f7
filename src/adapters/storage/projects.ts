/** Projects and places in SQL. */
import type { Place } from '../../kernel/chat.ts';
import type { PersonId, ProjectId, TenantId } from '../../kernel/ids.ts';
import type { PlaceStore, ProjectStore } from '../../projects/ports.ts';
import type { Project } from '../../projects/project.ts';
import type { Queryable } from './database.ts';

type Settings = Omit<Project, 'id' | 'tenantId' | 'name' | 'places'>;

interface ProjectRow {
  readonly project_id: string;
  readonly name: string;
  readonly settings: Settings;
  /** JSON. */
  readonly places: string | null;
}

/** Its places as one text: the embedded database takes four times as long to put together a `jsonb`. */
const SELECT = `select project_id, name, settings,
    (select '[' || string_agg(place.place::text, ',' order by place.is_lead desc, place.linked_at) || ']'
       from place where place.tenant_id = project.tenant_id and place.project_id = project.project_id
         and place.is_active) as places
  from project`;

export function makeProjectStore(sql: Queryable, tenantId: TenantId): ProjectStore {
  const toProject = (row: ProjectRow): Project => ({
    ...row.settings,
    id: row.project_id as ProjectId,
    tenantId,
    name: row.name,
    places: row.places === null ? [] : (JSON.parse(row.places) as Place[]),
  });
  const one = async (where: string, value: string): Promise<Project | null> => {
    const [row] = await sql.query<ProjectRow>(`${SELECT} where project.tenant_id = $1 and ${where}`, [
      tenantId,
      value,
    ]);
    return row === undefined ? null : toProject(row);
  };
  return {
    async create(project, at) {
      const rows = await sql.query(
        `insert into project (tenant_id, project_id, name, settings, created_at) values ($1, $2, $3, $4::jsonb, $5)
         on conflict (tenant_id, lower(name)) do nothing returning project_id`,
        [tenantId, project.id, project.name, settingsOf(project), at],
      );
      return rows.length === 1;
    },
    async save(project) {
      await sql.write(
        'update project set name = $3, settings = $4::jsonb where tenant_id = $1 and project_id = $2',
        [tenantId, project.id, project.name, settingsOf(project)],
      );
    },
    get: (id) => one('project_id = $2', id),
    byName: (name) => one('lower(name) = lower($2)', name),
    async all() {
      const rows = await sql.query<ProjectRow>(`${SELECT} where project.tenant_id = $1 order by created_at`, [
        tenantId,
      ]);
      return rows.map(toProject);
    },
    byConversation: (conversationId) =>
      one(
        `project_id = (select project_id from place where tenant_id = project.tenant_id and conversation_id = $2)`,
        conversationId,
      ),
  };
}

function settingsOf({
  id: _id,
  tenantId: _tenant,
  name: _name,
  places: _places,
  ...settings
}: Project): string {
  return JSON.stringify(settings);
}

export function makePlaceStore(sql: Queryable, tenantId: TenantId): PlaceStore {
  /** What is known already is not written again with every message, `seen_at` once an hour. */
  const upsert = (place: Place, at: string, isActive: 'place.is_active' | 'true'): Promise<void> =>
    sql.write(
      `insert into place (tenant_id, conversation_id, place, seen_at) values ($1, $2, $3::jsonb, $4)
       on conflict (tenant_id, conversation_id) do update
         set place = place.place || excluded.place, seen_at = excluded.seen_at, is_active = ${isActive}
         where place.place <> place.place || excluded.place or place.is_active <> ${isActive}
           or place.seen_at < excluded.seen_at - interval '1 hour'`,
      [tenantId, place.conversationId, JSON.stringify(withoutThread(place)), at],
    );
  return {
    async seen(place, at) {
      await upsert(place, at, 'place.is_active');
    },
    async activate(place, at) {
      await upsert(place, at, 'true');
    },
    async deactivate(conversationId) {
      await sql.write('update place set is_active = false where tenant_id = $1 and conversation_id = $2', [
        tenantId,
        conversationId,
      ]);
      await sql.write(
        "update personal_place set is_active = false where tenant_id = $1 and place->>'conversationId' = $2",
        [tenantId, conversationId],
      );
    },
    async link(place, projectId, at) {
      await upsert(place, at, 'place.is_active');
      await sql.write(
        `update place set project_id = $3, linked_at = coalesce(linked_at, $4),
           is_lead = not exists (select 1 from place other where other.tenant_id = $1 and other.project_id = $3
                                   and other.is_lead and other.conversation_id <> $2)
         where tenant_id = $1 and conversation_id = $2`,
        [tenantId, place.conversationId, projectId, at],
      );
    },
    async unlink(conversationId) {
      await sql.write(
        'update place set project_id = null, is_lead = false, linked_at = null where tenant_id = $1 and conversation_id = $2',
        [tenantId, conversationId],
      );
    },
    async find(conversationId) {
      const [row] = await sql.query<{ place: Place; is_active: boolean }>(
        'select place, is_active from place where tenant_id = $1 and conversation_id = $2',
        [tenantId, conversationId],
      );
      return row === undefined ? null : { place: row.place, isActive: row.is_active };
    },
    async ofTeam(teamId) {
      const rows = await sql.query<{ place: Place }>(
        "select place from place where tenant_id = $1 and place->>'teamId' = $2 order by conversation_id",
        [tenantId, teamId],
      );
      return rows.map((row) => row.place);
    },
    async active() {
      const rows = await sql.query<{ place: Place }>(
        'select place from place where tenant_id = $1 and is_active order by (project_id is null), linked_at, seen_at',
        [tenantId],
      );
      return rows.map((row) => row.place);
    },
    async personal(personId) {
      const [row] = await sql.query<{ place: Place; is_active: boolean }>(
        'select place, is_active from personal_place where tenant_id = $1 and person_id = $2',
        [tenantId, personId],
      );
      return row === undefined ? null : { place: row.place, isActive: row.is_active };
    },
    async keepPersonal(personId: PersonId, place) {
      await sql.write(
        `insert into personal_place (tenant_id, person_id, place) values ($1, $2, $3::jsonb)
         on conflict (tenant_id, person_id) do update set place = excluded.place, is_active = true
           where personal_place.place <> excluded.place or not personal_place.is_active`,
        [tenantId, personId, JSON.stringify(withoutThread(place))],
      );
    },
  };
}

function withoutThread({ threadId: _thread, ...place }: Place): Place {
  return place;
}
