import assert from 'node:assert/strict';
import { type MailSender, makeMailSender } from '../../../src/adapters/graph/mail.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import { ALL_ROLES, AMARA, type GraphWorld, LUCIA, startGraphWorld } from './support.ts';

const amara = asPersonId(AMARA);
const mail = {
  key: 'digest/atlas/2026-11-25',
  to: ['lucia.fernandez@harbour.example'],
  cc: ['priya.raman@harbour.example'],
  subject: 'Minutes',
  html: '<p>Two actions</p>',
};

describe('MailSender', () => {
  let world: GraphWorld;
  let sender: MailSender;
  beforeEach(async () => {
    world = await startGraphWorld();
    sender = makeMailSender(world.client);
  });
  afterEach(() => world.close());

  const inbox = async (): Promise<Record<string, unknown>[]> => {
    const { body } = await world.client.send('GET', `/users/${LUCIA}/mailFolders/inbox/messages?$top=50`);
    const { value } = JSON.parse(body.toString('utf8')) as { value: Record<string, unknown>[] };
    return value.filter(({ subject }) => subject === 'Minutes');
  };

  it('sends a message with its attachment', async () => {
    await sender.send(amara, {
      ...mail,
      attachments: [{ name: 'minutes.txt', contentType: 'text/plain', content: Buffer.from('Two actions') }],
    });
    const [message, ...rest] = await inbox();
    assert.deepEqual(rest, []);
    assert.equal(message?.hasAttachments, true);
    assert.equal(await sender.hasGone(amara, mail.key), true);
    assert.equal(await sender.hasGone(amara, 'digest/atlas/2026-11-26'), false);
  });

  it('does not send again when the reply was lost, now or in an earlier attempt', async () => {
    for (const fault of ['lost-reply', 'gateway-timeout']) {
      await world.fault({ match: { method: 'POST', path: '/users/' }, fault, times: 1 });
      await sender.send(amara, { ...mail, key: fault });
      await sender.send(amara, { ...mail, key: fault }, { mayHaveGone: true });
    }
    assert.equal((await inbox()).length, 2);
  });

  it('says that it cannot tell when the attempt left no trace, and sends when asked again', async () => {
    await world.fault({ match: { method: 'POST', path: '/users/' }, fault: 'cut', times: 1 });
    await assert.rejects(sender.send(amara, mail), { name: 'UnavailableError', outcomeUnknown: true });
    await sender.send(amara, mail, { mayHaveGone: true });
    assert.equal((await inbox()).length, 1);
  });

  it('refuses attachments over 3 MB and keys that are none', async () => {
    const content = new Uint8Array(3 * 1_048_576 + 1);
    await assert.rejects(
      sender.send(amara, { ...mail, attachments: [{ name: 'a', contentType: 'b', content }] }),
      { code: 'mail-too-large' },
    );
    await assert.rejects(sender.send(amara, { ...mail, key: 'a b\r\nBcc: x' }), { code: 'mail-key' });
  });

  it('names the missing permission', async () => {
    const poor = makeMailSender(world.clientWith(ALL_ROLES.filter((role) => !role.startsWith('Mail.'))));
    await assert.rejects(poor.send(amara, mail), { name: 'AccessError', code: 'permission-missing' });
  });
});
