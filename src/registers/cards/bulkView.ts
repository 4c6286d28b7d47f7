/** What a change of many rows would do, before it is made. Pure. */
import { bindCard, type Card, plainText, shorten } from '../../kernel/cards.ts';
import type { Project } from '../../projects/project.ts';
import type { RegisterDefinition, RowValues } from '../definition.ts';
import { showValue } from '../showValue.ts';
import type { RegisterRow } from '../store.ts';
import { textOf } from '../values.ts';
import bulkTemplate from './bulk.json' with { type: 'json' };

const SHOWN = 12;

export interface BulkView {
  readonly project: Project;
  readonly definition: RegisterDefinition;
  readonly rows: readonly RegisterRow[];
  readonly values: RowValues;
}

export function bulkCard({ project, definition, rows, values }: BulkView): Card {
  const left = rows.length - SHOWN;
  const count = rows.length === 1 ? `1 ${definition.singular}` : `${rows.length} ${definition.name}`;
  const changes = Object.entries(values).map(([name, value]) => {
    const field = definition.fields.find((each) => each.name === name);
    return field === undefined ? name : `${field.title}: ${showValue(field, value, project.locale)}`;
  });
  return bindCard(bulkTemplate, {
    heading: `Change ${count}?`,
    change: plainText(changes.join(', ')),
    rows: rows.slice(0, SHOWN).map(({ key, values: cells }) => ({
      line: `${key} ${plainText(shorten(textOf(cells[definition.titleField]), 100))}`,
    })),
    more: left > 0 ? `and ${left} more` : '',
    button: `Change ${count}`,
    projectId: project.id,
    register: definition.name,
    keys: rows.map(({ key }) => key).join(','),
    values: JSON.stringify(values),
  });
}
