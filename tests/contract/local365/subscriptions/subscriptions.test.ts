import assert from 'node:assert/strict';
import {
  AMARA,
  makeToken,
  type Reply,
  type Subscriber,
  startSubscriber,
  startTenant,
  type TestTenant,
  TOMASZ,
} from '../support.ts';
import { makeCertificate } from './certificate.ts';

const TRANSCRIPTS = 'communications/onlineMeetings/getAllTranscripts';
const inMinutes = (minutes: number): string =>
  new Date(Date.parse('2026-11-25T10:05:00.000Z') + minutes * 60_000).toISOString();

function expectRefusal(reply: Reply, status: number, message: RegExp): void {
  assert.equal(reply.status, status, reply.text);
  assert.match(reply.body.error.message, message);
}

describe('subscriptions of the local Microsoft 365', () => {
  let tenant: TestTenant;
  let subscriber: Subscriber;
  beforeEach(async () => {
    tenant = await startTenant();
    subscriber = await startSubscriber();
  });
  afterEach(async () => {
    await tenant.close();
    await subscriber.close();
  });

  const wish = (changes: object = {}): object => ({
    changeType: 'created',
    notificationUrl: `${subscriber.url}/notify`,
    lifecycleNotificationUrl: `${subscriber.url}/lifecycle`,
    resource: TRANSCRIPTS,
    expirationDateTime: inMinutes(4320),
    clientState: 'secret',
    ...changes,
  });
  const create = (changes: object = {}, token?: string): Promise<Reply> =>
    tenant.post('/subscriptions', wish(changes), token === undefined ? {} : { token });

  it('"Create subscription": asks both addresses for the token, then answers 201 with the subscription', async () => {
    const { status, body } = await create();
    assert.equal(status, 201);
    assert.deepEqual(subscriber.handshakes, [
      { path: '/notify', contentType: 'text/plain; charset=utf-8' },
      { path: '/lifecycle', contentType: 'text/plain; charset=utf-8' },
    ]);
    assert.equal(body.resource, TRANSCRIPTS);
    assert.equal(body.expirationDateTime, inMinutes(4320));
    assert.equal(body.latestSupportedTlsVersion, 'v1_2');
    assert.equal(body.encryptionCertificate, null);
  });

  it('"Receive change notifications through webhooks": keeps the query of the address in the handshake', async () => {
    const reply = await create({ notificationUrl: `${subscriber.url}/notify?tenant=one` });
    assert.equal(reply.status, 201);
  });

  it('"Receive change notifications through webhooks": refuses an address that does not pass the handshake', async () => {
    const answers = [
      { status: 500, contentType: 'text/plain', body: '', message: /must respond with 200 OK .* not 500/ },
      { status: 202, contentType: 'text/plain', body: '=', message: /must respond with 200 OK/ },
      { status: 200, contentType: 'text/html', body: '=', message: /must be text\/plain/ },
      {
        status: 200,
        contentType: 'text/plain',
        body: 'other',
        message: /must exactly match validationToken/,
      },
    ];
    for (const { message, body, ...answer } of answers) {
      subscriber.handshake = (token) => ({ ...answer, body: body === '=' ? token : body });
      const reply = await create();
      expectRefusal(reply, 400, message);
      assert.equal(reply.body.error.code, 'ValidationError');
    }
    assert.deepEqual((await tenant.get('/subscriptions')).body.value, []);
  });

  it('"Receive change notifications through webhooks": refuses an address at which nobody listens', async () => {
    await subscriber.close();
    expectRefusal(await create(), 400, /could not be reached/);
    subscriber = await startSubscriber();
  });

  it('"Create subscription": names each missing property', async () => {
    for (const name of ['changeType', 'notificationUrl', 'resource', 'expirationDateTime'])
      expectRefusal(await create({ [name]: undefined }), 400, new RegExp(`^${name} is a required property`));
  });

  it('"Create subscription": refuses misspelt and unsupported properties', async () => {
    expectRefusal(
      await create({ ClientState: 'x' }),
      400,
      /spelled and camelCased properly\? .*'ClientState'/,
    );
    expectRefusal(await create({ notificationQueryOptions: '$select=id' }), 501, /notificationQueryOptions/);
  });

  it('"subscription resource type": takes https, and http to loopback only', async () => {
    expectRefusal(
      await create({ notificationUrl: 'http://docket.example/notify' }),
      400,
      /must be an https address/,
    );
    expectRefusal(
      await create({ notificationUrl: 'ftp://127.0.0.1/notify' }),
      400,
      /must be an https address/,
    );
    expectRefusal(await create({ lifecycleNotificationUrl: '/lifecycle' }), 400, /^The property 'lifecycle/);
  });

  const lifetimes: readonly (readonly [string, string, number])[] = [
    [TRANSCRIPTS, 'created', 4320],
    [`users/${AMARA}/onlineMeetings/getAllTranscripts`, 'created', 4320],
    [`users/${AMARA}/events`, 'created,updated,deleted', 4230],
    ['drives/b!abc/root', 'updated', 42_300],
  ];
  for (const [resource, changeType, minutes] of lifetimes)
    it(`"Subscription lifetime": ${resource.split('/').slice(-1)} of ${resource.split('/')[0]} lives ${minutes} minutes at most`, async () => {
      expectRefusal(
        await create({ resource, changeType, expirationDateTime: inMinutes(minutes + 1) }),
        400,
        new RegExp(`can only be ${minutes} minutes in the future`),
      );
      assert.equal(
        (await create({ resource, changeType, expirationDateTime: inMinutes(minutes) })).status,
        201,
      );
    });

  it('"subscription resource type": lengthens a short life to 45 minutes and refuses one in the past', async () => {
    const { body } = await create({ expirationDateTime: inMinutes(5) });
    assert.equal(body.expirationDateTime, inMinutes(45));
    expectRefusal(await create({ expirationDateTime: inMinutes(-1) }), 400, /must be in the future/);
  });

  it('"Change notifications for Microsoft Teams resources": needs lifecycleNotificationUrl beyond one hour', async () => {
    expectRefusal(
      await create({ lifecycleNotificationUrl: undefined, expirationDateTime: inMinutes(61) }),
      400,
      /^lifecycleNotificationUrl is a required property .* greater than 1 hour/,
    );
    const short = await create({ lifecycleNotificationUrl: undefined, expirationDateTime: inMinutes(60) });
    assert.equal(short.status, 201);
  });

  it('"subscription resource type": transcripts take created only, drives and lists updated only', async () => {
    expectRefusal(
      await create({ changeType: 'updated' }),
      400,
      /'updated' is not supported for this resource/,
    );
    expectRefusal(await create({ resource: 'drives/b!abc/root' }), 400, /'created' is not supported/);
    expectRefusal(await create({ changeType: 'gone' }), 400, /'gone' of changeType is none of/);
  });

  it('"Create subscription": refuses what the local tenant raises no changes of with 501', async () => {
    expectRefusal(await create({ resource: 'solutions/approval/approvalItems' }), 501, /approvalItems/);
    expectRefusal(
      await create({ resource: 'communications/onlineMeetings/getAllRecordings' }),
      501,
      /Recordings/,
    );
  });

  it('"Create subscription": refuses an app without the permission, an unknown user and an unknown list', async () => {
    expectRefusal(
      await create({}, makeToken(['Mail.Send'])),
      403,
      /API requires one of 'OnlineMeetingTranscript.Read.All'/,
    );
    expectRefusal(await create({ resource: 'users/nobody/onlineMeetings/getAllTranscripts' }), 404, /nobody/);
    expectRefusal(
      await create({ resource: 'sites/a,b,c/lists/0d1f', changeType: 'updated' }),
      404,
      /list was not found/,
    );
  });

  it('"Change notifications for Microsoft Teams resources": refuses a second one of the same app with 409', async () => {
    await create();
    expectRefusal(await create({ resource: `/${TRANSCRIPTS}` }), 409, /already exists/);
    const other = makeToken(['OnlineMeetingTranscript.Read.All'], {
      appId: 'b2000000-0000-4000-8000-000000000002',
    });
    assert.equal((await create({}, other)).status, 201);
  });

  it('"Change notifications for Microsoft Teams resources": ten per user over all apps, then 403', async () => {
    const resource = `users/${AMARA}/onlineMeetings/getAllTranscripts`;
    for (let app = 0; app < 10; app += 1)
      await create({ resource }, makeToken(['OnlineMeetingTranscript.Read.All'], { appId: `app-${app}` }));
    expectRefusal(await create({ resource }), 403, /limit of 10 subscriptions/);
  });

  it('"Set up change notifications that include resource data": needs a certificate that can be read, and its id', async () => {
    const { certificate } = makeCertificate();
    const rich = {
      includeResourceData: true,
      encryptionCertificate: certificate,
      encryptionCertificateId: 'one',
    };
    expectRefusal(
      await create({ ...rich, encryptionCertificate: undefined }),
      400,
      /encryptionCertificate is a required/,
    );
    expectRefusal(
      await create({ ...rich, encryptionCertificateId: undefined }),
      400,
      /encryptionCertificateId is a required/,
    );
    expectRefusal(
      await create({ ...rich, encryptionCertificate: 'bm9uZQ==' }),
      400,
      /^Certificate validation error/,
    );
    const pem = `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`;
    expectRefusal(
      await create({ ...rich, encryptionCertificate: pem }),
      400,
      /^Certificate validation error/,
    );
    expectRefusal(
      await create({ ...rich, resource: 'drives/b!abc/root', changeType: 'updated' }),
      400,
      /cannot be included/,
    );
    assert.equal((await create(rich)).body.encryptionCertificateId, 'one');
  });

  it('"subscription resource type": clientState has at most 128 characters', async () => {
    expectRefusal(await create({ clientState: 'x'.repeat(129) }), 400, /'clientState' .* at most 128/);
  });

  it('"List subscriptions", "Get subscription": an app sees its own only', async () => {
    const { body } = await create();
    const other = { token: makeToken([], { appId: 'b2000000-0000-4000-8000-000000000002' }) };
    assert.equal((await tenant.get('/subscriptions')).body.value.length, 1);
    assert.equal((await tenant.get(`/subscriptions/${body.id}`)).body.id, body.id);
    assert.deepEqual((await tenant.get('/subscriptions', other)).body.value, []);
    assert.equal((await tenant.get(`/subscriptions/${body.id}`, other)).status, 404);
  });

  it('"Update subscription": renews, and refuses a new resource', async () => {
    const { body } = await create({ expirationDateTime: inMinutes(60) });
    const renewed = await tenant.patch(`/subscriptions/${body.id}`, { expirationDateTime: inMinutes(4000) });
    assert.equal(renewed.status, 200);
    assert.equal(renewed.body.expirationDateTime, inMinutes(4000));
    expectRefusal(await tenant.patch(`/subscriptions/${body.id}`, { resource: 'x' }), 400, /'resource'/);
    expectRefusal(
      await tenant.patch(`/subscriptions/${body.id}`, {
        lifecycleNotificationUrl: `${subscriber.url}/other`,
      }),
      400,
      /'lifecycleNotificationUrl'/,
    );
  });

  it('"Update subscription": asks a new address for the token', async () => {
    const { body } = await create();
    subscriber.handshake = () => ({ status: 404, contentType: 'text/plain', body: '' });
    const reply = await tenant.patch(`/subscriptions/${body.id}`, {
      notificationUrl: `${subscriber.url}/new`,
    });
    expectRefusal(reply, 400, /not 404/);
    assert.equal(
      (await tenant.get(`/subscriptions/${body.id}`)).body.notificationUrl,
      `${subscriber.url}/notify`,
    );
  });

  it('"Delete subscription": is gone, and expired ones are gone by themselves', async () => {
    const first = await create();
    assert.equal((await tenant.remove(`/subscriptions/${first.body.id}`)).status, 204);
    assert.equal((await tenant.get(`/subscriptions/${first.body.id}`)).status, 404);
    const second = await create({ expirationDateTime: inMinutes(60) });
    tenant.clock.set(inMinutes(60));
    assert.equal((await tenant.patch(`/subscriptions/${second.body.id}`, {})).status, 404);
  });

  it('"Create subscription": the RSC resource of an app is for beta only', async () => {
    const resource =
      'appCatalogs/teamsApps/c1000000-0000-4000-8000-000000000001/installedToOnlineMeetings/getAllTranscripts?useResourceSpecificConsentBasedAuthorization=true';
    expectRefusal(await create({ resource }), 400, /through beta only/);
    const reply = await tenant.post('/beta/subscriptions', wish({ resource }));
    assert.equal(reply.status, 201);
    expectRefusal(
      await tenant.post('/beta/subscriptions', wish({ resource: resource.replace('c1', 'c9') })),
      404,
      /Teams app/,
    );
  });

  it('takes the OData spelling of a user and refuses another case of nobody', async () => {
    assert.equal(
      (await create({ resource: `users('${TOMASZ}')/onlineMeetings/getAllTranscripts` })).status,
      201,
    );
  });
});
