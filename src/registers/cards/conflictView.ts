/** The card that shows both values where two people changed one field at the same time. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/project.ts';
import type { FieldValue, RegisterDefinition } from '../definition.ts';
import { showValue } from '../showValue.ts';
import conflictTemplate from './conflict.json' with { type: 'json' };

export interface ConflictView {
  readonly project: Project;
  readonly definition: RegisterDefinition;
  readonly key: string;
  /** Number of the entry in the history that holds the values. */
  readonly entry: number;
  /** Who changed the list, and who wanted something else. */
  readonly theirName: string;
  readonly ourName: string;
  readonly conflicts: readonly {
    readonly field: string;
    readonly theirs: FieldValue;
    readonly ours: FieldValue;
  }[];
}

export function conflictCard({
  project,
  definition,
  key,
  entry,
  theirName,
  ourName,
  conflicts,
}: ConflictView): Card {
  const show = (name: string, value: FieldValue): string => {
    const field = definition.fields.find((each) => each.name === name);
    return shorten(field === undefined ? String(value) : showValue(field, value, project.locale), 600);
  };
  return bindCard(conflictTemplate, {
    heading: `${key} was changed twice at the same time`,
    summary: `${plainText(theirName)} changed it in SharePoint while ${plainText(ourName)} did so here. What stands in the list was kept.`,
    fields: conflicts.map(({ field, theirs, ours }) => {
      const title = definition.fields.find(({ name }) => name === field)?.title ?? field;
      return {
        id: `field_${field}`,
        label: `What shall ${title} be?`,
        title,
        theirs: `In the list, by ${plainText(theirName)}: ${plainText(show(field, theirs))}`,
        ours: `The other, by ${plainText(ourName)}: ${plainText(show(field, ours))}`,
      };
    }),
    projectId: project.id,
    key,
    entry: String(entry),
  });
}
