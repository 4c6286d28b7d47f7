import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type CardRenderer, startCardRenderer } from '../../support/cardRenderer.ts';
import { cardSamples, cardTemplates } from '../../support/cardSamples.ts';
import { rawMarks, shapeProblems } from '../../support/cardShape.ts';
import { requireChromium } from '../../support/chromium.ts';
import { USER_TEXTS } from '../../support/registerCardSamples.ts';

const H12 = JSON.parse(
  readFileSync('tests/fixtures/cases/H12-user-text-stays-text-on-cards.json', 'utf8'),
) as { readonly input: Readonly<Record<string, string>> };
/** Below Teams' limit for a message with a card, about 28 KB ("Format your bot messages"). */
const LARGEST_BYTES = 25_000;
/** A phone and a wide channel. */
const LOOKS = [320, 720].flatMap((width) => [false, true].map((isDark) => ({ width, isDark })));
const LONG =
  'Order the replacement switches for both data centres and agree the delivery window with the supplier';
/** A text that is nowhere else on a card. */
const MARKER = 'Okapi';

describe('cards in Chromium', function () {
  this.timeout(120_000);
  let renderer: CardRenderer;
  before(async function () {
    renderer = await startCardRenderer(requireChromium(this));
  });
  after(() => renderer?.close());

  it('all come from a template of which the samples know', () => {
    const made = cardSamples(LONG).map(({ name, template }) => template ?? assert.fail(`Sample: ${name}`));
    assert.deepEqual([...new Set(made)].sort(), cardTemplates());
  });

  for (const template of cardTemplates()) {
    it(`made from ${template} are shown whole, narrow and wide, light and dark`, async () => {
      for (const { name, card } of cardSamples(LONG).filter((sample) => sample.template === template)) {
        assert.deepEqual(shapeProblems(card), [], name);
        assert.deepEqual(rawMarks(card), [], name);
        const bytes = Buffer.byteLength(JSON.stringify(card));
        assert.ok(bytes < LARGEST_BYTES, `${name}: ${bytes} bytes`);
        for (const look of LOOKS) {
          const { problems, tooWide, tooFaint, text } = await renderer.render(card, look);
          const seen = `${name}, ${JSON.stringify(look)}`;
          assert.deepEqual(
            { problems, tooWide, tooFaint },
            { problems: [], tooWide: [], tooFaint: [] },
            seen,
          );
          assert.doesNotMatch(text, /\$\{|undefined|null|NaN|\[object/, seen);
        }
      }
    });
  }

  const harmless = new Map(cardSamples(MARKER).map(({ name, card }) => [name, card]));
  const usual = new Map<string, { readonly links: number; readonly bold: number; readonly shows: boolean }>();
  for (const typed of [...Object.values(H12.input), ...USER_TEXTS.slice(-1)]) {
    it(`show ${JSON.stringify(typed)} as it was typed and make nothing of it`, async () => {
      for (const { name, card } of cardSamples(typed)) {
        const look = { width: 720, isDark: false };
        const expected = usual.get(name) ?? (await lookAt(name));
        const { problems, text, links, bold } = await renderer.render(card, look);
        assert.deepEqual(problems, [], name);
        // Fewer where fewer items fit onto the card.
        assert.ok(links <= expected.links, `${name}: ${links} links`);
        assert.ok(bold.length <= expected.bold, `${name}: ${bold.join(' | ')}`);
        if (expected.shows) assert.ok(text.includes(typed), `${name}: ${text}`);
      }
    });
  }

  /** The same card with a harmless text. */
  async function lookAt(name: string) {
    const card = harmless.get(name) ?? assert.fail(name);
    const { text, links, bold } = await renderer.render(card, { width: 720, isDark: false });
    const seen = { links, bold: bold.length, shows: text.includes(MARKER) };
    usual.set(name, seen);
    return seen;
  }
});
