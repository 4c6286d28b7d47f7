/** People as Entra knows them, and the people of a team. */
import { z } from 'zod';
import { AccessError, NotFoundError } from '../../kernel/errors.ts';
import { asPersonId, type PersonId } from '../../kernel/ids.ts';
import type { RosterMember } from '../../kernel/people.ts';
import type { ZoneName } from '../../kernel/time.ts';
import type { RosterSource } from '../../projects/ports.ts';
import type { GraphClient } from './client.ts';
import { graphPath, odataText } from './graphPath.ts';
import { readAll } from './pages.ts';
import { zoneOfMailbox } from './zoneNames.ts';

/** People by id and by mail, for whoever must tell one from the other. */
export interface Directory extends RosterSource {
  /** By mail or user principal name, lower case; those whom the directory does not know are left out. */
  peopleByMail(mails: readonly string[]): Promise<ReadonlyMap<string, RosterMember>>;
  nameOf(id: PersonId): Promise<string | null>;
  /** Zone of the person's mailbox; null when there is none, when it is a custom one, or when Docket may not read it. */
  zoneOf(id: PersonId): Promise<ZoneName | null>;
  /** Address of the SharePoint site of a team; null when Docket may not ask or there is none. */
  siteOfTeam(groupId: string): Promise<string | null>;
}

/** "directoryObject: getByIds": 1,000 ids a request. */
const IDS_AT_ONCE = 1_000;
/** Clauses of one filter ("Advanced query capabilities": 15 expressions), two for each mail. */
const MAILS_AT_ONCE = 7;

const text = z.string().nullish();
const userSchema = z.object({
  id: z.string(),
  displayName: text,
  givenName: text,
  surname: text,
  mail: text,
  userPrincipalName: text,
  department: text,
  jobTitle: text,
  userType: text,
});
type User = z.infer<typeof userSchema>;
const USER_FIELDS = 'id,displayName,givenName,surname,mail,userPrincipalName,department,jobTitle,userType';

const memberSchema = z.object({
  userId: text,
  displayName: text,
  email: text,
  roles: z.array(z.string()).nullish(),
});

export function makeDirectory(client: GraphClient): Directory {
  const people = async (ids: readonly PersonId[]): Promise<readonly RosterMember[]> => {
    const found: RosterMember[] = [];
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      const page = await client.post('/directoryObjects/getByIds', {
        schema: z.object({ value: z.array(userSchema) }),
        body: { ids: ids.slice(from, from + IDS_AT_ONCE), types: ['user'] },
        idempotent: true,
      });
      found.push(...page.value.map(readUser));
    }
    return found;
  };

  return {
    people,
    async members(groupId) {
      const members = await readAll(client, {
        from: { path: graphPath`/teams/${groupId}/members`, query: { $top: 999 } },
        item: memberSchema,
      });
      const roster = members.flatMap(readMember);
      const known = await orNull(
        client,
        people(roster.map(({ id }) => id)),
        'The names of team members could not be completed from the directory.',
      );
      const byId = new Map((known ?? []).map((person) => [person.id, person]));
      return roster.map((member) => ({ ...byId.get(member.id), ...member }));
    },
    async peopleByMail(mails) {
      const wanted = [...new Set(mails.map((mail) => mail.toLowerCase()))];
      const found = new Map<string, RosterMember>();
      for (let from = 0; from < wanted.length; from += MAILS_AT_ONCE) {
        const some = wanted.slice(from, from + MAILS_AT_ONCE);
        const $filter = some
          .flatMap((mail) => [`mail eq ${odataText(mail)}`, `userPrincipalName eq ${odataText(mail)}`])
          .join(' or ');
        const users = await readAll(client, {
          from: { path: '/users', query: { $filter, $select: USER_FIELDS } },
          item: userSchema,
        });
        for (const user of users) {
          for (const mail of [user.userPrincipalName, user.mail]) {
            const key = mail?.toLowerCase();
            if (key !== undefined && some.includes(key)) found.set(key, readUser(user));
          }
        }
      }
      return found;
    },
    async nameOf(id) {
      const [person] = await people([id]);
      return person?.name ?? null;
    },
    async zoneOf(id) {
      const schema = z.object({ timeZone: text });
      const settings = await orNull(
        client,
        client.get(graphPath`/users/${id}/mailboxSettings`, { schema, query: { $select: 'timeZone' } }),
        'The time zone of a person could not be read.',
      );
      return settings?.timeZone ? zoneOfMailbox(settings.timeZone) : null;
    },
    async siteOfTeam(groupId) {
      const schema = z.object({ webUrl: z.string() });
      const site = await orNull(
        client,
        client.get(graphPath`/groups/${groupId}/sites/root`, { schema }),
        'The site of a team could not be read.',
      );
      return site?.webUrl ?? null;
    },
  };
}

/** Null, with a line in the log, for what is not there or not allowed: the caller has another way. */
async function orNull<T>(client: GraphClient, work: Promise<T>, message: string): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof AccessError) && !(error instanceof NotFoundError)) throw error;
    client.logger.info(message, { code: error.code, ...error.details });
    return null;
  }
}

function readUser(user: User): RosterMember {
  const mail = user.mail ?? user.userPrincipalName;
  return {
    id: asPersonId(user.id),
    name: user.displayName ?? mail ?? user.id,
    ...(mail ? { mail } : {}),
    ...(user.givenName ? { givenName: user.givenName } : {}),
    ...(user.surname ? { surname: user.surname } : {}),
    ...(user.department ? { department: user.department } : {}),
    ...(user.jobTitle ? { jobTitle: user.jobTitle } : {}),
    ...(user.userType ? { isGuest: user.userType === 'Guest' } : {}),
  };
}

/** Members without a user id (people of other tenants in shared channels) cannot own anything and are left out. */
function readMember(member: z.infer<typeof memberSchema>): RosterMember[] {
  if (!member.userId) return [];
  return [
    {
      id: asPersonId(member.userId),
      name: member.displayName ?? member.email ?? member.userId,
      ...(member.email ? { mail: member.email } : {}),
      isGuest: member.roles?.includes('guest') === true,
      ...(member.roles?.includes('owner') === true ? { isOwner: true } : {}),
    },
  ];
}
