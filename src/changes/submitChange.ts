/** Puts a change request to a decision: checks, route, approval, status, in one transaction. */
import { type Approval, hashOf, type Policy } from '../approvals/index.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Person } from '../kernel/people.ts';
import { dayOf } from '../kernel/time.ts';
import { workingDayPlus } from '../kernel/workingCalendar.ts';
import { type Project, workingCalendarOf } from '../projects/index.ts';
import { type Acting, peopleOf, textOf } from '../registers/index.ts';
import {
  type ChangeContent,
  type ChangeStatus,
  categoryOf,
  contentOf,
  costOf,
  daysOf,
} from './changeRequest.ts';
import { diffContent } from './diffContent.ts';
import { findGaps } from './findGaps.ts';
import { awaitedAssessors } from './foldAssessments.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import { readTasks } from './readTasks.ts';
import {
  BODIES,
  type Body,
  type ChangeRules,
  planOf,
  type Route,
  routeChange,
  USUAL_RULES,
} from './routeChange.ts';
import { type FoundChange, moveChange, rowsNamed, workOnChange } from './rowWork.ts';
import { subjectOf } from './subjectOf.ts';

export interface Submitted {
  readonly approval: Approval;
  readonly route: Route;
  readonly status: ChangeStatus;
}

export interface Submitting {
  /** Although assessors have not answered yet. */
  readonly anyway?: boolean;
  /** Of a pending request that was edited; the edit was somebody's who may make it. */
  readonly again?: boolean;
}

const BEFORE_DECISION: readonly ChangeStatus[] = ['Raised', 'In assessment', 'Rejected'];
const PENDING: readonly ChangeStatus[] = ['Submitted', 'To be ratified'];

export async function submitChange<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  acting: Acting,
  key: string,
  submitting: Submitting = {},
): Promise<Submitted | Refusal> {
  const { project } = acting;
  const roster = await ports.lookup.roster(project);
  const policies = await resolvePolicies(ports, project);
  const work = async (stores: Stores, found: FoundChange): Promise<Submitted | Refusal> => {
    const refused = refuseSubmission(found, submitting);
    if (refused !== null) return refused;
    const content = contentOf(found.row.values);
    const gaps = findGaps(content, await rowsNamed(stores, project, found.row.values));
    if (gaps.length > 0) {
      return refuse('change-incomplete', `${found.row.key} cannot be decided yet. ${gaps.join(' ')}`);
    }
    const rules = (await stores.changes.rules(project.id)) ?? USUAL_RULES;
    const route = routeOf(project, requesterOf(found, acting), content, rules);
    return ask(ports, stores, acting, found, { content, route, policy: policies(route, rules), roster });
  };
  return workOnChange(ports, acting, key, work, { mayAnyone: submitting.again === true });
}

/** Whoever stands in the row as requester; else who raised it. */
const requesterOf = ({ row }: FoundChange, { person }: Acting): string =>
  peopleOf(row.values.requester)[0]?.personId ?? row.addedBy.personId ?? person.id;

export const routeOf = (
  project: Project,
  requesterId: string,
  content: ChangeContent,
  rules: ChangeRules,
): Route =>
  routeChange(
    {
      category: categoryOf(content),
      cost: costOf(content),
      days: daysOf(content),
      requesterIsManager: requesterId === project.projectManagerId,
    },
    rules,
  );

function refuseSubmission({ row, control }: FoundChange, { anyway, again }: Submitting): Refusal | null {
  if (again === true) {
    return PENDING.includes(control.status)
      ? null
      : refuse('change-not-pending', `${row.key} is ${control.status.toLowerCase()} by now.`);
  }
  if (PENDING.includes(control.status))
    return refuse('change-pending', `${row.key} waits for its decision already; an edit of it asks again.`);
  if (!BEFORE_DECISION.includes(control.status))
    return refuse(
      'change-decided',
      `${row.key} is ${control.status.toLowerCase()} and is not put to a decision again.`,
    );
  const awaited = awaitedAssessors(control.assessors);
  if (awaited.length > 0 && anyway !== true) {
    return refuse(
      'assessment-awaited',
      `The assessment of ${row.key} by ${awaited.join(' and ')} has not come yet; say \`submit ${row.key} anyway\` to go on without it.`,
    );
  }
  return null;
}

/** People of every policy, found before the transaction: which one is needed shows in it. */
async function resolvePolicies<Stores extends ChangeStores>(
  { approvals, transact }: ChangePorts<Stores>,
  project: Project,
): Promise<(route: Route, rules: ChangeRules) => Policy> {
  const rules = (await transact(project.tenantId, ({ changes }) => changes.rules(project.id))) ?? USUAL_RULES;
  const found = new Map<Body, Policy>();
  for (const body of BODIES) {
    found.set(
      body,
      await approvals.resolvePolicy(project, planOf({ body, reasons: [], actsFirst: false }, rules)),
    );
  }
  return (route, now) => {
    const plan = planOf(route, now);
    const people = found.get(route.body);
    return {
      name: plan.name,
      stages: plan.stages.map(({ approvers: _, escalateTo: __, ...stage }, index) => ({
        ...stage,
        seats: people?.stages[index]?.seats ?? [],
        escalateTo: people?.stages[index]?.escalateTo ?? [],
      })),
    };
  };
}

interface Asking {
  readonly content: ChangeContent;
  readonly route: Route;
  readonly policy: Policy;
  readonly roster: readonly Person[];
}

async function ask<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  stores: Stores,
  acting: Acting,
  found: FoundChange,
  { content, route, policy, roster }: Asking,
): Promise<Submitted | Refusal> {
  const { project, person } = acting;
  const { row, control } = found;
  const before = control.asked;
  const changed = before === null ? [] : diffContent(before.content, content, project.locale);
  const subject = subjectOf({
    changeId: row.rowId,
    key: row.key,
    content,
    route,
    changed,
    locale: project.locale,
  });
  const by = requesterFor(found, person);
  const approval = await ports.approvals.requestIn(stores, { project, subject, policy, by });
  if (isRefusal(approval)) return approval;
  const status = route.actsFirst ? 'To be ratified' : 'Submitted';
  const today = dayOf(ports.clock.now(), project.zone);
  const days = policy.stages[0]?.deadline;
  const due = days !== undefined && 'workingDays' in days ? days.workingDays : 5;
  const moved = await moveChange(ports, stores, acting, found, status, {
    values: { decisionDue: workingDayPlus(workingCalendarOf(project), today, due) },
    control: {
      asked: {
        content,
        hash: hashOf(content),
        by: { id: by.id, name: by.name },
        round: (before?.round ?? 0) + 1,
        tasks: readTasks(textOf(content.tasks), roster),
      },
    },
  });
  return isRefusal(moved) ? moved : { approval, route, status };
}

/** Whoever raised it cannot decide on it, whoever submits it for them. */
function requesterFor({ row }: FoundChange, person: Person): Person {
  const [requester] = peopleOf(row.values.requester);
  return requester?.personId == null
    ? person
    : {
        id: requester.personId as PersonId,
        name: requester.name,
        ...(requester.mail && { mail: requester.mail }),
      };
}
