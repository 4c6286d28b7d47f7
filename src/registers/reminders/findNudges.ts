/** Whom to remind of which rows today, and what goes further up. Pure. */
import type { PersonId } from '../../kernel/ids.ts';
import { asPersonId } from '../../kernel/ids.ts';
import { type Day, dayPlus } from '../../kernel/time.ts';
import { isWorkingDay, type WorkingCalendar, workingDayPlus } from '../../kernel/workingCalendar.ts';
import { type Project, workingCalendarOf } from '../../projects/index.ts';
import { HIGH_EXPOSURE } from '../cards/raidView.ts';
import type { RegisterDefinition } from '../definition.ts';
import { issues } from '../definitions/issues.ts';
import { risks } from '../definitions/risks.ts';
import type { RegisterRow } from '../store.ts';
import { isEmptyValue, peopleOf, textOf } from '../values.ts';

/** Owners are reminded this many working days before the due date, on it, and while it is past. */
export const REMIND_DAYS_BEFORE = 2;
/** Rows that are late by so many working days go to the coordinator, and then to the project manager. */
export const COORDINATOR_AFTER_DAYS = 3;
export const MANAGER_AFTER_DAYS = 7;

/** A row that somebody should look at. */
export interface DueRow {
  readonly definition: RegisterDefinition;
  readonly row: RegisterRow;
  readonly due: Day | null;
  /** Working days past the due date; 0 on the day itself, negative before it. */
  readonly daysLate: number;
}

/** What one person is told of one project. */
export interface Nudge {
  readonly personId: PersonId;
  readonly mine: readonly DueRow[];
  /** Rows of others that are late. */
  readonly late: readonly DueRow[];
  /** High risks without a response, or whose response is late; issues past their date. */
  readonly risky: readonly DueRow[];
}

/** The rows are open; each person is named once, in no order. People who are not in the directory get nothing. */
export function findNudges(
  project: Project,
  rows: readonly Omit<DueRow, 'daysLate'>[],
  today: Day,
): readonly Nudge[] {
  const calendar = workingCalendarOf(project);
  const soon = workingDayPlus(calendar, today, REMIND_DAYS_BEFORE);
  const lateBy = lateness(calendar, today);
  const all = rows.map((row) => ({ ...row, daysLate: row.due === null ? 0 : lateBy(row.due) }));
  const nudges = new Map<PersonId, { mine: DueRow[]; late: DueRow[]; risky: DueRow[] }>();
  const of = (personId: PersonId) => {
    const known = nudges.get(personId) ?? { mine: [], late: [], risky: [] };
    nudges.set(personId, known);
    return known;
  };
  for (const row of all) {
    const owners = ownersOf(row);
    if (isDueSoon(row, calendar, today, soon)) for (const owner of owners) of(owner).mine.push(row);
    const isOwner = (personId: PersonId) => owners.includes(personId);
    const { coordinatorId, projectManagerId } = project;
    const isNobodys = owners.length === 0 && row.due !== null && row.daysLate > 0;
    if ((row.daysLate >= COORDINATOR_AFTER_DAYS || isNobodys) && !isOwner(coordinatorId))
      of(coordinatorId).late.push(row);
    if (isRisky(row, today)) {
      if (!isOwner(projectManagerId)) of(projectManagerId).risky.push(row);
    } else if (row.daysLate >= MANAGER_AFTER_DAYS && !isOwner(projectManagerId)) {
      of(projectManagerId).late.push(row);
    }
  }
  const latestFirst = (one: DueRow, other: DueRow) => other.daysLate - one.daysLate;
  return [...nudges].map(([personId, { mine, late, risky }]) => ({
    personId,
    mine: mine.sort(latestFirst),
    late: late.sort(latestFirst),
    risky: risky.sort(latestFirst),
  }));
}

function ownersOf({ definition, row }: Omit<DueRow, 'daysLate'>): readonly PersonId[] {
  const { ownerField } = definition;
  const people = ownerField === undefined ? [] : peopleOf(row.values[ownerField]);
  return people.flatMap(({ personId }) => (personId === null ? [] : [asPersonId(personId)]));
}

/** Two working days before (`soon`), on the day, and every working day after it. */
function isDueSoon({ due, daysLate }: DueRow, calendar: WorkingCalendar, today: Day, soon: Day): boolean {
  if (due === null) return false;
  return due <= today ? daysLate >= 0 : soon === workingDayOnOrBefore(calendar, due);
}

/** Thousands of rows are due on some hundred days: each day is counted once. */
function lateness(calendar: WorkingCalendar, today: Day): (due: Day) => number {
  const known = new Map<Day, number>();
  return (due) => {
    const days = known.get(due) ?? workingDaysLate(calendar, due, today);
    known.set(due, days);
    return days;
  };
}

function workingDayOnOrBefore(calendar: WorkingCalendar, day: Day): Day {
  let at = day;
  for (let step = 0; step < 30 && !isWorkingDay(calendar, at); step += 1) at = dayPlus(at, -1);
  return at;
}

function isRisky({ definition, row, due }: DueRow, today: Day): boolean {
  const isPast = due !== null && due < today;
  if (definition.name === issues.name) return isPast;
  if (definition.name !== risks.name || Number(row.values.exposure ?? 0) < HIGH_EXPOSURE) return false;
  return isPast || isEmptyValue(row.values.response);
}

/** Working days from the day after `due` to `today`; a due date on a free day is late on the next working day. */
export function workingDaysLate(calendar: WorkingCalendar, due: Day, today: Day): number {
  if (due >= today) return due === today ? 0 : -1;
  let days = 0;
  let at = due;
  while (at < today && days < LATEST) {
    at = dayPlus(at, 1);
    if (isWorkingDay(calendar, at)) days += 1;
  }
  return days;
}

/** Enough to say that something is very late. */
const LATEST = 400;

/** `due in 2 working days`, `due today`, `3 working days late`. */
export function lateWords({ row, due, daysLate }: DueRow): string {
  if (due === null) return textOf(row.values.status);
  if (daysLate < 0) return `due in ${REMIND_DAYS_BEFORE} working days`;
  if (daysLate === 0) return 'due today';
  return daysLate === 1 ? '1 working day late' : `${daysLate} working days late`;
}
