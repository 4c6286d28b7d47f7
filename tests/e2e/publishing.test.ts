import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AMARA, GENERAL, KENJI, PRIYA, TENANT, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';
import { SUBJECT, VTT } from '../support/weeklyMeeting.ts';

const H03 = JSON.parse(
  readFileSync('tests/fixtures/cases/H03-recording-stopped-and-restarted.json', 'utf8'),
) as {
  readonly input: { readonly transcripts: readonly { readonly content: string }[] };
  readonly expected: { readonly items: readonly { readonly about: string }[] };
};
describe('publishing minutes', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const endWeekly = async (): Promise<ShownMessage> => {
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    return world.cardWith('minutes.publish');
  };
  const reviews = async () =>
    (await world.messages()).filter((message) => buttonsOf(message).has('minutes.publish'));
  const digests = async () =>
    (await world.messages()).filter((message) => /^MINUTES$/m.test(shownText(message)));
  const titles = async () => (await world.listItems('Actions')).map(({ Title }) => Title);

  it('is refused to a member who leads nothing, by button and by word, and changes nothing', async () => {
    const review = await endWeekly();
    const answer = await world.clickCard(PRIYA, review, 'minutes.publish');
    assert.match(shownText(answer), /published or discarded by its coordinator or its project manager/);
    const [typed] = await world.sendMessage(KENJI, 'publish');
    assert.ok(typed);
    assert.match(shownText(typed), /published or discarded by its coordinator/);
    assert.deepEqual(await titles(), []);
    assert.equal((await reviews()).length, 1);
  });

  it('is done by the project manager with a typed word', async () => {
    await endWeekly();
    const [answer] = await world.sendMessage(TOMASZ, 'publish');
    assert.ok(answer);
    assert.match(shownText(answer), /PUBLISHED[\s\S]*Published by Tomasz Zielinski/);
    assert.equal((await titles()).length, 2);
    assert.equal((await reviews()).length, 0);
  });

  it('shows the newest minutes on request, proposed ones with their buttons', async () => {
    const [nothing] = await world.sendMessage(PRIYA, 'minutes');
    assert.match(nothing?.text ?? '', /There are no minutes yet/);
    await endWeekly();
    const [proposed] = await world.sendMessage(PRIYA, 'minutes');
    assert.ok(proposed && buttonsOf(proposed).has('minutes.publish'));
    await world.clickCard(AMARA, proposed, 'minutes.publish');
    const [published] = await world.sendMessage(PRIYA, 'minutes');
    assert.match(published?.text ?? '', /published: 2 actions\. The registers hold them/);
    const [items] = await world.sendMessage(PRIYA, 'minutes items');
    assert.match(
      items?.text ?? '',
      /action: \*\*Order the second firewall pair\*\* \(Priya Raman, due Fri 27 Nov/,
    );
    const [list] = await world.sendMessage(PRIYA, 'meetings');
    assert.match(list?.text ?? '', /Atlas weekly project meeting.*: published/);
  });

  it('is spoken of in the language of the project', async () => {
    await world.app().transact(TENANT, async ({ projects }) => {
      for (const project of await projects.all()) await projects.save({ ...project, locale: 'de-DE' });
    });
    const say = async (text: string) => (await world.sendMessage(PRIYA, text))[0]?.text ?? '';
    assert.match(await say('minutes'), /^Es gibt noch kein Protokoll\. .*mit dem Wort `minutes`/);
    assert.match(await say('minutes items'), /^Es gibt noch kein Protokoll\.$/);
    await endWeekly();
    assert.match(await say('meetings'), /\(Mi 25\. Nov 2026, .*: vorgeschlagen, zu bestätigen/);
    await world.sendMessage(AMARA, 'publish');
    assert.match(await say('minutes'), /veröffentlicht: 2 .*Es steht in den Registern; sagen Sie `actions`/);
    assert.match(await say('minutes status'), /: veröffentlicht;/);
  });

  it('is done once, however often and by whomever it is clicked', async () => {
    const review = await endWeekly();
    await Promise.all([
      world.clickCard(AMARA, review, 'minutes.publish'),
      world.clickCard(TOMASZ, review, 'minutes.publish'),
      world.clickCard(AMARA, review, 'minutes.publish'),
    ]);
    const again = await world.clickCard(TOMASZ, review, 'minutes.publish');
    assert.match(shownText(again), /Published already/);
    assert.equal((await titles()).length, 2);
    assert.equal((await digests()).length, 1);
  });

  it('is refused for a card that shows an older reading of the meeting', async () => {
    const ended = await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    const old = await world.cardWith('minutes.publish');
    const more = VTT.replace('second firewall pair', 'cables for the new racks');
    await world.endMeeting({ vtt: more, restartOf: ended.transcriptId });
    await world.settle();
    const answer = await world.clickCard(AMARA, old, 'minutes.publish');
    assert.match(shownText(answer), /was read again since you saw this card/);
    const discarded = await world.clickCard(AMARA, old, 'minutes.discard');
    assert.match(shownText(discarded), /was read again since you saw this card/);
    assert.deepEqual(await titles(), []);
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    assert.ok((await titles()).includes('Order the cables for the new racks'));
  });

  it('makes one digest and no row twice where the recording was stopped and the rest came later (case H03)', async () => {
    const [first, second] = H03.input.transcripts;
    const ended = await world.endMeeting({ vtt: first?.content, subject: SUBJECT });
    await world.settle();
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.endMeeting({ vtt: second?.content, restartOf: ended.transcriptId });
    await world.settle();
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    assert.equal((await digests()).length, 1);
    const shown = (await titles()).map((title) => String(title).toLowerCase()).sort();
    const expected = H03.expected.items.map(({ about }) => about.toLowerCase());
    assert.deepEqual(shown, expected.sort());
  });

  it('leaves nothing behind when the minutes are discarded', async () => {
    const review = await endWeekly();
    const refused = await world.clickCard(PRIYA, review, 'minutes.discard');
    assert.match(shownText(refused), /coordinator/);
    const answer = await world.clickCard(AMARA, review, 'minutes.discard');
    assert.match(shownText(answer), /DISCARDED[\s\S]*Discarded by Amara Okafor/);
    assert.deepEqual([await titles(), await reviews()], [[], []]);
    const late = await world.clickCard(TOMASZ, review, 'minutes.publish');
    assert.match(shownText(late), /were discarded; nothing was published/);
    const [nothing] = await world.sendMessage(AMARA, 'publish');
    assert.match(nothing?.text ?? '', /No minutes wait to be published/);
    const [list] = await world.sendMessage(AMARA, 'meetings');
    assert.match(list?.text ?? '', /minutes discarded/);
  });

  it('does not believe a card that names another meeting or is filled in oddly', async () => {
    const review = await endWeekly();
    const other = await world.clickCard(AMARA, review, 'minutes.publish', { meetingId: 'another' });
    assert.match(shownText(other), /not known any more/);
    const odd = await world.clickCard(AMARA, review, 'minutes.publish', { revision: 'x' });
    assert.match(shownText(odd), /cannot be used/);
    const unknown = {
      ...review,
      attachments: [{ contentType: '', content: { type: 'Action.Execute', verb: 'old.verb' } }],
    };
    const old = await world.clickCard(AMARA, unknown, 'old.verb');
    assert.match(shownText(old), /belongs to an older Docket/);
    assert.deepEqual(await titles(), []);
  });

  describe('of a meeting that is announced', () => {
    const oneProposal = async (): Promise<void> => {
      assert.equal((await reviews()).length, 1);
      const meetings = await world
        .app()
        .transact(TENANT, ({ meetings: store }) => store.byOnlineMeeting(ended.meetingId));
      assert.deepEqual(
        meetings.filter(({ readFrom }) => readFrom.length > 0).map(({ state }) => state),
        ['proposed'],
      );
      const [minutes] = await Promise.all(
        meetings
          .filter(({ readFrom }) => readFrom.length > 0)
          .map(({ id }) => world.app().transact(TENANT, ({ meetings: store }) => store.minutes(id))),
      );
      assert.equal(minutes?.revision, 1);
    };
    let ended: Awaited<ReturnType<TestWorld['endMeeting']>>;
    const end = async (): Promise<void> => {
      ended = await world.endMeeting({ vtt: VTT, subject: SUBJECT });
      await world.settle();
    };
    const onTranscripts = { path: '/users/' };

    it('five times makes one proposal', async () => {
      await end();
      const { organiserId, meetingId } = ended;
      for (let time = 0; time < 5; time += 1) {
        await world
          .app()
          .transact(TENANT, ({ jobs }) =>
            jobs.send(
              'process-meeting',
              { organiserId, onlineMeetingId: meetingId },
              { key: `again-${time}` },
            ),
          );
      }
      await world.settle();
      await oneProposal();
    });

    it('twice at the same moment makes one proposal', async () => {
      await world.fault({ match: onTranscripts, fault: 'notification-duplicate' });
      await end();
      await oneProposal();
    });

    it('never is found by the sweep', async () => {
      await world.fault({ match: onTranscripts, fault: 'notification-drop' });
      await end();
      assert.equal((await reviews()).length, 0);
      await world.passTime(31 * 60_000);
      await oneProposal();
    });

    it('late, after the sweep has found it, makes no second proposal', async () => {
      await world.fault({ match: onTranscripts, fault: 'notification-reorder', delayMs: 3_600_000 });
      await end();
      await world.passTime(2 * 3_600_000, 31 * 60_000);
      await oneProposal();
    });
  });

  it('adds nothing when Teams lists the same words a second time', async () => {
    const review = await endWeekly();
    await world.clickCard(AMARA, review, 'minutes.publish');
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
    assert.deepEqual(await reviews(), []);
    assert.equal((await titles()).length, 2);
  });

  it('does not bring minutes of a meeting of nobody’s project', async () => {
    await world.endMeeting({ vtt: VTT, subject: 'Canteen', organiserId: AMARA, attendees: [] });
    await world.settle();
    assert.deepEqual(await reviews(), []);
    assert.ok(
      world.logger.lines.some(({ message }) => message === 'A transcript belongs to no linked project.'),
    );
    assert.ok((await world.messages(GENERAL)).length > 0);
  });
});
