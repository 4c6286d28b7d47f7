import assert from 'node:assert/strict';
import { promiseState } from '../../src/digests/promise/promise.ts';
import { asPersonId, asProjectId } from '../../src/kernel/ids.ts';
import { asInstant } from '../../src/kernel/time.ts';
import { AMARA, GENERAL, KENJI, PRIYA, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { SUBJECT, VTT } from '../support/weeklyMeeting.ts';

describe('minutes within 24 hours', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp({ config: { MAIL_SENDER: AMARA } });
  });
  afterEach(() => world.close());

  const endWeekly = async (): Promise<void> => {
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
  };
  const inChannel = async (pattern: RegExp): Promise<readonly ShownMessage[]> =>
    (await world.messages()).filter((message) => pattern.test(shownText(message)));
  const promises = () =>
    world.app().transact(TENANT, async ({ promises: store, projects }) => {
      const [project] = await projects.all();
      return store.ofProject(project?.id ?? asProjectId(''), asInstant('2026-01-01T00:00:00Z'));
    });
  const mails = async (
    person: string,
  ): Promise<readonly { readonly subject: string; readonly body: { readonly content: string } }[]> => {
    const { value } = await world.graph(`/users/${person}/mailFolders/inbox/messages`);
    return value as { subject: string; body: { content: string } }[];
  };

  /** From then on the bot may not speak to the person in their 1:1 chat. */
  const closeChat = async (person: string): Promise<void> => {
    const [hello] = await world.sendMessage(person, 'help', { conversation: null });
    assert.ok(hello);
    await world.install(person, hello.conversationId, 'remove');
  };

  it('sends confirmed minutes to the channel and to each person once, by mail where the chat is closed', async () => {
    await closeChat(PRIYA);
    await endWeekly();
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.passTime(20 * 60_000, 5 * 60_000);
    assert.equal((await inChannel(/^MINUTES$/m)).length, 1);
    const subjects = (await mails(PRIYA)).map(({ subject }) => subject);
    assert.deepEqual(subjects.filter((subject) => subject.startsWith('Minutes:')).length, 1);
    const [promise] = await promises();
    assert.ok(promise);
    assert.equal(promiseState(promise, world.clock.now()), 'kept');
    const [status] = await world.sendMessage(TOMASZ, 'minutes status');
    assert.match(
      status?.text ?? '',
      /published; in time[\s\S]*sent to \d+ recipients[\s\S]*Priya Raman \(mail\)/,
    );
  });

  /** How many warnings a person got in their 1:1 chat. */
  const warned = async (person: string): Promise<number> => {
    const known = await world.app().transact(TENANT, ({ places }) => places.personal(asPersonId(person)));
    const said = known === null ? [] : await world.messages(known.place.conversationId);
    return said.filter(({ text }) => text.includes('are not confirmed yet')).length;
  };

  it('warns after 20 hours, sends after 23 what nobody has confirmed, and then only what changed', async () => {
    await closeChat(PRIYA);
    await endWeekly();
    await world.jumpTo('2026-11-26T05:59:00Z');
    assert.deepEqual([await warned(AMARA), await warned(TOMASZ)], [0, 0]);
    await world.jumpTo('2026-11-26T06:10:00Z');
    await world.passUntil('2026-11-26T06:20:00Z');
    assert.deepEqual([await warned(AMARA), await warned(TOMASZ)], [1, 1]);
    await world.restart();
    await world.passUntil('2026-11-26T09:06:00Z');
    await world.passUntil('2026-11-26T09:20:00Z');
    const [unconfirmed, ...more] = await inChannel(/MINUTES, NOT YET CONFIRMED/);
    assert.ok(unconfirmed);
    assert.deepEqual(more, []);
    assert.deepEqual(
      await world.listItems('Actions'),
      [],
      'Nothing is in the registers before somebody confirms it.',
    );

    const review = await world.cardWith('minutes.publish');
    const [, dropped] = [...JSON.stringify(review.attachments).matchAll(/"keep:([^"]+)"/g)].map(
      (match) => match[1],
    );
    await world.clickCard(AMARA, review, 'minutes.publish', { [`keep:${dropped}`]: 'false' });
    await world.settle();
    assert.equal((await world.listItems('Actions')).length, 1);
    const [corrected] = await inChannel(/CORRECTED MINUTES/);
    assert.ok(corrected);
    assert.match(shownText(corrected), /Not in the minutes any more/);
    assert.equal((await inChannel(/^MINUTES$/m)).length, 1, 'The first card shows what is confirmed.');
    assert.equal((await inChannel(/MINUTES, NOT YET CONFIRMED/)).length, 0);
    assert.deepEqual((await mails(PRIYA)).map(({ subject }) => subject.replace(/:.*/, '')).sort(), [
      'Corrected minutes',
      'Minutes, not yet confirmed',
    ]);
  });

  it('tells all who have unconfirmed minutes when they are discarded: chat, mail, channel and document', async () => {
    await closeChat(PRIYA);
    await endWeekly();
    await world.passUntil('2026-11-26T09:20:00Z');
    assert.equal((await inChannel(/MINUTES, NOT YET CONFIRMED/)).length, 1);
    await world.sendMessage(TOMASZ, 'discard');
    await world.passUntil('2026-11-26T09:40:00Z');
    assert.equal((await inChannel(/MINUTES, NOT YET CONFIRMED/)).length, 0);
    const told = await inChannel(/MINUTES DISCARDED[\s\S]*they do not stand/);
    assert.equal(told.length, 2, 'The first card says so, and a message below it.');
    assert.doesNotMatch(told.map(shownText).join(), /firewall/);
    assert.deepEqual((await mails(PRIYA)).map(({ subject }) => subject.replace(/:.*/, '')).sort(), [
      'Minutes discarded',
      'Minutes, not yet confirmed',
    ]);
    assert.deepEqual(await world.listItems('Actions'), []);
    assert.deepEqual(
      (await world.listItems('Meetings')).map(({ Status }) => Status),
      ['Held'],
    );
    const [status] = await world.sendMessage(TOMASZ, 'minutes status');
    assert.match(status?.text ?? '', /\[document 2\.0\]/);
  });

  it('goes by mail while Teams is down at the end of the time, and not once more when Teams is back', async () => {
    await endWeekly();
    await world.sendMessage(TOMASZ, 'help', { conversation: null });
    await world.passUntil('2026-11-26T08:30:00Z');
    await world.fault({ match: { method: 'POST', path: '/v3/conversations' }, fault: 'chat-unavailable' });
    for (const at of ['09:06', '09:20', '09:32', '09:40']) await world.passUntil(`2026-11-26T${at}:00Z`);
    const mailed = await Promise.all([AMARA, TOMASZ, PRIYA].map(mails));
    assert.deepEqual(
      mailed.map((each) => each.map(({ subject }) => subject.replace(/:.*/, ''))),
      Array.from({ length: 3 }, () => ['Minutes, not yet confirmed']),
    );
    assert.deepEqual(await inChannel(/MINUTES, NOT YET CONFIRMED/), []);
    await world.local('DELETE', '/local365/faults');
    for (const at of ['10:10', '11:00', '12:00']) await world.passUntil(`2026-11-26T${at}:00Z`);
    assert.equal((await inChannel(/MINUTES, NOT YET CONFIRMED/)).length, 1);
    for (const person of [AMARA, TOMASZ, PRIYA]) {
      const known = await world.app().transact(TENANT, ({ places }) => places.personal(asPersonId(person)));
      const said = known === null ? [] : await world.messages(known.place.conversationId);
      assert.deepEqual(
        said.filter((each) => /NOT YET CONFIRMED/.test(shownText(each))),
        [],
        person,
      );
      assert.equal((await mails(person)).length, 1, person);
    }
    const [promise] = await promises();
    assert.ok(promise);
    assert.equal(promiseState(promise, world.clock.now()), 'kept');
  });

  it('shows who may not have the minutes where they stand, and sends them nothing twice', async () => {
    const path = '/v3/conversations';
    await endWeekly();
    const [hello] = await world.sendMessage(PRIYA, 'help', { conversation: null });
    assert.ok(hello);
    const priyas = `${path}/${encodeURIComponent(hello.conversationId)}`;
    await world.fault({ match: { method: 'POST', path: priyas }, fault: 'chat-lost-reply', times: 1 });
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    const [unsure] = await world.sendMessage(TOMASZ, 'minutes status');
    assert.match(unsure?.text ?? '', /Priya Raman \(chat\): unknown whether it arrived/);
    await world.jumpTo('2026-11-26T09:31:00Z');
    await world.passTime(10 * 60_000, 5 * 60_000);
    const got = (await world.messages(hello.conversationId)).filter((each) =>
      /MINUTES/.test(shownText(each)),
    );
    assert.equal(got.length, 1);
    assert.deepEqual(await mails(PRIYA), []);
    assert.equal((await inChannel(/Priya Raman, the minutes of .* are above/)).length, 1);
    const [promise] = await promises();
    assert.ok(promise);
    assert.equal(promiseState(promise, world.clock.now()), 'kept');
  });

  it('mails where the minutes are when neither chat nor channel tells whether they arrived', async () => {
    await endWeekly();
    const [hello] = await world.sendMessage(PRIYA, 'help', { conversation: null });
    const priyas = encodeURIComponent(hello?.conversationId ?? '');
    for (const conversation of [priyas, encodeURIComponent(GENERAL)])
      await world.fault({
        match: { method: 'POST', path: `/v3/conversations/${conversation}` },
        fault: 'chat-lost-reply',
        times: 1,
      });
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.passTime(20 * 60_000, 5 * 60_000);
    const [mail, ...more] = await mails(PRIYA);
    assert.deepEqual(more, []);
    assert.match(mail?.subject ?? '', /^Where the minutes are: Atlas weekly project meeting/);
    assert.equal((await inChannel(/^MINUTES$/m)).length, 1);
    const [promise] = await promises();
    assert.ok(promise);
    assert.equal(promiseState(promise, world.clock.now()), 'kept');
  });

  it('says nothing more when what went out unconfirmed is confirmed as it was', async () => {
    await closeChat(PRIYA);
    await endWeekly();
    await world.jumpTo('2026-11-26T09:06:00Z');
    await world.passUntil('2026-11-26T09:20:00Z');
    const before = (await world.messages()).length;
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.passTime(10 * 60_000);
    assert.equal((await world.messages()).length, before);
    assert.equal((await inChannel(/^MINUTES$/m)).length, 1);
    assert.equal((await world.listItems('Actions')).length, 2);
    assert.equal((await mails(PRIYA)).length, 1);
  });

  it('sends nothing unconfirmed where the project does not want it, and is then missed', async () => {
    const [changed] = await world.sendMessage(AMARA, 'minutes policy unconfirmed off');
    assert.match(changed?.text ?? '', /only once somebody has confirmed/);
    await endWeekly();
    await world.jumpTo('2026-11-26T09:30:00Z');
    await world.jumpTo('2026-11-26T10:30:00Z');
    assert.deepEqual(await inChannel(/NOT YET CONFIRMED/), []);
    const [promise] = await promises();
    assert.ok(promise);
    assert.equal(promiseState(promise, world.clock.now()), 'missed');
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.passTime(10 * 60_000, 5 * 60_000);
    const [sla] = await world.sendMessage(TOMASZ, 'minutes sla');
    assert.ok(sla);
    assert.match(shownText(sla), /0 of 1 in time \(0 %\)[\s\S]*1 hour late/);
  });

  it('is not asked of minutes that were discarded', async () => {
    await endWeekly();
    await world.sendMessage(AMARA, 'discard');
    await world.jumpTo('2026-11-26T09:06:00Z');
    await world.passUntil('2026-11-26T11:00:00Z');
    assert.deepEqual(await inChannel(/MINUTES/m), []);
    const [promise] = await promises();
    assert.equal(promise?.waivedAt !== null, true);
  });

  it('lets each person choose chat, mail or nothing', async () => {
    await world.sendMessage(KENJI, 'digest minutes off');
    const [choice] = await world.sendMessage(PRIYA, 'digest minutes mail at 7:30 on mon, thu');
    assert.match(choice?.text ?? '', /07:30 .* on Mon, Thu[\s\S]*by mail/);
    await endWeekly();
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.passTime(10 * 60_000);
    assert.equal((await mails(PRIYA)).length, 1);
    const [status] = await world.sendMessage(TOMASZ, 'minutes status');
    assert.doesNotMatch(status?.text ?? '', /Kenji/);
  });
});
