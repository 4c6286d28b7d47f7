/** The morning digest through the real door: rows that people made in the chat, and the meetings of the day before. */
import assert from 'node:assert/strict';
import { asPersonId } from '../../src/kernel/ids.ts';
import { AMARA, KENJI, PRIYA, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

/** Thursday, 8:00 in Madrid, the zone of the sample. */
const EIGHT = '2026-11-26T07:00:00Z';
const VTT =
  'WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v Priya Raman>I will order the second firewall pair by Friday.</v>\n';

describe('the morning digest', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
    await world.sendMessage(AMARA, 'add action Order the switches @Priya Raman due 2026-11-12');
    await world.sendMessage(AMARA, 'add action Send the interface list @Priya Raman due 2026-11-26');
    for (const person of [AMARA, TOMASZ, PRIYA, KENJI])
      await world.sendMessage(person, 'help', { conversation: null });
  });
  afterEach(() => world.close());

  /** Texts of the digests that came to a person in their 1:1 chat. */
  const digests = async (person: string): Promise<readonly string[]> => {
    const known = await world.app().transact(TENANT, ({ places }) => places.personal(asPersonId(person)));
    const said = known === null ? [] : await world.messages(known.place.conversationId);
    return said.map(shownText).filter((text) => text.includes('Good morning'));
  };

  it('tells each what is theirs, tells leads what is stuck, changed and at risk, and nobody nothing', async () => {
    await world.endMeeting({ vtt: VTT, subject: 'Atlas weekly project meeting' });
    await world.settle();
    await world.passUntil('2026-11-26T06:50:00Z');
    assert.deepEqual(await digests(PRIYA), []);
    await world.passUntil('2026-11-26T07:20:00Z');

    const [priyas, ...more] = await digests(PRIYA);
    assert.deepEqual(more, []);
    assert.match(priyas ?? '', /Good morning, Priya[\s\S]*Overdue[\s\S]*Order the switches/);
    assert.match(
      priyas ?? '',
      /due Thu 12 Nov 2026[^\n]*10 working days late[\s\S]*Due today[\s\S]*interface list/,
    );
    assert.doesNotMatch(priyas ?? '', /Stuck|Changed|at risk/);

    const [tomaszs] = await digests(TOMASZ);
    assert.match(tomaszs ?? '', /Stuck[\s\S]*Order the switches[\s\S]*Priya Raman/);
    assert.match(tomaszs ?? '', /Changed since the last digest[\s\S]*A-1/);
    assert.match(tomaszs ?? '', /Minutes at risk[\s\S]*Atlas weekly project meeting[^\n]*: due Thu 26 Nov/);
    assert.deepEqual(await digests(KENJI), [], 'There is nothing for Kenji.');
  });

  it('says of no minutes that they are at risk that everybody has', async () => {
    await world.endMeeting({ vtt: VTT, subject: 'Atlas weekly project meeting' });
    await world.settle();
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    const [status] = await world.sendMessage(TOMASZ, 'minutes status');
    assert.match(status?.text ?? '', /published; in time, 0 h after the end/);
    // Docket was not there in the night: the digest is made before the promise is looked at.
    await world.jumpTo('2026-11-26T07:05:00Z');
    const [tomaszs] = await digests(TOMASZ);
    assert.match(tomaszs ?? '', /Order the switches/);
    assert.doesNotMatch(tomaszs ?? '', /at risk/);
  });

  it('comes at the hour and on the weekdays that were chosen, and not to who wants none', async () => {
    await world.sendMessage(PRIYA, 'digest at 10:30 on fri', { conversation: null });
    await world.sendMessage(TOMASZ, 'digest off', { conversation: null });
    await world.jumpTo(EIGHT);
    await world.jumpTo('2026-11-26T09:35:00Z');
    assert.deepEqual([await digests(PRIYA), await digests(TOMASZ)], [[], []]);
    await world.jumpTo('2026-11-27T09:25:00Z');
    assert.deepEqual(await digests(PRIYA), []);
    await world.jumpTo('2026-11-27T09:35:00Z');
    assert.deepEqual([(await digests(PRIYA)).length, (await digests(TOMASZ)).length], [1, 0]);
  });

  describe('and the reminder of the registers', () => {
    const reminders = async (person: string): Promise<readonly string[]> => {
      const known = await world.app().transact(TENANT, ({ places }) => places.personal(asPersonId(person)));
      const said = known === null ? [] : await world.messages(known.place.conversationId);
      return said.map(shownText).filter((text) => /need more time/i.test(text));
    };
    const got = async (person: string) => [(await digests(person)).length, (await reminders(person)).length];

    it('are one message a day where both fall due at once', async () => {
      await world.jumpTo('2026-11-26T08:30:00Z');
      await world.jumpTo('2026-11-26T08:45:00Z');
      assert.deepEqual(
        [await got(PRIYA), await got(TOMASZ)],
        [
          [1, 0],
          [1, 0],
        ],
      );
    });

    it('are the digest where it comes later in the day than the reminder would', async () => {
      await world.sendMessage(PRIYA, 'digest at 11:00', { conversation: null });
      await world.jumpTo('2026-11-26T08:30:00Z');
      assert.deepEqual(await got(PRIYA), [0, 0]);
      await world.jumpTo('2026-11-26T10:15:00Z');
      assert.deepEqual(await got(PRIYA), [1, 0]);
    });

    it('are the reminder for who wants no digest, or none on that weekday', async () => {
      await world.sendMessage(PRIYA, 'digest on mon', { conversation: null });
      await world.jumpTo('2026-11-26T08:30:00Z');
      await world.jumpTo('2026-11-26T12:30:00Z');
      assert.deepEqual(await got(PRIYA), [0, 1]);
    });

    it('are the reminder where Docket was not there in the morning', async () => {
      await world.jumpTo('2026-11-26T11:30:00Z');
      assert.deepEqual(await got(PRIYA), [0, 1]);
    });
  });
});
