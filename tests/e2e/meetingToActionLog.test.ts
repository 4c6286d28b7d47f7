import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { AMARA, KENJI, PRIYA, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, objectsIn, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const WEEKLY = readFileSync('samples/meetings/atlas-weekly.vtt', 'utf8');
const SUBJECT = 'Atlas weekly project meeting';

describe('a meeting becomes an action log', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const reviewOfWeekly = async (): Promise<ShownMessage> => {
    await world.endMeeting({ vtt: WEEKLY, subject: SUBJECT });
    await world.settle();
    return world.cardWith('minutes.publish');
  };

  it('proposes the minutes with evidence, and writes nothing before they are published', async () => {
    const review = await reviewOfWeekly();
    const text = shownText(review);
    assert.match(text, /PROPOSED MINUTES/);
    assert.match(text, /Atlas weekly project meeting/);
    assert.match(text, /I'll order the second pair by Thursday/);
    assert.deepEqual(await world.listItems('Actions'), []);
  });

  it('writes rows with owner, due date and evidence once the coordinator publishes', async () => {
    const answer = await world.clickCard(AMARA, await reviewOfWeekly(), 'minutes.publish');
    assert.match(shownText(answer), /PUBLISHED[\s\S]*Published by Amara Okafor/);
    const rows = await world.listItems('Actions');
    const order = rows.find(({ Title }) => Title === 'Order the second firewall pair');
    assert.ok(order, `Rows: ${rows.map(({ Title }) => Title).join('; ')}`);
    assert.equal(order.ItemKey, 'A-1');
    assert.match(JSON.stringify(order.Owners), /Priya Raman/);
    // Friday 27 November in the site's zone, Europe/Madrid.
    assert.equal(order.Due, '2026-11-26T23:00:00Z');
    assert.match(String(order.Evidence), /1:33 Priya Raman: “I'll order the second pair by Thursday\.”/);
    assert.match(String(order.Meeting), /Atlas weekly project meeting, Wed 25 Nov 2026/);
    const pending = await world.database.query('select * from register_write');
    assert.deepEqual(pending, []);
  });

  it('replaces the review card in the chat and posts one digest that names every row', async () => {
    const review = await reviewOfWeekly();
    await world.clickCard(AMARA, review, 'minutes.publish');
    const messages = await world.messages();
    const settled = messages.find(({ id }) => id === review.id);
    assert.ok(settled);
    assert.match(shownText(settled), /^PUBLISHED/m);
    assert.equal(buttonsOf(settled).size, 0);
    const digests = messages.filter((message) => /^MINUTES$/m.test(shownText(message)));
    assert.equal(digests.length, 1);
    const digest = digests.map(shownText).join('');
    for (const { ItemKey } of await world.listItems('Actions')) {
      assert.ok(digest.includes(String(ItemKey)), `The digest names ${String(ItemKey)}.`);
    }
    for (const { ItemKey } of await world.listItems('Decisions')) {
      assert.ok(digest.includes(String(ItemKey)), `The digest names ${String(ItemKey)}.`);
    }
  });

  it('lists the published actions, closes one by a typed word, and the SharePoint list shows it', async () => {
    await world.clickCard(AMARA, await reviewOfWeekly(), 'minutes.publish');
    const [list] = await world.sendMessage(KENJI, 'actions');
    assert.ok(list);
    assert.match(shownText(list), /A-1\nOrder the second firewall pair/);
    await world.sendMessage(PRIYA, 'done A-1');
    const rows = await world.listItems('Actions');
    assert.equal(rows.find(({ ItemKey }) => ItemKey === 'A-1')?.Status, 'Done');
    const [after] = await world.sendMessage(KENJI, 'actions');
    assert.ok(after);
    assert.doesNotMatch(shownText(after), /Order the second firewall pair/);
  });

  it('leaves out what the coordinator unticked, and takes the owner that was chosen', async () => {
    const review = await reviewOfWeekly();
    const [first] = Object.keys(idsOf(review));
    assert.ok(first);
    await world.clickCard(TOMASZ, review, 'minutes.publish', { [`keep:${first}`]: 'false' });
    const rows = await world.listItems('Actions');
    assert.ok(rows.length > 0);
    assert.ok(rows.every(({ Title }) => Title !== idsOf(review)[first]));
  });
});

/** Text of each proposed item by its id. */
function idsOf(review: ShownMessage): Record<string, string> {
  const toggles = objectsIn(review.attachments).filter(({ type }) => type === 'Input.Toggle');
  return Object.fromEntries(
    toggles.map(({ id, title }) => [String(id).slice('keep:'.length), String(title)]),
  );
}
