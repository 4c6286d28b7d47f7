/** A coordinator puts proposed minutes right, by typed words and by the card's buttons, and publishes them. */
import assert from 'node:assert/strict';
import { asMeetingId } from '../../src/kernel/ids.ts';
import { editedMinutes } from '../../src/meetings/index.ts';
import { isTakenByDefault } from '../../src/meetings/shownItems.ts';
import { AMARA, KENJI, PRIYA, TENANT } from '../support/sampleTenant.ts';
import {
  buttonsOf,
  objectsIn,
  type ShownAnswer,
  type ShownMessage,
  shownText,
} from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

/** Recorded without the names of those who speak, so most owners are to be confirmed. */
const VTT = `WEBVTT

00:00:05.000 --> 00:00:09.000
I will order the second firewall pair by Friday.

00:00:12.000 --> 00:00:16.000
Kenji, can you send the interface list to the vendor by Monday?

00:00:17.000 --> 00:00:19.000
Yes, I will send the interface list to the vendor on Monday.

00:00:20.000 --> 00:00:24.000
We decided to go live on the 14th of December.

00:00:26.000 --> 00:00:30.000
There is a risk that the vendor delivers the cables late.

00:00:36.000 --> 00:00:40.000
I will book the data centre access for the weekend.
`;
/** The items by their numbers on the card. */
const [ORDER, LIST, ACCESS, , RISK] = [0, 1, 2, 3, 4];

describe('putting proposed minutes right', function () {
  this.timeout(300_000);
  let world: TestWorld;
  before(async () => {
    world = await startApp();
    await world.endMeeting({ vtt: VTT, subject: 'Atlas weekly project meeting' });
    await world.settle();
  });
  after(() => world?.close());

  const review = () => world.cardWith('minutes.publish');
  /** What is stored, with every edit made. */
  const stored = async () => {
    const { meetingId } = buttonsOf(await review()).get('minutes.publish') ?? assert.fail('No card.');
    const record = await world
      .app()
      .transact(TENANT, ({ meetings }) => meetings.minutes(asMeetingId(String(meetingId))));
    assert.ok(record);
    return { ...editedMinutes(record), revision: record.revision };
  };
  const item = async (at: number) => (await stored()).items[at] ?? assert.fail(`No item ${at + 1}.`);
  const type = async (text: string, person = AMARA): Promise<string> => {
    // The one card of the minutes changes too.
    const said = await world.sendMessage(person, text);
    const [reply, ...more] = said.filter((message) => message.updatedAt === null);
    assert.deepEqual(more, []);
    return shownText(reply ?? assert.fail(`No reply to “${text}”.`));
  };

  /** A card that answered a click, to click on, and the inputs as they stand in it. */
  const asMessage = (message: ShownMessage, { card, text }: ShownAnswer): ShownMessage => ({
    ...message,
    attachments: [{ contentType: '', content: card ?? assert.fail(text) }],
  });
  const inputsOf = (message: ShownMessage): Readonly<Record<string, unknown>> =>
    Object.fromEntries(
      objectsIn(message.attachments.map(({ content }) => content)).flatMap(({ type: kind, id, value }) =>
        String(kind).startsWith('Input.') && value !== undefined ? [[String(id), value]] : [],
      ),
    );
  /** Opens the form of an item, or of a new one, from the card as it is filled in. */
  const openForm = async (id: string | null, filledIn: Readonly<Record<string, unknown>> = {}) => {
    const card = await review();
    const data = { ...inputsOf(card), ...filledIn };
    return asMessage(
      card,
      id === null
        ? await world.clickCard(AMARA, card, 'minutes.add', data)
        : await world.clickCard(AMARA, card, 'minutes.edit', { ...data, itemId: id }),
    );
  };
  const save = (form: ShownMessage, changed: Readonly<Record<string, unknown>>) =>
    world.clickCard(AMARA, form, 'minutes.save', { ...inputsOf(form), ...changed });

  it('is refused to a member, by word and by button, and changes nothing', async () => {
    const { revision } = await stored();
    assert.match(await type('minutes drop 1', PRIYA), /changed, published or discarded by its coordinator/);
    const answer = await world.clickCard(PRIYA, await review(), 'minutes.edit');
    assert.match(shownText(answer), /changed, published or discarded by its coordinator/);
    assert.equal((await stored()).revision, revision);
  });

  it('is done by typed words, which tell what is changed and put it onto the one card', async () => {
    assert.match(
      await type('minutes edit 1 Order both firewall pairs'),
      /^1\. action: \*\*Order both firewall pairs\*\*[\s\S]*Say `publish`/,
    );
    assert.match(await type('minutes owner 1 priya'), /Priya Raman, due Fri 27 Nov 2026/);
    assert.match(await type('minutes due 1 2026-12-04'), /due Fri 4 Dec 2026/);
    assert.match(await type('minutes drop 5'), /5\. risk: .*not in the minutes unless ticked/);
    assert.match(await type('minutes keep 5'), /5\. risk: (?!.*unless ticked)/);
    assert.match(await type('minutes keep 5'), /are so already/);
    assert.match(await type('minutes add action Send the vendor our list'), /6\. action: .*Send the vendor/);
    assert.match(await type('minutes merge 6 2'), /^2\. action: \*\*Send the interface list to the vendor/);
    assert.match(await type('minutes due 1 someday'), /“someday” is no day/);
    assert.match(await type('minutes drop 99'), /no item “99”/);
    assert.match(await type('minutes owner 1 nobody'), /Name the owner with @/);
    assert.match(await type('minutes keep 6'), /no item “6”/);

    const [order, list] = [await item(ORDER), await item(LIST)];
    assert.equal(order.text, 'Order both firewall pairs');
    assert.deepEqual(order.owners, [{ kind: 'person', personId: PRIYA, name: 'Priya Raman', stated: true }]);
    assert.deepEqual([order.due?.day, list.evidence.length], ['2026-12-04', 3]);
    const cards = (await world.messages()).filter((each) => buttonsOf(each).has('minutes.publish'));
    assert.equal(cards.length, 1, 'A typed change makes no second card.');
    assert.match(shownText(cards[0] ?? assert.fail()), /1 · Order both firewall pairs/);
  });

  it('opens an item’s form with what was filled in, which is kept when it is saved, or left', async () => {
    const [access, risk, { revision }] = [await item(ACCESS), await item(RISK), await stored()];
    const filledIn = { [`owner:${access.id}`]: KENJI, [`keep:${risk.id}`]: 'false' };
    const form = await openForm(access.id, filledIn);
    assert.match(shownText(form), /CHANGE AN ITEM[\s\S]*As it is: Kenji Mori/);
    assert.equal((await stored()).revision, revision, 'The card would take the place of the open form.');

    const answer = await save(form, { itemText: 'Book the access', itemDue: '2026-11-28' });
    assert.match(
      shownText(answer),
      /3 · Book the access[\s\S]*\*\*Kenji Mori\*\* · due \*\*Sat 28 Nov 2026\*\*/,
    );
    assert.deepEqual(
      [
        (await item(ACCESS)).owners.map((owner) => 'personId' in owner && owner.personId),
        (await item(ACCESS)).text,
      ],
      [[KENJI], 'Book the access'],
    );
    assert.equal(isTakenByDefault(await item(RISK)), false);
    assert.match(shownText(await review()), /3 · Book the access/);
    assert.match(shownText(await save(form, { itemText: 'Again' })), /since you saw this card/);

    const left = await openForm(access.id, { [`keep:${risk.id}`]: 'true' });
    const back = await world.clickCard(AMARA, left, 'minutes.back');
    assert.match(shownText(back), /PROPOSED MINUTES/);
    assert.equal(isTakenByDefault(await item(RISK)), true);
  });

  it('gives an item to anybody of the team, takes it out, adds one and joins two, by button', async () => {
    const list = await item(LIST);
    const given = await openForm(list.id);
    assert.match(shownText(given), /Amara Okafor/);
    await save(given, { itemOwner: AMARA, itemDue: '' });
    assert.deepEqual([(await item(LIST)).due, (await item(LIST)).owners.length], [null, 1]);

    await save(await openForm(list.id), { itemTaken: 'false' });
    assert.equal(isTakenByDefault(await item(LIST)), false);

    const nothing = await save(await openForm(null), { itemText: ' ' });
    assert.match(shownText(nothing), /Write what it is about/);
    await save(await openForm(null), { itemKind: 'question', itemText: 'Who signs the plan?' });
    await save(await openForm(null), { itemText: 'Order firewalls', itemOwner: KENJI });
    const { items } = await stored();
    const [question, twice] = items.slice(-2);
    assert.deepEqual([question?.kind, twice?.kind, twice?.owners.length], ['question', 'action', 1]);

    await save(await openForm(twice?.id ?? ''), { mergeInto: (await item(ORDER)).id });
    assert.deepEqual(
      [(await stored()).items.at(-1)?.standing, (await item(ORDER)).text],
      ['withdrawn', 'Order both firewall pairs'],
    );
  });

  it('is published as it stands with one click', async () => {
    await world.clickCard(AMARA, await review(), 'minutes.publish', inputsOf(await review()));
    assert.deepEqual((await world.listItems('Actions')).map(({ Title }) => Title).sort(), [
      'Book the access',
      'Order both firewall pairs',
    ]);
    const digest = (await world.messages()).find((each) => /^MINUTES$/m.test(shownText(each)));
    const text = shownText(digest ?? assert.fail('No digest.'));
    for (const said of [
      /Order both firewall pairs/,
      /due Fri 4 Dec 2026/,
      /Who signs the plan\?/,
      /cables late/,
    ])
      assert.match(text, said);
    assert.match(text, /Invited: /, 'Nobody knows who of them was heard.');
    assert.doesNotMatch(text, /interface list/);
  });
});
