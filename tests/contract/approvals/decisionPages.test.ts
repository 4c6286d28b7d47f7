import assert from 'node:assert/strict';
import { asApprovalId } from '../../../src/approvals/approval.ts';
import { makeDecisionPages } from '../../../src/approvals/links/decideByLink.ts';
import { makeDecisionLinks } from '../../../src/approvals/links/decisionLinks.ts';
import type { Person } from '../../../src/kernel/people.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { general } from '../../support/fakeRegisters.ts';
import { ingrid, makePolicy, makeStage, NOW, seat, tomasz } from '../../support/makeApproval.ts';
import { startApprovals } from '../../support/startApprovals.ts';
import { TENANT_A } from '../../support/startStores.ts';

const links = makeDecisionLinks('a secret of this test, long enough', () => 'https://docket.example');

onEachDatabase('pages behind links in mails', (start) => {
  const ofTomasz = makePolicy({ stages: [makeStage({ seats: [seat(tomasz)] })] });
  const startPages = async (known: readonly Person[]) => {
    const started = await startApprovals(await start(), known, { links, places: [general] });
    const { id } = await started.request(ofTomasz);
    const tokenFor = (person: Person, approvalId = id, stage = 0): string => {
      const link = links.linkFor({ tenantId: TENANT_A, approvalId, personId: person.id, stage }, NOW);
      return new URL(link ?? '').searchParams.get('token') ?? '';
    };
    const decisions = async () =>
      (await started.approvals.entriesOf(started.project, id)).filter(
        ({ event }) => event.type === 'decided',
      );
    return {
      ...started,
      id,
      tokenFor,
      decisions,
      pages: makeDecisionPages(started.ports, started.approvals),
    };
  };

  it('decide once of many forms that come at the same moment', async () => {
    const { pages, tokenFor, decisions, handled } = await startPages([tomasz]);
    const token = tokenFor(tomasz);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => pages.decide({ token, decision: 'approve' })),
    );
    for (const { status, html } of answers) {
      assert.equal(status, 200);
      assert.match(html, /Approved by Tomasz Zielinski/);
    }
    const [decided, ...more] = await decisions();
    assert.ok(decided?.event.type === 'decided' && more.length === 0);
    assert.equal(decided.event.via, 'mail');
    assert.equal(handled.length, 1);
  });

  it('decide nothing for a person who has left the organisation', async () => {
    const { pages, tokenFor, decisions } = await startPages([]);
    assert.equal((await pages.decide({ token: tokenFor(tomasz), decision: 'approve' })).status, 404);
    assert.deepEqual(await decisions(), []);
  });

  it('decide nothing for a person who is not asked, at another stage, or on what is not there', async () => {
    const { pages, id, tokenFor, decisions } = await startPages([tomasz, ingrid]);
    const stranger = await pages.decide({ token: tokenFor(ingrid), decision: 'approve' });
    assert.match(stranger.html, /You are not an approver of CR-7/);
    const later = await pages.decide({ token: tokenFor(tomasz, id, 1), decision: 'approve' });
    assert.match(later.html, /is at another stage/);
    const gone = await pages.decide({ token: tokenFor(tomasz, asApprovalId('none')), decision: 'approve' });
    assert.equal(gone.status, 404);
    assert.deepEqual(await decisions(), []);
  });

  it('are mailed to whom the chat does not reach, and the channel is asked where no mail goes', async () => {
    const { stores, id } = await startPages([tomasz]);
    const message = await stores.in(({ outgoing }) => outgoing.claim(`person:${tomasz.id}`, NOW, NOW));
    assert.equal(message?.key, `approval:${id}:0:${tomasz.id}`);
    const mail = message?.otherwise;
    assert.deepEqual(mail?.to, { mailTo: tomasz.id });
    assert.match(mail?.reply.mail?.html ?? '', /https:\/\/docket\.example\/approvals\/decide\?token=/);
    assert.deepEqual(mail?.otherwise?.to, general);
    assert.match(mail?.otherwise?.reply.text ?? '', /cannot be reached in a 1:1 chat/);
  });
});
