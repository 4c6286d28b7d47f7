import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import {
  AMARA,
  CUTOVER,
  call,
  GROUP,
  makeToken,
  PRIYA,
  SHORT_VTT,
  TOMASZ,
} from '../../contract/local365/support.ts';
import { startTeams, type TestTeams } from '../../contract/local365/teams/support.ts';
import { requireChromium } from '../../support/chromium.ts';
import { type OpenBrowser, openBrowser } from '../../support/openBrowser.ts';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const CARD_PLACE = '.card';

const card = (text: string, more: object = {}) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text, wrap: true }],
  ...more,
});

describe('local page in Chromium', function () {
  // Chromium takes some seconds to start, more on a busy machine.
  this.timeout(60_000);
  let browser: OpenBrowser;
  let teams: TestTeams;
  let page: Page;
  /** Errors and policy violations that the browser told; there are to be none. */
  let problems: string[];

  before(async function () {
    browser = await openBrowser(requireChromium(this));
  });
  after(() => browser?.close());

  beforeEach(async () => {
    teams = await startTeams();
    problems = [];
    page = await browser.newPage(problems);
  });
  afterEach(async () => {
    await page?.context().close();
    await teams?.close();
    assert.deepEqual(problems, []);
  });

  const open = (address: string) => page.goto(`${teams.url}/${address}`);
  const graph = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${teams.url}/v1.0${path}`, {
      method,
      headers: {
        authorization: `Bearer ${makeToken(['Sites.FullControl.All', 'Mail.Send'])}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, `${method} ${path}: ${response.status}`);
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  };
  const seen = (locator: Locator) => locator.waitFor({ state: 'visible' });
  const actAs = (name: RegExp) =>
    page
      .getByLabel('You are')
      .getByRole('option', { name })
      .getAttribute('value')
      .then((id) => page.getByLabel('You are').selectOption(id));

  async function givenList(rows: readonly object[]) {
    const site = `/groups/${GROUP}/sites/root`;
    const list = await graph('POST', `${site}/lists`, {
      displayName: 'Actions',
      columns: [
        { name: 'Due', displayName: 'Due', dateTime: { format: 'dateOnly' } },
        { name: 'Status', displayName: 'Status', choice: { choices: ['Open', 'Done'] } },
        { name: 'Owner', displayName: 'Owner', personOrGroup: {} },
        { name: 'Effort', displayName: 'Effort', number: {} },
      ],
    });
    for (const fields of rows) await graph('POST', `${site}/lists/${list.id}/items`, { fields });
    const { id: siteId } = await graph('GET', site);
    return {
      id: list.id,
      path: `${site}/lists/${list.id}`,
      address: `#/sites/${encodeURIComponent(siteId)}/lists/${list.id}`,
    };
  }

  const titles = () => page.locator('tbody tr td:first-child').allInnerTexts();

  describe('lists', () => {
    it('shows days in the zone of the site, people by name, choices, and sorts and filters', async () => {
      const list = await givenList([
        { Title: 'Order servers', Due: '2026-11-26T23:00:00Z', Status: 'Open', Effort: 12 },
        { Title: 'Write <b>checklist</b>', Due: '2026-12-06T23:00:00Z', Status: 'Done', Effort: 3 },
      ]);
      await open('#/sites');
      await seen(page.getByRole('link', { name: /Actions\s*2 rows/ }));
      await page.getByRole('link', { name: /Actions/ }).click();
      await seen(page.getByRole('cell', { name: '27 Nov 2026' }));
      assert.deepEqual(await titles(), ['Order servers', 'Write <b>checklist</b>']);
      await page.getByRole('button', { name: 'Effort' }).click();
      assert.deepEqual(await titles(), ['Write <b>checklist</b>', 'Order servers']);
      assert.equal(
        await page.getByRole('columnheader', { name: /Effort/ }).getAttribute('aria-sort'),
        'ascending',
      );
      await page.getByLabel('Filter rows').fill('27 nov');
      assert.deepEqual(await titles(), ['Order servers']);
      assert.ok(page.url().includes(list.id));
    });

    it('changes a row as the chosen person, and its history tells who changed what', async () => {
      const list = await givenList([{ Title: 'Order servers', Status: 'Open' }]);
      await open(list.address);
      await seen(page.getByRole('link', { name: 'Order servers' }));
      await actAs(/Tomasz/);
      await page.getByRole('link', { name: 'Order servers' }).click();
      await page.getByLabel('Status').selectOption('Done');
      await page.getByLabel('Due').fill('2026-12-07');
      await page.getByLabel('Owner').selectOption({ label: 'Priya Raman' });
      await page.getByRole('button', { name: 'Save as Tomasz Zielinski' }).click();
      await seen(page.getByText('Saved as Tomasz Zielinski.'));
      await seen(page.getByRole('cell', { name: 'Priya Raman' }));
      const { fields, lastModifiedBy } = await graph(
        'GET',
        `${list.path}/items/1?$expand=fields($select=Due,Status,Owner)`,
      );
      assert.equal(fields.Due, '2026-12-06T23:00:00Z');
      assert.equal(fields.Status, 'Done');
      assert.equal(fields.Owner, 'Priya Raman');
      assert.equal(lastModifiedBy.user.id, TOMASZ);
      await page.getByRole('link', { name: 'Order servers' }).click();
      await page.getByRole('tab', { name: 'History' }).click();
      const newest = page.locator('.steps > li').first();
      await seen(newest);
      assert.match((await newest.textContent()) ?? '', /Tomasz Zielinski[\s\S]*StatusOpen Done/);
    });

    it('refuses to overwrite what somebody else changed meanwhile', async () => {
      const list = await givenList([{ Title: 'Order servers', Status: 'Open' }]);
      await open(`${list.address}/1`);
      await page.getByLabel('Status').selectOption('Done');
      await graph('PATCH', `${list.path}/items/1/fields`, { Title: 'Order twelve servers' });
      await page.getByRole('button', { name: /Save as/ }).click();
      await seen(page.getByText(/Somebody changed this row meanwhile/));
      assert.equal((await graph('GET', `${list.path}/items/1/fields`)).Status, 'Open');
    });

    it('changes one cell in its place', async () => {
      const list = await givenList([{ Title: 'Order servers', Effort: 3 }]);
      await open(list.address);
      await page.locator('td[data-column="Effort"]').dblclick();
      await page.getByRole('spinbutton').fill('5');
      await page.keyboard.press('Enter');
      await seen(page.getByRole('cell', { name: '5', exact: true }));
      assert.equal((await graph('GET', `${list.path}/items/1/fields`)).Effort, 5);
    });

    it('adds a row, deletes it, and brings it back from the recycle bin', async () => {
      const list = await givenList([]);
      await open(list.address);
      await seen(page.getByText('No rows yet'));
      await page.getByRole('button', { name: 'Add a row' }).click();
      await page.getByLabel('Title').fill('Call the vendor');
      await page.getByRole('button', { name: 'Add as Amara Okafor' }).click();
      await page.getByRole('link', { name: 'Call the vendor' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
      await page
        .getByRole('dialog', { name: 'Delete this row?' })
        .getByRole('button', { name: 'Delete' })
        .click();
      await seen(page.getByText('No rows yet'));
      await page.getByRole('link', { name: 'Recycle bin' }).click();
      await page.getByRole('button', { name: 'Restore Call the vendor' }).click();
      await seen(page.getByText('The bin is empty'));
      assert.equal((await graph('GET', `${list.path}/items/1/fields`)).Title, 'Call the vendor');
    });

    it('shows a row that an app writes while it is looked at', async () => {
      const list = await givenList([]);
      await open(list.address);
      await seen(page.getByText('No rows yet'));
      await graph('POST', `${list.path}/items`, { fields: { Title: 'Written by an app' } });
      await seen(page.getByRole('link', { name: 'Written by an app' }));
    });
  });

  it('uploads a file into a new folder and shows its versions', async () => {
    await open('#/files');
    await page.getByRole('button', { name: 'New folder' }).click();
    await page.getByLabel('Name').fill('Plans');
    await page.getByRole('button', { name: 'Make' }).click();
    await page.getByRole('link', { name: 'Plans' }).click();
    await seen(page.getByRole('heading', { name: 'Plans' }));
    const upload = (text: string) =>
      page
        .getByLabel('Upload files')
        .setInputFiles({ name: 'cutover.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await upload('one');
    await seen(page.getByText('3 bytes'));
    await upload('three');
    await seen(page.getByText('5 bytes'));
    const href = await page.getByRole('link', { name: 'cutover.txt' }).getAttribute('href');
    assert.equal(await (await fetch(href ?? '')).text(), 'three');
    await page.getByRole('button', { name: 'Versions of cutover.txt' }).click();
    await seen(page.getByRole('dialog').getByText(/Version 1\.0/));
  });

  it('shows a mail in a frame in which nothing runs', async () => {
    await graph('POST', `/users/${AMARA}/sendMail`, {
      message: {
        subject: 'Minutes of the weekly',
        body: {
          contentType: 'html',
          content: '<h2>Decisions</h2><p onclick="top.hacked = 1">Cut over in January.</p>',
        },
        toRecipients: [
          { emailAddress: { address: 'tomasz.zielinski@harbour.example', name: 'Tomasz Zielinski' } },
        ],
      },
      saveToSentItems: true,
    });
    await open('#/mail');
    await page.getByRole('link', { name: /Minutes of the weekly/ }).click();
    await seen(page.getByRole('heading', { name: 'Minutes of the weekly' }));
    await seen(page.frameLocator('iframe').getByRole('heading', { name: 'Decisions' }));
    // The browser tells that it did not run what stands in the mail.
    assert.ok(problems.every((problem) => problem.startsWith('Blocked script execution')));
    problems.length = 0;
    assert.equal(
      await page.locator('iframe').getAttribute('sandbox'),
      'allow-popups allow-popups-to-escape-sandbox',
    );
  });

  it("shows a person's week, and says who has no calendar", async () => {
    await open('#/calendar');
    await seen(page.getByText('Atlas weekly project meeting').first());
    await seen(page.getByText('10:00 – 11:00').first());
    await page.getByLabel('Whose calendar').selectOption({ label: 'Kenji Mori, Vendor lead' });
    await seen(page.getByText('Kenji Mori has no mailbox in this tenant, so no calendar either.'));
  });

  it('ends a meeting with a transcript, late and without speakers', async () => {
    await open('#/meetings');
    await page
      .getByLabel('Transcript file')
      .setInputFiles({ name: 'weekly.vtt', mimeType: 'text/vtt', buffer: Buffer.from(SHORT_VTT) });
    await page.getByLabel('Transcript late by, in seconds').fill('90');
    await page.getByLabel(/Without speakers/).check();
    await page.getByRole('button', { name: 'End the meeting' }).click();
    await seen(page.getByText(/The meeting has ended with weekly\.vtt/));
    await seen(page.getByText(/^Transcript of/).first());
    const { meetings, transcripts } = (await call('GET', `${teams.url}/local365/meetings`)).body;
    assert.equal(transcripts.length, 1);
    assert.equal(transcripts[0].availableAt, '2026-11-25T10:06:30.000Z');
    const held = meetings.find(({ id }: { id: string }) => id === transcripts[0].meetingId);
    assert.equal(held.subject, 'Atlas weekly project meeting');
    const { settings } = (await call('GET', `${teams.url}/local365/settings`)).body;
    const attribution = settings.find(({ name }: { name: string }) => name === 'EnableAttributedTranscripts');
    assert.equal(attribution.value, false);
  });

  it('turns switches of the tenant, and faults on and off', async () => {
    await open('#/settings');
    await page.getByRole('switch', { name: 'Enable Graph transcript access' }).uncheck();
    await seen(page.getByText('Enable Graph transcript access: off.'));
    await page.getByLabel('Fault', { exact: true }).selectOption('throttle');
    await page.getByLabel('Times').fill('2');
    await page.getByRole('button', { name: 'Switch on' }).click();
    await seen(page.getByText('all requests · 2 more times'));
    const rules = async () => (await call('GET', `${teams.url}/local365/faults`)).body.rules;
    assert.deepEqual(await rules(), [{ fault: 'throttle', match: {}, times: 2 }]);
    await page.getByRole('button', { name: 'All off' }).click();
    await seen(page.getByText('None is on; everything answers as it should.'));
    assert.deepEqual(await rules(), []);
  });

  describe('chat', () => {
    const post = async (activity: object, conversation = CUTOVER) => {
      const { body } = await teams.connector('POST', '/conversations', {
        isGroup: true,
        channelData: { channel: { id: conversation } },
        activity: { type: 'message', ...activity },
      });
      return body.activityId as string;
    };
    const change = (id: string, activity: object) =>
      teams.connector('PUT', `/conversations/${encodeURIComponent(CUTOVER)}/activities/${id}`, {
        type: 'message',
        ...activity,
      });
    const openCutover = async () => {
      await open(`#/chat/${encodeURIComponent(CUTOVER)}`);
      await seen(page.getByRole('heading', { name: 'Cutover' }));
    };

    it('says something as another person, and shows what the bot answers when it comes', async () => {
      await openCutover();
      await actAs(/Priya/);
      await seen(page.getByRole('heading', { name: 'Cutover' }));
      const write = page.getByLabel('Write to @Docket here');
      await write.fill('risks');
      await write.press('Enter');
      await seen(page.getByText('@Docket risks').last());
      const heard = await teams.bot.hear(({ type }) => type === 'message');
      assert.equal(heard.from.aadObjectId, PRIYA);
      await teams.connector(
        'POST',
        `/conversations/${encodeURIComponent(heard.conversation.id)}/activities`,
        {
          type: 'message',
          text: '**None** open. <script>x</script>',
        },
      );
      const answer = page.locator('.message', { hasText: 'None open.' });
      await seen(answer);
      assert.equal(await answer.locator('strong').textContent(), 'None');
      assert.match((await answer.textContent()) ?? '', /<script>x<\/script>/);
    });

    it('shows user text as text, whatever it looks like', async () => {
      await teams.chat('POST', '/say', {
        userId: TOMASZ,
        conversationId: CUTOVER,
        text: '<img src=x onerror=alert(1)> **not bold**',
        mentionBot: false,
      });
      await openCutover();
      await seen(page.getByText('<img src=x onerror=alert(1)> **not bold**').last());
      assert.equal(await page.locator('.message img').count(), 0);
    });

    it('clicks a button of a card with its inputs, and shows the card that answers', async () => {
      await post({
        attachments: [
          {
            contentType: CARD_TYPE,
            content: card('Publish the minutes?', {
              body: [
                { type: 'TextBlock', text: 'Publish the minutes?' },
                { type: 'Input.Text', id: 'note', label: 'Note' },
              ],
              actions: [
                { type: 'Action.Execute', title: 'Publish', verb: 'publish', data: { meeting: 'm-1' } },
              ],
            }),
          },
        ],
      });
      await openCutover();
      teams.bot.answers.push({
        status: 200,
        body: { statusCode: 200, type: CARD_TYPE, value: card('Published by Amara') },
      });
      await page.getByLabel('Note').fill('all agreed');
      await page.getByRole('button', { name: 'Publish' }).click();
      await seen(page.getByText('Published by Amara'));
      const click = await teams.bot.hear(({ type }) => type === 'invoke');
      assert.equal(click.from.aadObjectId, AMARA);
      assert.deepEqual(click.value, {
        action: { type: 'Action.Execute', verb: 'publish', data: { meeting: 'm-1', note: 'all agreed' } },
        trigger: 'manual',
      });
      // For everybody else the card is as it was.
      await actAs(/Tomasz/);
      await seen(page.getByRole('button', { name: 'Publish' }));
    });

    it('shows the sentence that answers a click, and the card anew when the bot changes it', async () => {
      const content = card('Open', { actions: [{ type: 'Action.Execute', title: 'Close', verb: 'close' }] });
      const id = await post({ attachments: [{ contentType: CARD_TYPE, content }] });
      await openCutover();
      teams.bot.answers.push({
        status: 200,
        body: {
          statusCode: 200,
          type: 'application/vnd.microsoft.activity.message',
          value: 'Only Tomasz may close it.',
        },
      });
      await page.getByRole('button', { name: 'Close' }).click();
      await seen(page.getByText('Only Tomasz may close it.'));
      await change(id, { attachments: [{ contentType: CARD_TYPE, content: card('Closed') }] });
      await seen(page.locator(CARD_PLACE, { hasText: 'Closed' }));
      assert.equal(await page.getByRole('button', { name: 'Close' }).count(), 0);
      await seen(page.getByText('Edited'));
    });

    it("asks for a person's own view of a card when it is shown to them, and to nobody else", async () => {
      const content = card('Vote', {
        refresh: { action: { type: 'Action.Execute', verb: 'view', data: { id: 7 } }, userIds: [PRIYA] },
      });
      teams.bot.answers.push({
        status: 200,
        body: { statusCode: 200, type: CARD_TYPE, value: card('Your vote, Priya') },
      });
      await post({ attachments: [{ contentType: CARD_TYPE, content }] });
      await openCutover();
      await seen(page.locator(CARD_PLACE, { hasText: 'Vote' }));
      await actAs(/Priya/);
      await seen(page.getByText('Your vote, Priya'));
      const refreshes = teams.bot.heard.filter(({ type }) => type === 'invoke');
      assert.equal(refreshes.length, 1);
      assert.equal(refreshes[0].value.trigger, 'automatic');
      assert.equal(refreshes[0].from.aadObjectId, PRIYA);
    });

    it('opens the card below a card, toggles what is hidden, and submits', async () => {
      const content = card('Vote', {
        body: [
          { type: 'TextBlock', text: 'Vote' },
          { type: 'TextBlock', id: 'why', text: 'Because of the freeze', isVisible: false },
        ],
        actions: [
          { type: 'Action.ToggleVisibility', title: 'Why?', targetElements: ['why'] },
          {
            type: 'Action.ShowCard',
            title: 'Comment',
            card: card('', {
              body: [{ type: 'Input.Text', id: 'comment', label: 'Your comment' }],
              actions: [{ type: 'Action.Submit', title: 'Send it', data: { verb: 'comment' } }],
            }),
          },
        ],
      });
      await post({ attachments: [{ contentType: CARD_TYPE, content }] });
      await openCutover();
      await page.getByRole('button', { name: 'Why?' }).click();
      await seen(page.getByText('Because of the freeze'));
      await page.getByRole('button', { name: 'Comment' }).click();
      await page.getByLabel('Your comment').fill('fine');
      await page.getByRole('button', { name: 'Send it' }).click();
      const submitted = await teams.bot.hear(({ value }) => value !== undefined);
      assert.deepEqual(submitted.value, { verb: 'comment', comment: 'fine' });
      assert.equal(submitted.text, undefined);
    });

    it("leads a card's link into the tenant's SharePoint to the list on this page", async () => {
      const list = await givenList([{ Title: 'Order servers' }]);
      const { webUrl } = await graph('GET', list.path);
      const content = card('Published', {
        actions: [{ type: 'Action.OpenUrl', title: 'Open the list', url: `${webUrl}/DispForm.aspx?ID=1` }],
      });
      await post({ text: `Or [here](${webUrl}).`, attachments: [{ contentType: CARD_TYPE, content }] });
      await openCutover();
      await page.getByRole('link', { name: 'Open the list' }).click();
      await seen(page.getByRole('dialog', { name: 'Order servers' }));
      await openCutover();
      await page.getByRole('link', { name: 'here', exact: true }).click();
      await seen(page.getByRole('heading', { name: 'Actions' }));
      assert.ok(page.url().endsWith(list.address));
    });

    it('attaches a file to a message to the bot', async () => {
      await open('#/chat');
      await page.getByRole('button', { name: 'Talk to the bot' }).click();
      await page.getByRole('button', { name: 'Send' }).click();
      await seen(page.getByRole('heading', { name: 'Docket' }));
      await page
        .getByLabel('Attach files')
        .setInputFiles({ name: 'weekly.vtt', mimeType: 'text/vtt', buffer: Buffer.from(SHORT_VTT) });
      await page.getByLabel('Write to Docket').fill('minutes');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      const heard = await teams.bot.hear(({ attachments }) => Array.isArray(attachments));
      assert.equal(heard.text, 'minutes');
      assert.equal(await (await fetch(heard.attachments[0].content.downloadUrl)).text(), SHORT_VTT);
      await seen(page.getByRole('link', { name: 'weekly.vtt' }));
    });

    it('makes a group chat and takes the bot out of it', async () => {
      await open('#/chat');
      await page.getByRole('button', { name: 'New group chat' }).click();
      await page.getByLabel('Name').fill('Cutover leads');
      await page.getByLabel('Priya Raman').check();
      await page.getByRole('button', { name: 'Make' }).click();
      await seen(page.getByRole('heading', { name: 'Cutover leads' }));
      await page.getByRole('button', { name: '2 people in Cutover leads' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
      await seen(page.getByText(/Docket was removed/));
      assert.deepEqual(
        teams.bot.heard.filter(({ type }) => type === 'installationUpdate').map(({ action }) => action),
        ['add', 'remove'],
      );
    });
  });

  it('remembers whom a tab acts as, and a new tab begins as the one chosen last', async () => {
    await open('#/sites');
    await actAs(/Chidi/);
    await page.reload();
    const chosen = (tab: Page) => tab.getByLabel('You are').locator('option:checked').textContent();
    await seen(page.getByLabel('You are'));
    assert.match((await chosen(page)) ?? '', /^Chidi Eze/);
    const other = await page.context().newPage();
    await other.goto(teams.url);
    await seen(other.getByLabel('You are'));
    assert.match((await chosen(other)) ?? '', /^Chidi Eze/);
  });

  it('says so when the server is gone, and goes on when it is there again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'local-page-'));
    const lasting = await startTeams({ folder });
    try {
      await page.goto(`${lasting.url}/#/sites`);
      await seen(page.getByRole('heading', { name: 'Atlas ERP' }));
      const { port } = lasting.local;
      await lasting.local.close();
      await seen(page.getByText(/The local Microsoft 365 does not answer/));
      // The browser tells of each connection that was lost or refused, and of nothing else.
      assert.ok(problems.every((problem) => /ERR_CONNECTION_(REFUSED|RESET)/.test(problem)));
      await lasting.restart(port);
      await page.getByRole('alert').waitFor({ state: 'detached' });
    } finally {
      await page.context().close();
      problems.length = 0;
      await lasting.close();
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('fits a phone without scrolling sideways', async () => {
    await givenList([{ Title: 'Order servers', Status: 'Open' }]);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const section of ['sites', 'files', 'mail', 'calendar', 'meetings', 'chat', 'settings']) {
      await open(`#/${section}`);
      await seen(page.locator('#content > .page'));
      const overflow = await page.evaluate(
        'document.querySelector("main").scrollWidth - document.querySelector("main").clientWidth',
      );
      assert.equal(overflow, 0, section);
    }
  });
});
