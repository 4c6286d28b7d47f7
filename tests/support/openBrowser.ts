/** Debian's Chromium without a window, for tests of pages. */
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';

/** Longer than anything takes; what is waited for comes in milliseconds. */
const WAIT_MS = 20_000;

export interface OpenBrowser {
  /** A page of its own, with nothing remembered; errors in it are added to `problems`. */
  newPage(problems: string[], options?: { readonly width?: number; readonly height?: number }): Promise<Page>;
  close(): Promise<void>;
}

export async function openBrowser(executablePath: string): Promise<OpenBrowser> {
  const browser: Browser = await launchChromium(executablePath);
  return {
    async newPage(problems, { width = 1280, height = 800 } = {}) {
      const context = await browser.newContext({ viewport: { width, height } });
      const page = await context.newPage();
      page.setDefaultTimeout(WAIT_MS);
      page.on('pageerror', (error) => problems.push(String(error.stack ?? error.message)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !isRefusal(message.text())) problems.push(message.text());
      });
      return page;
    },
    close: () => browser.close(),
  };
}

/** Chromium notes every answer of 400 and more; pages show those to people themselves. */
const isRefusal = (text: string): boolean => text.startsWith('Failed to load resource: the server responded');
