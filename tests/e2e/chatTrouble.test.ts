import assert from 'node:assert/strict';
import { AMARA, GENERAL, PRIYA, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const SUBJECT = 'Atlas weekly project meeting';
const VTT =
  'WEBVTT\n\n00:00:05.000 --> 00:00:09.000\n<v Priya Raman>I will order the second firewall pair by Friday.</v>\n';
const CHAT = { method: 'POST', path: '/v3/conversations' };

describe('a chat that does not take messages as it should', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const reviews = async () =>
    (await world.messages()).filter((message) => buttonsOf(message).has('minutes.publish')).length;
  const endMeeting = async (): Promise<void> => {
    await world.endMeeting({ vtt: VTT, subject: SUBJECT });
    await world.settle();
  };
  const health = async () =>
    (await (await fetch(`${world.url}/health`)).json()) as {
      messages: { waiting: number; refused: number; unknown: number };
    };

  it('takes the message and loses its answer: the message stands once and is not sent again', async () => {
    await world.fault({ match: CHAT, fault: 'chat-lost-reply', times: 1 });
    await endMeeting();
    assert.equal(await reviews(), 1);
    assert.deepEqual((await health()).messages, { waiting: 0, refused: 0, unknown: 1 });
    await world.passTime(6 * 3_600_000);
    await world.restart();
    await world.passTime(3_600_000);
    assert.equal(await reviews(), 1);
    const answer = await world.clickCard(AMARA, await world.cardWith('minutes.publish'), 'minutes.publish');
    assert.match(shownText(answer), /PUBLISHED/);
    assert.equal((await world.listItems('Actions')).length, 1);
  });

  it('asks to wait: the message comes after that time, once', async () => {
    await world.fault({ match: CHAT, fault: 'chat-throttle', retryAfterSeconds: 45, times: 1 });
    await endMeeting();
    assert.equal(await reviews(), 0);
    await world.passTime(44_000);
    assert.equal(await reviews(), 0);
    await world.passTime(2_000);
    assert.equal(await reviews(), 1);
  });

  it('is away for an hour: the messages come afterwards in their order, each once', async () => {
    await world.fault({ match: CHAT, fault: 'chat-unavailable' });
    await endMeeting();
    assert.deepEqual(await world.sendMessage(PRIYA, 'meetings'), []);
    await world.passTime(3_600_000, 900_000);
    assert.equal(await reviews(), 0);
    assert.ok((await health()).messages.waiting > 0);
    await world.local('DELETE', '/local365/faults');
    await world.passTime(1_800_000, 900_000);
    assert.equal(await reviews(), 1);
    const lists = (await world.messages()).filter((each) =>
      /: proposed, to be confirmed/.test(shownText(each)),
    );
    assert.equal(lists.length, 1);
    assert.deepEqual((await health()).messages, { waiting: 0, refused: 0, unknown: 0 });
  });

  it('loses the answer to a list, or asks to wait with it: the list stands there once', async () => {
    const lists = async () =>
      (await world.messages()).filter((each) => /^Actions\b/m.test(shownText(each))).length;
    await world.fault({ match: CHAT, fault: 'chat-lost-reply', times: 1 });
    await world.sendMessage(PRIYA, 'actions');
    assert.equal(await lists(), 1);
    assert.deepEqual((await health()).messages, { waiting: 0, refused: 0, unknown: 1 });
    await world.fault({ match: CHAT, fault: 'chat-throttle', retryAfterSeconds: 45, times: 1 });
    await world.sendMessage(PRIYA, 'actions');
    await world.passTime(44_000);
    assert.equal(await lists(), 1);
    await world.passTime(2_000);
    assert.equal(await lists(), 2);
    await world.passTime(3_600_000);
    assert.equal(await lists(), 2);
  });

  it('asks to wait with one answer: those behind it come after it, lists too', async () => {
    await world.fault({ match: CHAT, fault: 'chat-throttle', retryAfterSeconds: 45, times: 1 });
    await world.sendMessage(PRIYA, 'add action Order the cables by Friday');
    await world.sendMessage(PRIYA, 'actions');
    await world.passTime(46_000);
    const said = (await world.messages()).map(shownText);
    const placeOf = (wanted: RegExp) => said.findIndex((text) => wanted.test(text));
    const [added, listed] = [placeOf(/^A-1\b/m), placeOf(/^Actions\b/m)];
    assert.ok(added >= 0 && listed > added, said.join('\n\n'));
  });

  it('has put the bot out: nothing is sent until it is back, and then what is new', async () => {
    await world.install(AMARA, GENERAL, 'remove');
    await endMeeting();
    await world.passTime(3_600_000);
    assert.equal(await reviews(), 0);
    assert.equal((await health()).messages.waiting, 0);
    await world.install(AMARA, GENERAL, 'add');
    await endMeeting();
    assert.equal(await reviews(), 1);
    await world.clickCard(TOMASZ, await world.cardWith('minutes.publish'), 'minutes.publish');
    assert.equal((await world.listItems('Actions')).length, 1);
  });
});
