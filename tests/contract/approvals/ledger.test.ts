import assert from 'node:assert/strict';
import { makeApprovalJobs } from '../../../src/approvals/jobs.ts';
import { hashOfEntry } from '../../../src/approvals/ledger/chain.ts';
import { verifyChain } from '../../../src/approvals/ledger/verifyLedger.ts';
import { makeApprovals } from '../../../src/approvals/makeApprovals.ts';
import { makeSubject } from '../../../src/approvals/subject.ts';
import type { Reply } from '../../../src/kernel/chat.ts';
import { isRefusal, refuse } from '../../../src/kernel/errors.ts';
import { asPersonId } from '../../../src/kernel/ids.ts';
import { onEachDatabase, type TestDatabase } from '../../support/databases.ts';
import { general } from '../../support/fakeRegisters.ts';
import {
  approve,
  ingrid,
  makePolicy,
  makeStage,
  priya,
  reject,
  seat,
  tomasz,
} from '../../support/makeApproval.ts';
import { startApprovals } from '../../support/startApprovals.ts';
import { TENANT_A } from '../../support/startStores.ts';

/** What an intruder with the database's password can do: the table's own guard is switched off for it. */
async function tamper(database: TestDatabase, statement: string): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query("select set_config('docket.tenant', $1, true)", [TENANT_A]);
    await transaction.query('alter table approval_entry disable trigger approval_entry_stays');
    await transaction.query(statement);
    await transaction.query('alter table approval_entry enable trigger approval_entry_stays');
  });
}

onEachDatabase('the ledger of approvals', (start) => {
  const anyOf = (...people: (typeof tomasz)[]) =>
    makePolicy({ stages: [makeStage({ seats: people.map((each) => seat(each)), rule: { kind: 'any' } })] });

  it('lets one of two approvers who click in the same millisecond decide, and the other see it', async () => {
    const { approvals, project, handled, request } = await startApprovals(await start());
    const { id } = await request(anyOf(tomasz, ingrid));
    const results = await Promise.all([
      approvals.run(project, id, approve(tomasz)),
      approvals.run(project, id, reject(ingrid)),
      approvals.run(project, id, approve(ingrid)),
    ]);
    const entries = await approvals.entriesOf(project, id);
    assert.equal(entries.filter(({ event }) => event.type === 'approved').length, 1);
    assert.equal(handled.length, 1);
    assert.deepEqual(
      entries.map(({ number }) => number),
      entries.map((_, index) => index + 1),
    );
    assert.ok(results.some((result) => isRefusal(result)));
    const people = entries.flatMap(({ event }) => (event.type === 'decided' ? [event.by.id] : []));
    assert.equal(new Set(people).size, people.length);
  });

  it('records a click that comes many times at once only once', async () => {
    const { approvals, project, handled, request } = await startApprovals(await start());
    const { id } = await request(anyOf(tomasz));
    const results = await Promise.all(
      Array.from({ length: 10 }, () => approvals.run(project, id, approve(tomasz))),
    );
    assert.ok(results.every((result) => !isRefusal(result) && result.approval.status === 'approved'));
    const entries = await approvals.entriesOf(project, id);
    assert.equal(entries.filter(({ event }) => event.type === 'decided').length, 1);
    assert.equal(handled.length, 1);
  });

  it('keeps one chain without a gap over many approvals at once', async () => {
    const { approvals, project, ports, request } = await startApprovals(await start());
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        request(
          anyOf(tomasz),
          makeSubject({
            kind: 'change-request',
            id: String(number),
            key: `CR-${number}`,
            title: 'T',
            facts: [],
          }),
        ),
      ),
    );
    await Promise.all(asked.map(({ id }) => approvals.run(project, id, approve(tomasz))));
    const { entries, fault } = await verifyChain(ports, project);
    assert.equal(fault, null);
    assert.equal(entries.length, 12 * 5);
  });

  it('asks once for one revision, and supersedes it with the next', async () => {
    const { approvals, project, request } = await startApprovals(await start());
    const [first, again] = await Promise.all([request(anyOf(tomasz)), request(anyOf(tomasz))]);
    assert.equal(first.id, again.id);
    const newer = makeSubject({
      kind: first.subject.kind,
      id: first.subject.id,
      key: 'CR-7',
      title: 'Newer',
      facts: [],
    });
    const next = await request(anyOf(tomasz), newer);
    assert.equal(next.round, 2);
    const loaded = await approvals.load(TENANT_A, first.id);
    assert.equal(loaded?.approval.status, 'superseded');
    assert.equal((await approvals.stateOf(project, first.subject))?.id, next.id);
  });

  it('refuses to change or remove an entry', async () => {
    const database = await start();
    const { request } = await startApprovals(database);
    await request(anyOf(tomasz));
    const asTenant = (statement: string) =>
      database.transaction(async (transaction) => {
        await transaction.query("select set_config('docket.tenant', $1, true)", [TENANT_A]);
        await transaction.query(statement);
      });
    await assert.rejects(asTenant("update approval_entry set event = '{}'"), /never changed or removed/);
    await assert.rejects(asTenant('delete from approval_entry'), /never changed or removed/);
  });

  it('names the first entry that was altered, rewritten, removed or cut off', async () => {
    const attempts: readonly (readonly [string, RegExp, string])[] = [
      [
        `update approval_entry set event = replace(event, 'Tomasz', 'Somebody') where number = 3`,
        /^altered$/,
        '3',
      ],
      ['delete from approval_entry where number = 2', /^removed$/, '2'],
      ['delete from approval_entry where number >= 4', /^removed$/, '4'],
    ];
    for (const [statement, kind, number] of attempts) {
      const database = await start();
      const { approvals, project, ports, request } = await startApprovals(database);
      const { id } = await request(anyOf(tomasz));
      await approvals.run(project, id, approve(tomasz));
      assert.equal((await verifyChain(ports, project)).fault, null);
      await tamper(database, statement);
      const { fault } = await verifyChain(ports, project);
      assert.match(fault?.kind ?? '', kind, statement);
      assert.equal(String(fault?.number), number, statement);
    }
  });

  it('names an entry that was rewritten with a hash of its own', async () => {
    const database = await start();
    const { approvals, project, ports, stores, request } = await startApprovals(database);
    const { id } = await request(anyOf(tomasz));
    await approvals.run(project, id, approve(tomasz));
    const entry =
      (await stores.in(({ approvals: ledger }) => ledger.entriesAfter(project.id, 2, 1)))[0] ?? assert.fail();
    const eventJson = entry.eventJson.replace('Tomasz Zielinski', 'Somebody Else');
    const hash = hashOfEntry({ ...entry, eventJson });
    await tamper(
      database,
      `update approval_entry set event = '${eventJson}', hash = '${hash}' where number = 3`,
    );
    const { fault } = await verifyChain(ports, project);
    assert.deepEqual([fault?.kind, fault?.number], ['altered', 3]);
  });

  it('approves nothing with an empty list of approvers, and tells the project manager (case H20)', async () => {
    const { approvals, project, request, stores } = await startApprovals(await start());
    const { id } = await request(makePolicy({ stages: [makeStage({ seats: [] })] }));
    assert.ok(isRefusal(await approvals.run(project, id, approve(tomasz))));
    const { approval } = (await approvals.load(TENANT_A, id)) ?? assert.fail();
    assert.equal(approval.stuck?.code, 'no-approver');
    const key = `approval:${id}:stuck:${approval.version}`;
    const [told] = await stores.in(({ outgoing }) => outgoing.under(key));
    assert.deepEqual(told?.to, { personId: project.projectManagerId });
  });

  it('tells the project manager of an approver who left, who then names another', async () => {
    const started = await startApprovals(await start(), [tomasz]);
    const { approvals, project, request, stores, ports } = started;
    const { id } = await request(makePolicy());
    const job = makeApprovalJobs(ports, approvals).find(({ name }) => name === 'find-absent-approvers');
    await job?.run({} as never, { tenantId: TENANT_A, attempt: 1 });
    await job?.run({} as never, { tenantId: TENANT_A, attempt: 2 });
    const loaded = await approvals.load(TENANT_A, id);
    assert.equal(loaded?.approval.stuck?.code, 'too-few-approvers');
    const entries = await approvals.entriesOf(project, id);
    assert.equal(entries.filter(({ event }) => event.type === 'approver-left').length, 1, 'noted once');
    assert.ok(
      stores.committed.some(({ lanes }) => lanes.some((lane) => lane.includes(project.projectManagerId))),
    );
    await approvals.run(project, id, { type: 'reassign', by: tomasz, from: ingrid, to: priya });
    await approvals.run(project, id, approve(tomasz));
    const end = await approvals.run(project, id, approve(priya));
    assert.ok(!isRefusal(end) && end.approval.status === 'approved');
  });

  it('tells the project manager of conditions that the register does not take; the approval stands', async () => {
    const { ports, project, stores, request } = await startApprovals(await start());
    const { id } = await request(anyOf(tomasz));
    const registers = { ...ports.registers, addRowsIn: async () => refuse('full', 'The register is full.') };
    const conditions = [{ text: 'Rehearse it', owner: tomasz, due: '2027-01-04' }];
    const refusing = makeApprovals({ ...ports, registers });
    const result = await refusing.run(project, id, approve(tomasz, { conditions }));
    assert.ok(!isRefusal(result) && result.approval.status === 'approved');
    const [told] = await stores.in(({ outgoing }) => outgoing.under(`approval:${id}:conditions`));
    assert.deepEqual(told?.to, { personId: project.projectManagerId });
  });

  it('asks Teams for the own views of sixty people at most, the awaited ones first', async () => {
    const database = await start();
    const { approvals, project, stores } = await startApprovals(database);
    const crowd = Array.from({ length: 90 }, (_, index) => ({
      id: asPersonId(`viewer-${index}`),
      name: `Viewer ${index}`,
      teamsId: `29:viewer-${index}`,
    }));
    await stores.in(({ people }) =>
      people.seen(crowd, project.setUpAt ?? ('2026-11-25T09:00:00.000Z' as never)),
    );
    const policy = makePolicy({
      stages: [makeStage({ seats: crowd.map((each) => seat(each)), rule: { kind: 'any' } })],
    });
    const approval = await approvals.request({
      project: { ...project, places: [general] },
      subject: makeSubject({
        kind: 'change-request',
        id: 'crowd',
        key: 'CR-9',
        title: 'For many',
        facts: [],
      }),
      policy,
      by: tomasz,
    });
    assert.ok(!isRefusal(approval));
    const [row] = await database.transaction(async (transaction) => {
      await transaction.query("select set_config('docket.tenant', $1, true)", [TENANT_A]);
      return transaction.query<{ reply: Reply }>('select reply from outgoing where key = $1', [
        `approval:${approval.id}`,
      ]);
    });
    const refresh = row?.reply.card?.refresh as { userIds: string[] };
    assert.equal(refresh.userIds.length, 60);
    assert.equal(refresh.userIds[0], '29:viewer-0');
    const last = await approvals.run(project, approval.id, approve(crowd[89] ?? assert.fail()));
    assert.ok(
      !isRefusal(last) && last.approval.status === 'approved',
      'who is not refreshed decides all the same',
    );
  });
});
