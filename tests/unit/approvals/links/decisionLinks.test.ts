import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asApprovalId } from '../../../../src/approvals/approval.ts';
import { makeDecisionLinks } from '../../../../src/approvals/links/decisionLinks.ts';
import { asPersonId, asTenantId } from '../../../../src/kernel/ids.ts';
import { DAY_MS, instantPlus } from '../../../../src/kernel/time.ts';
import { NOW } from '../../../support/makeApproval.ts';

const SECRET = 'a secret of this test, long enough';
const links = makeDecisionLinks(SECRET, () => 'https://docket.example/');
const claim = {
  tenantId: asTenantId('tenant-1'),
  approvalId: asApprovalId('approval-1'),
  personId: asPersonId('person-1'),
  stage: 1,
};
const tokenOf = (link: string | null): string => new URL(link ?? '').searchParams.get('token') ?? '';

describe('makeDecisionLinks', () => {
  it('reads back for whom, for what and until when a link is', () => {
    const link = links.linkFor(claim, NOW) ?? '';
    assert.match(link, /^https:\/\/docket\.example\/approvals\/decide\?token=[\w-]+\.[\w-]+$/);
    assert.deepEqual(links.read(tokenOf(link), NOW), {
      ...claim,
      validUntil: instantPlus(NOW, 14 * DAY_MS),
    });
  });

  it('does not read a link whose time is over', () => {
    const token = tokenOf(links.linkFor(claim, NOW));
    assert.notEqual(links.read(token, instantPlus(NOW, 14 * DAY_MS - 1)), null);
    assert.equal(links.read(token, instantPlus(NOW, 14 * DAY_MS)), null);
  });

  it('does not read what was signed with another secret', () => {
    const other = makeDecisionLinks(`${SECRET}, and another`, () => 'https://docket.example');
    assert.equal(links.read(tokenOf(other.linkFor(claim, NOW)), NOW), null);
  });

  it('makes and believes nothing without a secret', () => {
    const none = makeDecisionLinks(undefined, () => 'https://docket.example');
    assert.equal(none.linkFor(claim, NOW), null);
    assert.equal(none.read(tokenOf(links.linkFor(claim, NOW)), NOW), null);
  });

  it('does not read a token of which any character was changed', () => {
    const token = tokenOf(links.linkFor(claim, NOW));
    fc.assert(
      fc.property(fc.nat(token.length - 2), fc.constantFrom('A', 'b', '7', '-', '.', '!'), (at, mark) => {
        fc.pre(token[at] !== mark);
        assert.equal(links.read(`${token.slice(0, at)}${mark}${token.slice(at + 1)}`, NOW), null);
      }),
    );
  });

  it('does not read any other words', () => {
    fc.assert(fc.property(fc.string(), (words) => assert.equal(links.read(words, NOW), null)));
    assert.equal(links.read('x'.repeat(100_000), NOW), null);
  });
});
