import assert from 'node:assert/strict';
import {
  AMARA,
  CUTOVER,
  call,
  GROUP,
  KENJI,
  startSubscriber,
  startTenant,
  type TestTenant,
  TOMASZ,
} from '../support.ts';

const LIST = { displayName: 'Actions', columns: [{ name: 'Due', dateTime: { format: 'dateOnly' } }] };

describe('local page: what it asks the server beside Graph', () => {
  let tenant: TestTenant;

  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  const ask = async (path: string) => (await tenant.get(`/local365/page${path}`)).body;
  const marks = () => ask('/changes');
  const tokenOf = async (userId: string): Promise<string> =>
    (await tenant.post('/local365/page/token', { userId })).body.token;
  const site = `/groups/${GROUP}/sites/root`;

  it('tells the people, the sites with their zones, and the time of the server', async () => {
    const start = await ask('/start');
    assert.equal(start.now, '2026-11-25T10:05:00.000Z');
    assert.deepEqual(start.tenant, {
      id: '5f0c2a51-7e0b-4d55-9a0c-2f3a4b5c6d01',
      displayName: 'Harbour Logistics',
      timeZone: 'Europe/Madrid',
    });
    const kenji = start.people.find(({ id }: { id: string }) => id === KENJI);
    assert.equal(kenji.isGuest, true);
    assert.equal(start.sites[0].name, 'Atlas ERP');
    assert.equal(start.sites[0].zone, 'Europe/Madrid');
    assert.equal(start.sites[0].groupName, 'Atlas ERP');
  });

  it('gives a token with which a change in a list is that person’s', async () => {
    const list = await tenant.post(`${site}/lists`, LIST);
    const token = await tokenOf(TOMASZ);
    const item = await tenant.post(
      `${site}/lists/${list.body.id}/items`,
      { fields: { Title: 'Order' } },
      { token },
    );
    assert.equal(item.status, 201);
    assert.equal(item.body.createdBy.user.displayName, 'Tomasz Zielinski');
  });

  it('gives a token that reads the calendar of its person only', async () => {
    const token = await tokenOf(AMARA);
    const window = 'startDateTime=2026-11-23T00:00:00Z&endDateTime=2026-11-30T00:00:00Z';
    assert.equal((await tenant.get(`/users/${AMARA}/calendarView?${window}`, { token })).status, 200);
    assert.equal((await tenant.get(`/users/${TOMASZ}/calendarView?${window}`, { token })).status, 403);
  });

  it('gives a token that ends after an hour', async () => {
    const { body } = await tenant.post('/local365/page/token', { userId: AMARA });
    assert.equal(body.expiresAt, '2026-11-25T11:05:00.000Z');
    tenant.clock.set('2026-11-25T11:05:01.000Z');
    assert.equal((await tenant.get(`${site}/lists`, { token: body.token })).status, 401);
  });

  it('refuses a token for nobody', async () => {
    const refused = await tenant.post('/local365/page/token', { userId: 'x' });
    assert.equal(refused.status, 400);
    assert.equal(refused.body.error, "'x' is the id of nobody in the directory.");
  });

  it('counts the rows of the lists of a site', async () => {
    const list = await tenant.post(`${site}/lists`, LIST);
    await tenant.post(`${site}/lists/${list.body.id}/items`, { fields: { Title: 'One' } });
    const { sites } = await ask('/start');
    const { counts } = await ask(`/counts?site=${encodeURIComponent(sites[0].id)}`);
    assert.equal(counts[list.body.id], 1);
    assert.equal((await tenant.get('/local365/page/counts')).status, 400);
    assert.equal((await tenant.get('/local365/page/counts?site=no')).status, 404);
  });

  it('has a mark that changes with each kind of thing, and only then', async () => {
    const before = await marks();
    assert.deepEqual(await marks(), before);
    const list = await tenant.post(`${site}/lists`, LIST);
    const withList = await marks();
    assert.notEqual(withList.structure, before.structure);
    assert.equal(withList.chat, before.chat);
    await tenant.post(`${site}/lists/${list.body.id}/items`, { fields: { Title: 'One' } });
    assert.notEqual((await marks()).lists[list.body.id], withList.lists[list.body.id]);
    await tenant.remove(`${site}/lists/${list.body.id}/items/1`);
    assert.notEqual((await marks()).recycled, before.recycled);
    await tenant.post('/local365/chat/say', {
      userId: AMARA,
      conversationId: CUTOVER,
      text: 'x',
      mentionBot: false,
    });
    assert.notEqual((await marks()).chat, before.chat);
    await tenant.endMeeting();
    const ended = await marks();
    assert.notEqual(ended.meetings, before.meetings);
    await sendMail();
    assert.notEqual((await marks()).mail, ended.mail);
  });

  const sendMail = (
    body: object = { contentType: 'text', content: 'Hello <b>all</b>' },
    attachments: object[] = [],
  ) =>
    tenant.post(`/users/${AMARA}/sendMail`, {
      message: {
        subject: 'Minutes',
        body,
        toRecipients: [{ emailAddress: { address: 'tomasz.zielinski@harbour.example' } }],
        attachments,
      },
      saveToSentItems: true,
    });

  it('lists what anybody sent, with recipients and attachments, without the text', async () => {
    await sendMail(undefined, [
      {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: 'minutes.txt',
        contentType: 'text/plain',
        contentBytes: 'aGVsbG8=',
      },
    ]);
    const { mails } = await ask('/mails');
    assert.equal(mails.length, 1);
    assert.equal(mails[0].subject, 'Minutes');
    assert.equal(mails[0].owner, 'Amara Okafor');
    assert.equal(mails[0].to[0].address, 'tomasz.zielinski@harbour.example');
    assert.equal(mails[0].attachments[0].name, 'minutes.txt');
    assert.equal(mails[0].attachments[0].size, 5);
    assert.equal(mails[0].body, undefined);
  });

  it('gives a text as text', async () => {
    await sendMail();
    const { mails } = await ask('/mails');
    const body = await tenant.get(`/local365/page/mails/${encodeURIComponent(mails[0].id)}/body`);
    assert.equal(body.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(body.text, /<pre>Hello &lt;b&gt;all&lt;\/b&gt;<\/pre>/);
  });

  it('gives HTML in a sandbox that runs and fetches nothing, with its own pictures in place', async () => {
    await sendMail({ contentType: 'html', content: '<script>alert(1)</script><img src="cid:logo">' }, [
      {
        '@odata.type': '#microsoft.graph.fileAttachment',
        name: 'logo.png',
        contentType: 'image/png',
        isInline: true,
        contentId: 'logo',
        contentBytes: 'iVBORw0KGgo=',
      },
    ]);
    const { mails } = await ask('/mails');
    const body = await tenant.get(`/local365/page/mails/${encodeURIComponent(mails[0].id)}/body`);
    const policy = body.headers.get('content-security-policy') ?? '';
    assert.match(policy, /^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);
    assert.doesNotMatch(policy, /script|allow-same-origin/);
    assert.match(body.text, /<img src="data:image\/png;base64,iVBORw0KGgo=">/);
  });

  it('has no text of a mail that is not there', async () => {
    assert.equal((await tenant.get('/local365/page/mails/no/body')).status, 404);
  });

  it('refuses the page of another address, which a browser here may be led to', async () => {
    const foreign = await call('POST', `${tenant.url}/local365/page/token`, {
      headers: { origin: 'http://harbour.example' },
      body: { userId: AMARA },
    });
    assert.equal(foreign.status, 403);
    const own = await call('POST', `${tenant.url}/local365/page/token`, {
      headers: { origin: tenant.url },
      body: { userId: AMARA },
    });
    assert.equal(own.status, 200);
  });

  it('shows which notifications were sent, and whether they were taken', async () => {
    const subscriber = await startSubscriber();
    try {
      await tenant.post('/subscriptions', {
        changeType: 'created',
        notificationUrl: `${subscriber.url}/notify`,
        resource: `users/${AMARA}/onlineMeetings/getAllTranscripts`,
        expirationDateTime: '2026-11-25T10:55:00Z',
      });
      subscriber.answers.push(500);
      await tenant.endMeeting({ organiserId: AMARA });
      await tenant.run();
      tenant.clock.set('2026-11-25T10:05:30.000Z');
      await tenant.run();
      const { attempts } = (await tenant.get('/local365/subscriptions')).body;
      assert.deepEqual(
        attempts.map(({ attempt, wasTaken }: { attempt: number; wasTaken: boolean }) => [attempt, wasTaken]),
        [
          [1, false],
          [2, true],
        ],
      );
    } finally {
      await subscriber.close();
    }
  });
});
