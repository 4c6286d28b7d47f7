import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AMARA, PRIYA, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const WEEKLY = readFileSync('samples/meetings/atlas-weekly.vtt', 'utf8');
const SHORT =
  'WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v Priya Raman>I will order the second firewall pair by Friday.</v>\n';

describe('a transcript as a file', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const reviews = async () =>
    (await world.messages()).filter((message) => buttonsOf(message).has('minutes.publish'));

  it('makes minutes with the word and with no word at all', async () => {
    const replies = await world.sendMessage(PRIYA, 'minutes', {
      files: [{ name: 'atlas_weekly-1.vtt', content: WEEKLY }],
    });
    assert.match(
      replies.map(shownText).join('\n'),
      /I have read \*\*atlas\\_weekly-1\.vtt\*\* as the transcript of \*\*atlas weekly 1\*\*/,
    );
    await world.sendMessage(PRIYA, '', { files: [{ name: 'second.vtt', content: SHORT }] });
    assert.equal((await reviews()).length, 2);
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    assert.equal((await world.listItems('Actions')).length, 1);
  });

  it('goes from a 1:1 chat to the channel of the project', async () => {
    const [reply] = await world.sendMessage(TOMASZ, 'minutes', {
      conversation: null,
      files: [{ name: 'short.vtt', content: SHORT }],
    });
    assert.match(reply?.text ?? '', /the proposed minutes are in the project’s channel/);
    assert.equal((await reviews()).length, 1);
  });

  it('is made of notes that are typed with the word, each line by who said it', async () => {
    const replies = await world.sendMessage(
      TOMASZ,
      'minutes Priya Raman: I will order the second firewall pair by Friday.\nKenji Mori: We decided to go live on 14 December.',
    );
    assert.match(
      replies.map(shownText).join('\n'),
      /I have read your notes as those of .*in the project’s channel/,
    );
    await world.sendMessage(AMARA, 'publish');
    const [action] = await world.listItems('Actions');
    assert.match(String(action?.Title), /Order the second firewall pair/);
    assert.equal((await world.listItems('Decisions')).length, 1);
  });

  it('that is broken is refused with its line, and nothing else happens', async () => {
    const broken = 'WEBVTT\n\n00:00:05.000 --> soon\n<v Priya Raman>I will order it.</v>\n';
    const [reply] = await world.sendMessage(PRIYA, 'minutes', {
      files: [{ name: 'broken.vtt', content: broken }],
    });
    assert.match(reply?.text ?? '', /broken\\?\.vtt has no cue that can be read\. Line 3/);
    const [other] = await world.sendMessage(PRIYA, 'minutes', {
      files: [{ name: 'photo.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) }],
    });
    assert.match(other?.text ?? '', /is of no known format/);
    assert.deepEqual(await reviews(), []);
  });

  it('of several, takes those that can be read and names the others', async () => {
    const replies = await world.sendMessage(PRIYA, 'minutes', {
      files: [
        { name: 'good.vtt', content: SHORT },
        { name: 'empty.vtt', content: ' ' },
      ],
    });
    assert.match(
      replies.map(shownText).join('\n'),
      /I have read \*\*good\.vtt\*\*[\s\S]*empty\.vtt is empty/,
    );
    assert.equal((await reviews()).length, 1);
  });

  it('stands for the meeting that waits, whose own transcript is then not minuted a second time', async () => {
    // The calendar tells of the next weekly meeting, a day before.
    await world.jumpTo('2026-12-01T12:00:00Z');
    await world.jumpTo('2026-12-02T10:00:00Z');
    await world.endMeeting({
      vtt: WEEKLY,
      subject: 'Atlas weekly project meeting',
      start: '2026-12-02T09:03:00Z',
      lateBySeconds: 4 * 3600,
    });
    await world.passUntil('2026-12-02T13:00:00Z');
    const notes = (await world.messages()).filter(({ text }) =>
      text.startsWith(
        '@Amara Okafor, I have no transcript of **Atlas weekly project meeting** (Wed 2 Dec 2026',
      ),
    );
    assert.equal(notes.length, 1);
    const replies = await world.sendMessage(AMARA, 'minutes', {
      files: [{ name: 'from-recap.vtt', content: SHORT }],
    });
    assert.match(
      replies.map(shownText).join('\n'),
      /as the transcript of \*\*Atlas weekly project meeting\*\*/,
    );
    await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    await world.passUntil('2026-12-02T16:00:00Z');
    assert.equal((await world.listItems('Actions')).length, 1);
    assert.deepEqual(await reviews(), []);
  });
});
