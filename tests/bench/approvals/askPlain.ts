/** Approvals of nothing in particular, five approvers each, by all the rules there are. */
import type { App } from '../../../src/app/compose.ts';
import { systemClock } from '../../../src/app/systemPorts.ts';
import { makeSubject, type Policy } from '../../../src/approvals/index.ts';
import { isRefusal } from '../../../src/kernel/errors.ts';
import { asPersonId, asProjectId } from '../../../src/kernel/ids.ts';
import { asZoneName } from '../../../src/kernel/time.ts';
import type { Project } from '../../../src/projects/index.ts';
import { GENERAL, SAMPLE, TENANT } from '../../support/sampleTenant.ts';
import type { Asked } from './clicks.ts';

const APPROVERS = 5;
export const PLAIN_KIND = 'bench';

const PROJECT: Project = {
  id: asProjectId('c0000000-0000-4000-8000-00000000bec0'),
  tenantId: TENANT,
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

/** What follows a decision: counted in the transaction that closes the approval. */
export function countHandled(app: App): void {
  app.approvals.onOutcome(PLAIN_KIND, async ({ marks }, _project, approval) => {
    const mark = handledMark(approval.id);
    await marks.set(mark, String(Number((await marks.get(mark)) ?? 0) + 1));
  });
}

export const handledMark = (approvalId: string): string => `outcome:${approvalId}`;

export async function askPlain(app: App, serviceUrl: string, count: number): Promise<readonly Asked[]> {
  const at = systemClock.now();
  await app.transact(TENANT, async ({ projects, places }) => {
    const place = {
      kind: 'channel',
      tenantId: TENANT,
      conversationId: GENERAL,
      serviceUrl,
      botId: SAMPLE.playground.bot.id,
    } as const;
    await projects.create(PROJECT, at);
    await places.activate(place, at);
    await places.link(place, PROJECT.id, at);
  });
  const project = (await app.lookup.byId(TENANT, PROJECT.id)) ?? PROJECT;
  const asked: Asked[] = [];
  for (let number = 1; number <= count; number += 1) {
    asked.push(await askOne(app, project, number, policyFor(number)));
  }
  return asked;
}

export async function askOne(app: App, project: Project, number: number, policy: Policy): Promise<Asked> {
  const approval = await app.approvals.request({
    project,
    subject: makeSubject({
      kind: PLAIN_KIND,
      id: `subject-${number}`,
      key: `BE-${number}`,
      title: `Change ${number}`,
      facts: [],
    }),
    policy,
    by: { id: project.coordinatorId, name: 'Bench coordinator' },
  });
  if (isRefusal(approval)) throw new Error(approval.reason);
  const { id, subject, policy: resolved } = approval;
  const approvers = resolved.stages.flatMap(({ seats }) => seats.map(({ person }) => person));
  return { id, key: subject.key, revision: subject.revision, approvers };
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
