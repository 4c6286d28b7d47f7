/**
 * Takes the pictures of the README: `npm run screenshots`. Starts Docket with a new sample project on free ports, lets
 * the sample's weekly meeting end, and looks at it in Chromium as a newcomer does.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { findChromium, launchChromium } from '../tests/support/chromium.ts';
import { openPlaygroundPage } from '../tests/support/playgroundPage.ts';
import { type DocketPlace, freePorts, runDocket, startDocket } from '../tests/support/runDocket.ts';

const IMAGES = 'docs/images';
const WEEKLY = 'samples/meetings/atlas-weekly.vtt';
const DESK = { width: 1200, height: 760 };
/** Around the card, and above it, where it says who wrote it; px. */
const MARGIN = 12;
const ABOVE = 60;
/** A narrow phone. */
const PHONE = { width: 375, height: 760 };

const chromium = findChromium();
if (chromium === null) throw new Error('No Chromium is installed: install it or set CHROMIUM_PATH.');
const folder = mkdtempSync(join(tmpdir(), 'docket-pictures-'));
const place: DocketPlace = { DOCKET_DATA: join(folder, 'data'), ...(await freePorts()) };
const docket = await startDocket(place);
const browser = await launchChromium(chromium);
try {
  await takeChannel(browser, docket.addresses.chat);
  await tell(['local', 'meeting', WEEKLY, '--subject', 'Atlas cutover preparation', '--publish']);
  await takeLocalPage(browser, docket.addresses.sharePoint);
} finally {
  await browser.close();
  await docket.stop();
  rmSync(folder, { recursive: true });
}

async function tell(command: readonly string[]): Promise<void> {
  const { code, stderr } = await runDocket(place, command);
  if (code !== 0) throw new Error(`docket ${command.join(' ')} ended with ${code}: ${stderr}`);
}

/** The proposed minutes in the channel, as high as they are. */
async function takeChannel(within: Browser, url: string): Promise<void> {
  const chat = await openPlaygroundPage(within, url);
  await chat.page.setViewportSize({ width: 1600, height: 2000 });
  await tell(['local', 'meeting', WEEKLY, '--wait']);
  const card = chat.card('PROPOSED MINUTES');
  await card.getByRole('button', { name: 'Publish' }).waitFor();
  const box = await card.boundingBox();
  if (box === null) throw new Error('The card of the proposed minutes is not shown.');
  const clip = {
    x: box.x - MARGIN,
    y: box.y - ABOVE,
    width: box.width + 2 * MARGIN,
    height: box.height + ABOVE + MARGIN,
  };
  await chat.page.screenshot({ path: `${IMAGES}/channel.png`, clip });
  await chat.close();
}

/** The list of actions at a desk and on a phone. */
async function takeLocalPage(within: Browser, url: string): Promise<void> {
  for (const [name, viewport] of [
    ['actions', DESK],
    ['actions-phone', PHONE],
  ] as const) {
    const page = await within.newPage({ viewport });
    await page.goto(`${url}/#/sites`);
    await page
      .getByRole('link', { name: /Actions/ })
      .first()
      .click();
    await page.getByText('A-1', { exact: true }).first().waitFor();
    await page.screenshot({ path: `${IMAGES}/${name}.png` });
    await page.close();
  }
}
