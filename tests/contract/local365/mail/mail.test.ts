import assert from 'node:assert/strict';
import { AMARA, KENJI, makeToken, PRIYA, type Reply, startTenant, type TestTenant } from '../support.ts';

const to = (address: string): object => ({ emailAddress: { address } });
const SENT = `/users/${AMARA}/mailFolders/sentitems/messages`;

describe('mail of the local Microsoft 365', () => {
  let tenant: TestTenant;
  beforeEach(async () => {
    tenant = await startTenant();
  });
  afterEach(() => tenant.close());

  const send = (message: object = {}, request: object = {}): Promise<Reply> =>
    tenant.post(`/users/${AMARA}/sendMail`, {
      message: {
        subject: 'Minutes of 25 November',
        body: { contentType: 'HTML', content: '<p>Two <b>actions</b>.</p>' },
        toRecipients: [to('priya.raman@harbour.example')],
        ...message,
      },
      ...request,
    });

  it('"user: sendMail": answers 202 without body, keeps a copy in Sent Items and delivers it', async () => {
    const { status, text } = await send();
    assert.equal(status, 202);
    assert.equal(text, '');
    const [sent] = (await tenant.get(SENT)).body.value;
    assert.equal(sent.subject, 'Minutes of 25 November');
    assert.equal(sent.bodyPreview, 'Two actions .');
    assert.equal(sent.from.emailAddress.address, 'amara.okafor@harbour.example');
    const inbox = await tenant.get(`/users/${PRIYA}/mailFolders/inbox/messages`);
    assert.equal(inbox.body.value[0].internetMessageId, sent.internetMessageId);
    assert.equal(inbox.body.value[0].isRead, false);
  });

  it('"user: sendMail": leaves Sent Items alone when saveToSentItems is false', async () => {
    await send({}, { saveToSentItems: false });
    assert.deepEqual((await tenant.get(SENT)).body.value, []);
  });

  it('"internetMessageHeader resource type": keeps x- headers, shown only when selected, and refuses others', async () => {
    const header = (name: string): object => ({ name, value: 'digest-7' });
    assert.equal((await send({ internetMessageHeaders: [header('x-docket-key')] })).status, 202);
    const [plain] = (await tenant.get(SENT)).body.value;
    assert.equal('internetMessageHeaders' in plain, false);
    const [full] = (await tenant.get(`${SENT}?$select=internetMessageHeaders`)).body.value;
    assert.deepEqual(full.internetMessageHeaders, [header('x-docket-key')]);
    const refused = await send({ internetMessageHeaders: [header('In-Reply-To')] });
    assert.equal(refused.body.error.code, 'InvalidInternetMessageHeader');
    const many = await send({
      internetMessageHeaders: Array.from({ length: 6 }, (_, n) => header(`x-${n}`)),
    });
    assert.equal(many.body.error.code, 'InvalidInternetMessageHeaderCollection');
  });

  it('"Attach files": keeps attachments up to 3 MB and refuses more in one request', async () => {
    const attachment = (bytes: number): object => ({
      '@odata.type': '#microsoft.graph.fileAttachment',
      name: 'minutes.docx',
      contentType: 'application/octet-stream',
      contentBytes: Buffer.alloc(bytes, 7).toString('base64'),
    });
    assert.equal((await send({ attachments: [attachment(1000)] })).status, 202);
    const [sent] = (await tenant.get(SENT)).body.value;
    assert.equal(sent.hasAttachments, true);
    const { body } = await tenant.get(`/users/${AMARA}/messages/${sent.id}/attachments`);
    assert.deepEqual(Buffer.from(body.value[0].contentBytes, 'base64'), Buffer.alloc(1000, 7));
    assert.equal((await send({ attachments: [attachment(3 * 1_048_576 + 1)] })).status, 413);
    assert.equal((await send({ attachments: [attachment(1.6e6), attachment(1.6e6)] })).status, 413);
    const link = { '@odata.type': '#microsoft.graph.referenceAttachment', name: 'x' };
    assert.equal((await send({ attachments: [link] })).status, 501);
  });

  const refused: readonly (readonly [string, object, object, number, string])[] = [
    ['no recipient', { toRecipients: [] }, {}, 400, 'ErrorInvalidRecipients'],
    ['a recipient that is none', { toRecipients: [to('nobody')] }, {}, 400, 'ErrorInvalidRecipients'],
    ['an unsupported property', { isDraft: true }, {}, 501, 'notImplemented'],
    ['an unsupported parameter', {}, { saveToDrafts: true }, 501, 'notImplemented'],
    [
      'a body type that is none',
      { body: { contentType: 'rtf', content: '' } },
      {},
      400,
      'ErrorInvalidArgument',
    ],
  ];
  for (const [what, message, request, status, code] of refused)
    it(`"user: sendMail": refuses ${what} and sends nothing`, async () => {
      const reply = await send(message, request);
      assert.equal(reply.status, status);
      assert.equal(reply.body.error.code, code);
      assert.deepEqual((await tenant.get(SENT)).body.value, []);
    });

  it('"user: sendMail": needs Mail.Send and a mailbox; reading needs Mail.Read', async () => {
    const bare = { token: makeToken(['Mail.Read']) };
    assert.equal((await tenant.post(`/users/${AMARA}/sendMail`, {}, bare)).status, 403);
    const guest = await tenant.post(`/users/${KENJI}/sendMail`, { message: {} });
    assert.equal(guest.body.error.code, 'MailboxNotEnabledForRESTAPI');
    assert.equal((await tenant.get(SENT, { token: makeToken(['Mail.Send']) })).status, 403);
  });

  it('"List messages": newest first, filtered by subject, one by id; unknown folders are 404', async () => {
    await send();
    tenant.clock.set('2026-11-25T10:06:00.000Z');
    await send({ subject: 'Second' });
    const all = await tenant.get(SENT);
    assert.deepEqual(
      all.body.value.map(({ subject }: { subject: string }) => subject),
      ['Second', 'Minutes of 25 November'],
    );
    const found = await tenant.get(`${SENT}?$filter=subject eq 'Second'&$select=subject`);
    assert.equal(found.body.value.length, 1);
    const one = await tenant.get(`/users/${AMARA}/messages/${all.body.value[0].id}`);
    assert.equal(one.body.subject, 'Second');
    assert.equal((await tenant.get(`/users/${PRIYA}/messages/${all.body.value[0].id}`)).status, 404);
    assert.equal((await tenant.get(`/users/${AMARA}/mailFolders/archive/messages`)).status, 404);
    assert.equal((await tenant.get(`${SENT}?$search="x"`)).status, 501);
  });
});
