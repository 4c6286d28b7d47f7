/**
 * Docket as a process of its own on loopback, with a Graph that does not answer: what is decided is recorded first. Begins
 * when it gets a line, and prints its address. `/bench/seed` asks for approvals, `/bench/report` tells what the ledger and the cards say.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { compose } from '../../../src/app/compose.ts';
import { readConfig } from '../../../src/app/config.ts';
import { serve } from '../../../src/app/serve.ts';
import { makeLogger, systemClock } from '../../../src/app/systemPorts.ts';
import { standingText } from '../../../src/approvals/cards/words.ts';
import { foldEvents, makeSubject, type Policy } from '../../../src/approvals/index.ts';
import { checkEntries, readEntry } from '../../../src/approvals/ledger/chain.ts';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asPersonId, asProjectId, asTenantId } from '../../../src/kernel/ids.ts';
import { asZoneName } from '../../../src/kernel/time.ts';
import { makeRulesEngine } from '../../../src/meetings/minutes/index.ts';
import type { Project } from '../../../src/projects/index.ts';
import { GENERAL, SAMPLE } from '../../support/sampleTenant.ts';

const [folder = '', connector = ''] = process.argv.slice(2);
const tenantId = asTenantId(SAMPLE.tenantId);
const APPROVERS = 5;
const KIND = 'bench';

await once(process.stdin, 'data');
const app = await compose({
  config: readConfig({
    DOCKET_DATA: folder,
    DOCKET_TENANTS: SAMPLE.tenantId,
    GRAPH_URL: 'http://127.0.0.1:9',
    GRAPH_TOKEN: 'nobody answers there',
    NOTIFICATION_SECRET: 'a secret of the bench alone',
    DATABASE_URL: process.env.DOCKET_BENCH_DATABASE_URL,
    DATABASE_SCHEMA: process.env.DOCKET_BENCH_DATABASE_SCHEMA,
  }),
  clock: systemClock,
  random: { uuid: () => randomUUID(), number: () => Math.random() },
  logger: makeLogger('silent'),
  engine: makeRulesEngine(),
  localAppId: SAMPLE.appId,
  localTenantId: SAMPLE.tenantId,
});

/** What follows a decision: counted in the transaction that closes the approval. */
app.approvals.onOutcome(KIND, async ({ marks }, _project, approval) => {
  const mark = `outcome:${approval.id}`;
  await marks.set(mark, String(Number((await marks.get(mark)) ?? 0) + 1));
});

const project: Project = {
  id: asProjectId('c0000000-0000-4000-8000-00000000bec0'),
  tenantId,
  name: 'Bench',
  siteUrl: SAMPLE.project.siteUrl,
  zone: asZoneName('Europe/Madrid'),
  locale: 'en-GB',
  workingWeekdays: [1, 2, 3, 4, 5],
  holidays: [],
  coordinatorId: asPersonId('bench-coordinator'),
  projectManagerId: asPersonId('bench-manager'),
  changeBoard: [],
  places: [],
};

app.http.post('/bench/seed', (request, response, next) => {
  seed(Number(request.query.approvals), String(request.query.round ?? '0'))
    .then((ids) => response.json(ids))
    .catch(next);
});
app.http.get('/bench/report', (_request, response, next) => {
  report()
    .then((body) => response.json(body))
    .catch(next);
});

const served = await serve(app, { host: '127.0.0.1', port: 0, logger: makeLogger('silent') });
process.stdout.write(`${served.url}\n`);
process.stdin.once('end', () => void served.close().then(() => process.exit(0))).resume();

async function seed(count: number, round: string) {
  const at = systemClock.now();
  await app.transact(tenantId, async ({ projects, places }) => {
    if ((await projects.get(project.id)) !== null) return;
    await projects.create(project, at);
    const place = {
      kind: 'channel',
      tenantId,
      conversationId: GENERAL,
      serviceUrl: connector,
      botId: SAMPLE.playground.bot.id,
    } as const;
    await places.activate(place, at);
    await places.link(place, project.id, at);
  });
  const found = (await app.lookup.byId(tenantId, project.id)) ?? project;
  const asked: { id: string; revision: string; approvers: string[] }[] = [];
  for (let number = 1; number <= count; number += 1) {
    const approval = await app.approvals.request({
      project: found,
      subject: makeSubject({
        kind: KIND,
        id: `subject-${round}-${number}`,
        key: `BE-${number}`,
        title: `Change ${number}`,
        facts: [],
      }),
      policy: policyFor(number),
      by: { id: project.coordinatorId, name: 'Bench coordinator' },
    });
    if (isRefusal(approval)) throw new Error(approval.reason);
    const approvers = approval.policy.stages[0]?.seats.map(({ person }) => person.id) ?? [];
    asked.push({ id: approval.id, revision: approval.subject.revision, approvers });
  }
  return asked;
}

function policyFor(number: number): Policy {
  const seats = Array.from({ length: APPROVERS }, (_, index) => ({
    person: { id: asPersonId(`bench-${number}-${index}`), name: `Approver ${index + 1} of ${number}` },
    roles: [],
  }));
  const rules = [
    { kind: 'all' },
    { kind: 'quorum', count: 3 },
    { kind: 'any' },
    { kind: 'quorum', percent: 60 },
  ] as const;
  return {
    name: 'Bench',
    stages: [{ name: 'Board', seats, rule: rules[number % rules.length] ?? rules[0] }],
  };
}

async function report() {
  return app.transact(tenantId, async ({ approvals, marks }) => {
    const entries = await approvals.entriesAfter(project.id, 0, 1_000_000);
    const checked = checkEntries({ number: 0, hash: '0'.repeat(64) }, entries);
    const found = [];
    for (const id of await approvals.allOf(project.id)) {
      const events = entries
        .filter((entry) => entry.approvalId === id)
        .map((entry) => readEntry(entry).event);
      const approval = foldEvents(events);
      if (approval === null) continue;
      found.push({
        id,
        status: approval.status,
        standing: standingText(approval, systemClock.now()),
        outcomes: events.filter(({ type }) => type === 'approved' || type === 'rejected').length,
        handled: Number((await marks.get(`outcome:${id}`)) ?? 0),
        decisions: events.flatMap((event) =>
          event.type === 'decided' ? [[event.by.id, event.decision]] : [],
        ),
      });
    }
    return { isWhole: !('kind' in checked), entries: entries.length, approvals: found };
  });
}
