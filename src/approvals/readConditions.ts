/** Reads conditions as people write them: `Rehearse the rollback, Priya Raman, by 4 December`. Pure. */
import { isRefusal, type Refusal, refuse } from '../kernel/errors.ts';
import { asPersonId } from '../kernel/ids.ts';
import { type ReadingContext, readDay, readPeople } from '../registers/index.ts';
import type { Condition } from './approval.ts';
import { mendText } from './subject.ts';

/** As many actions as one decision makes at most; a longer list is a plan of its own. */
const MOST_CONDITIONS = 20;

/**
 * A condition a line. Its owner and its day are what its last parts between commas name; all else is its text. Refuses
 * more of them than an approval takes.
 */
export function readConditions(text: string, context: ReadingContext): readonly Condition[] | Refusal {
  const lines = text
    .split(/\r?\n|;/)
    .map((line) => mendText(line).replace(/^[-*•\d.)\s]+(?=\p{L})/u, ''))
    .filter((line) => line !== '');
  if (lines.length > MOST_CONDITIONS) {
    return refuse(
      'too-many-conditions',
      `Nothing is decided yet: these are ${lines.length} conditions and an approval takes ${MOST_CONDITIONS} at most; put some of them together, or ask for changes.`,
    );
  }
  return lines.map((line) => readCondition(line, context));
}

function readCondition(line: string, context: ReadingContext): Condition {
  const parts = line.split(/\s*,\s*/);
  let owner: Condition['owner'] = null;
  let due: Condition['due'] = null;
  while (parts.length > 1) {
    const last = parts.at(-1) ?? '';
    const day: string | null = due === null ? readDay(last, context) : null;
    const person: Condition['owner'] = owner === null && day === null ? readOwner(last, context) : null;
    if (day === null && person === null) break;
    due = day ?? due;
    owner = person ?? owner;
    parts.pop();
  }
  const rest = parts.join(', ');
  const byDay = due === null ? /^(.+?)\s+by\s+(.{1,40})$/i.exec(rest) : null;
  const day = byDay?.[2] === undefined ? null : readDay(byDay[2], context);
  return { text: day === null ? rest : (byDay?.[1] ?? rest), owner, due: due ?? day };
}

function readOwner(text: string, context: ReadingContext): Condition['owner'] {
  const people = readPeople(text, context);
  if (isRefusal(people)) return null;
  const [person] = people;
  if (people.length !== 1 || person === undefined || person.personId === null) return null;
  return { id: asPersonId(person.personId), name: person.name };
}
