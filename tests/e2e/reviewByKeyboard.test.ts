/** The review card in the Playground's page by Tab, Enter, Space and typing alone: no mouse. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium, requireChromium } from '../support/chromium.ts';
import { openPlaygroundPage, type PlaygroundPage } from '../support/playgroundPage.ts';
import { type DocketPlace, freePorts, type RunningDocket, startDocket } from '../support/runDocket.ts';
import { readListRows } from '../support/sampleSite.ts';
import { waitUntil } from '../support/waitUntil.ts';

/** A meeting of its own for each test: the same words are not minuted twice. */
const wordsAbout = (what: string): string => `WEBVTT

00:00:05.000 --> 00:00:09.000
<v Priya Raman>I will order the ${what} by Friday.</v>

00:00:12.000 --> 00:00:16.000
<v Kenji Mori>I will send the list of the ${what} to Lucía by Monday.</v>

00:00:19.000 --> 00:00:24.000
<v Tomasz Zielinski>I will book the data centre for the ${what} by Wednesday.</v>
`;
/** More than there are places to stop at in the whole page. */
const MOST_STEPS = 100;

/** What has the focus: its name as a screen reader says it, and whether one can see that it has it. */
interface Focused {
  readonly name: string;
  readonly isSeen: boolean;
  readonly isInCard: boolean;
}
/** Run in the page. */
const FOCUSED = `(() => {
  const at = document.activeElement ?? document.body;
  const labels = (at.getAttribute('aria-labelledby') ?? '').split(' ').map((id) => document.getElementById(id));
  const texts = [...labels, ...(at.labels ?? [])].map((label) => label?.textContent?.trim() ?? '');
  const style = getComputedStyle(at);
  return {
    name: [at.getAttribute('aria-label') ?? '', ...texts].find((text) => text !== '') ?? '',
    // Where one writes there is a caret.
    isSeen: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.matches('textarea, [type=text]'),
    isInCard: at.closest('.ac-adaptiveCard') !== null,
  };
})()`;

describe('a review by keyboard', function () {
  this.timeout(600_000);
  let place: DocketPlace;
  let docket: RunningDocket;
  let browser: Browser;
  let chat: PlaygroundPage;
  /** Keys that act on something, other than walking there and typing. */
  let presses = 0;

  before(async function () {
    const chromium = requireChromium(this);
    place = {
      DOCKET_DATA: join(mkdtempSync(join(tmpdir(), 'docket-keys-')), 'data'),
      ...(await freePorts()),
    };
    [docket, browser] = await Promise.all([startDocket(place), launchChromium(chromium)]);
  });
  after(async () => {
    await browser?.close();
    await docket?.stop();
    if (place !== undefined) rmSync(join(place.DOCKET_DATA, '..'), { recursive: true });
  });
  const propose = async (what: string): Promise<void> => {
    chat = await openPlaygroundPage(browser, docket.addresses.chat);
    const ended = await fetch(`${docket.addresses.sharePoint}/local365/meetings/end`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ vtt: wordsAbout(what), subject: `Atlas meeting on ${what}` }),
    });
    assert.ok(ended.ok, await ended.text());
    await chat.card('PROPOSED MINUTES').filter({ hasText: what }).waitFor();
    presses = 0;
  };
  afterEach(() => chat?.close());

  const focused = () => chat.page.evaluate(FOCUSED) as Promise<Focused>;
  /** Walks by Tab to what has this name in a card, and fails where the walk does not come by it. */
  const walkTo = async (name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<number> => {
    const passed: string[] = [];
    for (let step = 0; step <= MOST_STEPS; step += 1) {
      // Of a card that took another's place a button may have the focus already.
      if (step > 0) await chat.page.keyboard.press(key);
      const at = await focused();
      if (at.isInCard && name.test(at.name)) {
        assert.ok(at.isSeen, `One cannot see that ${at.name} has the focus.`);
        return step;
      }
      passed.push(at.name);
    }
    return assert.fail(`No way to ${name}; it goes by ${passed.join(', ')}`);
  };
  const press = async (name: RegExp, key: 'Enter' | 'Space', by?: 'Tab' | 'Shift+Tab'): Promise<void> => {
    await walkTo(name, by);
    presses += 1;
    await chat.page.keyboard.press(key);
  };
  const actions = async () =>
    (await readListRows(docket.addresses.sharePoint, 'Actions')).map(({ Title }) => String(Title));

  it('rejects all of it with one press', async () => {
    await propose('cables');
    await press(/^Discard$/, 'Space');
    await chat.card('Discarded by Amara Okafor').waitFor();
    assert.deepEqual([presses, await actions()], [1, []]);
  });

  it('leaves an item out, changes the words of another and publishes', async () => {
    await propose('switches');
    await press(/^2 · Send the list/, 'Space');
    await press(/^Change: 1 · Order the switches/, 'Enter', 'Shift+Tab');
    await chat.card('CHANGE AN ITEM').waitFor();
    await walkTo(/^Text/);
    await chat.page.keyboard.press('Control+A');
    await chat.page.keyboard.type('Order eight switches');
    await press(/^Save$/, 'Enter');
    await chat.card('PROPOSED MINUTES').filter({ hasText: 'Order eight switches' }).waitFor();
    await press(/^Publish$/, 'Enter');
    await chat.card('Published by Amara Okafor').waitFor();
    assert.equal(presses, 4);
    const titles = await waitUntil('the rows', actions, (found) => found.length >= 2);
    assert.deepEqual(titles.toSorted(), ['Book the data centre for the switches', 'Order eight switches']);
  });

  it('publishes a good set with one press, three steps back from where one writes', async () => {
    await propose('firewalls');
    await chat.page.getByRole('textbox').last().focus();
    await press(/^Publish$/, 'Enter', 'Shift+Tab');
    await chat.card('Published by Amara Okafor').filter({ hasText: 'firewalls' }).waitFor();
    assert.equal(presses, 1);
    await waitUntil('the rows', actions, (found) => found.includes('Order the firewalls'));
  });
});
