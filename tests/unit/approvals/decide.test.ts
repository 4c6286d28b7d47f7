import assert from 'node:assert/strict';
import { wakesAt } from '../../../src/approvals/settle.ts';
import { isWhole } from '../../../src/approvals/subject.ts';
import { asInstant } from '../../../src/kernel/time.ts';
import {
  amara,
  answer,
  approve,
  givenRequest,
  ingrid,
  kenji,
  lucia,
  makePolicy,
  makeStage,
  priya,
  reject,
  SUBJECT,
  seat,
  tomasz,
  yusuf,
} from '../../support/makeApproval.ts';

const types = (events: readonly { readonly type: string }[]): string[] => events.map(({ type }) => type);
const withStage = (stage: Parameters<typeof makeStage>[0], more: object = {}) =>
  givenRequest({ policy: makePolicy({ stages: [makeStage(stage)], ...more }) });

describe('decide', () => {
  it('begins the first stage with the request, and knows its subject by its hash', () => {
    const asked = givenRequest();
    assert.deepEqual(types(asked.events), ['requested', 'stage-begun']);
    assert.ok(isWhole(asked.state.subject));
    assert.ok(!isWhole({ ...asked.state.subject, title: 'Move the cutover by two weeks' }));
  });

  describe('rules', () => {
    it('approves with `all` once everybody has', () => {
      const end = givenRequest().when(approve(tomasz)).when(approve(ingrid));
      assert.deepEqual(types(end.events), ['decided', 'stage-passed', 'approved']);
      assert.equal(end.state.status, 'approved');
    });

    it('rejects with `all` at the first rejection, in the words of whoever rejected', () => {
      const end = givenRequest().when(reject(tomasz, 'No rollback.'));
      assert.equal(end.state.status, 'rejected');
      assert.equal(end.state.closedBecause, 'Tomasz Zielinski: No rollback.');
    });

    it('approves with `any` at the first approval, and rejects when the last one rejects', () => {
      const asked = withStage({ rule: { kind: 'any' } });
      assert.equal(asked.when(reject(tomasz)).state.status, 'pending');
      assert.equal(asked.when(reject(tomasz)).when(approve(ingrid)).state.status, 'approved');
      assert.equal(asked.when(reject(tomasz)).when(reject(ingrid)).state.status, 'rejected');
    });

    it('approves at a quorum and rejects as soon as it cannot be reached', () => {
      const board = [seat(tomasz), seat(ingrid), seat(priya), seat(lucia)];
      const asked = withStage({ seats: board, rule: { kind: 'quorum', count: 3 } });
      const two = asked.when(approve(tomasz)).when(approve(ingrid));
      assert.equal(two.state.status, 'pending');
      assert.equal(two.when(approve(priya)).state.status, 'approved');
      assert.equal(two.when(reject(priya)).state.status, 'pending');
      assert.equal(two.when(reject(priya)).when(reject(lucia)).state.status, 'rejected');
    });

    it('counts a quorum in per cent of those who have not recused themselves', () => {
      const board = [seat(tomasz), seat(ingrid), seat(priya), seat(lucia), seat(yusuf)];
      const asked = withStage({ seats: board, rule: { kind: 'quorum', percent: 60 } });
      const two = asked.when(approve(tomasz)).when(approve(ingrid));
      assert.equal(two.state.status, 'pending');
      assert.equal(two.when(answer(priya, 'abstain')).when(answer(lucia, 'abstain')).state.status, 'pending');
      assert.equal(
        two.when(answer(priya, 'recuse')).when(answer(lucia, 'recuse')).state.status,
        'approved',
        'two of three are over 60 per cent',
      );
    });

    it('needs the required role among those who approve', () => {
      const asked = withStage({
        seats: [seat(tomasz), seat(priya), seat(ingrid, 'sponsor')],
        rule: { kind: 'quorum', count: 2 },
        requiredRoles: ['sponsor'],
      });
      const two = asked.when(approve(tomasz)).when(approve(priya));
      assert.equal(two.state.status, 'pending');
      assert.equal(two.when(approve(ingrid)).state.status, 'approved');
      assert.equal(two.when(reject(ingrid)).state.status, 'rejected');
      const alone = two.when(answer(ingrid, 'recuse'));
      assert.equal(alone.state.stuck?.code, 'role-missing');
    });

    it('rejects at once by a veto inside a quorum', () => {
      const asked = withStage({
        seats: [seat(tomasz), seat(priya), seat(ingrid, 'security officer')],
        rule: { kind: 'any' },
        vetoRoles: ['security officer'],
      });
      assert.equal(asked.when(reject(ingrid)).state.status, 'rejected');
      assert.equal(asked.when(reject(priya)).state.status, 'pending');
    });

    it('lets those who abstain out of `all`, but approves nothing when all abstain', () => {
      const one = givenRequest().when(answer(tomasz, 'abstain'));
      assert.equal(one.when(approve(ingrid)).state.status, 'approved');
      const none = one.when(answer(ingrid, 'abstain'));
      assert.equal(none.state.status, 'pending');
      assert.equal(none.state.stuck?.code, 'too-few-approvers');
    });
  });

  describe('who decides', () => {
    it('never approves with an empty list of approvers', () => {
      for (const rule of [{ kind: 'all' }, { kind: 'any' }, { kind: 'quorum', percent: 50 }] as const) {
        const asked = withStage({ seats: [], rule });
        assert.deepEqual(types(asked.events), ['requested', 'stage-begun', 'got-stuck']);
        assert.equal(asked.state.status, 'pending');
        assert.equal(asked.state.stuck?.code, 'no-approver');
        asked.thenRefused(approve(tomasz), 'not-an-approver');
      }
    });

    it('is stuck when the only approver is the requester, until another is named', () => {
      const asked = withStage({ seats: [seat(amara)] });
      assert.equal(asked.state.stuck?.code, 'only-requester');
      asked.thenRefused(approve(amara), 'own-request');
      const named = asked.when({ type: 'reassign', by: tomasz, from: amara, to: ingrid });
      assert.equal(named.state.stuck, null);
      assert.equal(named.when(approve(ingrid)).state.status, 'approved');
    });

    it('lets the requester decide only where the policy says so', () => {
      const policy = makePolicy({
        stages: [makeStage({ seats: [seat(amara)] })],
        ownRequest: 'allowed',
      });
      assert.equal(givenRequest({ policy }).when(approve(amara)).state.status, 'approved');
    });

    it('counts a person in two roles once, with both roles', () => {
      const asked = withStage({
        seats: [seat(tomasz, 'project manager'), seat(tomasz, 'test lead'), seat(ingrid)],
        rule: { kind: 'quorum', count: 2 },
        requiredRoles: ['test lead'],
      });
      assert.deepEqual(
        asked.state.stages[0]?.seats.map(({ roles }) => roles),
        [['project manager', 'test lead'], []],
      );
      assert.equal(asked.when(approve(tomasz)).state.status, 'pending');
      assert.equal(asked.when(approve(tomasz)).when(approve(ingrid)).state.status, 'approved');
    });

    it('shuts guests out only where the policy says so', () => {
      const asked = withStage({ seats: [seat(kenji), seat(tomasz)] }, { guests: 'may-not-decide' });
      asked.thenRefused(approve(kenji), 'guest');
      assert.equal(asked.when(approve(tomasz)).state.status, 'approved');
      assert.equal(withStage({ seats: [seat(kenji)] }).when(approve(kenji)).state.status, 'approved');
    });

    it('refuses a stranger, and names who decides', () => {
      givenRequest().thenRefused(approve(yusuf), 'not-an-approver');
    });

    it('keeps a person who left in the count, so that nothing is approved without a look', () => {
      const asked = givenRequest().when({ type: 'note-left', people: [ingrid] });
      assert.equal(asked.state.stuck?.code, 'too-few-approvers');
      const again = asked.when({ type: 'reassign', by: amara, from: ingrid, to: priya });
      assert.equal(again.when(approve(tomasz)).when(approve(priya)).state.status, 'approved');
    });
  });

  describe('one answer from each', () => {
    it('does nothing on the same click again, and refuses another answer', () => {
      const one = givenRequest().when(approve(tomasz));
      assert.deepEqual(one.when(approve(tomasz)).events, []);
      one.thenRefused(reject(tomasz), 'already-answered');
      const end = one.when(approve(ingrid));
      assert.deepEqual(end.when(approve(ingrid)).events, []);
      end.thenRefused(reject(ingrid), 'already-approved');
    });

    it('does not take a second click for the next stage', () => {
      const policy = makePolicy({
        stages: [
          makeStage({ seats: [seat(tomasz)] }),
          makeStage({ name: 'Sponsor', seats: [seat(tomasz), seat(ingrid)] }),
        ],
      });
      const first = givenRequest({ policy }).when(approve(tomasz, { stage: 0 }));
      assert.equal(first.state.current, 1);
      assert.deepEqual(first.when(approve(tomasz, { stage: 0 })).events, []);
      first.thenRefused(approve(ingrid, { stage: 0 }), 'stage-over');
      assert.equal(first.when(approve(tomasz, { stage: 1 })).when(approve(ingrid)).state.status, 'approved');
    });

    it('asks the stages in their order', () => {
      const policy = makePolicy({
        stages: [makeStage({ seats: [seat(tomasz)] }), makeStage({ seats: [seat(ingrid)] })],
      });
      const asked = givenRequest({ policy });
      asked.thenRefused(approve(ingrid), 'not-your-turn');
      const end = asked.when(approve(tomasz)).when(approve(ingrid));
      assert.equal(end.state.status, 'approved');
    });

    it('asks for words with a rejection and with a request for changes', () => {
      givenRequest()
        .thenRefused(reject(tomasz, '  '), 'comment-needed')
        .thenRefused(
          { type: 'answer', by: tomasz, decision: 'request-changes', via: 'chat' },
          'comment-needed',
        );
    });

    it('refuses a click on an older revision', () => {
      givenRequest()
        .thenRefused(approve(tomasz, { revision: 'older' }), 'older-revision')
        .when(approve(tomasz, { revision: SUBJECT.revision }));
    });
  });

  describe('other ends', () => {
    it('goes back for changes at the wish of one approver', () => {
      const end = givenRequest().when({
        type: 'answer',
        by: tomasz,
        decision: 'request-changes',
        comment: 'Add a rollback plan.',
        via: 'card',
      });
      assert.equal(end.state.status, 'changes-requested');
      assert.equal(end.state.closedBecause, 'Add a rollback plan.');
      end.thenRefused(approve(ingrid), 'already-changes-requested');
    });

    it('gathers the conditions of all who approve', () => {
      const condition = { text: 'Rehearse it first', owner: priya, due: '2026-12-04' };
      const end = givenRequest()
        .when(approve(tomasz, { conditions: [condition] }))
        .when(approve(ingrid));
      assert.deepEqual(end.state.conditions, [condition]);
    });

    it('takes no condition without words, owner or day, nor one for a day that is over', () => {
      const condition = { text: 'Rehearse it first', owner: priya, due: '2026-12-04' };
      for (const [change, code] of [
        [{ text: ' ' }, 'condition-empty'],
        [{ owner: null }, 'condition-incomplete'],
        [{ due: null }, 'condition-incomplete'],
        [{ due: '2026-11-24' }, 'condition-past'],
      ] as const) {
        givenRequest().thenRefused(
          approve(tomasz, { conditions: [condition, { ...condition, ...change }] }),
          code,
        );
      }
    });

    it('is withdrawn by the requester only', () => {
      const asked = givenRequest();
      asked.thenRefused({ type: 'withdraw', by: tomasz }, 'not-requester');
      const end = asked.when({ type: 'withdraw', by: amara, reason: 'Not needed.' });
      assert.equal(end.state.status, 'withdrawn');
      assert.deepEqual(end.when({ type: 'withdraw', by: amara }).events, []);
      end.thenRefused(approve(tomasz), 'already-withdrawn');
    });

    it('is superseded once, and voided only after it was approved', () => {
      const asked = givenRequest();
      asked.thenRefused({ type: 'void', reason: 'Defect reopened.' }, 'not-approved');
      const over = asked.when({ type: 'supersede', reason: 'A newer revision was asked for.' });
      assert.equal(over.state.status, 'superseded');
      assert.deepEqual(over.when({ type: 'supersede', reason: 'Again.' }).events, []);
      const end = asked.when(approve(tomasz)).when(approve(ingrid));
      assert.equal(end.when({ type: 'void', reason: 'Defect reopened.' }).state.status, 'void');
    });
  });

  describe('deputies', () => {
    const startsAt = asInstant('2026-11-26T00:00:00Z');
    const endsAt = asInstant('2026-12-01T00:00:00Z');
    const within = asInstant('2026-11-27T09:00:00Z');
    const delegate = { type: 'delegate', by: tomasz, from: tomasz, to: yusuf, startsAt, endsAt } as const;

    it('gives a deputy who has answered no seat of their own', () => {
      const one = withStage({ seats: [seat(tomasz), seat(ingrid)] })
        .when(delegate)
        .when(approve(yusuf), within);
      assert.equal(one.state.status, 'pending');
      one.thenRefused({ type: 'reassign', by: amara, from: ingrid, to: yusuf }, 'already-answered', within);
    });

    it('lets a deputy decide within the dates, and says for whom', () => {
      const named = givenRequest().when(delegate);
      named.thenRefused(approve(yusuf), 'not-an-approver');
      named.thenRefused(approve(yusuf), 'not-an-approver', endsAt);
      const done = named.when(approve(yusuf), within);
      const [decided] = done.events;
      assert.ok(decided?.type === 'decided');
      assert.equal(decided.onBehalfOf?.id, tomasz.id);
      done.thenRefused(approve(tomasz), 'already-answered', within);
    });

    it('counts a deputy once, even for two', () => {
      const both = givenRequest()
        .when(delegate)
        .when({ ...delegate, by: ingrid, from: ingrid });
      const one = both.when(approve(yusuf), within);
      assert.deepEqual(one.when(approve(yusuf), within).events, []);
      assert.equal(one.state.status, 'pending');
    });

    it('refuses the requester as deputy, oneself, and a time that is over', () => {
      givenRequest()
        .thenRefused({ ...delegate, to: amara }, 'own-request')
        .thenRefused({ ...delegate, to: tomasz }, 'deputy-is-self')
        .thenRefused({ ...delegate, from: priya }, 'not-an-approver')
        .thenRefused(delegate, 'delegation-over', endsAt);
    });

    it('takes deputies who were named before along', () => {
      const asked = givenRequest({ delegations: [{ from: tomasz, to: yusuf, startsAt, endsAt }] });
      assert.equal(asked.when(approve(yusuf), within).state.stages[0]?.seats[0]?.answer?.by.id, yusuf.id);
    });
  });

  describe('time', () => {
    it('reminds, escalates and expires in working time', () => {
      const asked = givenRequest({
        policy: makePolicy({
          stages: [makeStage({ deadline: { workingDays: 3 }, escalateTo: [priya] })],
          expiry: { workingDays: 5 },
        }),
      });
      assert.equal(asked.state.stages[0]?.dueAt, '2026-11-30T09:00:00.000Z', 'Wednesday and three: Monday');
      assert.equal(wakesAt(asked.state), '2026-11-27T09:00:00.000Z');
      assert.deepEqual(asked.when({ type: 'advance' }).events, []);
      const reminded = asked.when({ type: 'advance' }, asInstant('2026-11-27T09:00:00Z'));
      assert.deepEqual(types(reminded.events), ['reminded']);
      const escalated = reminded.when({ type: 'advance' }, asInstant('2026-11-30T09:00:00Z'));
      assert.deepEqual(types(escalated.events), ['escalated']);
      assert.equal(wakesAt(escalated.state), '2026-12-02T09:00:00.000Z');
      const over = asInstant('2026-12-02T09:00:00Z');
      escalated.thenRefused(approve(tomasz), 'already-expired', over);
      const expired = escalated.when({ type: 'advance' }, over);
      assert.equal(expired.state.status, 'expired');
      assert.equal(wakesAt(expired.state), null);
      assert.deepEqual(expired.when({ type: 'advance' }, over).events, []);
    });

    it('does not remind of a deadline that is as near as the request', () => {
      const asked = givenRequest({
        policy: makePolicy({ stages: [makeStage({ deadline: { at: asInstant('2026-11-25T15:00:00Z') } })] }),
      });
      assert.equal(wakesAt(asked.state), '2026-11-25T15:00:00.000Z');
    });
  });

  it('refuses policies that approve nothing', () => {
    const refused = (policy: ReturnType<typeof makePolicy>) =>
      assert.throws(() => givenRequest({ policy }), /policy-unusable/);
    refused(makePolicy({ stages: [] }));
    refused(makePolicy({ stages: [makeStage({ rule: { kind: 'quorum', count: 0 } })] }));
    refused(makePolicy({ stages: [makeStage({ rule: { kind: 'quorum', percent: 101 } })] }));
  });
});
