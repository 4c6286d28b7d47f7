/** What Docket itself writes into rows, where nobody's hand is in it. */
import { asPersonId } from '../kernel/ids.ts';
import { type Clock, dayOf } from '../kernel/time.ts';
import type { Project } from '../projects/project.ts';
import type { Acting } from './acting.ts';
import type { RowValues } from './definition.ts';
import { textOf } from './values.ts';

/** Docket as the one who acts; what it does is not anybody's to undo. */
export const byDocket = (project: Project): Acting => ({
  project,
  person: { id: asPersonId('docket'), name: 'Docket' },
  source: { kind: 'docket' },
});

/** The notes of a row with one more line: oldest first, each with its day and author. */
export function withLine(
  { values }: { readonly values: RowValues },
  clock: Clock,
  { project, person }: Acting,
  text: string,
): string {
  const line = `${dayOf(clock.now(), project.zone)} ${person.name}: ${text}`;
  const before = textOf(values.notes);
  return before === '' ? line : `${before}\n${line}`;
}
