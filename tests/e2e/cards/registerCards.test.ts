import assert from 'node:assert/strict';
import { type CardRenderer, startCardRenderer } from '../../support/cardRenderer.ts';
import { shapeProblems, sizeOf } from '../../support/cardShape.ts';
import { requireChromium } from '../../support/chromium.ts';
import { registerCards, USER_TEXTS } from '../../support/registerCardSamples.ts';

/** Cards over 25 KB are refused by some of Teams' clients (Microsoft: "Cards reference"). */
const LARGEST_BYTES = 25_000 * 2;
const LOOKS = [320, 720].flatMap((width) => [false, true].map((isDark) => ({ width, isDark })));
const LONG =
  'Order the replacement switches for both data centres and agree the delivery window with the supplier';

describe('register cards in Chromium', function () {
  this.timeout(60_000);
  let renderer: CardRenderer;
  before(async function () {
    renderer = await startCardRenderer(requireChromium(this));
  });
  after(() => renderer?.close());

  for (const [name, card] of registerCards(LONG)) {
    it(`shows the ${name} whole, narrow and wide, light and dark`, async () => {
      assert.deepEqual(shapeProblems(card), []);
      assert.ok(sizeOf(card) <= LARGEST_BYTES, `${sizeOf(card)} bytes`);
      for (const look of LOOKS) {
        const { problems, tooWide, tooFaint, text } = await renderer.render(card, look);
        const seen = JSON.stringify(look);
        assert.deepEqual(problems, [], seen);
        assert.deepEqual(tooWide, [], seen);
        assert.deepEqual(tooFaint, [], seen);
        assert.ok(!text.includes('${'), `${seen}: an unbound template`);
      }
    });
  }

  for (const typed of USER_TEXTS) {
    it(`shows ${JSON.stringify(typed)} as it was typed and makes nothing of it`, async () => {
      for (const [name, card] of registerCards(typed)) {
        const { problems, text, links, bold } = await renderer.render(card, { width: 720, isDark: false });
        assert.deepEqual(problems, [], name);
        const boldOfUsers = bold.filter((words) => !/^[A-Z]+-\d+$/.test(words));
        assert.deepEqual([links, boldOfUsers], [0, []], name);
        assert.doesNotMatch(text, /undefined|null|NaN|\[object/, name);
        if (/^(?:row|table|refused)/.test(name)) assert.ok(text.includes(typed), `${name}: ${text}`);
      }
    });
  }
});
