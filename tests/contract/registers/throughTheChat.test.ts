/** What the registers promise, as people meet it in Teams and in SharePoint. */
import assert from 'node:assert/strict';
import { type ByHand, editByHand } from '../../support/editByHand.ts';
import { AMARA, GENERAL, KENJI, LUCIA, PRIYA, SAMPLE, TOMASZ } from '../../support/sampleTenant.ts';
import { type ShownMessage, shownText } from '../../support/shownMessages.ts';
import { startApp, type TestWorld } from '../../support/startApp.ts';

const MINUTE_MS = 60_000;

describe('the registers, through the chat', function () {
  this.timeout(120_000);
  let world: TestWorld;
  let byHand: ByHand;
  beforeEach(async () => {
    world = await startApp();
    byHand = editByHand(world);
  });
  afterEach(() => world.close());

  const ask = async (
    who: string,
    text: string,
    conversation: string | null = GENERAL,
  ): Promise<ShownMessage> => {
    const [answer] = await world.sendMessage(who, text, { conversation });
    return answer ?? assert.fail(`Nothing was said to "${text}".`);
  };
  const say = async (who: string, text: string, conversation: string | null = GENERAL) =>
    shownText(await ask(who, text, conversation));

  it('answer alike in a channel, in a group chat and in the 1:1 chat', async () => {
    const { id } = await world.local('POST', '/local365/chat/groups', {
      userId: AMARA,
      name: 'Atlas leads',
      memberIds: [PRIYA],
    });
    const group = String(id);
    await say(AMARA, 'setup name Atlas ERP migration', group);
    const places = [GENERAL, group, null] as const;
    for (const [at, place] of places.entries())
      assert.match(
        await say(AMARA, `add action Check site ${at + 1} owner @Priya due 2026-12-04`, place),
        new RegExp(`Added as A-${at + 1}`),
      );
    for (const place of places) {
      assert.match(
        await say(PRIYA, 'actions mine', place),
        /3 actions[\s\S]*Check site 1[\s\S]*Check site 3/,
      );
      assert.match(await say(PRIYA, 'a-2', place), /Check site 2/);
      assert.match(await say(PRIYA, 'search “site 3”', place), /A-3/);
    }
    await say(PRIYA, 'done A-1', null);
    await say(PRIYA, 'comment A-2 Lift is locked', group);
    await say(AMARA, 're-date A-3 2026-12-07', GENERAL);
    const rows = await world.listItems('Actions');
    assert.deepEqual(
      rows.map(({ ItemKey, Status }) => `${ItemKey} ${Status}`),
      ['A-1 Done', 'A-2 Open', 'A-3 Open'],
    );
    assert.match(String(rows[1]?.Notes), /Lift is locked/);
  });

  it('take back the last change of the same person for 15 minutes, in the list too', async () => {
    const status = async () => (await world.listItems('Actions'))[0]?.Status;
    await say(AMARA, 'add action Order cables');
    await say(AMARA, 'done A-1');
    assert.equal(await status(), 'Done');
    await world.passTime(14 * MINUTE_MS);
    assert.match(await say(AMARA, 'undo'), /A-1/);
    assert.equal(await status(), 'Open');
    await say(AMARA, 'done A-1');
    await world.passTime(15 * MINUTE_MS);
    assert.match(await say(AMARA, 'undo'), /15 minutes/);
    assert.equal(await status(), 'Done');
  });

  it('restore a row that was deleted by hand for 30 days, and say afterwards that it is too late', async () => {
    const titles = async () => (await world.listItems('Actions')).map(({ Title }) => Title);
    for (const title of ['Order cables', 'Order racks']) await say(AMARA, `add action ${title}`);
    for (const key of ['A-1', 'A-2']) await byHand.remove(LUCIA, 'Actions', key);
    await world.passTime(MINUTE_MS);
    assert.deepEqual(await titles(), []);
    await world.jumpTo('2026-12-24T09:00:00Z');
    assert.match(await say(AMARA, 'restore A-1'), /A-1.* is back/);
    assert.deepEqual(await titles(), ['Order cables']);
    await world.jumpTo('2026-12-26T12:00:00Z');
    assert.match(await say(AMARA, 'restore A-2'), /30 days/);
    assert.deepEqual(await titles(), ['Order cables']);
  });

  it('suggest the nearest command, and say which values are allowed', async () => {
    assert.match(await say(KENJI, 'actoins'), /Did you mean `actions`/);
    await say(AMARA, 'add action Order cables');
    assert.match(await say(AMARA, 'set A-1 priority purple'), /purple[\s\S]*Low[\s\S]*High/);
  });

  it('follow a renamed list, keep what people added to it, bring back what is missing and name a column of the wrong type', async () => {
    await say(AMARA, 'add action Order cables due 2026-12-04');
    const { hostname, pathname } = new URL(SAMPLE.project.siteUrl);
    const { id: siteId } = await world.graph(`/sites/${hostname}:${pathname}`);
    const { value } = await world.graph(`/sites/${siteId}/lists`);
    const lists = value as { readonly id: string; readonly displayName: string }[];
    const path = `/sites/${siteId}/lists/${lists.find(({ displayName }) => displayName === 'Actions')?.id}`;
    const inSharePoint = async (method: string, at: string, body?: object): Promise<void> => {
      const response = await fetch(`${world.local365}/v1.0${path}${at}`, {
        method,
        headers: { authorization: `Bearer ${SAMPLE.graphToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      assert.ok(response.ok, `${method} ${at}: ${response.status}`);
    };
    await inSharePoint('PATCH', '', { displayName: 'Our to-do list' });
    await inSharePoint('POST', '/columns', { name: 'Colour', text: {} });
    await inSharePoint('DELETE', '/columns/Workstream');
    await inSharePoint('DELETE', '/columns/Priority');
    await inSharePoint('POST', '/columns', { name: 'Priority', number: {} });
    const setUp = async (): Promise<string> => {
      const { length } = await world.messages();
      await say(AMARA, 'setup zone Europe/Madrid');
      return (await world.messages()).slice(length).map(shownText).join('\n');
    };
    const wrong =
      /The column "Priority" \(Priority\) of the list Actions holds a number, but Docket needs a choice/;
    assert.match(await setUp(), wrong);
    const racks = await ask(AMARA, 'add action Order racks priority high workstream: Network');
    const now = async () => shownText((await world.messages()).find(({ id }) => id === racks.id) ?? racks);
    assert.match(await now(), /The list Actions has no column for Priority[\s\S]*Not saved in SharePoint/);
    await inSharePoint('DELETE', '/columns/Priority');
    assert.doesNotMatch(await setUp(), wrong);
    await say(AMARA, 'set A-2 priority low');
    const { value: items } = await world.graph(`${path}/items?$expand=fields`);
    const held = (items as { readonly fields: Record<string, unknown> }[]).map(({ fields }) => fields);
    assert.deepEqual(
      held.map(({ ItemKey, Title }) => `${ItemKey} ${Title}`),
      ['A-1 Order cables', 'A-2 Order racks'],
    );
    assert.deepEqual([held[1]?.Workstream, held[1]?.Priority], ['Network', 'Low']);
    const { value: columns } = await world.graph(`${path}/columns`);
    assert.ok((columns as { name: string }[]).some(({ name }) => name === 'Colour'));
    const { value: after } = await world.graph(`/sites/${siteId}/lists`);
    assert.deepEqual(
      (after as typeof lists).map(({ displayName }) => displayName),
      lists.map(({ displayName }) => (displayName === 'Actions' ? 'Our to-do list' : displayName)),
    );
  });

  describe('remind', () => {
    const ACTION = /(?:reminder for today|needs you to follow up)[\s\S]*Order cables/;
    /** The 1:1 chat of a person whom no morning digest tells the same. */
    const chatWith = async (who: string) => (await ask(who, 'digest off', null)).conversationId;
    const remindersIn = async (chat: string) =>
      (await world.messages(chat)).map(shownText).filter((text) => ACTION.test(text)).length;

    it('owners in the 1:1 chat, once a day and in working hours; late rows go to the coordinator, then to the project manager', async () => {
      const chats = [await chatWith(PRIYA), await chatWith(AMARA), await chatWith(TOMASZ)];
      await say(AMARA, 'add action Order cables owner @Priya due 2026-11-27');
      const seen: string[] = [];
      for (const at of [
        '2026-11-25T21:00:00Z',
        '2026-11-27T07:30:00Z',
        '2026-11-27T10:00:00Z',
        '2026-11-27T15:00:00Z',
        '2026-11-28T10:00:00Z',
        '2026-12-02T10:00:00Z',
        '2026-12-09T10:00:00Z',
      ]) {
        await world.jumpTo(at);
        const counts = await Promise.all(chats.map(remindersIn));
        seen.push(
          `${at.slice(5, 16)} owner ${counts[0]}, coordinator ${counts[1]}, project manager ${counts[2]}`,
        );
      }
      assert.deepEqual(seen, [
        '11-25T21:00 owner 0, coordinator 0, project manager 0',
        '11-27T07:30 owner 0, coordinator 0, project manager 0',
        '11-27T10:00 owner 1, coordinator 0, project manager 0',
        '11-27T15:00 owner 1, coordinator 0, project manager 0',
        '11-28T10:00 owner 1, coordinator 0, project manager 0',
        '12-02T10:00 owner 2, coordinator 1, project manager 0',
        '12-09T10:00 owner 3, coordinator 2, project manager 1',
      ]);
    });

    it('with buttons that close the row in the list, and with the slips that were counted', async () => {
      const chat = await chatWith(PRIYA);
      await say(AMARA, 'add action Order cables owner @Priya due 2026-11-26');
      await say(AMARA, 're-date A-1 2026-11-27');
      await say(AMARA, 're-date A-1 2026-11-30');
      assert.match(await say(KENJI, 'A-1'), /Slips?\n2/);
      await world.jumpTo('2026-11-30T10:00:00Z');
      const nudge = await world.cardWith('registers.nudge', chat);
      const done = await world.clickCard(PRIYA, nudge, 'registers.nudge', { answer: 'done' });
      assert.match(shownText(done), /Order cables: Done/);
      assert.equal((await world.listItems('Actions'))[0]?.Status, 'Done');
    });

    it('in the channel with a mention where the app is not installed for the owner', async () => {
      const chat = await chatWith(PRIYA);
      await world.install(PRIYA, chat, 'remove');
      await say(AMARA, 'add action Order cables owner @Priya due 2026-11-27');
      await world.jumpTo('2026-11-27T10:00:00Z');
      const texts = (await world.messages()).map(({ text }) => text);
      assert.equal(texts.filter((text) => /^@Priya Raman, a reminder:[\s\S]*A-1/.test(text)).length, 1);
    });

    it('the project manager of high risks without a response and of issues past their date', async () => {
      const chat = await chatWith(TOMASZ);
      await say(AMARA, 'add risk Order cables come late probability 4 impact 5');
      await say(AMARA, 'add issue Order cables are wrong owner @Priya due 2026-11-24');
      await world.jumpTo('2026-11-26T10:00:00Z');
      const texts = (await world.messages(chat)).map(shownText).join('\n');
      assert.match(
        texts,
        /needs you to follow up[\s\S]*R-1[\s\S]*I-1|needs you to follow up[\s\S]*I-1[\s\S]*R-1/,
      );
    });
  });
});
