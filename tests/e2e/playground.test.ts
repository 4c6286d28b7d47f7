/** The product as a newcomer meets it: started by its command, used in the Playground's page in a real browser. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { askInChannel } from '../support/askInChannel.ts';
import { launchChromium, requireChromium } from '../support/chromium.ts';
import { openPlaygroundPage, type PlaygroundPage } from '../support/playgroundPage.ts';
import {
  type DocketPlace,
  freePorts,
  openPort,
  type RunningDocket,
  runDocket,
  startDocket,
} from '../support/runDocket.ts';
import { readListRows } from '../support/sampleSite.ts';
import { AMARA } from '../support/sampleTenant.ts';
import { waitUntil } from '../support/waitUntil.ts';

const GENERAL = 'Atlas ERP - General';
const keysOf = (rows: readonly { readonly ItemKey?: unknown }[]) => rows.map(({ ItemKey }) => ItemKey);
const WEEKLY = 'samples/meetings/atlas-weekly.vtt';
/** Much longer than it takes on a quiet machine; every step has a deadline of its own. */
const LONGEST_MS = 600_000;

const makePlace = async (): Promise<DocketPlace> => ({
  DOCKET_DATA: join(mkdtempSync(join(tmpdir(), 'docket-start-')), 'data'),
  ...(await freePorts()),
});
const removePlace = (place: DocketPlace): void => rmSync(join(place.DOCKET_DATA, '..'), { recursive: true });

describe('Docket in the Playground', function () {
  this.timeout(LONGEST_MS);
  let place: DocketPlace;
  let docket: RunningDocket;
  let browser: Browser;
  let chat: PlaygroundPage;

  before(async function () {
    const chromium = requireChromium(this);
    place = await makePlace();
    [docket, browser] = await Promise.all([startDocket(place), launchChromium(chromium)]);
    chat = await openPlaygroundPage(browser, docket.addresses.chat);
  });
  after(async () => {
    await browser?.close();
    await docket?.stop();
    if (place !== undefined) removePlace(place);
  });

  const rows = (list: string) => readListRows(docket.addresses.sharePoint, list);

  it('answers at the three addresses that the start prints', async () => {
    const { chat: page, sharePoint, health } = docket.addresses;
    assert.deepEqual(
      [page, sharePoint, health].map((address) => new URL(address).port),
      [place.PLAYGROUND_PORT, place.LOCAL365_PORT, place.DOCKET_PORT],
    );
    for (const address of [page, sharePoint, health])
      assert.equal((await fetch(address)).status, 200, address);
  });

  it('tells in the channel that the chat opens on, and in the 1:1 chat, what it does', async () => {
    const answer = chat.page.getByRole('listitem').filter({ hasText: 'List the actions of the project.' });
    await chat.tell('help');
    await answer.waitFor();
    await chat.choose('Personal Chat');
    await chat.tell('help');
    await answer.waitFor();
  });

  it('turns a meeting into rows of the SharePoint list by one click, and closes one by a typed word', async () => {
    await chat.choose(GENERAL);
    const ended = await runDocket(place, ['local', 'meeting', WEEKLY]);
    assert.deepEqual([ended.code, ended.stderr], [0, '']);
    const review = chat.card('PROPOSED MINUTES');
    await review.getByRole('button', { name: 'Publish' }).click();

    await chat.card('Published by Amara Okafor').waitFor();
    assert.equal(await chat.page.getByRole('button', { name: 'Publish' }).count(), 0);
    const digest = chat.card('Open the registers');
    await digest.waitFor();
    const named = new Set((await digest.allInnerTexts()).join().match(/\bA-\d+\b/g));
    assert.ok(named.has('A-1'));
    const written = await waitUntil(
      'rows of all published actions',
      () => rows('Actions'),
      (found) => found.length === named.size,
    );
    assert.deepEqual(new Set(written.map(({ ItemKey }) => ItemKey)), named);
    assert.ok(written.some(({ Owners }) => /Priya Raman/.test(JSON.stringify(Owners))));
    assert.ok(written.every(({ Evidence }) => /^\d+:\d\d .+: “.+”/.test(String(Evidence))));

    await chat.tell('actions');
    await chat.card('Actions · Atlas ERP migration').filter({ hasText: 'A-1' }).waitFor();
    await chat.tell('done A-1');
    await waitUntil(
      'A-1 done in the list',
      () => rows('Actions'),
      (found) => found.find(({ ItemKey }) => ItemKey === 'A-1')?.Status === 'Done',
    );
  });

  it('goes on after a restart where it was, and begins again with --reset', async () => {
    const before = await rows('Actions');
    const status = () => askInChannel(docket.addresses.sharePoint, AMARA, 'minutes status');
    const startAgain = async (...options: readonly string[]): Promise<void> => {
      assert.equal((await docket.stop()).code, 0);
      docket = await startDocket(place, ['--no-chat', ...options]);
    };
    await startAgain();
    assert.match(await status(), /Atlas weekly project meeting.*published/);
    assert.ok(before.length > 0);
    assert.deepEqual(keysOf(await rows('Actions')), keysOf(before));

    await startAgain('--reset');
    assert.doesNotMatch(await status(), /published/);
    assert.deepEqual(await rows('Actions'), []);
    const published = await runDocket(place, ['local', 'meeting', WEEKLY, '--publish']);
    assert.equal(published.code, 0, published.stderr);
    const printed = JSON.parse(published.stdout) as readonly { ItemKey: string }[];
    assert.deepEqual(keysOf(printed), keysOf(await rows('Actions')));
    assert.ok(printed.length > 0);
  });
});

describe('docket start', function () {
  this.timeout(LONGEST_MS);
  let place: DocketPlace;
  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(() => removePlace(place));

  for (const option of ['DOCKET_PORT', 'LOCAL365_PORT', 'PLAYGROUND_PORT'] as const) {
    it(`names ${option} in one sentence and ends with 2 when its port is in use`, async () => {
      const taken = await openPort();
      const { code, stdout, stderr } = await runDocket({ ...place, [option]: String(taken.port) }, ['start']);
      await taken.close();
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, new RegExp(`^Port ${taken.port}, .* is in use; .*${option}\\.\\n$`));
    });
  }
});
