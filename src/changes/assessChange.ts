/** Asking named assessors for the impact of a change, and keeping their answers. */
import { escapeMarkdown } from '../kernel/cards.ts';
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asPersonId } from '../kernel/ids.ts';
import {
  type Acting,
  type RowPerson,
  type RowValues,
  showDay,
  showMoney,
  textOf,
} from '../registers/index.ts';
import { assessmentCard } from './cards/assessmentView.ts';
import type { Assessment, Assessor, ChangeControl, ChangeStatus } from './changeRequest.ts';
import { awaitedAssessors, foldAssessments } from './foldAssessments.ts';
import type { ChangePorts, ChangeStores } from './ports.ts';
import { type FoundChange, findChange, moveChange, workOnChange } from './rowWork.ts';
import { tell } from './tell.ts';

const OPEN: readonly ChangeStatus[] = ['Raised', 'In assessment', 'Submitted', 'To be ratified'];

/** Asks people for their assessment; who has answered already is asked again. */
export async function requestAssessment<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  acting: Acting,
  key: string,
  people: readonly RowPerson[],
  due: string | null,
): Promise<ChangeControl | Refusal> {
  const { project } = acting;
  const named = people.flatMap(({ personId, name }) =>
    personId === null ? [] : [{ id: asPersonId(personId), name }],
  );
  if (named.length === 0 || named.length < people.length)
    return refuse('assessor-missing', `Say who assesses ${key}, such as \`assess ${key} @Priya by Friday\`.`);
  return workOnChange(ports, acting, key, async (stores, found) => {
    const { row, control } = found;
    if (!OPEN.includes(control.status))
      return refuse(
        'change-decided',
        `${row.key} is ${control.status.toLowerCase()}; there is nothing left to assess.`,
      );
    const at = ports.clock.now();
    const asked = named.map(
      (person): Assessor => ({ person, askedAt: at, due, answer: null, answeredAt: null }),
    );
    const others = control.assessors.filter(({ person }) => !named.some(({ id }) => id === person.id));
    const status = control.status === 'Raised' ? 'In assessment' : control.status;
    const moved = await moveChange(ports, stores, acting, found, status, {
      control: { assessors: [...others, ...asked] },
    });
    if (isRefusal(moved)) return moved;
    const by = due === null ? '' : ` by ${showDay(due, project.locale)}`;
    const [place] = project.places;
    for (const { id, name } of named) {
      const otherwise = `${escapeMarkdown(name)} is asked to assess **${row.key}** (${escapeMarkdown(textOf(row.values.title))})${by}: say \`assessment ${row.key} days 5 cost 1000 EUR risk "..."\` here.`;
      await stores.outbox.post({
        key: `change:${row.rowId}:assess:${id}:${at}`,
        to: { personId: id },
        reply: { card: assessmentCard({ project, row, by: acting.person.name, due }) },
        ...(place === undefined ? {} : { otherwise: { to: place, reply: { text: otherwise } } }),
      });
    }
    return moved;
  });
}

export interface Assessed {
  readonly row: FoundChange['row'];
  /** Names of those who are still to answer. */
  readonly awaited: readonly string[];
}

/** Keeps an assessor's answer and brings the row's impact up to date; a later answer replaces an earlier one. */
export async function answerAssessment<Stores extends ChangeStores>(
  ports: ChangePorts<Stores>,
  acting: Acting,
  key: string,
  answer: Assessment,
): Promise<Assessed | Refusal> {
  const { project, person } = acting;
  if (Object.values(answer).every((value) => value === null))
    return refuse('assessment-empty', `Say at least one impact of ${key}, such as days 0 or cost 0 EUR.`);
  return ports.transact(project.tenantId, async (stores) => {
    const found = await findChange(stores, project, key);
    if (isRefusal(found)) return found;
    const { row, control } = found;
    const asked = control.assessors.find((each) => each.person.id === person.id);
    if (asked === undefined) {
      const names = control.assessors.map((each) => each.person.name).join(', ') || 'nobody yet';
      return refuse('not-assessor', `You were not asked to assess ${row.key}; asked: ${names}.`);
    }
    if (!OPEN.includes(control.status))
      return refuse(
        'change-decided',
        `${row.key} is ${control.status.toLowerCase()}; the assessment comes too late.`,
      );
    const assessors = control.assessors.map((each) =>
      each === asked ? { ...each, answer, answeredAt: ports.clock.now() } : each,
    );
    const moved = await moveChange(ports, stores, acting, found, control.status, {
      values: foldAssessments(assessors),
      note: `Assessment: ${answerText(answer, project.locale)}`,
      control: { assessors },
    });
    if (isRefusal(moved)) return moved;
    const awaited = awaitedAssessors(assessors);
    await tellRequester(stores, acting, row, awaited);
    return { row, awaited };
  });
}

/** Said once, when the last answer is in. */
async function tellRequester(
  stores: ChangeStores,
  { person }: Acting,
  row: FoundChange['row'],
  awaited: readonly string[],
): Promise<void> {
  const id = row.addedBy.personId;
  if (awaited.length > 0 || id === null || id === person.id) return;
  await tell(
    stores,
    [id],
    `change:${row.rowId}:assessed:${row.changedAt}`,
    `All assessments of **${row.key}** are in; say \`submit ${row.key}\` to put it to a decision.`,
  );
}

function answerText({ scope, days, cost, quality, risk }: Assessment, locale: string): string {
  const parts: readonly (readonly [string, RowValues[string]])[] = [
    ['scope', scope],
    ['days', days],
    ['cost', cost === null ? null : showMoney(cost, locale)],
    ['quality', quality],
    ['risk', risk],
  ];
  return parts.flatMap(([name, value]) => (value === null ? [] : [`${name} ${String(value)}`])).join(', ');
}
