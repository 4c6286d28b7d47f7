import assert from 'node:assert/strict';
import { morningCard, morningMail } from '../../../../src/digests/cards/morningView.ts';
import { asDay } from '../../../../src/kernel/time.ts';

const digest = (name: string, locale = 'en-GB') => ({
  name,
  locale,
  today: asDay('2026-11-26'),
  sections: [{ heading: 'Due today', lines: [{ key: 'A-1', text: 'Order it', facts: 'Atlas' }] }],
});

describe('morningCard and morningMail', () => {
  it('greet by name, and without one who has never spoken to Docket', () => {
    for (const [name, locale, greeting] of [
      ['Priya', 'en-GB', 'Good morning, Priya'],
      ['', 'en-GB', 'Good morning'],
      ['Priya', 'de-DE', 'Guten Morgen, Priya'],
      ['', 'de-DE', 'Guten Morgen'],
      ['', 'fr-FR', 'Bonjour'],
      ['', 'es-ES', 'Buenos días'],
    ] as const) {
      assert.ok(JSON.stringify(morningCard(digest(name, locale))).includes(`"text":"${greeting}"`), greeting);
      assert.ok(morningMail(digest(name, locale)).html.includes(`<p>${greeting}</p>`), greeting);
    }
  });
});
