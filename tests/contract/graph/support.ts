/** Docket's Graph adapter over the local Microsoft 365 with the sample tenant. */

import { type GraphClient, makeGraphClient } from '../../../src/adapters/graph/client.ts';
import { makeCredential } from '../../../src/adapters/graph/credential.ts';
import { type Directory, makeDirectory } from '../../../src/adapters/graph/directory.ts';
import { asInstant, instantPlus } from '../../../src/kernel/time.ts';
import type { FaultRule } from '../../../src/local365/core/faults.ts';
import { makeLocalToken } from '../../../src/local365/core/token.ts';
import { type LocalMicrosoft365, startLocalMicrosoft365 } from '../../../src/local365/index.ts';
import { seedTenant } from '../../../src/local365/seed/seedTenant.ts';
import { fakeLogger, fakeRandom } from '../../unit/adapters/graph/fakeGraph.ts';

export const TENANT = '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01';
export const TEAM = '7a9d1c20-3b41-4c6f-8e52-0a1b2c3d4e01';
/** An app with its own id: what it may do is in its token, not in the sample's consents. */
export const APP = 'b1000000-0000-4000-8000-0000000000aa';
export const SITE_URL = 'https://harbour.sharepoint.example/sites/atlas';
const person = (number: number): string => `a1000000-0000-4000-8000-00000000000${number}`;
export const AMARA = person(1);
export const PRIYA = person(3);
export const LUCIA = person(4);
export const KENJI = person(5);
export const INGRID = person(6);
export const YUSUF = person(7);

export const ALL_ROLES: readonly string[] = [
  'User.Read.All',
  'MailboxSettings.Read',
  'Group.Read.All',
  'TeamMember.Read.All',
  'OnlineMeetings.Read.All',
  'OnlineMeetingTranscript.Read.All',
  'Calendars.ReadWrite',
  'Mail.Send',
  'Mail.Read',
  'Sites.FullControl.All',
];

export interface GraphWorld {
  readonly url: string;
  readonly client: GraphClient;
  readonly directory: Directory;
  /** Waits that the adapter asked for; they moved the clock and took no time. */
  readonly waits: readonly number[];
  readonly logged: readonly { readonly level: string; readonly message: string }[];
  /** How many requests Graph has answered. */
  replies(): number;
  forward(milliseconds: number): void;
  /** A client of the same tenant with other permissions. */
  clientWith(roles: readonly string[]): GraphClient;
  fault(rule: FaultRule): Promise<void>;
  set(settings: Readonly<Record<string, boolean | number | string>>): Promise<void>;
  /** A request of a person through an app, as SharePoint's pages make them. */
  as(
    userId: string,
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Local pages, such as `/local365/meetings/end`. */
  local(method: string, path: string, body?: object): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startGraphWorld({
  at = '2026-11-25T10:05:00.000Z',
  roles = ALL_ROLES,
} = {}): Promise<GraphWorld> {
  let now = asInstant(at);
  const clock = { now: () => now };
  const forward = (milliseconds: number): void => {
    now = instantPlus(now, milliseconds);
  };
  const failures: unknown[] = [];
  const local: LocalMicrosoft365 = await startLocalMicrosoft365({
    folder: null,
    port: 0,
    clock,
    random: fakeRandom(),
    seed: (context) => seedTenant(context, 'samples/atlas/tenant.json'),
    onError: (error) => failures.push(error),
  });
  const waits: number[] = [];
  const { logger, lines } = fakeLogger();
  const clientWith = (granted: readonly string[]): GraphClient =>
    makeGraphClient({
      baseUrl: local.url,
      credential: makeCredential(
        { kind: 'fixed-token', token: makeLocalToken({ appId: APP, tenantId: TENANT, roles: granted }) },
        local.url,
      ),
      userAgent: 'NONISV|Harbour|Docket/test',
      clock,
      random: fakeRandom(),
      logger,
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        forward(milliseconds);
      },
    });
  const client = clientWith(roles);
  const request = async (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(`${local.url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json =
      text.startsWith('{') || text.startsWith('[') ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, body: json, text };
  };
  const page: GraphWorld['local'] = async (method, path, body) => {
    const { status, body: answer, text } = await request(method, path, body);
    if (status >= 300) throw new Error(`${method} ${path} was answered with ${status}: ${text}`);
    return answer;
  };
  return {
    url: local.url,
    client,
    directory: makeDirectory(client),
    waits,
    logged: lines,
    replies: () => lines.filter(({ message }) => message === 'Microsoft Graph replied.').length,
    forward,
    clientWith,
    fault: async (rule) => void (await page('POST', '/local365/faults', rule)),
    set: async (settings) => void (await page('PATCH', '/local365/settings', settings)),
    as: (userId, method, path, body, headers) => {
      const token = makeLocalToken({
        appId: 'b1000000-0000-4000-8000-0000000000bb',
        tenantId: TENANT,
        roles: ALL_ROLES,
        userId,
      });
      return request(method, `/v1.0${path}`, body, { ...headers, authorization: `Bearer ${token}` });
    },
    local: page,
    async close() {
      const { rules } = (await page('GET', '/local365/faults')) as { rules: readonly FaultRule[] };
      await local.close();
      const unused = rules.filter(({ times }) => times !== undefined);
      if (unused.length > 0) throw new Error(`Faults that struck nothing: ${JSON.stringify(unused)}`);
      if (failures.length > 0)
        throw new AggregateError(failures, 'The local Microsoft 365 failed on a request.');
    },
  };
}
