/** Whom the minutes have reached, as `minutes status` shows it, with each of the four outcomes at once. */
import assert from 'node:assert/strict';
import { asPersonId } from '../../src/kernel/ids.ts';
import { AMARA, GENERAL, KENJI, LUCIA, PRIYA, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { SUBJECT, VTT } from '../support/weeklyMeeting.ts';

describe('minutes status', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    // No mailbox is set up: whom no chat reaches is mentioned in the channel.
    world = await startApp();
    await world.endMeeting({
      vtt: VTT,
      subject: SUBJECT,
      attendees: [TOMASZ, PRIYA, KENJI, LUCIA],
    });
    await world.settle();
  });
  afterEach(() => world.close());

  /** Opens the 1:1 chat of a person; gives the path of what is said there. */
  const openChat = async (person: string): Promise<{ readonly id: string; readonly path: string }> => {
    const [hello] = await world.sendMessage(person, 'help', { conversation: null });
    const id = hello?.conversationId ?? assert.fail('No chat.');
    return { id, path: `/v3/conversations/${encodeURIComponent(id)}` };
  };
  const strike = (path: string, fault: string, more: object = {}) =>
    world.fault({ match: { method: 'POST', path }, fault, ...more });
  const publish = async () =>
    world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
  const status = async (): Promise<string> => {
    const [said] = await world.sendMessage(TOMASZ, 'minutes status', { conversation: null });
    return said?.text ?? assert.fail('No status.');
  };
  const digestsIn = async (conversationId: string): Promise<readonly ShownMessage[]> =>
    (await world.messages(conversationId)).filter((each) => /^MINUTES$/m.test(shownText(each)));

  it('tells sent, waiting, unknown and the way round a blocked chat, and serves the others meanwhile', async () => {
    const [priyas, kenjis, lucias] = [await openChat(PRIYA), await openChat(KENJI), await openChat(LUCIA)];
    await strike(priyas.path, 'chat-blocked');
    await strike(kenjis.path, 'chat-lost-reply', { times: 1 });
    await strike(lucias.path, 'chat-throttle', { retryAfterSeconds: 1_800, times: 1 });
    await publish();
    await world.settle();

    const text = await status();
    assert.match(text, /sent to 4 recipients: channel, .*Tomasz Zielinski \(chat\), Yusuf [^,]* \(chat\)/);
    assert.match(text, /Priya Raman \(mention\)/, 'No mailbox: she is named below the digest.');
    assert.match(text, /Kenji Mori \(chat\): unknown whether it arrived \(/);
    assert.match(text, /Luc[^(]*\(chat\): waiting \(/);
    const mention = /Priya Raman, the minutes of .* are above/;
    assert.equal((await world.messages(GENERAL)).filter((each) => mention.test(shownText(each))).length, 1);

    await world.passTime(40 * 60_000, 5 * 60_000);
    assert.match(await status(), /Luc[^(]*\(chat\)/);
    assert.doesNotMatch(await status(), /waiting \(/);
    assert.deepEqual(
      [await digestsIn(priyas.id), await digestsIn(kenjis.id), await digestsIn(lucias.id)].map(
        ({ length }) => length,
      ),
      [0, 1, 1],
      'What may have arrived is not said again.',
    );
    const known = await world.app().transact(TENANT, ({ places }) => places.personal(asPersonId(PRIYA)));
    assert.equal(known?.isActive, false, 'A blocked chat is left alone.');
  });

  it('tells refused with the reason where no way is left, and the others have it all the same', async () => {
    const [priyas, kenjis] = [await openChat(PRIYA), await openChat(KENJI)];
    await strike(priyas.path, 'chat-blocked');
    await world.install(AMARA, GENERAL, 'remove');
    await world.sendMessage(AMARA, 'publish', { conversation: null });
    await world.passTime(10 * 60_000, 5 * 60_000);
    assert.deepEqual([(await digestsIn(priyas.id)).length, (await digestsIn(kenjis.id)).length], [0, 1]);
    assert.match(await status(), /published; in time[\s\S]*Priya Raman \(mail\): refused \(.*mailbox/);
    await world.app().transact(TENANT, async ({ projects }) => {
      for (const project of await projects.all()) await projects.save({ ...project, locale: 'de-DE' });
    });
    assert.match(await status(), /Priya Raman \(E-Mail\): abgelehnt \(es ist kein Postfach/);
  });
});
