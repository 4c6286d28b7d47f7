import assert from 'node:assert/strict';
import { refuseUnlessLead } from '../../../../src/meetings/review/leads.ts';
import { refuseReview } from '../../../../src/meetings/review/refusals.ts';
import { permissions } from '../../../../src/registers/permissions.ts';
import { makeProject, priya } from '../../../support/fakeRegisters.ts';

describe('refusals of a review', () => {
  for (const [locale, expected] of [
    ['en-GB', /changed, published or discarded by its coordinator/],
    ['de-DE', /ändern, veröffentlichen oder verwerfen/],
    ['fr-FR', /modifié, publié ou abandonné/],
    ['es-ES', /modifica, publica o descarta/],
  ] as const)
    it(`say in the project’s language who may change the minutes: ${locale}`, async () => {
      const project = makeProject({ locale });
      const denied = await refuseUnlessLead({ roleOf: async () => 'approver' }, project, priya);
      assert.match(denied?.reason ?? '', expected);
    });

  it('follow the one table of who may do what, by the role that the person has now', async () => {
    for (const role of ['project manager', 'coordinator', 'approver', 'member', 'viewer'] as const) {
      const denied = await refuseUnlessLead({ roleOf: async () => role }, makeProject(), priya);
      assert.equal(denied === null, permissions.publishMinutes.includes(role), role);
      assert.equal(denied?.whoMay, undefined, 'The sentence says it, in the language of the project.');
    }
  });

  it('show what was said as it was said', () => {
    assert.equal(
      refuseReview('dayUnclear', 'de-DE', { said: 'irgend{wann}' }).reason,
      '„irgend{wann}“ ist kein Tag, den ich kenne; schreiben Sie ihn als `friday`, `2026-12-04` oder `none`.',
    );
  });
});
