import assert from 'node:assert/strict';
import { refuseUnlessLead } from '../../../../src/meetings/review/leads.ts';
import { refuseReview } from '../../../../src/meetings/review/refusals.ts';
import { amara, makeProject, priya } from '../../../support/fakeRegisters.ts';

describe('refusals of a review', () => {
  for (const [locale, expected] of [
    ['en-GB', /changed, published or discarded by its coordinator/],
    ['de-DE', /ändern, veröffentlichen oder verwerfen/],
    ['fr-FR', /modifié, publié ou abandonné/],
    ['es-ES', /modifica, publica o descarta/],
  ] as const)
    it(`say in the project’s language who may change the minutes: ${locale}`, () => {
      const project = makeProject({ locale });
      assert.match(refuseUnlessLead(project, priya)?.reason ?? '', expected);
      assert.equal(refuseUnlessLead(project, amara), null);
    });

  it('show what was said as it was said', () => {
    assert.equal(
      refuseReview('dayUnclear', 'de-DE', { said: 'irgend{wann}' }).reason,
      '„irgend{wann}“ ist kein Tag, den ich kenne; schreiben Sie ihn als `friday`, `2026-12-04` oder `none`.',
    );
  });
});
