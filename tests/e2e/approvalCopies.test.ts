import assert from 'node:assert/strict';
import { clickRaw } from '../support/clickRaw.ts';
import { AMARA, GENERAL, INGRID, PRIYA, TOMASZ } from '../support/sampleTenant.ts';
import { buttonsOf, type ShownAnswer, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

describe('copies of an approval card', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const request = async (whom: string): Promise<void> => {
    const said = await world.sendMessage(AMARA, `request approval of "Cutover plan v3" from ${whom}`);
    assert.match(said.map(shownText).join(), /as \*\*AP-1\*\*/);
  };
  const copyOf = async (conversation: string): Promise<ShownMessage> =>
    (await world.messages(conversation)).findLast((each) => shownText(each).includes('APPROVAL · AP-1')) ??
    assert.fail(`No card in ${conversation}.`);
  /** The card in the channel, and those in the 1:1 chats of these people. */
  const copies = async (...people: readonly string[]): Promise<readonly ShownMessage[]> => {
    const own: ShownMessage[] = [];
    for (const person of people) {
      const { conversations } = (await world.local('GET', `/local365/chat?userId=${person}`)) as {
        conversations: { id: string; kind: string }[];
      };
      const chat = conversations.find(({ kind }) => kind === 'personal') ?? assert.fail('no 1:1 chat');
      own.push(await copyOf(chat.id));
    }
    return [await copyOf(GENERAL), ...own];
  };
  const click = (
    personId: string,
    verb: string,
    card: ShownMessage,
    more: object = {},
  ): Promise<ShownAnswer> =>
    clickRaw(world, {
      id: `f:${personId}:${verb}`,
      personId,
      verb: `approval.${verb}`,
      data: { ...buttonsOf(card).get('approval.view'), ...more },
      messageId: card.id,
    });
  const closed = async (standing: RegExp, ...people: readonly string[]) => {
    for (const copy of await copies(...people)) {
      assert.match(shownText(copy), standing);
      assert.deepEqual([...buttonsOf(copy).keys()], [], 'no buttons are left');
    }
  };

  it('in the channel and in 1:1 chats all show the end, with no button left', async () => {
    await request('any of Tomasz, Priya and Ingrid');
    const [card] = await copies(TOMASZ, PRIYA, INGRID);
    await click(PRIYA, 'approve', card ?? assert.fail());
    await world.settle();
    await closed(/Approved by Priya Raman/, TOMASZ, PRIYA, INGRID);
  });

  it('all show that the requester took it back by the button', async () => {
    await request('Tomasz and Ingrid');
    const [card] = await copies(TOMASZ, INGRID);
    const done = await click(AMARA, 'withdraw', card ?? assert.fail());
    assert.match(shownText(done), /Withdrawn by Amara Okafor/);
    await world.settle();
    await closed(/Withdrawn by Amara Okafor/, TOMASZ, INGRID);
    const late = await click(TOMASZ, 'approve', card ?? assert.fail());
    assert.match(shownText(late), /was withdrawn by Amara Okafor/);
  });

  it('agree on one end when two approvers click in the same millisecond', async () => {
    await request('any of Tomasz and Ingrid');
    const [card = assert.fail()] = await copies();
    const answers = await Promise.all([click(TOMASZ, 'approve', card), click(INGRID, 'approve', card)]);
    await world.settle();
    const decided = (await world.listItems('Approvals')).filter(({ Event }) => Event === 'decided');
    assert.equal(decided.length, 1);
    const name =
      decided[0]?.Title === 'AP-1 approved by Tomasz Zielinski' ? 'Tomasz Zielinski' : 'Ingrid Solheim';
    for (const answer of answers) assert.match(shownText(answer), new RegExp(`Approved by ${name}`));
    assert.equal(
      answers.filter((answer) => shownText(answer).includes('AP-1 is approved already')).length,
      1,
      'whoever came second is told',
    );
    await closed(new RegExp(`Approved by ${name}`), TOMASZ, INGRID);
  });
});
