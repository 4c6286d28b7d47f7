import assert from 'node:assert/strict';
import { morningCard, morningMail } from '../../../../src/digests/cards/morningView.ts';
import { digestTexts } from '../../../../src/digests/texts.ts';
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

describe('the mention of a morning digest', () => {
  for (const [locale, named, unnamed] of [
    ['en', 'Ana, your digest of', 'Your digest of'],
    ['de', 'Ana, Ihre Übersicht vom', 'Ihre Übersicht vom'],
    ['fr', 'Ana, votre résumé du', 'Votre résumé du'],
    ['es', 'Ana, su resumen del', 'Su resumen del'],
  ] as const)
    it(`begins with the name in ${locale}, and not with a comma where there is none`, () => {
      const text = (name: string) =>
        digestTexts(locale)('morning.mention', {
          name,
          isNamed: name === '' ? 'no' : 'yes',
          day: 'today',
          count: 1,
        });
      assert.ok(text('Ana').startsWith(named));
      assert.ok(text('').startsWith(unnamed));
    });
});
