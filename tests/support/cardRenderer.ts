/** Renders Adaptive Cards in Debian's Chromium with Microsoft's own renderer, and looks at what comes out. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import type { Card } from '../../src/kernel/cards.ts';
import { launchChromium } from './chromium.ts';

const require = createRequire(import.meta.url);

export interface Rendering {
  /** What the parser and the validator of the renderer complain of. */
  readonly problems: readonly string[];
  /** Visible text; word joiners are left out. */
  readonly text: string;
  readonly links: number;
  readonly bold: readonly string[];
  /** Texts that are cut off at the right, or stick out of the card. */
  readonly tooWide: readonly string[];
  /** Texts whose contrast with what is behind them is below 3:1. */
  readonly tooFaint: readonly string[];
}

export interface CardRenderer {
  readonly render: (
    card: Card,
    look: { readonly width: number; readonly isDark: boolean },
  ) => Promise<Rendering>;
  readonly screenshot: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startCardRenderer(executablePath: string): Promise<CardRenderer> {
  const browser = await launchChromium(executablePath);
  const page = await openPage(browser).catch(async (error) => {
    await browser.close();
    throw error;
  });
  return {
    async render(card, { width, isDark }) {
      return page.evaluate(renderInPage, { card: card as object, width, isDark, host: hostConfig(isDark) });
    },
    async screenshot(path) {
      await page.locator('#card').screenshot({ path });
    },
    close: () => browser.close(),
  };
}

/** A page with the renderer, buttons that wrap as Teams wraps them, and the Markdown that Teams shows in a TextBlock. */
async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1000, height: 1400 } });
  // esbuild wraps functions in `__name`, the one that runs in the page included.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.goto('about:blank');
  await page.setContent(
    '<!doctype html><html><head><style>.ac-actionSet { flex-wrap: wrap !important; }</style></head><body><div id="card"></div></body></html>',
  );
  await page.addScriptTag({
    content: await readFile(require.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8'),
  });
  await page.addScriptTag({ content: await readFile(require.resolve('markdown-it/browser'), 'utf8') });
  return page;
}

/** Colours of Teams' themes as far as a card uses them. */
function hostConfig(isDark: boolean): object {
  const [text, back, subtle] = isDark ? ['#ffffff', '#292929', '#adadad'] : ['#242424', '#ffffff', '#616161'];
  const pair = (main: string) => ({ default: main, subtle: main });
  const foregroundColors = {
    default: { default: text, subtle },
    accent: pair(isDark ? '#7f85f5' : '#4f52b2'),
    attention: pair(isDark ? '#e37d80' : '#b10e1c'),
    good: pair(isDark ? '#54b054' : '#0e700e'),
    warning: pair(isDark ? '#feb344' : '#835b00'),
    light: pair(back),
    dark: pair(text),
  };
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors });
  return {
    fontFamily: 'DejaVu Sans, sans-serif',
    supportsInteractivity: true,
    actions: { maxActions: 6, actionsOrientation: 'horizontal', actionAlignment: 'left' },
    containerStyles: {
      default: style(back),
      emphasis: style(isDark ? '#1f1f1f' : '#f0f0f0'),
      accent: style(isDark ? '#2f2f4a' : '#e8ebfa'),
      good: style(isDark ? '#052505' : '#f1faf1'),
      attention: style(isDark ? '#3f1011' : '#fdf3f4'),
      warning: style(isDark ? '#463100' : '#fff9f5'),
    },
  };
}

interface InPage {
  readonly card: object;
  readonly width: number;
  readonly isDark: boolean;
  readonly host: object;
}

/** Runs in the page: has no access to anything outside it. */
function renderInPage({ card, width, isDark, host }: InPage): Rendering {
  type Dom = { [name: string]: unknown };
  const page = globalThis as unknown as {
    AdaptiveCards: Dom & { [name: string]: new (...args: unknown[]) => Dom };
    markdownit: (options: object) => { render: (text: string) => string };
    document: { getElementById: (id: string) => unknown };
    getComputedStyle: (element: unknown) => { color: string; backgroundColor: string; visibility: string };
  };
  // biome-ignore lint/suspicious/noExplicitAny: the page has no types
  const AC = page.AdaptiveCards as any;
  const markdown = page.markdownit({ html: false, breaks: true });
  AC.AdaptiveCard.onProcessMarkdown = (text: string, result: { outputHtml: string; didProcess: boolean }) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  const problems: string[] = [];
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const adaptive = new AC.AdaptiveCard();
  adaptive.hostConfig = new AC.HostConfig(host);
  adaptive.parse(card, context);
  for (let at = 0; at < context.eventCount; at += 1) problems.push(context.getEventAt(at).message);
  for (const each of adaptive.validateProperties().validationEvents) problems.push(each.message);
  // biome-ignore lint/suspicious/noExplicitAny: the page has no types
  const box = page.document.getElementById('card') as any;
  box.innerHTML = '';
  box.style.cssText = `width:${width}px;background:${isDark ? '#292929' : '#fff'};padding:12px;box-sizing:border-box`;
  const shown = adaptive.render();
  box.appendChild(shown);

  const rgb = (text: string) => (text.match(/[\d.]+/g) ?? []).map(Number);
  const light = (channels: readonly number[]) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => {
      const part = (channels[at] ?? 0) / 255;
      return sum + share * (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  // biome-ignore lint/suspicious/noExplicitAny: the page has no types
  const behind = (element: any): readonly number[] => {
    for (let at = element; at !== null && at !== undefined; at = at.parentElement) {
      const channels = rgb(page.getComputedStyle(at).backgroundColor);
      if (channels.length === 3 || (channels[3] ?? 0) > 0.99) return channels;
    }
    return [255, 255, 255];
  };
  const tooWide: string[] = [];
  const tooFaint: string[] = [];
  const right = box.getBoundingClientRect().right;
  for (const element of box.querySelectorAll('.ac-textBlock, .ac-pushButton, input, textarea, select, td')) {
    const at = element.getBoundingClientRect();
    if (at.width === 0) continue;
    // biome-ignore lint/performance/useDomNodeTextContent: only visible text counts
    const text = (element.innerText || element.id || element.className).slice(0, 60);
    const isInput = /^(?:input|textarea|select)$/i.test(element.tagName);
    if (at.right > right + 0.5 || (!isInput && element.scrollWidth > element.clientWidth + 1))
      tooWide.push(text);
    if (!String(element.className).includes('ac-textBlock')) continue;
    const [front, back] = [light(rgb(page.getComputedStyle(element).color)), light(behind(element))];
    if ((Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05) < 3) tooFaint.push(text);
  }
  return {
    problems,
    // biome-ignore lint/performance/useDomNodeTextContent: only visible text counts
    text: box.innerText.replaceAll('\u2060', ''),
    links: box.querySelectorAll('a[href]').length,
    bold: [...box.querySelectorAll('strong, em')].map((element) => element.textContent),
    tooWide,
    tooFaint,
  };
}
