/** The Playground as a person uses it: choose a chat, write to the bot, read its cards, click. */
import type { Browser, Locator, Page } from 'playwright-core';

/** The page is large; on a busy machine it takes its time. */
const LOAD_DEADLINE_MS = 120_000;
const STEP_DEADLINE_MS = 60_000;

export interface PlaygroundPage {
  readonly page: Page;
  /** `name` as in the list on the left: `Personal Chat`, `Atlas ERP - General`. */
  choose(name: string): Promise<void>;
  /** Types '@', picks the bot, types the text and posts it; in the 1:1 chat the bot needs no mention. */
  tell(text: string): Promise<void>;
  /** The newest card that holds this text. */
  card(text: string | RegExp): Locator;
  close(): Promise<void>;
}

/** Opens the page, which then shows a channel, without its fonts: nothing leaves this machine. */
export async function openPlaygroundPage(
  browser: Browser,
  url: string,
  size: { readonly width: number; readonly height: number } = { width: 1400, height: 1000 },
): Promise<PlaygroundPage> {
  const page = await browser.newPage({ viewport: size });
  page.setDefaultTimeout(STEP_DEADLINE_MS);
  await page.route('**/*', (route) =>
    /^(?:localhost|127\.0\.0\.1)$/.test(new URL(route.request().url()).hostname)
      ? route.continue()
      : route.abort(),
  );
  await page.goto(url, { waitUntil: 'domcontentloaded', timeout: LOAD_DEADLINE_MS });
  await page.getByText('Start a new post').first().waitFor({ timeout: LOAD_DEADLINE_MS });
  let isPersonal = false;
  return {
    page,
    async choose(name) {
      await page.getByRole('treeitem', { name }).click();
      isPersonal = name === 'Personal Chat';
      await page
        .getByText(isPersonal ? 'Type a message...' : 'Start a new post')
        .first()
        .waitFor();
    },
    async tell(text) {
      await page.getByRole('textbox').first().click();
      if (!isPersonal) {
        await page.keyboard.type('@');
        await page.getByRole('menuitem', { name: 'Docket' }).click();
        await page.keyboard.type(' ');
      }
      await page.keyboard.type(text);
      await page
        .getByRole('button', { name: isPersonal ? 'Send Message' : 'Post' })
        .first()
        .click();
    },
    card: (text) => page.locator('.ac-adaptiveCard').filter({ hasText: text }).first(),
    close: () => page.close(),
  };
}
