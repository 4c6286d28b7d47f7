import assert from 'node:assert/strict';
import { AMARA, PRIYA, TOMASZ } from '../support/sampleTenant.ts';
import { shownText } from '../support/shownMessages.ts';
import { startApp, type TestWorld } from '../support/startApp.ts';

const SECRET = 'a secret of this test, long enough';

describe('an approver whom the chat does not reach', function () {
  this.timeout(300_000);
  let world: TestWorld;
  before(async () => {
    world = await startApp({ config: { MAIL_SENDER: AMARA, DECISION_LINK_SECRET: SECRET } });
    const [hello] = await world.sendMessage(PRIYA, 'help', { conversation: null });
    assert.ok(hello);
    await world.install(PRIYA, hello.conversationId, 'remove');
  });
  after(() => world.close());

  let asked = 0;
  /** Asks for approval of something new; its key. */
  const request = async (whom: string): Promise<string> => {
    asked += 1;
    const said = await world.sendMessage(
      AMARA,
      `request approval of "Runbook ${asked}" from ${whom} by Friday: Part <b>${asked}</b> & all.`,
    );
    const text = said.map(shownText).join('\n');
    return /as \*\*(AP-\d+)\*\*/.exec(text)?.[1] ?? assert.fail(text);
  };
  const mails = async (person: string) => {
    const { value } = await world.graph(`/users/${person}/mailFolders/inbox/messages`);
    return value as { subject: string; body: { content: string } }[];
  };
  const linkFor = async (person: string, key: string): Promise<URL> => {
    const mail = (await mails(person)).find(({ subject }) => subject.startsWith(`${key}:`));
    const href = /href="(http[^"]*\/approvals\/decide[^"]*)"/.exec(mail?.body.content ?? '')?.[1];
    return new URL((href ?? assert.fail('No mail has a link.')).replaceAll('&amp;', '&'));
  };
  const open = async (link: URL, method = 'GET') => {
    const response = await fetch(link, { method });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  const post = async (link: URL, form: Record<string, string>) => {
    const body = new URLSearchParams({ token: link.searchParams.get('token') ?? '', ...form });
    const response = await fetch(new URL(link.pathname, link), { method: 'POST', body });
    await world.settle();
    return { status: response.status, html: await response.text() };
  };
  const entriesOf = async (key: string) =>
    (await world.listItems('Approvals'))
      .filter(({ Title, Event }) => String(Title).startsWith(`${key} `) && Event === 'decided')
      .map(({ Entry }) => JSON.parse(String(Entry)) as { by: { id: string }; via: string; comment: string });

  it('gets a mail with a link; opening it shows and decides nothing, its form decides once', async () => {
    const key = await request('Priya');
    const link = await linkFor(PRIYA, key);
    await open(link, 'HEAD');
    await open(link);
    const page = await open(link);
    assert.equal(page.status, 200);
    assert.match(page.html, /Part &lt;b&gt;\d&lt;\/b&gt; &amp; all\./);
    assert.match(page.html, /You decide as <strong>Priya Raman<\/strong>/);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(page.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(page.headers.get('cache-control'), 'no-store');
    await world.settle();
    assert.deepEqual(await entriesOf(key), [], 'opening decides nothing');

    const done = await post(link, { decision: 'approve', comment: 'Read on the train.' });
    assert.match(done.html, /Approved by Priya Raman/);
    assert.doesNotMatch(done.html, /<form/);
    const again = await post(link, { decision: 'reject', comment: 'No.' });
    assert.match(again.html, new RegExp(`${key} is approved already: Priya Raman approved`));
    const entries = await entriesOf(key);
    assert.deepEqual(
      entries.map(({ by, via, comment }) => [by.id, via, comment]),
      [[PRIYA, 'mail', 'Read on the train.']],
    );
    assert.doesNotMatch((await open(link)).html, /<form/);
    const [copy] = (await world.messages()).filter((each) => shownText(each).includes(`APPROVAL · ${key}`));
    assert.match(copy === undefined ? '' : shownText(copy), /Approved by Priya Raman/);
  });

  it('keeps what was typed when a reason is missing, and reads conditions with owner and day', async () => {
    const key = await request('Priya');
    const link = await linkFor(PRIYA, key);
    const refused = await post(link, { decision: 'reject', conditions: 'Rehearse it' });
    assert.match(refused.html, /role="alert">Say why you reject it/);
    assert.match(refused.html, />Rehearse it<\/textarea>/);
    await post(link, { decision: 'approve', conditions: `Rehearse ${key}, Tomasz Zielinski, by 4 December` });
    const action = (await world.listItems('Actions')).find(({ Title }) => Title === `Rehearse ${key}`);
    assert.ok(action, 'the condition is an action');
    assert.equal((await entriesOf(key)).length, 1);
  });

  it('cannot use a link that was altered, is too old, or is of a request that was taken back', async () => {
    const key = await request('Priya and Tomasz');
    const link = await linkFor(PRIYA, key);
    const altered = new URL(link);
    const [said = '', signature = ''] = (link.searchParams.get('token') ?? '').split('.');
    const claim = Buffer.from(said, 'base64url').toString().replace(PRIYA, TOMASZ);
    altered.searchParams.set('token', `${Buffer.from(claim).toString('base64url')}.${signature}`);
    for (const wrong of [altered, new URL(link.pathname, link)]) {
      assert.equal((await open(wrong)).status, 404);
      assert.equal((await post(wrong, { decision: 'approve' })).status, 404);
    }
    assert.equal((await post(link, { decision: 'void' })).status, 400);
    await world.sendMessage(AMARA, `withdraw ${key}`);
    assert.match((await open(link)).html, /Withdrawn/);
    assert.match((await post(link, { decision: 'approve' })).html, /was withdrawn by Amara Okafor/);
    assert.deepEqual(await entriesOf(key), []);
  });
});
