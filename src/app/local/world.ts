/** The sample tenant as Docket's local start needs it, read from the file that also fills the local Microsoft 365. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { PlaygroundPerson, PlaygroundWorld } from '../../adapters/teams/playgroundConfig.ts';
import { InputError } from '../../kernel/errors.ts';
import { isDay } from '../../kernel/time.ts';
import type { Config } from '../config.ts';

/** Sample that the local start shows. */
export const SAMPLE_FOLDER = resolve(import.meta.dirname, '../../../samples/atlas');

const personSchema = z.object({
  id: z.string(),
  displayName: z.string(),
  givenName: z.string(),
  surname: z.string(),
  mail: z.string(),
});

const tenantSchema = z.object({
  tenant: z.object({ id: z.string() }),
  apps: z.array(z.object({ appId: z.string(), displayName: z.string(), roles: z.array(z.string()) })).min(1),
  users: z.array(personSchema),
  groups: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      channels: z.array(
        z.object({ id: z.string(), displayName: z.string(), isPrimary: z.boolean().optional() }),
      ),
    }),
  ),
});

const projectSchema = z.object({
  name: z.string(),
  siteUrl: z.string().url(),
  zone: z.string(),
  locale: z.string(),
  coordinatorId: z.string(),
  projectManagerId: z.string(),
  changeBoard: z.array(z.string()),
  milestones: z.array(
    z.object({
      title: z.string(),
      alsoCalled: z.string().optional(),
      baseline: z.string().refine(isDay, 'a day, YYYY-MM-DD'),
    }),
  ),
});

export type SampleProject = z.infer<typeof projectSchema>;

export interface LocalWorld {
  readonly tenantId: string;
  readonly appId: string;
  /** Token of the local Microsoft 365 for Docket; it is believed on this machine only. */
  readonly graphToken: string;
  readonly playground: PlaygroundWorld;
  readonly tenantFile: string;
  readonly project: SampleProject;
  readonly people: readonly z.infer<typeof personSchema>[];
}

const BOT_NAME = 'Docket';
const PLAYGROUND_OTHERS = 5;

/** Reads `tenant.json` and `project.json` of a sample folder; throws an `InputError` that names the file. */
export function readLocalWorld(folder: string): LocalWorld {
  const tenantFile = `${folder}/tenant.json`;
  const { tenant, apps, users, groups } = readFileAs(tenantFile, tenantSchema);
  const project = readFileAs(`${folder}/project.json`, projectSchema);
  const [app] = apps;
  const [team] = groups;
  const general = team?.channels.find(({ isPrimary }) => isPrimary === true);
  const other = team?.channels.find(({ isPrimary }) => isPrimary !== true);
  const [signedIn, ...others] = users;
  if (
    app === undefined ||
    team === undefined ||
    general === undefined ||
    other === undefined ||
    signedIn === undefined
  ) {
    throw new InputError(
      'sample-tenant',
      `${tenantFile}: the sample tenant needs an app, users, and a team with its General channel and one more.`,
    );
  }
  const payload = { appId: app.appId, tenantId: tenant.id, roles: app.roles };
  return {
    tenantId: tenant.id,
    appId: app.appId,
    graphToken: `local365.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`,
    tenantFile,
    project,
    people: users,
    playground: {
      tenantId: tenant.id,
      bot: { id: `28:${app.appId}`, name: BOT_NAME },
      signedIn: personOf(signedIn),
      others: others.slice(0, PLAYGROUND_OTHERS).map(personOf),
      team: {
        id: general.id,
        name: team.displayName,
        groupId: team.id,
        channel: { id: other.id, name: other.displayName },
      },
      groupChat: { id: '19:9c3f7c41e0b84f0cb2d6a8a0f5e1d2b3@thread.v2', name: `${team.displayName} leads` },
      personalChatId: 'a:1-personal-chat-with-docket',
    },
  };
}

/** The configuration with the addresses and the sign-in of the local Microsoft 365. */
export function localConfig(config: Config, world: LocalWorld): Config {
  return {
    ...config,
    DOCKET_DATA: resolve(config.DOCKET_DATA),
    DOCKET_TENANTS: world.tenantId,
    GRAPH_URL: `http://127.0.0.1:${config.LOCAL365_PORT}`,
    GRAPH_TOKEN: world.graphToken,
    MAIL_SENDER: config.MAIL_SENDER ?? world.playground.signedIn.id,
    // The same after a restart, so that subscriptions made before are still known.
    DECISION_LINK_SECRET: config.DECISION_LINK_SECRET ?? 'links-to-decide-of-this-machine-only',
    NOTIFICATION_SECRET: config.NOTIFICATION_SECRET ?? 'notifications-of-this-machine-only',
  };
}

function personOf({ id, givenName, surname, mail }: z.infer<typeof personSchema>): PlaygroundPerson {
  return { id, givenName, surname, mail };
}

function readFileAs<T>(file: string, schema: z.ZodType<T, z.ZodTypeDef, unknown>): T {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new InputError(
      'sample-file',
      `The sample file ${file} is missing or is no JSON; restore it from the repository.`,
      {
        cause,
      },
    );
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [problem] = parsed.error.issues;
  throw new InputError('sample-file', `${file}: ${problem?.path.join('.')}: ${problem?.message}.`);
}
