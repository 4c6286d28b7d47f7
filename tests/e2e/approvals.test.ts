import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { clickRaw } from '../support/clickRaw.ts';
import { graphChange } from '../support/graphChange.ts';
import { AMARA, CHIDI, INGRID, KENJI, LUCIA, PRIYA, TOMASZ, YUSUF } from '../support/sampleTenant.ts';
import { buttonsOf, type ShownAnswer, type ShownMessage, shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const readCase = (name: string) => JSON.parse(readFileSync(`tests/fixtures/cases/${name}.json`, 'utf8'));

describe('approvals in the chat', function () {
  this.timeout(300_000);
  let world: TestWorld;
  beforeEach(async () => {
    world = await startApp();
  });
  afterEach(() => world.close());

  const say = async (who: string, text: string, options: { conversation?: string | null } = {}) => {
    const answer = (await world.sendMessage(who, text, options)).at(-1);
    return answer === undefined ? '' : shownText(answer);
  };
  /** Asks for approval of the cutover plan; the card for everybody. */
  const request = async (whom: string, by = AMARA): Promise<ShownMessage> => {
    assert.match(await say(by, `request approval of "Cutover plan v3" from ${whom}`), /as \*\*AP-1\*\*/);
    return world.cardWith('approval.view');
  };
  /** A message with the card that a click was answered with. */
  const showing = (message: ShownMessage, { card }: ShownAnswer): ShownMessage => ({
    ...message,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
  });
  const decide = async (who: string, message: ShownMessage, verb: string, data = {}) => {
    const own = showing(message, await world.clickCard(who, message, 'approval.view'));
    return world.clickCard(who, own, verb, data);
  };
  const verbsFor = async (who: string, message: ShownMessage) => [
    ...buttonsOf(showing(message, await world.clickCard(who, message, 'approval.view'))).keys(),
  ];
  const entries = async () => (await world.listItems('Approvals')).map(({ Title }) => Title);
  const personal = async (who: string): Promise<readonly string[]> => {
    const { conversations } = (await world.local('GET', `/local365/chat?userId=${who}`)) as {
      conversations: { id: string; kind: string }[];
    };
    const own = conversations.find(({ kind }) => kind === 'personal');
    return own === undefined ? [] : (await world.messages(own.id)).map(shownText);
  };

  it('go from the request to a record in SharePoint that verifies', async () => {
    const card = await request('any of Tomasz and Priya by Friday: Freeze on 4 December.');
    assert.match(shownText(card), /Waiting for Tomasz Zielinski and Priya Raman \(0 of 1 approved\)/);
    assert.match(shownText(card), /Freeze on 4 December/);
    const done = await decide(PRIYA, card, 'approval.approve', { comment: 'Looks sound.' });
    assert.match(shownText(done), /Approved by Priya Raman/);
    assert.match(shownText(done), /Priya Raman: approved, Wed 25 Nov, 11:05: Looks sound\./);
    assert.deepEqual(await entries(), [
      'AP-1 requested',
      'AP-1 stage begun',
      'AP-1 approved by Priya Raman',
      'AP-1 stage passed',
      'AP-1 approved',
      'AP-1 evidence kept',
    ]);
    assert.match(
      await say(TOMASZ, 'approvals verify'),
      /The ledger is whole: 6 entries, 6 of them in the list, 1 document/,
    );
    const [copy] = (await world.messages()).filter(({ id }) => id === card.id);
    assert.ok(copy);
    assert.match(shownText(copy), /Approved by Priya Raman/);
    assert.deepEqual([...buttonsOf(copy).keys()], [], 'no buttons are left on the card');
  });

  it('show each person their own view', async () => {
    const card = await request('Tomasz and Kenji');
    const decisions = ['approve', 'reject', 'requestChanges', 'abstain', 'recuse'].map(
      (verb) => `approval.${verb}`,
    );
    assert.deepEqual(await verbsFor(TOMASZ, card), decisions);
    assert.deepEqual(await verbsFor(KENJI, card), decisions, 'a guest who is named decides');
    assert.deepEqual(await verbsFor(AMARA, card), ['approval.withdraw']);
    assert.deepEqual(await verbsFor(PRIYA, card), []);
    const { card: refreshed } = await clickRaw(world, {
      id: 'f:refresh',
      personId: TOMASZ,
      verb: 'approval.approve',
      data: buttonsOf(card).get('approval.view') ?? {},
      trigger: 'automatic',
      messageId: card.id,
    });
    assert.match(
      shownText({ ...(refreshed && { card: refreshed }) }),
      /0 of 2 approved/,
      'a refresh decides nothing',
    );
  });

  it('keep what was typed and say what is missing when a rejection has no comment', async () => {
    const card = await request('Tomasz');
    const refused = await decide(TOMASZ, card, 'approval.reject', {
      comment: ' ',
      conditions: 'Rehearse it',
    });
    assert.match(shownText(refused), /Say why you reject it; the comment is part of the record/);
    assert.match(shownText(refused), /Rehearse it/);
    const rejected = await decide(TOMASZ, card, 'approval.reject', { comment: 'No rollback.' });
    assert.match(shownText(rejected), /Rejected by Tomasz Zielinski[\s\S]*No rollback\./);
    assert.ok(
      (await personal(AMARA)).some((text) =>
        /AP-1.*: Rejected by Tomasz Zielinski: .*No rollback/.test(text),
      ),
    );
  });

  it('take a condition only with its owner and day, by card and by word, and make actions of them', async () => {
    const card = await request('Tomasz');
    const half = 'Rehearse the rollback, Priya Raman, by 4 December\nTell the service desk';
    const refused = await decide(TOMASZ, card, 'approval.approve', { conditions: half });
    assert.match(shownText(refused), /“Tell the service desk” does not say who does it and by when/);
    assert.match(shownText(refused), /0 of 1 approved/);
    assert.ok(shownText(refused).includes('Tell the service desk'), 'what was typed is kept');
    for (const [typed, missing] of [
      ['Rehearse it, Priya Raman', 'does not say by when'],
      ['Rehearse it by 4 December', 'does not say who does it'],
      ['Rehearse it, Priya Raman, by 3 November 2026', 'is over'],
    ] as const) {
      assert.match(await say(TOMASZ, `approve AP-1 if ${typed}`), new RegExp(missing), typed);
    }
    const done = await decide(TOMASZ, card, 'approval.approve', {
      conditions: `${half}, Kenji Mori, Friday`,
    });
    assert.match(
      shownText(done),
      /on condition: Rehearse the rollback \(Priya Raman, by Fri, 4 Dec 2026\); Tell the service desk \(Kenji Mori, by/,
    );
    const rows = (await world.listItems('Actions')).map(({ Title, Due }) => [
      Title,
      String(Due ?? '').slice(0, 10),
    ]);
    assert.deepEqual(rows, [
      ['Rehearse the rollback', '2026-12-03'],
      ['Tell the service desk', '2026-11-26'],
    ]);
    assert.match(await say(PRIYA, 'actions mine'), /Rehearse the rollback/);
  });

  it('refuse politely what a stale card asks, and show the newer revision', async () => {
    const old = await request('Tomasz');
    const oldOwn = showing(old, await world.clickCard(TOMASZ, old, 'approval.view'));
    await say(AMARA, 'request approval of "Cutover plan v3" from Tomasz and Ingrid: Now with a rollback.');
    const answer = await world.clickCard(TOMASZ, oldOwn, 'approval.approve');
    assert.match(shownText(answer), /This is the newer one; nothing was decided/);
    assert.match(shownText(answer), /Now with a rollback/);
    assert.ok(!(await entries()).includes('AP-1 approved by Tomasz Zielinski'));
    const copies = (await world.messages()).filter(({ id }) => id === old.id).map(shownText);
    assert.match(copies.join(), /Replaced by a newer revision/);
  });

  it('take every button as words', async () => {
    await request('Tomasz, Priya and Ingrid');
    assert.match(
      await say(PRIYA, 'approve AP-1 fine with me'),
      /Waiting for Tomasz Zielinski and Ingrid Solheim \(1 of 3/,
    );
    assert.match(await say(TOMASZ, 'approvals mine'), /For you to decide[\s\S]*AP-1/);
    assert.match(await say(PRIYA, 'approvals'), /AP-1\*\* Cutover plan v3: Waiting for Tomasz/);
    assert.match(await say(PRIYA, 'approval AP-1'), /Priya Raman: approved, .*fine with me/);
    assert.match(await say(LUCIA, 'approve AP-1'), /You are not an approver of AP-1/);
    assert.match(await say(TOMASZ, 'reject AP-1'), /Say why you reject it/);
    assert.match(
      await say(TOMASZ, 'delegate AP-1 to Yusuf until Friday'),
      /Yusuf Demir may decide on \*\*AP-1\*\* for you until/,
    );
    assert.match(await say(YUSUF, 'abstain AP-1'), /Waiting for Ingrid Solheim \(1 of 2/);
    assert.match(await say(PRIYA, 'reassign AP-1 from Ingrid to Lucía'), /You may not name another approver/);
    assert.match(await say(TOMASZ, 'reassign AP-1 from Ingrid to Lucía'), /Lucía Fernández is asked/);
    assert.match(await say(PRIYA, 'withdraw AP-1'), /Only Amara Okafor/);
    assert.match(
      await say(LUCIA, 'request changes AP-1 add the rollback'),
      /Changes requested by Lucía Fernández/,
    );
    assert.match(await say(AMARA, 'withdraw AP-1'), /went back for changes already/);
  });

  it('remind, escalate and tell by the clock', async () => {
    await request('Ingrid by Friday');
    await world.jumpTo('2026-11-27T09:00:00.000Z');
    await world.passTime(61_000);
    assert.ok(
      (await personal(INGRID)).some((text) => /still waits for your decision by Fri 27 Nov/.test(text)),
    );
    await world.jumpTo('2026-11-30T09:00:00.000Z');
    await world.passTime(61_000);
    assert.ok((await personal(TOMASZ)).some((text) => /time to decide on \*\*AP-1\*\*.* is over/.test(text)));
  });

  it('count a share of those asked, and not those who stand back, by click or by word', async () => {
    const card = await request('60% of Tomasz, Priya, Ingrid and Kenji');
    await decide(PRIYA, card, 'approval.recuse');
    assert.match(await say(KENJI, 'recuse AP-1'), /Waiting for Tomasz Zielinski and Ingrid Solheim/);
    assert.match(await say(KENJI, 'approve AP-1'), /You recused yourself already/);
    await decide(TOMASZ, card, 'approval.approve');
    assert.match(await say(INGRID, 'approve AP-1'), /Approved by Tomasz Zielinski and Ingrid Solheim/);
    assert.match(
      await say(PRIYA, 'approval AP-1'),
      /60% must approve[\s\S]*Kenji Mori, guest: recused themselves/,
    );
  });

  it('are decided by a deputy for the whole project from the day that was said', async () => {
    await say(TOMASZ, 'delegate to Yusuf from 2026-11-27 until 2026-11-30');
    await request('Tomasz');
    assert.match(await say(YUSUF, 'approve AP-1'), /not an approver/);
    await world.jumpTo('2026-11-27T09:00:00.000Z');
    assert.match(await say(YUSUF, 'approve AP-1'), /approved/i);
    assert.match(await say(AMARA, 'approval AP-1'), /Tomasz Zielinski.*by Yusuf Demir as deputy/);
  });

  it('expire on the day that was said, which closes every copy of the card', async () => {
    const card = await request('2 of Tomasz, Priya and Ingrid by Thursday, expires Friday: Freeze.');
    assert.match(shownText(card), /Freeze[\s\S]*2 of 3 must approve/);
    await decide(PRIYA, card, 'approval.approve');
    await world.jumpTo('2026-11-27T23:30:00.000Z');
    await world.passTime(61_000);
    const [copy] = (await world.messages()).filter(({ id }) => id === card.id);
    assert.ok(copy);
    assert.match(shownText(copy), /Expired without a decision/);
    assert.deepEqual([...buttonsOf(copy).keys()], []);
    assert.match(await say(TOMASZ, 'approve AP-1'), /expired before it was decided/);
    assert.ok((await personal(AMARA)).some((text) => /AP-1.*Expired without a decision/.test(text)));
  });

  it('answer while SharePoint is down, and copy later, each entry once', async () => {
    const card = await request('Tomasz');
    const before = await entries();
    await world.fault(
      { match: { path: '/sites/' }, fault: 'unavailable' },
      { match: { path: '/$batch' }, fault: 'unavailable' },
      { match: { path: '/drives/' }, fault: 'unavailable' },
    );
    const done = await decide(TOMASZ, card, 'approval.approve');
    assert.match(shownText(done), /Approved by Tomasz Zielinski/);
    await world.local('DELETE', '/local365/faults');
    assert.deepEqual(await entries(), before, 'nothing could be copied');
    await world.retryJobs();
    await world.passTime(61_000);
    assert.deepEqual(await entries(), [
      ...before,
      'AP-1 approved by Tomasz Zielinski',
      'AP-1 stage passed',
      'AP-1 approved',
      'AP-1 evidence kept',
    ]);
  });

  it('are decided once however a click comes (case H13)', async () => {
    const { input } = readCase('H13-approve-clicked-twice') as {
      input: { at: number; invokeId: string; verb: string }[];
    };
    const card = await request('Tomasz');
    const data = buttonsOf(showing(card, await world.clickCard(TOMASZ, card, 'approval.view'))).get(
      'approval.approve',
    );
    const answers: string[] = [];
    let now = 0;
    for (const { at, invokeId, verb } of input) {
      world.clock.pass((at - now) * 1_000);
      now = at;
      answers.push(
        shownText(
          await clickRaw(world, {
            id: invokeId,
            personId: TOMASZ,
            verb: `approval.${verb}`,
            data: { ...data, comment: 'x' },
            messageId: card.id,
          }),
        ),
      );
      await world.settle();
    }
    for (const answer of answers) assert.match(answer, /Approved by Tomasz Zielinski/);
    for (const answer of answers) assert.doesNotMatch(answer, /Approve\b(?!d)/, 'no buttons are left');
    assert.match(
      answers[3] ?? '',
      /AP-1 is approved already: Tomasz Zielinski approved on Wed 25 Nov, 11:\d\d\./,
    );
    assert.equal(
      (await entries()).filter((title) => title === 'AP-1 approved by Tomasz Zielinski').length,
      1,
    );
    assert.equal(
      (await personal(AMARA)).filter((text) => /AP-1/.test(text) && /Approved by/.test(text)).length,
      1,
    );
  });

  it('are decided by the right person only (case H20)', async () => {
    const { input } = readCase('H20-who-may-decide') as {
      input: { from: string; verb: string; data: object }[];
    };
    const people: Readonly<Record<string, string>> = {
      'aad-dana': AMARA,
      'aad-farid': CHIDI,
      'aad-eli': INGRID,
    };
    const card = await request('Amara and Ingrid');
    const before = (await world.messages()).length;
    const data = buttonsOf(card).get('approval.view');
    const answers: string[] = [];
    for (const [index, { from, verb, data: typed }] of input.entries()) {
      const named = 'approver' in typed ? { approver: INGRID } : {};
      const answer = await clickRaw(world, {
        id: `f:${index}`,
        personId: people[from] ?? '',
        verb: `approval.${verb}`,
        data: { ...data, ...typed, ...named },
        messageId: card.id,
      });
      answers.push(shownText(answer));
      await world.settle();
    }
    assert.match(answers[0] ?? '', /You asked for AP-1 yourself, so others decide on it/);
    assert.match(answers[1] ?? '', /You are not an approver of AP-1/);
    assert.match(answers[2] ?? '', /You are not an approver of AP-1/);
    assert.match(answers[3] ?? '', /Approved by Ingrid Solheim/);
    assert.equal((await world.messages()).length, before, 'no refusal is a post of its own');
    const decided = (await world.listItems('Approvals')).find(({ Event }) => Event === 'decided');
    const entry = JSON.parse(String(decided?.Entry)) as {
      by: { id: string; name: string };
      at: string;
      revision: string;
    };
    assert.equal(entry.by.id, INGRID);
    assert.equal(entry.by.name, 'Ingrid Solheim');
    const asked = (await world.listItems('Approvals')).find(({ Event }) => Event === 'requested');
    assert.equal(JSON.parse(String(asked?.Entry)).subject.revision, entry.revision);
    assert.match(String(asked?.Entry), /Cutover plan v3/);
  });

  it('are stuck when only the requester is named, and the project manager is asked for another', async () => {
    const card = await request('Amara');
    assert.match(
      shownText(card),
      /Nobody can decide[\s\S]*The only approver for “Approvers” is the person who asks/,
    );
    assert.ok((await personal(TOMASZ)).some((text) => /cannot be decided as things are/.test(text)));
    await say(TOMASZ, 'reassign AP-1 to Ingrid');
    assert.match(await say(INGRID, 'approve AP-1', { conversation: null }), /Approved by Ingrid Solheim/);
  });

  it('name the first that was altered, removed or added in list and library', async () => {
    const card = await request('Tomasz');
    await decide(TOMASZ, card, 'approval.approve');
    const site = await world.graph('/sites/harbour.sharepoint.example:/sites/atlas');
    const { value } = await world.graph(`/sites/${site.id}/lists?$filter=displayName eq 'Approvals'`);
    const [list] = value as { id: string }[];
    const items = `/sites/${site.id}/lists/${list?.id}/items`;
    await graphChange(world.local365, 'POST', items, {
      fields: { Title: 'AP-1', Person: 'Priya Raman' },
    });
    const added = (await world.listItems('Approvals')).find(({ Person }) => Person === 'Priya Raman');
    assert.match(
      await say(TOMASZ, 'approvals verify'),
      new RegExp(`first that was added in the list: item ${String(added?.id)} of the list`),
    );
    await graphChange(world.local365, 'DELETE', `${items}/${String(added?.id)}`);
    await graphChange(world.local365, 'PATCH', `${items}/3/fields`, { Person: 'Priya Raman' });
    assert.match(
      await say(TOMASZ, 'approvals verify'),
      /first that was altered in the list: entry 3, decided/,
    );
    await graphChange(world.local365, 'DELETE', `${items}/2`);
    assert.match(
      await say(TOMASZ, 'approvals verify'),
      /first that was removed in the list: entry 2, stage-begun/,
    );
    const forged = `/sites/${site.id}/drive/root:/Approvals/AP-7 approved 0badcafe.docx`;
    await graphChange(world.local365, 'PUT', `${forged}:/content`, Buffer.from('All approved this.'));
    assert.match(
      await say(TOMASZ, 'approvals verify'),
      /first that was added in the document library: Approvals\/AP-7 approved 0badcafe\.docx/,
    );
    await graphChange(world.local365, 'DELETE', forged);
    await graphChange(
      world.local365,
      'PUT',
      `/sites/${site.id}/drive/root:/Approvals/AP-1 approved ${await revision()}.docx:/content`,
      Buffer.from('Nobody approved this.'),
    );
    assert.match(
      await say(TOMASZ, 'approvals verify'),
      /first that was altered in the document library: Approvals\/AP-1/,
    );
    await graphChange(
      world.local365,
      'DELETE',
      `/sites/${site.id}/drive/root:/Approvals/AP-1 approved ${await revision()}.docx`,
    );
    assert.match(
      await say(TOMASZ, 'approvals verify'),
      /first that was removed in the document library: Approvals\/AP-1/,
    );
  });

  const revision = async (): Promise<string> => {
    const kept = (await world.listItems('Approvals')).find(({ Event }) => Event === 'evidence-kept');
    const { path } = JSON.parse(String(kept?.Entry)) as { path: string };
    return /([0-9a-f]{8})\.docx$/.exec(path)?.[1] ?? '';
  };
});
