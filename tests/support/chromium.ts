/** The browser of the machine: found and started in one way by everything that needs a page. */
import { accessSync, constants } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where the distributions put it; `CHROMIUM_PATH` names another. */
const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** Without a sandbox (containers have none for root), and without calls of the browser's own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const START_DEADLINE_MS = 60_000;

/** Path of the browser; null when none is installed. */
export function findChromium(): string | null {
  return [process.env.CHROMIUM_PATH, ...PATHS].find((path) => path !== undefined && isThere(path)) ?? null;
}

/**
 * The path for a `before` hook: where no browser is installed, a notice is printed and the tests are skipped; with
 * `CI` set they fail instead, since a run that counts leaves nothing out.
 */
export function requireChromium(context: Mocha.Context): string {
  const path = findChromium();
  if (path !== null) return path;
  const notice = 'No Chromium is installed: install it (Debian: apt install chromium) or set CHROMIUM_PATH.';
  if (process.env.CI === 'true') throw new Error(notice);
  process.stdout.write(`    Skipped. ${notice}\n`);
  return context.skip();
}

/** Close it. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS, timeout: START_DEADLINE_MS });
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
